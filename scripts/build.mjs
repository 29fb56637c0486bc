// Declarations by tsc, code by Rolldown: one file for what a command needs at once, the rest in chunks
// that are loaded when asked for. Loading sixty small modules took half of a short run's time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { closureOf } from './imports.mjs';
import { keepMakings, makeScripts } from './precompile.mjs';

/** Only our own files are bundled; what is installed stays a dependency. */
const EXTERNAL = /^(?![./]|[A-Za-z]:)/;

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const dist = join(root, 'dist');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/** Compiled schemas that are kept are good for the engine that compiled them: the same code has the same name on every machine. */
function nameOfEngine() {
  const hash = createHash('sha256').update(text('package.json'));
  for (const name of readdirSync(join(src, 'relaxng'), { recursive: true }).sort()) {
    if (name.endsWith('.ts')) hash.update(text('src', 'relaxng', name));
  }
  return hash.digest('base64url').slice(0, 16);
}

function text(...path) {
  // A checkout may have other line ends.
  return readFileSync(join(root, ...path), 'utf8').replaceAll('\r\n', '\n');
}

const define = { TEIGRAM_BUILD: JSON.stringify(nameOfEngine()) };
const entries = (names) => Object.fromEntries(names.map((name) => [name, join(src, `${name}.ts`)]));

/** What outsiders import, by the file that they get. */
const DOORS = ['index', 'browser', 'relaxng/index', 'schematron/index', 'report/index'];

/** Of what is installed, only what each call needs is bundled: its seven files took a twentieth of a short run's time. */
const COMMANDER = /[\\/]node_modules[\\/]commander[\\/]/;
/** It asks for what runs commands that are programs of their own, which none here is. */
const isUnused = (id, importer = '') => id === 'node:child_process' && COMMANDER.test(importer);
const commander = {
  name: 'commander',
  resolveId: (id, importer) => (isUnused(id, importer) ? '\0none' : null),
  load: (id) => (id === '\0none' ? 'export {};' : null),
};

rmSync(dist, { recursive: true, force: true });
const types = join(dist, 'types');
const declared = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', types], {
  cwd: root,
  stdio: 'inherit',
});
// One file of declarations a door, so that nothing is seen of the rooms behind it.
for (const door of DOORS) {
  await build({
    input: { [door]: join(types, `${door}.d.ts`) },
    plugins: [dts({ dtsInput: true, oxc: true, tsconfig: false })],
    external: EXTERNAL,
    output: { dir: dist, format: 'esm' },
    logLevel: 'warn',
  });
}
rmSync(types, { recursive: true });

const check = closureOf(join(src, 'cli', 'validate.ts'));
const start = closureOf(join(src, 'cli', 'program.ts'));
await build({
  input: entries([
    'cli',
    'pre-commit',
    'cli/convert-worker',
    'validate/worker',
    'libxml2/worker',
    ...DOORS.filter((door) => door !== 'browser'),
  ]),
  platform: 'node',
  external: (id, importer) => EXTERNAL.test(id) && id !== 'commander' && !isUnused(id, importer),
  plugins: [commander],
  transform: { define },
  output: {
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // What every check of a file needs, in one piece: thirty small files took a tenth of a short run's time.
    codeSplitting: {
      groups: [
        { name: 'check', test: (id) => check.has(id) },
        { name: 'program', test: (id) => start.has(id) || COMMANDER.test(id) },
      ],
    },
  },
  logLevel: 'warn',
});
// Its licence asks for that.
mkdirSync(join(dist, 'licences'));
copyFileSync(join(root, 'node_modules', 'commander', 'LICENSE'), join(dist, 'licences', 'commander.txt'));
makeScripts(dist, ['check', 'program', 'compile', 'telegram', 'convert']);
keepMakings(dist, root);
for (const command of ['cli.js', 'pre-commit.js']) chmodSync(join(dist, command), 0o755);

// For browsers, whole: what runs there finds no packages and no files beside it.
const FILES = ['package.json', 'schemas/telegram.rng'];
const manifest = JSON.stringify({ version: JSON.parse(text('package.json')).version });
const files = Object.fromEntries(FILES.map((name) => [name, name === 'package.json' ? manifest : text(name)]));
/** What xmlbuilder2 asks Node for, and does not use for what is done with it here. */
const UNUSED = { events: 'export class EventEmitter {}', url: 'export const domainToASCII = (name) => name;' };
await build({
  input: {
    index: join(src, 'browser.ts'),
    relaxng: join(src, 'relaxng/index.ts'),
    schematron: join(src, 'schematron/index.ts'),
  },
  platform: 'browser',
  // Here the compiler is never loaded apart.
  checks: { ineffectiveDynamicImport: false },
  plugins: [
    {
      name: 'browser',
      resolveId: (id) => {
        const [, module] = /(?:^|\/)platform\/node\/(\w+)\.js$/.exec(id) ?? [];
        if (module !== undefined) return join(src, 'platform', 'browser', `${module}.ts`);
        return Object.hasOwn(UNUSED, id) ? `\0${id}` : null;
      },
      load: (id) => UNUSED[id.slice(1)] ?? null,
    },
  ],
  transform: { define: { ...define, TEIGRAM_FILES: JSON.stringify(files) } },
  output: {
    dir: join(dist, 'browser'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: false,
  },
  logLevel: 'warn',
});
// Wrong types fail the build, but what runs is there to be looked at.
process.exitCode = declared.status ?? 1;
