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

/** Letters with case stand in the first two planes. */
const BEHIND_THE_LAST = 0x20000;
const PAGE = 0x80;

function buildTable(): ReadonlyMap<number, readonly number[]> {
  const forms = new Map<string, number[]>();
  for (let first = 0; first < BEHIND_THE_LAST; first += PAGE) {
    if (first >= 0xd800 && first < 0xe000) continue;
    const characters = Array.from({ length: PAGE }, (_, i) => String.fromCodePoint(first + i));
    const page = characters.join('');
    if (page.toLowerCase() === page && page.toUpperCase() === page) continue;
    for (const character of characters) {
      for (const form of [`l${character.toLowerCase()}`, `u${character.toUpperCase()}`]) {
        const others = forms.get(form);
        if (others === undefined) forms.set(form, [character.codePointAt(0)!]);
        else others.push(character.codePointAt(0)!);
      }
    }
  }
  const variants = new Map<number, number[]>();
  for (const group of forms.values()) {
    for (const one of group.length > 1 ? group : NONE) {
      const others = variants.get(one) ?? [];
      variants.set(one, others);
      for (const other of group) if (other !== one && !others.includes(other)) others.push(other);
    }
  }
  return variants;
}
