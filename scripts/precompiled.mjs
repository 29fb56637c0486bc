// Runs a chunk from its text and from what V8 has made of it at the build (see precompile.mjs), which saves making it again at each start.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** V8 takes what it has made itself only: another version, or another machine, begins with the text. */
const ENGINE = `${process.versions.v8}-${process.platform}-${process.arch}`;
const scripts = new Map();

/**
 * @param {URL} text of a function, in ASCII.
 * @param {unknown[]} given what the function takes.
 * @returns what the function gives.
 */
export function run(text, given) {
  const filename = fileURLToPath(text);
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: made(filename) });
  scripts.set(filename, script);
  return script.runInThisContext()(...given);
}

/** For the build: what V8 has made so far of each text that was run, by the file that it is looked for in. */
export function makings() {
  return [...scripts].map(([filename, script]) => [fileFor(filename), script.createCachedData()]);
}

function made(filename) {
  try {
    return readFileSync(fileFor(filename));
  } catch {
    return undefined;
  }
}

function fileFor(filename) {
  return `${filename}.${ENGINE}`;
}
