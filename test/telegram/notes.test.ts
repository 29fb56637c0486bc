/** Which lines of a page are notes, and which are the message's own. */
import { describe, expect, test } from 'vitest';
import type { Telegram } from '../../src/telegram/index.js';
import { parseTelegram } from '../../src/telegram/index.js';
import { outlineOf, words } from './reading.js';

const HEADING = '7. Telegram From the Embassy in Orvania to the Department of State';
const OLDER = '774.13/412: Telegram\n\nThe Minister in Orvania (Hollis) to the Secretary of State';
const DATE = 'Port Selm, May 4, 1957—4 p.m.';
const SOURCE = 'Source: Department of State, Central Files, 774.00/1–155. Secret.';

/** The text with each note in place as `{n: words}`, what signs behind `~`, notes without a place behind `+`. */
function seen(text: string): string {
  const { telegram } = parseTelegram(text);
  const placed = [
    words(telegram.division.heading?.children),
    ...outlineOf(telegram.division.blocks),
    ...(telegram.division.closer?.parts ?? []).map(({ children }) => `~ ${words(children)}`),
    ...outlineOf(telegram.division.afterCloser),
  ];
  const notes = telegram.notes.filter(({ anchored }) => !anchored).map((note) => `+ ${said(note)}`);
  const inPlace = (line: string): string =>
    line.replace(/\{(\d+)\}/g, (_, at: string) => `{${said(telegram.notes[Number(at)]!)}}`);
  return [...placed.map(inPlace), ...notes].join(' / ').replace(`${HEADING}`, 'H').replace(/\s+/g, ' ');
}

function said(note: Telegram['notes'][number]): string {
  return `${note.printed}: ${outlineOf(note.blocks).join(' | ').replace(/^p /, '').replace(/\n/g, ' ')}`;
}

const page = (mark: string, ...lines: readonly string[]): string => [`${HEADING}${mark}`, DATE, ...lines].join('\n\n');

describe('numbered paragraphs are no notes', () => {
  test.each([
    [
      'before the signature, though markers answer to them',
      page('', 'He left.1 He said:2', '1. Grain is dear.', '2. Coal is not.', 'Please comment.', 'Hollis'),
      'H / p He left.1 He said:2 / numbered 1.|Grain is dear. / numbered 2.|Coal is not. / p Please comment. / ~ Hollis',
    ],
    [
      'counted from 2 on',
      page('', 'Ref O.ST1408 1', '2. Our last stands.', '3. We have no grain.'),
      'H / p Ref O.ST1408 1 / numbered 2.|Our last stands. / numbered 3.|We have no grain.',
    ],
    [
      'one that is set in, behind the sign of a file',
      page('', 'Ref O.ST33591', 'Two men said this.', '  1. The Cabinet meets on Friday.'),
      'H / p Ref O.ST33591 / p Two men said this. / p 1. The Cabinet meets on Friday.',
    ],
    [
      'a point behind a star',
      page('', 'Mr. Osk* may come. The rest:', '* the ports are shut;', 'and we wait.', 'Hollis'),
      'H / p Mr. Osk* may come. The rest: / p * the ports are shut; / p and we wait. / ~ Hollis',
    ],
    [
      'behind a signature, under another number',
      page('', 'He left.7', 'Hollis', '9. The Minister.'),
      'H / p He left.7 / ~ Hollis / p 9. The Minister.',
    ],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toBe(expected);
  });

  test('the numbers of a margin, and what is certified behind a signature', () => {
    const text = `${OLDER}\n\nPort Selm, May 4, 1871.\n\n[711] [712] Dear Sir: I state the facts.\n\nAda Hollis\n\n[713] I certify this.\n\nBen Orme\n`;
    expect(parseTelegram(text).telegram.notes).toEqual([]);
  });
});

describe('a list behind the signature', () => {
  const list = (mark: string, body: string, ...notes: readonly string[]): string =>
    page(mark, body, `Hollis\n${notes.join('\n')}`);
  test.each([
    [
      'directly below it',
      list('1', 'He left.2', `1. ${SOURCE}`, '2. By train.'),
      `H{1: ${SOURCE}} / p He left.{2: By train.} / ~ Hollis`,
    ],
    [
      'with numbers left out',
      list('1', 'He left.2 Came.4', `1. ${SOURCE}`, '2. By train.', '4. By boat.'),
      `H{1: ${SOURCE}} / p He left.{2: By train.} Came.{4: By boat.} / ~ Hollis`,
    ],
    [
      'with a number printed twice',
      list('1', 'He left.2 Came.2 Ate.3', `1. ${SOURCE}`, '2. By train.', '2. By boat.', '3. Fish.'),
      `H{1: ${SOURCE}} / p He left.{2: By train.} Came.{2: By boat.} Ate.{3: Fish.} / ~ Hollis`,
    ],
    [
      'with a letter',
      list('1', 'He left.2 Came.2a Ate.3', `1. ${SOURCE}`, '2. By train.', '2a. By boat.', '3. Fish.'),
      `H{1: ${SOURCE}} / p He left.{2: By train.} Came.{2a: By boat.} Ate.{3: Fish.} / ~ Hollis`,
    ],
    [
      'whose lettered marker is lost',
      list('1', 'He left.2 Came. Ate.3', `1. ${SOURCE}`, '2. By train.', '2a. By boat.', '3. Fish.'),
      `H{1: ${SOURCE}} / p He left.{2: By train.} Came. Ate.{3: Fish.} / ~ Hollis / + 2a: By boat.`,
    ],
    [
      'one of whose markers is lost',
      list('', 'He left.1 Came. Ate.3', '1. By train.', '2. By boat.', '3. Fish.'),
      'H / p He left.{1: By train.} Came. Ate.{3: Fish.} / ~ Hollis / + 2: By boat.',
    ],
    [
      'that counts from 1 while the markers run on',
      list('', 'He left.31 Came.32', '1. By train.', '2. By boat.'),
      'H / p He left.{31: By train.} Came.{32: By boat.} / ~ Hollis',
    ],
    [
      'with points of its own within a note',
      list(
        '1',
        'He left.2 Came.3',
        `1. ${SOURCE}`,
        '',
        '2. He asked:',
        '',
        '1. For grain.',
        '',
        '2. For coal.',
        '',
        '3. By boat.',
      ),
      `H{1: ${SOURCE}} / p He left.{2: He asked: | numbered 1.|For grain. | numbered 2.|For coal.} Came.{3: By boat.} / ~ Hollis`,
    ],
    [
      'with a letter quoted in a note',
      list(
        '1',
        'He left.2 Came.3',
        `1. ${SOURCE}`,
        '2. The letter reads:',
        '“Dear Sir:',
        'I am leaving.',
        'Yours, Osk”',
        '3. By boat.',
      ),
      `H{1: ${SOURCE}} / p He left.{2: The letter reads: | p “Dear Sir: | p I am leaving. | p Yours, Osk”} Came.{3: By boat.} / ~ Hollis`,
    ],
    [
      'with a wrapped line that begins with a day',
      list('1', 'He left.2', `1. ${SOURCE}`, '2. Sent at noon and received there on', '4. May at 10:35 a.m.'),
      `H{1: ${SOURCE}} / p He left.{2: Sent at noon and received there on 4. May at 10:35 a.m.} / ~ Hollis`,
    ],
    [
      'marked with signs',
      list('*', 'He left.† Came.**', `* ${SOURCE}`, '† By train.', '** By boat.'),
      `H{*: ${SOURCE}} / p He left.{†: By train.} Came.{**: By boat.} / ~ Hollis`,
    ],
    [
      'with signs before numbers',
      list('1', 'He left.* Came.2', '* By train.', '', `1. ${SOURCE}`, '2. By boat.'),
      `H{1: ${SOURCE}} / p He left.{*: By train.} Came.{2: By boat.} / ~ Hollis`,
    ],
    [
      'without any marker stays text',
      list('', 'He left.', '1. By train.', '2. By boat.'),
      'H / p He left. / ~ Hollis / numbered 1.|By train. / numbered 2.|By boat.',
    ],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toBe(expected);
  });
});

describe('lists in brackets', () => {
  const list = (body: string, ...notes: readonly string[]): string => page('', body, 'Hollis', ...notes);
  test.each([
    [
      'a number that is cited and printed twice',
      list('He left.[14] Came.[14]', '[14] By train.', '[14] By boat.'),
      'H / p He left.{14: By train.} Came.{14: By boat.} / ~ Hollis',
    ],
    [
      'a note cited twice',
      list('He left.[1] Came.[2] Ate.[1]', '[1] By train.', '[2] By boat.'),
      'H / p He left.{1: By train.} Came.{2: By boat.} Ate.{1: By train.} / ~ Hollis',
    ],
    [
      'numbers that begin again on a page',
      list('He left.[1] Came.[2] Ate.[1]', '[1] By train.', '[2] By boat.', '[1] Fish.'),
      'H / p He left.{1: By train.} Came.{2: By boat.} Ate.{1: Fish.} / ~ Hollis',
    ],
    [
      'a correction is no marker',
      list('On December 2 [1], he left.[2]', '[1] Mr. Osk.', '[2] By boat.'),
      'H / p On December 2 [1], he left.{2: By boat.} / ~ Hollis / + 1: Mr. Osk.',
    ],
    [
      'nor one beside a list of another form',
      page('', 'On December 6 [5] he5 left.', 'Hollis\n  1. Mr. Osk.'),
      'H / p On December 6 [5] he{5: Mr. Osk.} left. / ~ Hollis',
    ],
  ])('%s', (_, text, expected) => {
    expect(seen(text)).toBe(expected);
  });
});

describe('what no list counts', () => {
  test.each([
    [
      'behind the notes',
      page('', 'He left.1', 'Hollis', '  1. By train.', '[NLA: MS 1009, 26]'),
      'H{: [NLA: MS 1009, 26]} / p He left.{1: By train.} / ~ Hollis',
    ],
    [
      'behind the signature',
      page('', 'He left.', 'Hollis', 'RSA. F. 3. Op. 66. D. 471.'),
      'H{: RSA. F. 3. Op. 66. D. 471.} / p He left. / ~ Hollis',
    ],
    [
      'between the two',
      page('', 'He left.1', 'Hollis', 'RSA. F. 3. Op. 66. D. 471.', '  1. By train.'),
      'H{: RSA. F. 3. Op. 66. D. 471.} / p He left.{1: By train.} / ~ Hollis',
    ],
  ])('the line of an archive %s is the source', (_, text, expected) => {
    expect(seen(text)).toBe(expected);
    expect(parseTelegram(text).telegram.notes[0]!.kind).toBe('source');
  });

  test('a note to the heading goes on up to the dateline', () => {
    const text = `${HEADING}/1/\n\n/1/Found among his papers.\n\nA second copy is in Tarsk.\n\n${DATE}\n\nHe left.\n`;
    expect(seen(text)).toBe('H{1: Found among his papers. | p A second copy is in Tarsk.} / p He left.');
  });
});

describe('no digit leaves', () => {
  const SOURCED = (body: string, ...notes: readonly string[]): string =>
    page('1', body, `Hollis\n${[SOURCE, ...notes].map((note, i) => `  ${i + 1}. ${note}`).join('\n')}`);
  test.each([
    ['a reference', 'See No. 153 and Document 12 and O.ST33592.4'],
    ['an amount', 'We need 12 ships and 13,453 tons.4'],
    ['a year', 'He came in May 1953 and in 1932.4'],
    ['an hour', 'He came on May 12, 1931—2 p.m. and at 10:33.4'],
    ['a number with its correction', 'The telegram 453 [454] was sent.4'],
  ])('%s for a note that lost its marker', (_, body) => {
    const { telegram } = parseTelegram(SOURCED(body, 'Two.', 'Three.', 'Four.'));
    expect(outlineOf(telegram.division.blocks)).toEqual([`p ${body.replace(/4$/, '{3}')}`]);
    expect(telegram.notes.filter(({ anchored }) => !anchored)).toHaveLength(2);
  });

  test('the dateline', () => {
    const { telegram } = parseTelegram(
      `${HEADING}1\n\nPort Selm, May 3, 1952.\n\nHe left.3\n\nHollis\n  1. ${SOURCE}\n  2. Two.\n  3. Three.\n`,
    );
    expect(telegram.facts.date?.when).toBe('1952-05-03');
    expect(telegram.notes[1]).toMatchObject({ anchored: false });
  });
});
