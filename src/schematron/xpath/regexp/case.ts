/**
 * Which characters differ by case only (Functions and Operators 3.1, §5.6.2, the flag `i`): those that have the same
 * form in lower case, or the same in upper case. That is more than JavaScript folds: `ı` is a variant of `I`.
 */
import { type CharSet, contains, singleChar } from '../../../datatypes/regexp/char-set.js';

const NONE: readonly number[] = [];
let table: ReadonlyMap<number, readonly number[]> | undefined;

/** The other forms of a character. */
export function caseVariants(codePoint: number): readonly number[] {
  if (codePoint < 0x80) return ofAscii(codePoint);
  table ??= buildTable();
  return table.get(codePoint) ?? NONE;
}

/** Those of i, k and s that are not in ASCII. */
const BEYOND_ASCII: Readonly<Record<string, number>> = { i: 0x131, k: 0x212a, s: 0x17f };

/** Most expressions have no other letters, and need no table, which takes longer to build than a small file to judge. */
function ofAscii(codePoint: number): readonly number[] {
  const letter = String.fromCharCode(codePoint).toLowerCase();
  if (!/[a-z]/.test(letter)) return NONE;
  const beyond = BEYOND_ASCII[letter];
  return beyond === undefined ? [codePoint ^ 0x20] : [codePoint ^ 0x20, beyond];
}

/** The characters of a range, and their other forms. */
export function inAnyCase(from: number, to: number): CharSet {
  const range: CharSet = { kind: 'range', from, to };
  const others = variantsOf(from, to).filter((codePoint) => !contains(range, codePoint));
  return others.length === 0 ? range : { kind: 'union', of: [range, ...others.map(singleChar)] };
}

function variantsOf(from: number, to: number): readonly number[] {
  if (to - from < 0x80) return Array.from({ length: to - from + 1 }, (_, i) => caseVariants(from + i)).flat();
  table ??= buildTable();
  return [...table].flatMap(([codePoint, variants]) =>
    variants.some((variant) => variant >= from && variant <= to) ? [codePoint] : [],
  );
}

/** Where letters with case may stand: in the first two planes, and in no script of China, Japan or Korea. */
const WITH_CASE = [
  [0, 0x3000],
  [0xa000, 0xb000],
  [0xf000, 0x20000],
] as const;
const PAGE = 0x1000;

function buildTable(): ReadonlyMap<number, readonly number[]> {
  const variants = new Map<number, number[]>();
  for (const group of sameForms().values()) {
    for (const one of group.length > 1 ? group : NONE) {
      const others = variants.get(one) ?? [];
      variants.set(one, others);
      for (const other of group) if (other !== one && !others.includes(other)) others.push(other);
    }
  }
  return variants;
}

/** The characters that have the same form in lower case, or in upper case, by that form. */
function sameForms(): ReadonlyMap<string, readonly number[]> {
  const forms = new Map<string, number[]>();
  for (const character of WITH_CASE.flatMap(([from, behind]) => changingCharacters(from, behind))) {
    const codePoint = character.codePointAt(0)!;
    for (const form of [`l${character.toLowerCase()}`, `u${character.toUpperCase()}`]) {
      const others = forms.get(form);
      if (others === undefined) forms.set(form, [codePoint]);
      else others.push(codePoint);
    }
  }
  return forms;
}

function changingCharacters(from: number, behind: number): string[] {
  const found: string[] = [];
  for (let first = from; first < behind; first += PAGE) {
    const page = String.fromCodePoint(...Array.from({ length: PAGE }, (_, i) => first + i));
    found.push(...(page.match(/\p{Changes_When_Casemapped}/gu) ?? []));
  }
  return found;
}
