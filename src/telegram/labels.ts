/** Printed labels of paragraphs: `1.`, `(a)`, `II.`, and whether they count on from one another. */
import type { Range } from './model.js';

export type LabelStyle = 'arabic' | 'lower' | 'upper' | 'roman' | 'upper-roman';

export interface ParagraphLabel extends Range {
  /** What it counts with, together with its punctuation: `arabic.`, `lower()`. */
  readonly form: string;
  /** Its place in the count by each reading that the label admits (`i` is nine or one). */
  readonly ordinals: readonly number[];
  /** True where nothing else stands on the line. */
  readonly alone: boolean;
}

const LABEL = /^(?:(\(|\[)?(\d{1,3}|[a-zA-Z]|[ivxlIVXL]{2,6})(\)|\]|\.\]|\.\)|\.|:)|(\d{1,2}[a-z])\.)(?=\s|$)/;

/** The label that a paragraph begins with. */
export function labelAt(text: string, range: Range): ParagraphLabel | undefined {
  const found = LABEL.exec(text.slice(range.start, Math.min(range.end, range.start + 12)));
  if (!found) return undefined;
  const [whole, open = '', counter, close = '', mixed] = found;
  const end = range.start + whole.length;
  const alone = end >= range.end;
  if (mixed !== undefined) {
    return {
      start: range.start,
      end,
      form: 'mixed.',
      ordinals: [Number.parseInt(mixed, 10) * 26 + mixed.charCodeAt(mixed.length - 1) - 97],
      alone,
    };
  }
  // An editor's bracket around a whole label, `[b.]`, does not take it out of its count.
  const punctuation = open === '[' && close === '.]' ? '.' : open + close;
  if (
    punctuation === ':' ||
    (open === '[' && !close.endsWith(']')) ||
    (open === '' && close.endsWith(']')) ||
    (open === '(' && close !== ')')
  )
    return undefined;
  const read = readCounter(counter!);
  if (!read) return undefined;
  return { start: range.start, end, form: read.style + punctuation, ordinals: read.ordinals, alone };
}

function readCounter(counter: string): { style: 'arabic' | 'lower' | 'upper'; ordinals: number[] } | undefined {
  if (/^\d+$/.test(counter)) return { style: 'arabic', ordinals: [Number(counter)] };
  const lower = counter.toLowerCase();
  const style = lower === counter ? 'lower' : 'upper';
  const ordinals: number[] = [];
  if (counter.length === 1) ordinals.push(lower.charCodeAt(0) - 96);
  const roman = romanValue(lower);
  if (roman !== undefined) ordinals.push(roman);
  return ordinals.length > 0 ? { style, ordinals } : undefined;
}

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** The value of a numeral in lower case; undefined where it is none as it should be written. */
export function romanValue(numeral: string): number | undefined {
  if (!/^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(numeral) || numeral === '')
    return undefined;
  let total = 0;
  for (let i = 0; i < numeral.length; i++) {
    const value = ROMAN[numeral[i]!]!;
    total += value < (ROMAN[numeral[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

/** Does `label` come next after `before` in the same count? */
export function countsOn(before: ParagraphLabel, label: ParagraphLabel): boolean {
  return before.form === label.form && label.ordinals.some((ordinal) => before.ordinals.includes(ordinal - 1));
}

/** Can the label be the first of a count? */
export function beginsCount(label: ParagraphLabel): boolean {
  return (
    label.ordinals.includes(1) || (label.form === 'mixed.' && label.ordinals.some((ordinal) => ordinal % 26 === 0))
  );
}
