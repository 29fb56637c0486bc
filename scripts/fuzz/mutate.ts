/** Changes of inputs: of characters, of words of the language, and of parts of other inputs. */
import type { Random } from './random.js';
import type { Target } from './target.js';

/** Where programs go wrong: ends of lines, controls, halves of pairs, what is no character, what looks like something else. */
const ODD = [0, 1, 9, 10, 13, 0x1b, 0x20, 0x22, 0x27, 0x7f, 0x85, 0xa0, 0x2028, 0x202e, 0xd800, 0xdc00, 0xfeff, 0xffff];
const NUMBERS = ['0', '1', '-1', '255', '65536', '2147483648', '9007199254740993', '1e309', '00', '0.0'];
const MOST_CHANGES = 5;
const LONGEST = 2000;

type Change = (input: string, random: Random, target: Target, others: readonly string[]) => string;

const CHANGES: readonly Change[] = [
  function remove(input, random) {
    const [from, to] = stretch(input, random);
    return input.slice(0, from) + input.slice(to);
  },
  function double(input, random) {
    const [from, to] = stretch(input, random);
    return input.slice(0, to) + input.slice(from);
  },
  function multiply(input, random) {
    const [from, to] = stretch(input, random);
    return input.slice(0, from) + input.slice(from, to).repeat(2 + random.below(12)) + input.slice(to);
  },
  function move(input, random) {
    const [from, to] = stretch(input, random);
    const rest = input.slice(0, from) + input.slice(to);
    const at = random.below(rest.length + 1);
    return rest.slice(0, at) + input.slice(from, to) + rest.slice(at);
  },
  function insertWord(input, random, { dictionary }) {
    const at = random.below(input.length + 1);
    return input.slice(0, at) + (random.pick(dictionary) ?? '') + input.slice(at);
  },
  function replaceByWord(input, random, { dictionary }) {
    const [from, to] = stretch(input, random);
    return input.slice(0, from) + (random.pick(dictionary) ?? '') + input.slice(to);
  },
  function exchangeWord(input, random, { dictionary }) {
    const word = random.pick(dictionary) ?? '';
    const at = word === '' ? -1 : input.indexOf(word, random.below(input.length + 1));
    return at < 0 ? input : input.slice(0, at) + (random.pick(dictionary) ?? '') + input.slice(at + word.length);
  },
  function character(input, random, { binary = false }) {
    const at = random.below(input.length + 1);
    return input.slice(0, at) + anyCharacter(random, binary) + input.slice(at + random.below(2));
  },
  function bit(input, random, { binary = false }) {
    const at = random.below(Math.max(1, input.length));
    const flipped = ((input.charCodeAt(at) || 0) ^ (1 << random.below(binary ? 8 : 7))) & (binary ? 0xff : 0xffff);
    return input.slice(0, at) + String.fromCharCode(flipped) + input.slice(at + 1);
  },
  function number(input, random) {
    const numbers = [...input.matchAll(/\d+/g)];
    const found = random.pick(numbers);
    if (found === undefined) return input;
    return input.slice(0, found.index) + random.pick(NUMBERS) + input.slice(found.index + found[0].length);
  },
  function insertFromAnother(input, random, _, others) {
    const other = random.pick(others) ?? '';
    const [from, to] = stretch(other, random);
    const at = random.below(input.length + 1);
    return input.slice(0, at) + other.slice(from, to) + input.slice(at);
  },
  function cross(input, random, _, others) {
    const other = random.pick(others) ?? '';
    return input.slice(0, random.below(input.length + 1)) + other.slice(random.below(other.length + 1));
  },
  function lines(input, random) {
    const all = input.split('\n');
    const a = random.below(all.length);
    const b = random.below(all.length);
    [all[a], all[b]] = [all[b] ?? '', all[a] ?? ''];
    return all.join('\n');
  },
];

/** An input made of one of the corpus by a few changes. */
export function mutate(input: string, random: Random, target: Target, others: readonly string[]): string {
  let changed = input;
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left--) {
    changed = random.pick(CHANGES)!(changed, random, target, others);
  }
  return changed.slice(0, target.longest ?? LONGEST);
}

/** A short stretch more often than a long one. */
function stretch(input: string, random: Random): readonly [from: number, to: number] {
  const from = random.below(input.length + 1);
  const most = random.below(4) === 0 ? input.length - from : Math.min(input.length - from, 16);
  return [from, from + random.below(most + 1)];
}

function anyCharacter(random: Random, binary: boolean): string {
  const kind = random.below(4);
  if (binary) return String.fromCharCode(random.below(256));
  if (kind === 0) return String.fromCharCode(ODD[random.below(ODD.length)]!);
  return String.fromCharCode(kind === 1 ? random.below(0x10000) : 0x20 + random.below(95));
}
