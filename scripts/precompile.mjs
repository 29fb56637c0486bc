// Start-up: V8 compiles a module anew in each process, but takes what it has made of a script before. So the largest chunks
// become scripts in a file of their own, each with a module that runs it, and what V8 makes of them in a trial is put beside.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'rolldown/parseAst';

/** The module that runs scripts, as the build calls it. */
const RUNNER = 'precompiled.js';
/** In characters: what is smaller is compiled in no time. */
const SMALL = 10_000;
/** A code unit that is not ASCII. */
const FOREIGN = /[^\0-\x7f]/g;

/**
 * Makes scripts of chunks.
 *
 * @param {string} dist where the build is.
 * @param {readonly string[]} names of the chunks, without what the bundler adds to them.
 */
export function makeScripts(dist, names) {
  const chunks = join(dist, 'chunks');
  copyFileSync(fileURLToPath(new URL('precompiled.mjs', import.meta.url)), join(chunks, RUNNER));
  for (const file of readdirSync(chunks)) {
    if (!names.some((name) => new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(file))) continue;
    const name = file.replace(/js$/, 'script');
    const code = readFileSync(join(chunks, file), 'utf8');
    // Some hand on only what is in another.
    if (code.length < SMALL) continue;
    const { script, module } = scriptOf(code, name);
    writeFileSync(join(chunks, name), inAscii(script));
    writeFileSync(join(chunks, file), module);
  }
}

/** A chunk as a script that gives what the chunk exports, and the module that stands for the chunk. */
function scriptOf(code, name) {
  const { body } = parseAst(code);
  const imports = body.filter(({ type }) => type === 'ImportDeclaration');
  const exported = body.filter(({ type }) => type === 'ExportNamedDeclaration');
  const exports = exported.flatMap(({ specifiers }) => specifiers);
  const others = body.filter(({ type }) => /^(?:Import|Export)/.test(type)).length - imports.length - exported.length;
  if (others > 0 || exported.some(({ source, declaration }) => source ?? declaration))
    throw new Error(`${name}: exports of a kind that cannot be handed on`);
  const edits = [...imports, ...exported].map(({ start, end }) => ({ start, end, text: '' }));
  // The module hands values on, not variables.
  const variables = body.filter(({ type, kind }) => type === 'VariableDeclaration' && kind === 'let');
  const names = new Set(variables.flatMap(({ declarations }) => declarations.map(({ id }) => id.name)));
  for (const { local } of exports)
    if (names.has(local.name)) throw new Error(`${name}: ${local.name} is exported and may change`);
  for (const node of nodesOf(body)) {
    // In a script both mean other files.
    if (node.type === 'ImportExpression')
      edits.push({ start: node.start, end: node.start + 'import'.length, text: '$load' });
    if (node.type === 'MetaProperty' && node.meta.name === 'import')
      edits.push({ start: node.start, end: node.end, text: '$meta' });
    // Of what is taken as it is written, escapes would be a part.
    if (node.type === 'TaggedTemplateExpression') {
      for (const { start, end } of node.quasi.quasis) {
        for (const { 0: letter, index } of code.slice(start, end).matchAll(FOREIGN)) {
          edits.push({ start: start + index, end: start + index + 1, text: `\${'${letter}'}` });
        }
      }
    }
  }
  const taken = imports.map(({ specifiers }, i) => bindingOf(specifiers, `$${i}`)).join('');
  const given = ['$load', '$meta', ...imports.map((_, i) => `$${i}`)];
  const script = `(function(${given}){"use strict";${taken}${edited(code, edits)}return[${exports.map(({ local }) => local.name)}]})`;
  // Names under which a chunk exports may be words that no variable may be called.
  const module = [
    ...imports.map(({ source }, i) => `import * as $${i} from ${JSON.stringify(source.value)};`),
    `import { run } from './${RUNNER}';`,
    `const [${exports.map((_, i) => `e${i}`)}] = run(new URL(${JSON.stringify(name)}, import.meta.url), [`,
    `(id) => import(id), import.meta, ${imports.map((_, i) => `$${i}`)}]);`,
    `export { ${exports.map(({ exported: { name: as } }, i) => `e${i} as ${as}`).join(', ')} };`,
  ];
  return { script, module: `${module.join('\n')}\n` };
}

/** Text with one byte a letter is read, held and looked at in half the time. */
function inAscii(code) {
  return code.replace(FOREIGN, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function bindingOf(specifiers, from) {
  const whole = specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
  if (whole !== undefined) return `const ${whole.local.name}=${from};`;
  const names = specifiers.map(
    ({ type, local, imported }) => `${type === 'ImportDefaultSpecifier' ? 'default' : imported.name}:${local.name}`,
  );
  return `const{${names}}=${from};`;
}

function* nodesOf(value) {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.type === 'string') yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function edited(code, edits) {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}

/**
 * Has the scripts run as the command runs them most, and keeps what V8 has made of them then.
 *
 * @param {string} dist where the build is.
 * @param {string} root of the repository, for documents and schemas to try them with.
 */
export function keepMakings(dist, root) {
  const cache = mkdtempSync(join(tmpdir(), 'teigram-build-'));
  const tei = join(cache, 'tei');
  const schema = join(root, 'schemas', 'telegram.rng');
  const calls = [
    ['convert', join(root, 'samples'), '--out', tei],
    ['validate', tei, '--schema', schema, '--jobs', '1'],
    // Once more with the schema that is now compiled, and documents that are not valid.
    ['validate', tei, join(root, 'examples', 'editions'), '--schema', schema, '--jobs', '1'],
  ];
  // Each call adds to what the ones before had made.
  for (const call of calls) {
    spawnSync(process.execPath, ['--input-type=module', '--eval', TRIAL, '--', join(dist, 'cli.js'), ...call], {
      cwd: dist,
      env: { ...process.env, XDG_CACHE_HOME: cache },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  rmSync(cache, { recursive: true });
}

/** Runs one call, and writes down at its end what V8 has made. */
const TRIAL = `
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { makings } from './chunks/${RUNNER}';
process.on('exit', () => {
  for (const [file, content] of makings()) writeFileSync(file, content);
});
await import(pathToFileURL(process.argv[1]).href);
`;
