/** The inputs that are kept, a folder a target: `test/fuzz-corpus/TARGET/`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasLoneSurrogates, type Target } from './target.js';

export interface KeptInput {
  readonly name: string;
  readonly input: string;
}

/** All inputs of a target, by name. */
export function keptInputs(root: string, target: Target): readonly KeptInput[] {
  const folder = join(root, target.name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, input: decode(name, readFileSync(join(folder, name)), target) }));
}

/** Writes an input. @returns the path of the file. */
export function keepInput(root: string, target: Target, name: string, input: string): string {
  const folder = join(root, target.name);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}${endingFor(target, input)}`);
  writeFileSync(path, target.binary ? Buffer.from(input, 'latin1') : asText(input));
  return path;
}

/** What no file of text can hold, lone halves of pairs, is written as JSON. */
function endingFor(target: Target, input: string): string {
  if (target.binary) return '.bin';
  return hasLoneSurrogates(input) ? '.json' : '.txt';
}

function asText(input: string): string {
  return hasLoneSurrogates(input) ? JSON.stringify(input) : input;
}

function decode(name: string, bytes: Buffer, { binary = false }: Target): string {
  if (binary) return bytes.toString('latin1');
  return name.endsWith('.json') ? (JSON.parse(bytes.toString()) as string) : bytes.toString();
}
