// Declarations by tsc, code by Rolldown: one file for what a command needs at once, the rest in chunks
// that are loaded when asked for. Loading sixty small modules took half of a short run's time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { closureOf } from './imports.mjs';

/** Only our own files are bundled; what is installed stays a dependency. */
const EXTERNAL = /^(?![./]|[A-Za-z]:)/;

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');
const dist = join(root, 'dist');
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

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

/** Packages that go into the build: one that each call needs at once, and those of which little is needed: a list, two kinds of plots. */
const BUNDLED = /^(?:commander|spdx-license-list\/spdx\.json|(?:echarts|zrender|tslib)(?:\/.*)?)$/;

/**
 * The one package that each call needs at once: found and loaded by itself it takes a tenth of a short run, the third of it
 * for child processes, which commander has for commands that are programs of their own.
 */
const commander = {
  name: 'commander',
  resolveId: (id) => (id === 'commander' ? require.resolve('commander') : null),
  transform(code, id) {
    if (!id.endsWith(join('commander', 'lib', 'command.js'))) return null;
    const asked = "const childProcess = require('node:child_process');";
    if (!code.includes(asked)) throw new Error('commander asks for child processes in another way');
    return code.replace(
      asked,
      "const childProcess = { spawn: (...args) => require('node:child_process').spawn(...args) };",
    );
  },
};

const check = closureOf(join(src, 'cli', 'validate.ts'));
await build({
  input: entries([
    'cli',
    'pre-commit',
    'cli/convert-worker',
    'validate/worker',
    'deposit/survey/worker',
    'deposit/copy-worker',
    'libxml2/worker',
    ...DOORS.filter((door) => door !== 'browser'),
  ]),
  platform: 'node',
  external: (id) => !BUNDLED.test(id) && EXTERNAL.test(id),
  plugins: [commander],
  transform: { define },
  output: {
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Read at each start, for nobody: the declarations have what users want to know.
    comments: { legal: true, annotation: false, jsdoc: false },
    // What every check of a file needs, in one piece: thirty small files took a tenth of a short run's time.
    codeSplitting: { groups: [{ name: 'check', test: (id) => check.has(id) }] },
  },
  logLevel: 'warn',
});
const LICENCES = {
  commander: 'LICENSE',
  echarts: 'LICENSE',
  zrender: 'LICENSE',
  CETEIcean: 'LICENSE.md',
  '@tanstack/virtual-core': 'LICENSE',
};
for (const [name, file] of Object.entries(LICENCES)) {
  copyFileSync(join(root, 'node_modules', name, file), join(dist, `${name.replace(/^.*\//, '')}-LICENSE`));
}
// Whose licence asks for it.
copyFileSync(join(root, 'node_modules', 'echarts', 'NOTICE'), join(dist, 'echarts-NOTICE'));
for (const command of ['cli.js', 'pre-commit.js']) chmodSync(join(dist, command), 0o755);

// For browsers, whole: what runs there finds no packages and no files beside it.
const FILES = ['package.json', 'schemas/telegram.rng'];
const manifest = JSON.stringify({ version: JSON.parse(text('package.json')).version });
const files = Object.fromEntries(FILES.map((name) => [name, name === 'package.json' ? manifest : text(name)]));
const forBrowsers = {
  platform: 'browser',
  // Here the compiler is never loaded apart.
  checks: { ineffectiveDynamicImport: false },
  plugins: [
    {
      name: 'browser',
      resolveId: (id) => {
        const [, module] = /(?:^|\/)platform\/node\/(\w+)\.js$/.exec(id) ?? [];
        return module === undefined ? null : join(src, 'platform', 'browser', `${module}.ts`);
      },
    },
  ],
  transform: { define: { ...define, TEIGRAM_FILES: JSON.stringify(files) } },
  logLevel: 'warn',
};
await build({
  ...forBrowsers,
  input: {
    index: join(src, 'browser.ts'),
    relaxng: join(src, 'relaxng/index.ts'),
    schematron: join(src, 'schematron/index.ts'),
  },
  output: {
    dir: join(dist, 'browser'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: false,
  },
});

// Scripts that stand within pages of the preview: one file each, which must not end the element that it stands in.
for (const name of ['document', 'index', 'try']) {
  const { output } = await build({
    ...forBrowsers,
    input: join(src, 'page', `${name}.ts`),
    output: { format: 'iife', minify: true, comments: { legal: true } },
    write: false,
  });
  mkdirSync(join(dist, 'page'), { recursive: true });
  const code = output[0].code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  writeFileSync(join(dist, 'page', `${name}.js`), code);
}
copyFileSync(join(src, 'page', 'style.css'), join(dist, 'page', 'style.css'));
// Wrong types fail the build, but what runs is there to be looked at.
process.exitCode = declared.status ?? 1;
