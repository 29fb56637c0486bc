/** What stands above the heading: the file line of whatever form, taken apart where its form is known. */
import { describe, expect, test } from 'vitest';
import type { Telegram } from '../../src/telegram/index.js';
import { allOf, read, words } from './reading.js';

const HEADING = 'The Chargé in Tarsk (Pemberton) to the Acting Secretary of State';

function below(...lines: readonly string[]): Telegram {
  return read([...lines, HEADING, 'Tarsk, November 18, 1938—noon.', '44. The harbor is closed.'].join('\n\n'));
}

function parts({ fileLine }: Telegram): string[] {
  return allOf(fileLine?.children, 'citationPart').map(({ part, children }) => `${part} ${words(children)}`);
}

describe('the file line', () => {
  test.each([
    ['711.94/2400: Telegram', ['fileNumber 711.94/2400']],
    ['File No. 812.0031', ['fileNumber 812.0031']],
    ['File No. 893.51/1270.', ['fileNumber 893.51/1270']],
    ['611.4131 Treaty of Friendship/12', ['fileNumber 611.4131 Treaty of Friendship/12']],
    ['710.G Trade Agreement/18: Telegram', ['fileNumber 710.G Trade Agreement/18']],
    ['793.94 Commission/455½', ['fileNumber 793.94 Commission/455½']],
    ['500.A15 a 4/12', ['fileNumber 500.A15 a 4/12']],
    ['124.01 Osk, Ada/7: Telegram (part air)', ['fileNumber 124.01 Osk, Ada/7']],
    ['Velden Peace Conf. 184.1–Osk/3', ['collection Velden Peace Conf.', 'fileNumber 184.1–Osk/3']],
    ['Executive Agreement Series No. 75', ['collection Executive Agreement Series', 'number 75']],
    ['CA Files: Lot 56 D 625: Telegram', ['collection CA Files', 'lot 56 D 625']],
    ['Harbor Inquiry Files: Telegram', ['collection Harbor Inquiry Files']],
    ['Ada Lorimer Papers', ['collection Ada Lorimer Papers']],
    ['Letters of Ada Lorimer', []],
  ])('%s', (line, expected) => {
    const telegram = below(line);
    expect(words(telegram.fileLine?.children)).toBe(line);
    expect(parts(telegram)).toEqual(expected);
    expect(words(telegram.division.heading?.children)).toBe(HEADING);
  });

  test('stands above a number or a page break', () => {
    const telegram = below('711.94/2400', '[Page 12]', 'No. 1460');
    expect([words(telegram.fileLine?.children), telegram.number?.value]).toEqual(['711.94/2400', '1460']);
  });

  test.each([
    ['a label', ['[Telegram]']],
    ['the number of a despatch', ['No. 168.]']],
    ['two lines that nothing says of what they are', ['Harbor Papers Online', 'Browse the Collection']],
    ['a title with its article', ['The Harbor Crisis']],
  ])('is not %s', (_, lines) => {
    expect(below(...lines).fileLine).toBeUndefined();
  });

  test('is not what stands above a numbered heading', () => {
    const telegram = read(
      'The Harvest\n\n12. Telegram From the Embassy in Orvania to the Department of State\n\nText.\n',
    );
    expect(telegram.fileLine).toBeUndefined();
  });
});
