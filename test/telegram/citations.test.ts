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
];

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
});
