/** Every row of the table, asked of teigram and, where it is installed, of Saxon. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  compileRegExp,
  type Group,
  RegExpFault,
  type XPathRegExp,
} from '../../../../src/schematron/xpath/regexp/index.js';
import { type BatteryCase, gives, writeCases } from '../../battery/case.js';
import { hasSaxon, verdictsOf } from '../../battery/saxon.js';
import { ANALYSES, MATCHES, REPLACEMENTS, type Row, TOKENS } from './table.js';

const free = (): void => {};

/** A function of XPath: how teigram is asked for it, and how Saxon is. */
interface Asked {
  readonly about: string;
  readonly rows: readonly Row[];
  ours(regexp: XPathRegExp, row: Row): string;
  theirs(args: string): string;
}

const ASKED: readonly Asked[] = [
  ...Object.entries(MATCHES).map(([about, rows]) => ({
    about,
    rows,
    ours: (regexp: XPathRegExp, { text }: Row) => String(regexp.test(text, free)),
    theirs: (args: string) => `matches(${args})`,
  })),
  ...Object.entries(REPLACEMENTS).map(([about, rows]) => ({
    about,
    rows,
    ours: (regexp: XPathRegExp, { text, by = '' }: Row) => regexp.replace(text, by, free),
    theirs: (args: string) => `replace(${args})`,
  })),
  {
    about: 'tokens',
    rows: TOKENS,
    ours: (regexp, { text }) => regexp.tokenize(text, free).join('|'),
    theirs: (args) => `string-join(tokenize(${args}), '|')`,
  },
  {
    about: 'analyses',
    rows: ANALYSES,
    ours: (regexp, { text }) =>
      regexp
        .analyze(text, free)
        .map((segment) => (segment.matched ? `{${drawn(segment.text, segment.groups)}}` : segment.text))
        .join(''),
    theirs: (args) =>
      [
        ['</?(fn:)?non-match[^>]*>|</(fn:)?analyze[^>]*>', ''],
        ['<(fn:)?analyze[^>]*>', ''],
        ['<(fn:)?match[^>]*>', '{'],
        ['</(fn:)?match>', '}'],
        ['<(fn:)?group nr="(\\d+)"/>', '<$2:>'],
        ['<(fn:)?group nr="(\\d+)"[^>]*>', '<$2:'],
        ['</(fn:)?group>', '>'],
      ].reduce(
        (text, [pattern, by]) => `replace(${text}, ${literal(pattern!)}, ${literal(by!)})`,
        `serialize(analyze-string(${args}))`,
      ),
  },
];

/** Groups as `<1:…>`. */
function drawn(text: string, groups: readonly Group[], from = 0, to = text.length): string {
  let drawing = '';
  let at = from;
  for (const { number, start, end, groups: within } of groups) {
    drawing += `${text.slice(at, start)}<${number}:${drawn(text, within, start, end)}>`;
    at = end;
  }
  return drawing + text.slice(at, to);
}

const entries = ASKED.flatMap((asked) => asked.rows.map((row) => ({ asked, row })));

describe.each(ASKED)('$about', ({ rows, ours }) => {
  it.each(rows.map((row) => [row.pattern, row.flags ?? '', row.text, row] as const))(
    '%s (%s) in %j',
    (_p, _f, _t, row) => {
      expect(answer(() => ours(compileRegExp(row.pattern, row.flags ?? ''), row))).toBe(String(row.gives));
    },
  );
});

function answer(ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RegExpFault) return error.code;
    throw error;
  }
}

describe.skipIf(!hasSaxon)('Saxon (skipped where libsaxonhe-java is not installed)', () => {
  const judged = entries.filter(({ row }) => row.unjudged === undefined);
  let folder: string;
  let verdicts: Map<string, readonly string[]>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'teigram-regexp-'));
    verdicts = verdictsOf(writeCases(judged.map(asCase), folder), folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(judged.map((entry, i) => [entry.row.pattern, entry.row.flags ?? '', entry.row.text, i] as const))(
    '%s (%s) in %j',
    (_p, _f, _t, i) => {
      const given = asCase(judged[i]!, i);
      expect(verdicts.get(given.name)).toEqual(given.finds);
    },
  );
});

function asCase({ asked, row }: (typeof entries)[number], i: number): BatteryCase {
  const { text, pattern, flags = '', by } = row;
  const args = [text, pattern, ...(by === undefined ? [] : [by]), flags].map(literal).join(', ');
  const isFault = /^FORX/.test(String(row.gives));
  const shown = `[${String(row.gives)}]`.replace(/\s+/g, ' ');
  const given = gives(`r${i}`, '<box/>', [[`concat('[', ${asked.theirs(args)}, ']')`, shown]]);
  return isFault ? { ...given, finds: [`! ${String(row.gives)}`] } : given;
}

/** A string of XPath, whatever is in it. */
function literal(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `codepoints-to-string((${Array.from(text, (character) => character.codePointAt(0)).join(', ')}))`;
}
