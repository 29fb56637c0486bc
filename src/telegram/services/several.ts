/** Where the documents of a page begin that is set as one of these editions sets it: a page holds many. */
import { beginsBritish, isNumbered } from './british.js';
import { beginsGerman } from './german.js';
import { beginsIrish } from './irish.js';
import type { HeadLine } from './service.js';

/** The first line of each; none where no edition of these is known by its signs. Numbers go up. */
export function beginnings(lines: readonly HeadLine[]): number[] {
  const where = (begins: (lines: readonly HeadLine[], at: number) => boolean): number[] =>
    inOrder(
      lines,
      lines.flatMap((_, at) => (begins(lines, at) ? [at] : [])),
    );
  // Among numbers with the signs of a British edition stand others that have only their parties.
  const british = where(beginsBritish).length > 0 ? where(isNumbered) : [];
  return [british, where(beginsIrish), where(beginsGerman)].find(({ length }) => length > 0) ?? [];
}

function inOrder(lines: readonly HeadLine[], starts: readonly number[]): number[] {
  let last = 0;
  return starts.filter((at) => {
    const number = Number(/N[or]\.\s*(\d+)|Dok\D*(\d+)/.exec(lines[at]!.said)?.slice(1).find(Boolean) ?? 0);
    if (number <= last) return false;
    last = number;
    return true;
  });
}
