/** Several forms in one file: a title with keys of its own below it begins the next. */
import type { Line } from '../lines/units.js';
import { incomingSigns } from './incoming-head.js';
import { keyOn } from './keys.js';
import { outgoingSigns } from './outgoing-head.js';
import { formLines } from './page.js';
import { isTitle } from './titles.js';

/** Where the keys of a form end below its title. */
const LONGEST_HEAD = 30;

/** The lines of each form, where the first is one; else all lines as they are. The title is printed on further pages, too, without keys. */
export function splitForms(text: string, lines: readonly Line[]): readonly (readonly Line[])[] {
  const titles = lines.flatMap(({ start, end }, at) => (isTitle(text.slice(start, end)) ? [at] : []));
  const starts = titles.filter((at, i) => isForm(text, lines.slice(at, titles[i + 1])));
  const cuts = starts.slice(starts[0] === titles[0] ? 1 : 0);
  const bounds = [0, ...cuts, lines.length];
  const parts = bounds.slice(1).map((end, i) => lines.slice(bounds[i], end));
  return parts.length > 1 && isForm(text, parts[0]!) ? parts : [lines];
}

function isForm(text: string, lines: readonly Line[]): boolean {
  const own = formLines(text, lines).slice(0, LONGEST_HEAD);
  const addressed = own.some((line) => /^(?:to|action)$/.test(keyOn(line)?.key ?? ''));
  return addressed && (incomingSigns(own) ?? outgoingSigns(own)) !== undefined;
}
