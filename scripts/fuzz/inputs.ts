/** Texts for the tests of a conversion's promises, and for the fuzzer the words that they are made of: noise, mutilated samples, and lines that look like something. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { convert } from '../../src/convert.js';
import { PACKAGE_ROOT } from '../../src/platform/node/package.js';

const samplesFolder = join(PACKAGE_ROOT, 'samples');
const samples = readdirSync(samplesFolder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(join(samplesFolder, name), 'utf8'));

/** UTF-16 code units of every kind: ASCII, spaces and line ends, controls, lone surrogates, the rest. */
const codeUnit = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  { weight: 2, arbitrary: fc.constantFrom(9, 10, 10, 10, 12, 13, 32, 32, 0x85, 0xa0, 0x2028, 0x2029, 0xfeff) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x1f }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
);
const noise = fc.array(codeUnit, { maxLength: 200 }).map((units) => String.fromCharCode(...units));

/** What the reader looks for, small enough to fall anywhere. */
export const TOKENS = [
  ...[
    '0',
    '1',
    '2',
    '3',
    '12',
    '60a',
    '.1',
    ',2',
    ' 3',
    '1.',
    ' 2. ',
    '[1]',
    '[ 2]',
    '/1/',
    '/2/',
    '(a)',
    'II.',
    '- ',
    '• ',
  ],
  ...['[', ']', '(', ')', '“', '”', '"', '—', '–', '↩', '↩\uFE0E', '\n', '\n\n', '\r\n', '\r', '\t', '  ', '\u00a0'],
  ...['[Page 340]', '[Facsimile Page 1]', '[2 lines not declassified]', '[1½ lines', '[Here follows', '[Received '],
  ...[
    'Source: ',
    '//Source: ',
    'Ibid.',
    ' Lot 65 D 366',
    ', Box 4',
    ', p. 12',
    'Document 7',
    'footnote 1 above',
    'thereto',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001f',
    '\ud83d',
    '\ude00',
    '😀',
    'e\u0301',
    '\ufffe',
    '<p>',
    '&amp;',
    ']]>',
    '<!--',
    '-->',
    '\u200b',
  ],
];
const token = fc.constantFrom(...TOKENS);

/** Lines that are something to the reader; documents made of them reach every branch, and in any order. */
export const LINES = [
  ...[
    'R 121530Z MAY 75',
    'O P 3206012 AUG 93 ZFF4',
    'FM AMEMBASSY ORSK',
    'TO RUEHC/SECSTATE WASHDC NIACT IMMEDIATE 4280',
  ],
  ...[
    'INFO AMEMBASSY VELDEN',
    'INFO OCT-01 L-03 /065 W',
    'AMCONSUL PORT SELM',
    'ACTION EUR-12',
    '--------------------- 054834',
  ],
  ...[
    'S E C R E T SECTION 01 OF 03 ORSK 0913 SECTO 44',
    'C O N F I D E N T I A L ORSK 913',
    'CONFIDENTIAL',
    'NODIS CHEROKEE',
  ],
  ...[
    'PAGE 01',
    'PAGE 02 ORSK 00913 01 OF 02 131819Z',
    'ORSK 00000913  002.2 OF 003',
    'ORSK 00913',
    '131819Z',
    '66',
    'NNNN',
  ],
  ...[
    'E.O. 11652: GDS TAGS: NO',
    'E.O. 12958: DECL: 07/26/2016',
    'TAGS: PINT, NO (KASTEN, PIET)',
    'SUBJECT: SALT',
    'SUBJ:',
  ],
  ...[
    'REF: (A) STATE 1, B) ORSK 2 AND',
    '¶B. ORSK 4',
    'Classified By: DCM',
    'FOR THE AMBASSADOR FROM BRACK',
    'GP-3.',
    '-',
    '- -',
  ],
  ...[
    '¶1.  (C) TEXT',
    '¶2005.  TEXT',
    '(1) TEXT',
    '-- TEXT',
    'COMMENT',
    '-------',
    'AUTHORI-',
    'TIES',
    'BRACK',
    'END SUMMARY',
  ],
  ...['Message Text', 'Message Attributes', 'Document Number: 1975ORSK00913', '  WHEAT', '<< END OF DOCUMENT >>'],
  ...[
    'RELEASED IN FULL',
    'B1, 1.4(D)',
    'DEPARTMENT OF STATE',
    'REVIEW AUTHORITY: A. Quill',
    'VZCZCXRO1234',
    'OO RUEHAA',
  ],
  ...[
    '(20417) No. 81.',
    'Mr. Marsh to Sir R. Sapt.',
    'D. 8:15 P.M.',
    'Tel. (No. 17.)',
    '(1) note.',
    'No. 81 RNA DFA P7',
    'Nr. 81',
  ],
  ...[
    'Der Gesandte in Orsk an das Auswärtige Amt1',
    'Telegramm 17 Orsk, den 3. Mai 19122',
    'Dringend!',
    '1 Nach der Abschrift',
  ],
  ...[
    '264 Mr A. Marsh, Consul, to Department of Ports',
    'Cablegram 76 ORSK, 31 January 1941',
    'O.OR1 SECRET ROUTINE',
    '## Salt',
    '---',
  ],
  ...[
    'Cipher telegram from F. Sapt to USSR MFA regarding salt',
    'ORSK 41007 8 50 12 III 64',
    'Special no. 1969',
    '12.III.64   F. SAPT',
  ],
  ...[
    'Dated May 4, 1912,',
    'Recd. 5th, 2:30 a.m.',
    'Secretary of State,',
    'TELEGRAM RECEIVED.',
    'INCOMING TELEGRAM',
    'Control: 2266',
  ],
  ...[
    "Rec'd: MAY 4, 1962",
    'FROM: Orsk',
    'TO: Secretary of State',
    'NO: 1188, May 3, 5 p.m.',
    'OUTGOING TELEGRAM',
    'ACTION: Amembassy ORSK',
  ],
  ...[
    '117. Telegram From the Embassy in Orvania to the Department of State',
    '118. Editorial Note',
    '119. Telegram From',
  ],
  ...['The Minister in Orvania (Aldridge) to the Secretary of State', '774.94/318: Telegram', 'No. 582', '[Page 12]'],
  ...['117. Memorandum of Conversation', '120. Letter From President Wexley to Prime Minister Osk', '90. Airgram From'],
  ...[
    'Washington, June 3, 1962, 6:02',
    'p.m.',
    'Port Selm, April 6, 1926—4 p.m.',
    '[Received April 7—1:40 a.m.]',
    '1962.',
  ],
  ...[
    'SECRET',
    'priority',
    '[Paraphrase]',
    'SUBJECT',
    'PARTICIPANTS',
    'Mr. Lorimer',
    'Dear Mr. Prime Minister:',
    'Attachment',
  ],
  ...[
    '“Dear Mr. Prime Minister:',
    '“I thank you.',
    '“Sincerely,',
    'Thomas Wexley”',
    'End text.',
    'Sincerely yours,',
    'Hollis',
    '[',
  ],
  ...[
    'Participants:',
    'Subject: Ice',
    'Port\t1955\t1956',
    'Hof\t\t310',
    '\tHof\t310\t',
    'Port     1955   1956',
    'Hof       310',
    '(i) x:',
    '(b)',
    '- Article 2.',
  ],
  ...[
    '1.',
    '2.',
    '- 1.',
    '- text',
    '• item',
    '(a) one',
    '(b) two',
    '1. One thing.',
    '2. Another thing.',
    '- note.↩',
    '-',
    '↩',
  ],
  ...[
    '  1. Source: Department of State, Central Files, 396.1–PA/12–1561. Secret.',
    '  2. Ibid.',
    '  3. See Document 31.',
  ],
  ...[
    '[1] Source: Ibid.',
    '[2] Not found.',
    '/1/Source: Department of State.',
    '/2/See footnote 1 above.',
    '//Source: Lot 1 D 2.',
  ],
  ...['Source: Eisenhower Library, Whitman File, Box 3.', '1', '2', 'Back to top', ']', '  4', '  60a. Not printed.'],
  ...[
    'Secto 38. Eyes only for the President. Bogota.1 Embtel 31952 and 391.2 of June 284',
    'He spoke.[1] We heard.[2]',
  ],
  ...[
    'It stood./1/ It fell./2/',
    'For text, see Foreign Relations, 1952–1954, vol. VI, Part 2, p. 1190.',
    'R 121530Z MAY 75',
    '',
  ],
];
const line = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...LINES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);
const collage = fc
  .tuple(
    fc.array(line, { maxLength: 24 }),
    fc.array(fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\r\n', '\r', ' ', '')),
  )
  .map(([lines, joints]) => lines.map((text, i) => text + (joints[i % joints.length] ?? '\n')).join(''));

const at = fc.double({ min: 0, max: 1, noNaN: true });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('delete' as const), from: at, length: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ kind: fc.constant('insert' as const), from: at, text: fc.oneof({ weight: 3, arbitrary: token }, noise) }),
  fc.record({ kind: fc.constant('repeat' as const), from: at, length: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('splice' as const), from: at, sample: fc.nat(samples.length - 1), start: at }),
  fc.record({ kind: fc.constant('swap lines' as const), from: at, to: at }),
  fc.record({
    kind: fc.constant('line ends' as const),
    text: fc.constantFrom('\r\n', '\r', ' ', '\n\n', '\u2028', '\f', '\n  ', ''),
  }),
  fc.record({ kind: fc.constant('no blank lines' as const) }),
  fc.record({ kind: fc.constant('cut off' as const), from: at }),
);

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(text: string, change: Edit): string {
  const place = Math.floor(('from' in change ? change.from : 0) * text.length);
  switch (change.kind) {
    case 'delete':
      return text.slice(0, place) + text.slice(place + change.length);
    case 'insert':
      return text.slice(0, place) + change.text + text.slice(place);
    case 'repeat':
      return text.slice(0, place + change.length) + text.slice(place);
    case 'splice': {
      const other = samples[change.sample] ?? '';
      return text.slice(0, place) + other.slice(Math.floor(change.start * other.length));
    }
    case 'swap lines': {
      const lines = text.split('\n');
      const [a, b] = [Math.floor(change.from * (lines.length - 1)), Math.floor(change.to * (lines.length - 1))];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
      return lines.join('\n');
    }
    case 'line ends':
      return text.replaceAll('\n', change.text);
    case 'no blank lines':
      return text.replace(/\n\n+/g, '\n');
    default:
      return text.slice(0, place);
  }
}

const mutilated = fc
  .tuple(fc.nat(samples.length - 1), fc.array(edit, { minLength: 1, maxLength: 8 }))
  .map(([sample, edits]) => edits.reduce(apply, samples[sample] ?? ''));

/** Texts that a conversion must survive. */
export const inputs: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: noise },
  { weight: 3, arbitrary: collage },
  { weight: 5, arbitrary: mutilated },
);

/** What is wrong with a conversion of `text` (not valid, not lossless, not the same twice), or undefined. */
export function brokenPromise(convertText: typeof convert, text: string): string | undefined {
  const result = convertText(text, { file: 'input.txt' });
  const told = () => JSON.stringify(result.diagnostics.filter((d) => d.severity === 'error').slice(0, 3), null, 1);
  if (!result.valid) return `not valid: ${told()}`;
  if (!result.lossless) return `not lossless: ${told()}`;
  const again = convertText(text, { file: 'input.txt' });
  const differs = result.documents.findIndex((document, i) => document.xml !== again.documents[i]?.xml);
  return differs < 0 ? undefined : `document ${differs + 1} is not the same when converted again`;
}
