/** What stands around the text: datelines as editors print them, signers, what may stand behind them, and wrapped pages. */
import { describe, expect, test } from 'vitest';
import { outline, read, words } from './reading.js';

const HEADING = 'Mr. Hollis to Mr. Lorimer.';

describe('a dateline', () => {
  const lines = (dateline: string) =>
    read(
      `774.13/4\n\nMemorandum by the Director of the Office of Northern Affairs (Hollis)\n\n${dateline}\n\nsecret\n\nThe boats came.\n`,
    );
  test.each([
    ['Velden, June 4 [6], 1951—midnight.', '1951-06-04T24:00:00', 'Velden'],
    ['Velden, June 4[6?], 1951—10 a.m.', '1951-06-04T10:00:00', 'Velden'],
    ['Velden, June 31 [30], 1951.', '1951-06-30', 'Velden'],
    ['Velden, June 4, 1951—3 [2] p.m.', '1951-06-04T15:00:00', 'Velden'],
    ['Velden, June 4, 1951—7 p.m. (?)', '1951-06-04T19:00:00', 'Velden'],
    ['Velden, June 4, 1951—[9:17 p.m.]', '1951-06-04T21:17:00', 'Velden'],
    ['Velden, June 4, 1951—1 o’clock p.m.', '1951-06-04T13:00:00', 'Velden'],
    ['Velden, June 4, 1951—12 noon.', '1951-06-04T12:00:00', 'Velden'],
    ['Velden, May 3, 1951—[?] p.m.', '1951-05-03', 'Velden'],
    ['Velden, [June 4,] 1951.', '1951-06-04', 'Velden'],
    ['[ Velden ,] June 4, [1951].', '1951-06-04', 'Velden'],
    ['Velden, 4 June, 1951.', '1951-06-04', 'Velden'],
    ['Velden, April 23/May 6, 1917—noon.', '1917-05-06T12:00:00', 'Velden'],
    ['Velden, May 14/27, 1908. (Received June 2.)', '1908-05-27', 'Velden'],
    ['Velden, June 4, 1951.*', '1951-06-04', 'Velden'],
    ['Port au Selm, Monday, June 4, 1951.', '1951-06-04', 'Port au Selm'],
    ['On Board U. S. S. “Heron,” off Tarsk, June 4, 1951.', '1951-06-04', 'On Board U. S. S. “Heron,” off Tarsk'],
    ['LEGATION OF ORVANIA,\nVelden, June 4, 1951.', '1951-06-04', 'Velden'],
    ['Executive Mansion, Velden, June 4, 1951.', '1951-06-04', 'Velden'],
    ['No. 44.] Consulate of Orvania,\nVelden, May 3, 1882. (Received May 17.)', '1882-05-03', 'Velden'],
    ['Velden, May 22, 1919—11 a.m. [Received May 23 [22]—2:50 p.m.]', '1919-05-22T11:00:00', 'Velden'],
  ])('%s', (dateline, when, place) => {
    const telegram = lines(dateline);
    expect(telegram.facts).toMatchObject({ date: { when, certainty: 'stated' }, place: { value: place } });
    expect(telegram.facts.classification?.value).toBe('secret');
    expect(outline(telegram)).toEqual(['p The boats came.']);
  });

  test('behind a line that is not understood, but not behind a sentence', () => {
    expect(lines('NB 44–A\n\nVelden, June 4, 1951').facts.date?.when).toBe('1951-06-04');
    const note = read(
      'The Orvanian Embassy to the Department of State\n\nThe Embassy says that the boat sails.\n\nVelden, May 3, 1934.\n',
    );
    expect(outline(note)).toEqual(['p The Embassy says that the boat sails.', 'p Velden, May 3, 1934.']);
  });
});

describe('signed', () => {
  const signed = (heading: string, ...lines: readonly string[]): string[] =>
    (
      read([heading, 'Velden, May 3, 1919.', 'We have nothing to report to-day.', ...lines].join('\n\n')).division
        .closer?.parts ?? []
    ).map(({ type, children }) =>
      type === 'signature' ? words(children).replace(/\s+/g, ' ') : `(${words(children).trim()})`,
    );
  test.each([
    ['a name with a full stop', HEADING, ['Hollis.'], ['Hollis.']],
    ['with an office', HEADING, ['HOLLIS, Chargé d’Affaires ad interim.'], ['HOLLIS, Chargé d’Affaires ad interim.']],
    ['with a place', HEADING, ['HOLLIS, Velden.'], ['HOLLIS, Velden.']],
    ['another than the heading’s', HEADING, ['Huntley Orme.'], ['Huntley Orme.']],
    [
      'with initials',
      '774.13/4\n\nThe Consul at Velden (Hollis) to the Secretary of State',
      ['W. W. Orme.'],
      ['W. W. Orme.'],
    ],
    [
      'two parties',
      '774.13/4\n\nThe Advisers (Hollis, Osk) to the Secretary of State',
      ['John Hollis', 'David Osk'],
      ['John Hollis', 'David Osk'],
    ],
    ['two in a block', HEADING, ['Ada Orme\nBen Dale'], ['Ada Orme', 'Ben Dale']],
    [
      'for two countries',
      HEADING,
      ['For Orvania:', 'Ada Orme', 'For Ketterland:', 'Ben Dale', '[seal]'],
      ['(For Orvania:)', 'Ada Orme', '(For Ketterland:)', 'Ben Dale', '([seal])'],
    ],
    [
      'with witnesses',
      '774.13/4\n\nThe Consul at Velden (Hollis) to the Secretary of State',
      ['John Hollis', 'Witnesses:', 'Ada Orme'],
      ['John Hollis', '(Witnesses:)', 'Ada Orme'],
    ],
    ['behind a seal', HEADING, ['[seal] John Hollis'], ['([seal])', 'John Hollis']],
    ['above an address', HEADING, ['JAMES HOLLIS.', 'Hon. P. Lorimer, &c., &c.'], ['JAMES HOLLIS.']],
    ['above a postscript', HEADING, ['JAMES HOLLIS.', 'P. S.—I have your letter.'], ['JAMES HOLLIS.']],
    ['above what editors add', HEADING, ['Hollis', '[The terms are in telegram No. 318.]'], ['Hollis']],
    ['above a date and enclosures', HEADING, ['Hollis', 'Velden, May 4, 1919.', 'Enclosures: 2'], ['Hollis']],
    [
      'not by those it names',
      '774.13/4\n\nThe Consul at Velden (Hollis) to the Secretary of State',
      ['On board were:', 'John Brown', 'Peter Dale', 'Hollis'],
      ['Hollis'],
    ],
    [
      'not by those a colon announces',
      '774.13/4\n\nThe Consul at Velden (Hollis) to the Secretary of State',
      ['On board were:\nJohn Brown\nPeter Dale\nHollis'],
      ['Hollis'],
    ],
    ['with an office below a comma', HEADING, ['Ruth Osk,\nConsul at Velden'], ['Ruth Osk, Consul at Velden']],
    [
      'not by whom it quotes',
      '774.13/4\n\nThe Consul at Velden (Hollis) to the Secretary of State',
      ['“The ports are shut.', 'Osk”', 'Hollis'],
      ['Hollis'],
    ],
    ['not by a sentence', HEADING, ['Nothing more is known.'], []],
  ])('%s', (_, heading, lines, expected) => {
    expect(signed(heading, ...lines)).toEqual(expected);
  });
});

describe('a wrapped page', () => {
  const page = (...lines: readonly string[]): string[] => outline(read(lines.join('\n')));
  test('without blank lines between the paragraphs', () => {
    expect(
      page(
        '13. Telegram From the Embassy in Orvania to the Department of State',
        'Port Selm, May 4, 1957.',
        'The Governor stated that his Govern-',
        'ment would proceed with the plan,',
        'and that talks were at a stand. We',
        'asked him to wait.',
        'He expects our answer before the end',
        'of the week, see our No. 12 of May',
        '3, and says that it is urgent.',
        'Hollis',
      ).map((line) => line.replace(/\n/g, '⏎')),
    ).toEqual([
      'p The Governor stated that his Govern-⏎ment would proceed with the plan,⏎and that talks were at a stand. We⏎asked him to wait.',
      'p He expects our answer before the end⏎of the week, see our No. 12 of May⏎3, and says that it is urgent.',
    ]);
  });

  test('in capitals', () => {
    expect(
      page(
        'THE GOVERNOR STATED THAT HIS GOVERNMENT WOULD PROCEED WITH',
        'PLAN AND THAT TALKS WITH THE COMMITTEE WERE AT A STAND STOP',
        'WE ASKED HIM TO RECONSIDER',
      ),
    ).toHaveLength(1);
  });

  test('one line a paragraph stays so', () => {
    const telegram = read(
      '774.13/7: Telegram\nThe Minister in Orvania (Hollis) to the Secretary of State\nVelden, June 9, 1932—4 p.m. [Received 6:10 p.m.]\n17. My June 8, 11 a.m. The ferry sailed with all pilots at dawn.\nHollis\n',
    );
    expect(outline(telegram)).toEqual(['p 17. My June 8, 11 a.m. The ferry sailed with all pilots at dawn.']);
    expect(telegram.facts).toMatchObject({
      date: { when: '1932-06-09T16:00:00' },
      received: { value: '1932-06-09T18:10:00' },
    });
  });

  test('nor is a broken one drawn into the heading', () => {
    const telegram = read(
      '7. Telegram From the Embassy in Orvania to the Department of State\nVelden, October 12, 1919, 4 p.m. [Received October 13,\n2:50 p.m.]\nThe Governor stated that his Government would proceed with the\nplan, and that talks with the committee were at a stand.\n',
    );
    expect(telegram.facts).toMatchObject({ place: { value: 'Velden' }, received: { value: '1919-10-13T14:50:00' } });
  });

  test('a dateline broken within its bracket is one', () => {
    const telegram = read(
      'The Minister in Orvania (Hollis) to the Secretary of State\n\nVelden, October 12, 1917, 11 p.m. [Received October 13, 10.50\na.m.]\n\nThe Governor stated that his Government would proceed with the\nplan, and that talks with the committee were at a stand.\n\nHollis\n',
    );
    expect(telegram.facts.received?.value).toBe('1917-10-13T10:50:00');
  });
});
