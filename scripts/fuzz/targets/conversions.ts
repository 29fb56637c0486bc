/** Conversions: lossless, valid, the same twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert } from '../../../src/convert.js';
import { PACKAGE_ROOT } from '../../../src/platform/node/package.js';
import { brokenPromise, LINES, TOKENS } from '../inputs.js';
import type { Target } from '../target.js';

const folder = join(PACKAGE_ROOT, 'samples');
const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ isCable: /^cable-/.test(name), text: readFileSync(join(folder, name), 'utf8').slice(0, 1200) }));
const textsOf = (cables: boolean): string[] =>
  samples.filter(({ isCable }) => isCable === cables).map(({ text }) => text);

const promise = 'nothing lost, nothing invented, valid, the same twice';
const longest = 1500;
/** They take milliseconds. */
const share = 0.1;
const check = (input: string): string | undefined => brokenPromise(convert, input);
/** Lines go in as lines, and into lines. */
const dictionary = [...TOKENS, ...LINES, ...LINES.map((line) => `\n${line}\n`)];

export const cables: Target = { name: 'cables', promise, longest, share, seeds: textsOf(true), dictionary, check };
export const editions: Target = { name: 'editions', promise, longest, share, seeds: textsOf(false), dictionary, check };
