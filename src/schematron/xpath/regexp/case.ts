/**
 * Which characters differ by case only (Functions and Operators 3.1, §5.6.2, the flag `i`): those that have the same
 * form in lower case, or the same in upper case. That is more than JavaScript folds: `ı` is a variant of `I`.
 */
import { type CharSet, singleChar } from '../../../datatypes/regexp/char-set.js';

const NONE: readonly number[] = [];
let table: ReadonlyMap<number, readonly number[]> | undefined;

/** The other forms of a character. */
export function caseVariants(codePoint: number): readonly number[] {
  table ??= buildTable();
  return table.get(codePoint) ?? NONE;
}

/** The characters of a range, and their other forms. */
export function inAnyCase(from: number, to: number): CharSet {
  const others = from === to ? caseVariants(from) : variantsOutside(from, to);
  const range: CharSet = { kind: 'range', from, to };
  return others.length === 0 ? range : { kind: 'union', of: [range, ...others.map(singleChar)] };
}

function variantsOutside(from: number, to: number): readonly number[] {
  table ??= buildTable();
  const isWithin = (codePoint: number): boolean => codePoint >= from && codePoint <= to;
  return [...table].flatMap(([codePoint, variants]) =>
    !isWithin(codePoint) && variants.some(isWithin) ? [codePoint] : [],
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
