import { describe, expect, test } from 'vitest';
import { allOf, telegramOf, words } from './reading.js';

/** Place and date of the dateline, `undefined` where no line is one. */
function datelineOf(...lines: readonly string[]) {
  const { division, facts } = telegramOf(...lines, 'We have nothing to report today.');
  const line = division.opener.find(({ type }) => type === 'dateline');
  if (!line || !('children' in line)) return undefined;
  const [date] = allOf(line.children, 'date');
  return {
    line: words(line.children).replace(/\s+/g, ' '),
    place: facts.place?.value,
    when: date?.when,
    ...(facts.received && { received: facts.received.value }),
  };
}

const LINES: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['Port Selm, March 14, 1957—7 p.m.', 'Port Selm', '1957-03-14T19:00:00'],
  ['Port Selm, March 14, 1957, 7 p.m.', 'Port Selm', '1957-03-14T19:00:00'],
  ['Port Selm, March 14, 1957—7:45 a.m.', 'Port Selm', '1957-03-14T07:45:00'],
  ['Port Selm, March 14, 1957—7:45 a. m.', 'Port Selm', '1957-03-14T07:45:00'],
  ['Port Selm, March 14, 1957—12:05 a.m.', 'Port Selm', '1957-03-14T00:05:00'],
  ['Port Selm, March 14, 1957—12:05 p.m.', 'Port Selm', '1957-03-14T12:05:00'],
  ['Port Selm, March 14, 1957—noon.', 'Port Selm', '1957-03-14T12:00:00'],
  ['Port Selm, March 14, 1957, midnight', 'Port Selm', '1957-03-14T24:00:00'],
  ['Washington, August 4, 1968, 2311Z.', 'Washington', '1968-08-04T23:11:00Z'],
  ['Washington, August 4, 1968.', 'Washington', '1968-08-04'],
  ['Washington, 4 August 1968, 11.30 a.m.', 'Washington', '1968-08-04T11:30:00'],
  ['Aboard the Orvania, August 4, 1968, 9 p.m.', 'Aboard the Orvania', '1968-08-04T21:00:00'],
  ['Washington, undated.', 'Washington', undefined],
  ['[Washington,] May 3, 1955.', 'Washington', '1955-05-03'],
  ['May 3, 1955.', undefined, '1955-05-03'],
];

describe('datelines', () => {
  test.each(LINES)('%s', (line, place, when) => {
    expect(datelineOf(line)).toEqual({ line, place, when });
  });

  test('a day that no calendar has gets no date', () => {
    expect(datelineOf('Washington, February 29, 1955.')?.when).toBeUndefined();
  });

  test.each([
    ['over two lines', 'Washington, July 2, 1962,\n8:49 p.m.', '1962-07-02T20:49:00'],
    ['over three lines', 'Washington, July 2, 1962,\n8:49\np.m.', '1962-07-02T20:49:00'],
    ['before the year', 'Washington, July 2,\n1962, 8:49 p.m.', '1962-07-02T20:49:00'],
    ['after the place', 'Washington,\nJuly 2, 1962, 8:49 p.m.', '1962-07-02T20:49:00'],
  ])('broken %s', (_, line, when) => {
    expect(datelineOf(line)).toEqual({ line: line.replace(/\n/g, ' '), place: 'Washington', when });
  });

  test('several days have a first and a last', () => {
    const { facts } = telegramOf('Washington, May 3–5, 1955.', 'We have nothing to report today.');
    expect(facts.date).toMatchObject({ when: '1955-05-03', to: '1955-05-05', certainty: 'stated' });
    expect(telegramOf('Washington, May 5–3, 1955.', 'Nothing.').facts.date).not.toHaveProperty('to');
  });

  test('a time that lost its half of the day is kept, and not guessed at', () => {
    const line = 'Washington, July 2, 1962, 8:49';
    expect(datelineOf(line)).toEqual({ line, place: 'Washington', when: '1962-07-02' });
    expect(datelineOf('Washington, July 2, 1962, 18:49')?.when).toBe('1962-07-02T18:49:00');
  });

  test.each([
    ['[Received April 7—1:40 a.m.]', '1926-04-07T01:40:00'],
    ['[Received 9:25 p.m.]', '1926-04-06T21:25:00'],
    ['[Received April 7, 1926—1:40 a.m.]', '1926-04-07T01:40:00'],
    ['[Received April 7.]', '1926-04-07'],
    ['(Rec’d 9:25 p.m.)', '1926-04-06T21:25:00'],
  ])('%s', (received, when) => {
    expect(datelineOf(`Port Selm, April 6, 1926—4 p.m.\n${received}`)).toEqual({
      line: `Port Selm, April 6, 1926—4 p.m. ${received}`,
      place: 'Port Selm',
      when: '1926-04-06T16:00:00',
      received: when,
    });
  });

  test('a telegram sent in December may be received in January', () => {
    const dateline = 'Port Selm, December 31, 1926—4 p.m.\n[Received January 1—1:40 a.m.]';
    expect(datelineOf(dateline)?.received).toBe('1927-01-01T01:40:00');
  });

  test('stands in brackets where the place is not declassified', () => {
    expect(datelineOf('[place not declassified], October 30, 1963.')).toMatchObject({ when: '1963-10-30' });
  });

  test('stands behind the number of a cablegram', () => {
    expect(datelineOf('Cablegram 88 PORT SELM, 9 October 1947, 4.15 p.m.')).toMatchObject({
      place: 'PORT SELM',
      when: '1947-10-09T16:15:00',
    });
  });

  test.each(['We met on May 3, 1955 and again on May 5.', 'Reference your telegram of May 3, 1955, 4 p.m., on bread.'])(
    'a sentence is none: %s',
    (line) => {
      expect(datelineOf(line)).toBeUndefined();
    },
  );
});
