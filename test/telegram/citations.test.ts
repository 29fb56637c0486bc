import { describe, expect, test } from 'vitest';
import { parseTelegram } from '../../src/telegram/index.js';
import { allOf, words } from './reading.js';

/** Citations of the notes, each as `kind part=text | …`; `Ibid.` with the citation that it repeats. */
function citationsOf(...notes: readonly string[]): string[] {
  const text = `7. Telegram From the Embassy in Orvania to the Department of State1

${notes.map((_, i) => `They met${i + 2}.`).join(' ')}

${notes.map((note, i) => `  ${i + 1}. ${note}`).join('\n')}
`;
  return parseTelegram(text).telegram.notes.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      allOf('children' in block ? block.children : [], 'citation').map(({ kind, ibidOf, children: inside }) => {
        const parts = allOf(inside, 'citationPart').map((part) => `${part.part}=${words(part.children)}`);
        return `${kind}${ibidOf === undefined ? '' : ` of ${ibidOf}`}: ${parts.join(' | ')}`;
      }),
    ),
  );
}

const ARCHIVAL: readonly (readonly [string, string])[] = [
  [
    'Source: Department of State, Central Files, 774.00/10–2855. Secret.',
    'repository=Department of State | collection=Central Files | fileNumber=774.00/10–2855',
  ],
  [
    'Source: Department of State, Central Files, 774.5–MSP/6–362. Secret.',
    'repository=Department of State | collection=Central Files | fileNumber=774.5–MSP/6–362',
  ],
  [
    'Source: Department of State, Central Files, POL 27 ORV/KET. Secret.',
    'repository=Department of State | collection=Central Files | fileNumber=POL 27 ORV/KET',
  ],
  [
    'Source: Department of State, Central Files, INCO–GRAIN 17 ORV. Secret.',
    'repository=Department of State | collection=Central Files | fileNumber=INCO–GRAIN 17 ORV',
  ],
  [
    'Source: Department of State, Velden Mission Files: Lot 63 F 12, Box 4, Harbor Commission. Secret.',
    'repository=Department of State | collection=Velden Mission Files | lot=63 F 12 | box=4 | collection=Harbor Commission',
  ],
  [
    'Source: Eisenhower Library, Whitman File, Box 3, Folder 12. Top Secret.',
    'repository=Eisenhower Library | collection=Whitman File | box=3 | folder=12',
  ],
  [
    'Source: Central Intelligence Agency, Files of the Director, Job 71–00412R, Box 3. Secret.',
    'repository=Central Intelligence Agency | collection=Files of the Director | number=Job 71–00412R | box=3',
  ],
  [
    'Source: National Archives, RG 84, Velden Post Files, Box 9, Orvania: 1/64–6/64. Secret.',
    'repository=National Archives | recordGroup=RG 84 | collection=Velden Post Files | box=9 | collection=Orvania | date=1/64–6/64',
  ],
  [
    'Source: Record Group 59, Central Files 1970–73, POL 7 ORV. Secret.',
    'recordGroup=Record Group 59 | collection=Central Files 1970–73 | fileNumber=POL 7 ORV',
  ],
];

describe('the dates that a folder spans', () => {
  test.each([
    '2/78–3/78',
    '4/15/66–5/1/66',
    '1–10/77',
    '1970–73',
    '11/77',
    'March–April 1972',
    '[8/61–11/61]',
    '2/78 to 3/78',
  ])('%s are no number', (span) => {
    expect(citationsOf(`Source: Berrow Library, Country File, Vol. II, ${span}. Secret.`)).toEqual([
      `archival: repository=Berrow Library | collection=Country File | volume=Vol. II | date=${span}`,
    ]);
  });

  test('stay within the title that they stand in', () => {
    expect(citationsOf('Source: Berrow Library, Country File, ORV 1/64–6/64. Secret.')).toEqual([
      'archival: repository=Berrow Library | collection=Country File | collection=ORV 1/64–6/64',
    ]);
  });

  test.each(['774.00/10–2855', '774.5–MSP/6–362'])('%s is a file number still', (number) => {
    expect(citationsOf(`Source: Department of State, Central Files, ${number}.`)[0]).toContain(`fileNumber=${number}`);
  });
});

describe('a classification without a full stop in front of it', () => {
  test.each([
    ['POL 12 ORV', 'Top Secret; Priority'],
    ['POL 27 S KET', 'Secret; Flash; Nodis'],
    ['774.00/10–2855', 'Confidential'],
    ['POL 15 ORV S', '. Top Secret; Niact'],
    ['DEF 15 ORV', 'Secret, Nodis'],
    ['DEF 15 ORV', 'No classification marking'],
  ])('is no part of %s: %s', (number, words) => {
    expect(citationsOf(`Source: Department of State, Central Files, ${number} ${words}.`.replace(' .', '.'))).toEqual([
      `archival: repository=Department of State | collection=Central Files | fileNumber=${number}`,
    ]);
  });

  test('stays where it is part of a name', () => {
    expect(citationsOf('Source: Berrow Library, Vane Papers, Confidential File. Secret.')[0]).toContain(
      'collection=Confidential File',
    );
  });
});

describe('who got a copy is no archive', () => {
  test.each([
    'Sent to the Department of State, the Central Intelligence Agency, CIA, and the Harbor Board.',
    'Repeated to the Department of State, Defense Intelligence Agency, and Tarsk.',
    'Passed to the Department of Defense, Joint Staff, 7th Fleet, and the White House.',
    'Copies to the National Security Council, Central Intelligence Agency, and Treasury.',
    'Pouched to the Department of State, Foreign Service Institute, and Velden.',
    'A copy went to the Department of State, Central Intelligence Agency, and Tarsk.',
  ])('%s', (sentence) => {
    expect(citationsOf(`Source: Berrow Library, Country File, Box 3. Secret. ${sentence}`)).toHaveLength(1);
    expect(citationsOf('Source: Not found.', sentence)).toHaveLength(1);
  });

  test('unless a collection or a number is named', () => {
    expect(
      citationsOf('Source: Not found.', 'Sent to the Department of State, Central Files, 774.00/1–155.'),
    ).toHaveLength(2);
  });
});

describe('archival citations', () => {
  test.each(ARCHIVAL)('%s', (note, parts) => {
    expect(citationsOf(note)).toEqual([`archival: ${parts}`]);
  });

  test('Ibid. repeats the one before it, also across notes', () => {
    expect(
      citationsOf(
        'Source: Department of State, Central Files, 774.00/10–2855. Secret.',
        'Telegram 12. (Ibid., 774.00/10–3055)',
        'A copy is ibid., Berrow Files: Lot 64 D 118.',
      ),
    ).toEqual([
      'archival: repository=Department of State | collection=Central Files | fileNumber=774.00/10–2855',
      'archival of 0: ibid=Ibid. | fileNumber=774.00/10–3055',
      'archival of 1: ibid=ibid. | collection=Berrow Files | lot=64 D 118',
    ]);
  });

  test('the end of a sentence, a semicolon or a bracket ends one', () => {
    const start = 'Not printed. (Department of State, Central Files, 774.00/1–155';
    const parts = 'archival: repository=Department of State | collection=Central Files | fileNumber=774.00/1–155';
    for (const rest of [')', '; see also below)', '. It was lost.)'])
      expect(citationsOf('Source: Not found.', `${start}${rest}`).at(-1)).toBe(parts);
  });

  test('the Department of State in a sentence cites nothing', () => {
    expect(citationsOf('The Department of State, which had no news, waited.')).toEqual([]);
  });
});

const PRINTED: readonly (readonly [string, string])[] = [
  [
    'Printed in Foreign Relations, 1952–1954, vol. VI, Part 2, p. 1190.',
    'title=Foreign Relations | date=1952–1954 | volume=vol. VI | volume=Part 2 | page=p. 1190',
  ],
  [
    'For text, see Department of State Bulletin, March 4, 1957, pp. 361–364.',
    'title=Department of State Bulletin | date=March 4, 1957 | page=pp. 361–364',
  ],
  [
    'The debate of May 5 is described in Sorel, Ports and Ministries, vol. II, pp. 88–97.',
    'author=Sorel | title=Ports and Ministries | volume=vol. II | page=pp. 88–97',
  ],
  [
    'See Jan Anders, “Ice and bread in the sound: memo: Training, ropes for pilots,” Tarsk Tribune, April 28, 1978, p. 1.',
    'author=Jan Anders | article=Ice and bread in the sound: memo: Training, ropes for pilots | title=Tarsk Tribune | date=April 28, 1978 | page=p. 1',
  ],
  [
    'An article by Jan Anders and Marta van der Hollis, "Who Pays?" Harbor Affairs, vol. 30, No. 2, Winter 1952, pp. 201–215, is hostile.',
    'author=Jan Anders and Marta van der Hollis | article=Who Pays? | title=Harbor Affairs | volume=vol. 30 | volume=No. 2 | date=Winter 1952 | page=pp. 201–215',
  ],
  [
    'Anders’ column “Cold Water” in the Tarsk Tribune, 3 March 1978, p. A7, was sharp.',
    'article=Cold Water | title=Tarsk Tribune | date=3 March 1978 | page=p. A7',
  ],
  [
    'The map is in Marta Hollis, “Ports,” the Tarsk Herald, May 3, 1977, sec. 4, p. 2, but is lost.',
    'author=Marta Hollis | article=Ports | title=Tarsk Herald | date=May 3, 1977 | volume=sec. 4 | page=p. 2',
  ],
  [
    'See Jan Anders, “Ice: a memo,” Tarsk Tribune, April 28, 1978.',
    'author=Jan Anders | article=Ice: a memo | title=Tarsk Tribune | date=April 28, 1978',
  ],
  [
    'Tarsk Tribune, “Ice and bread,” April 28, 1978, p. 1.',
    'title=Tarsk Tribune | article=Ice and bread | date=April 28, 1978 | page=p. 1',
  ],
  [
    'He said “no, never: not now,” and left. See Sorel, Ports and Ministries, pp. 3, 7 ff., and 12.',
    'author=Sorel | title=Ports and Ministries | page=pp. 3, 7 ff., and 12',
  ],
  [
    'For the debate, see Parliamentary Debates, House of Commons, 5th series, vol. 510, cols. 123–130.',
    'title=Parliamentary Debates, House of Commons, 5th series | volume=vol. 510 | column=cols. 123–130',
  ],
  [
    'Printed in Public Papers of the Presidents of Orvania: Jan Hollis, 1951, pp. 3–5.',
    'title=Public Papers of the Presidents of Orvania: Jan Hollis | date=1951 | page=pp. 3–5',
  ],
  [
    'In A Soldier Remembers (Velden: Harbor Press, 1950), p. 44, he regrets it.',
    'title=A Soldier Remembers (Velden: Harbor Press, 1950) | page=p. 44',
  ],
  ['See Henrik Sorel, Ports and Ministries, p. 12.', 'author=Henrik Sorel | title=Ports and Ministries | page=p. 12'],
  [
    'It was signed in 1957. See Sorel, Ports and Ministries, p. 12.',
    'author=Sorel | title=Ports and Ministries | page=p. 12',
  ],
];

describe('printed citations', () => {
  test.each(PRINTED)('%s', (note, parts) => {
    expect(citationsOf(note)).toEqual([`printed: ${parts}`]);
  });

  test('a quotation that nothing is joined to is no title', () => {
    expect(citationsOf('The “Harbor Route,” signed in May, is closed, Annex, p. 3.')).toEqual([]);
  });
});

describe('Ibid.', () => {
  const printed = 'For text, see Department of State Bulletin, May 7, 1951, pp. 12–13.';
  const archival = 'Not printed. (Department of State, Central Files, 774.00/1–155)';

  test('is of the kind of what it repeats, with its own date and pages', () => {
    expect(
      citationsOf(`${printed} For the reply, see ibid., June 4, 1951, pp. 40–44.`, 'Ibid., p. 45, where he errs.'),
    ).toEqual([
      'printed: title=Department of State Bulletin | date=May 7, 1951 | page=pp. 12–13',
      'printed of 0: ibid=ibid. | date=June 4, 1951 | page=pp. 40–44',
      'printed of 1: ibid=Ibid. | page=p. 45',
    ]);
  });

  test('may stand twice in a sentence', () => {
    expect(
      citationsOf(`${printed} See ibid., 1932, vol. v, pp. 270 ff., and ibid., 1933, vol. iv, pp. 561 ff.`).slice(1),
    ).toEqual([
      'printed of 0: ibid=ibid. | date=1932 | volume=vol. v | page=pp. 270 ff.',
      'printed of 1: ibid=ibid. | date=1933 | volume=vol. iv | page=pp. 561 ff',
    ]);
  });

  test('repeats nothing where its words are of the other kind', () => {
    expect(citationsOf(archival, 'Ibid., p. 12.').at(-1)).toBe('printed: ibid=Ibid. | page=p. 12');
    expect(citationsOf(printed, 'Ibid., 774.00/2–155.').at(-1)).toBe('archival: ibid=Ibid. | fileNumber=774.00/2–155');
  });
});

describe('what stands around the parts of a citation', () => {
  test.each([
    [
      'See “Ice,” Velden Tribune, April 2, 1978, p. 1; “Grain,” ibid., April 3, 1978, p. 2.',
      [
        'printed: article=Ice | title=Velden Tribune | date=April 2, 1978 | page=p. 1',
        'printed of 0: article=Grain | ibid=ibid. | date=April 3, 1978 | page=p. 2',
      ],
    ],
    [
      'A. Sorel, “The Ice,” Velden Affairs, vol. 44, no. 2 (January 1966), pp. 1–4.',
      [
        'printed: author=A. Sorel | article=The Ice | title=Velden Affairs | volume=vol. 44 | volume=no. 2 | date=January 1966 | page=pp. 1–4',
      ],
    ],
    [
      'Source: Berrow Library, Country File, Vol. I (01/20/81–12/31/84). Secret.',
      ['archival: repository=Berrow Library | collection=Country File | volume=Vol. I | date=01/20/81–12/31/84'],
    ],
    ['In National Archives, RG 84, Box 9.', ['archival: repository=National Archives | recordGroup=RG 84 | box=9']],
    [
      'From Berrow Library, Country File, Box 3.',
      ['archival: repository=Berrow Library | collection=Country File | box=3'],
    ],
    [
      'Source: Department of State, Central Files, AID (US) 9 ORV. Secret.',
      ['archival: repository=Department of State | collection=Central Files | fileNumber=AID (US) 9 ORV'],
    ],
  ])('%s', (note, citations) => {
    expect(citationsOf(note)).toEqual(citations);
  });
});
