/** Dates and times by pictures. */
import { parseTemporal, type TemporalType } from '../../../../src/schematron/xpath/atomic/temporal.js';
import { formatTemporal } from '../../../../src/schematron/xpath/pictures/format-date.js';
import { type Judged, quoted } from '../judged.js';

interface Other {
  readonly language?: string;
  readonly calendar?: string;
  readonly place?: string;
  readonly unjudged?: string;
}

type Row = readonly [value: string, picture: string, wanted: string, other?: Other];

const BY_THE_SPECIFICATION = (what: string): Other => ({
  unjudged: `Saxon 9.9 does otherwise than the specification: ${what}`,
});
const LEFT_OPEN = { unjudged: 'what XPath leaves open, and Saxon does otherwise' };
const ENGLISH_ONLY = 'Saxon HE has English only';
const SMALL_NAMES = BY_THE_SPECIFICATION('names are in small letters by default');

const DATES: readonly Row[] = [
  ['1961-12-05', '[Y0001]-[M01]-[D01]', '1961-12-05'],
  ['1961-12-05', '[D].[M].[Y]', '5.12.1961'],
  ['1961-12-05', '[FNn], [D1o] [MNn] [Y]', 'Tuesday, 5th December 1961', { language: 'en' }],
  ['1961-12-05', '[MNn] [D], [Y]', 'December 5, 1961', { language: 'en-GB', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[D] [MI] [YI]', '5 XII MCMLXI'],
  ['1961-12-05', '[D] [MN,*-3] [Y,2-2]', '5 DEC 61'],
  ['1961-12-05', '[[[Y]]] [ M 0 1 ]', '[1961] 12'],
  ['1961-12-05', '[YWw]', 'One Thousand Nine Hundred and Sixty One'],
  ['1961-12-05', '', ''],
  [
    '1961-09-06',
    '[M]|[MN]|[Mn]|[MNn]|[M01]|[MI]|[Mi]|[Mw]|[MWw]|[Mwo]|[Ma]|[MA]',
    '9|SEPTEMBER|september|September|09|IX|ix|nine|Nine|ninth|i|I',
  ],
  ['1961-09-06', '[MNn,3-3]|[MNn,*-4]|[MNn,12]|[M1,3]|[M001]|[MI,5]|x', 'Sep|Sept|September   |009|009|IX   |x'],
  ['1961-09-06', '[MNn,*-2]', 'Se', BY_THE_SPECIFICATION('a name is no longer than the width')],
  [
    '1961-09-06',
    '[Y]|[Y0001]|[Y,2-2]|[Y01]|[Y2]|[Y1,4-4]|[Y1,6]|[Y9,999,*]|[Y001]|[Y,2]|[Y,*-2]|[Y1,*-3]|[Y##00]|[Y99]',
    '1961|1961|61|61|1961|1961|001961|1,961|961|1961|61|961|1961|61',
  ],
  ['2061-12-05', '[Y0,2-2]|[Y1,3-3]|[Yi,2-2]|[Y0a]', '61|061|lxi|2061'],
  ['12345-01-01', '[Y]|[Y0001]|[Y,4-4]|[Y1,3]', '12345|2345|2345|12345'],
  ['1961-12-05', '[YN]|[DN]', '1961|5', LEFT_OPEN],
  ['1961-12-05', '[Yx]|[D#]|[Mw,8]|', '1961|5|twelve  |', LEFT_OPEN],
  [
    '1961-09-06',
    '[D]|[D1o]|[D01]|[D01o]|[Dwo]|[DWwo]|[DWo]|[D,2]|[D1,3]|[D#0]|[D#0,2]|[Dt]|[D1t]',
    '6|6th|06|06th|sixth|Sixth|SIXTH|06|006|6|06|6|6',
  ],
  ['1961-09-06', '[D1c]', '6', BY_THE_SPECIFICATION('c asks for a cardinal')],
  ['1961-12-05', '[D１]|[D①]', '５|⑤'],
  ['1961-09-06', '[d]|[d001]|[dw]', '249|249|two hundred and forty nine'],
  ['1960-12-31', '[d]', '366'],
  [
    '1961-12-05',
    '[FN]|[FNn]|[F1]|[F01]|[FNn,3-3]|[FNn,*-4]|[FNn,3-5]|[FNn,12]|[FNn,*-2]',
    'TUESDAY|Tuesday|2|02|Tue|Tues|Tues|Tuesday     |Tu',
  ],
  ['1961-12-06', '[Fn]|[FNn,3-3]|[FNn,*-4]', 'wednesday|Wed|Weds'],
  ['1961-12-05', '[F]', 'tuesday', SMALL_NAMES],
  ['2012-01-01', '[W] [w] [F1]', '52 5 7'],
  ['2008-12-29', '[W] [W01]', '1 01'],
  ['2008-12-29', '[w]', '1', BY_THE_SPECIFICATION('the Thursday of this week is in January')],
  ['2010-01-03', '[W] [w] [F0]', '53 5 7', { calendar: 'ISO' }],
  ['2013-01-29', '[w]', '5'],
  ['2013-02-01', '[w]', '5'],
  ['1961-12-05', '[C]|[E]|[EN]', 'Gregorian|AD|AD'],
  ['-0043-03-13', '[D] [MNn] [Y] [E]', '13 March 44 BC', BY_THE_SPECIFICATION('the year 0 is 1 BC')],
  ['0000-03-13', '[Y] [E]', '1 BC', BY_THE_SPECIFICATION('the year 0 is 1 BC')],
  ['-0043-03-13', '[E][Y0001]', '-0043', { calendar: 'ISO', ...BY_THE_SPECIFICATION('the era of ISO is a sign') }],
  ['1961-12-05', '[E][Y]', '1961', { calendar: 'ISO', ...BY_THE_SPECIFICATION('the era of ISO is a sign') }],
  ['1961-12-05', '[Y]', '1961', { calendar: 'Q{}AD' }],
  ['1961-12-05', '[Y]', '[Calendar: AD]1961', { calendar: 'OS' }],
  ['1961-12-05', '[Y]', '[Calendar: AD]1961', { calendar: 'Q{urn:x}AD' }],
  ['1961-12-05', '[Y]', '! FOFD1340', { calendar: 'QQ' }],
  ['1961-12-05', '[Y]', '! FOFD1340', { calendar: '1x' }],
  ['1961-12-05', '[Y]', '! FOFD1340', { calendar: '' }],
  ['1961-12-05', '[D1o] [MNn] [Y], [FNn]', '5. Dezember 1961, Dienstag', { language: 'de', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[MN,*-3]|[FNn,*-2]|[Dwo]', 'DEZ|Di|5.', { language: 'de-AT', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[D] [Mn] [Y]', '5 декабря 1961', { language: 'ru', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[MNn] [Y]', 'Декабрь 1961', { language: 'ru', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[D] [MNn]', '5 Décembre', { language: 'fr', unjudged: ENGLISH_ONLY }],
  ['1961-12-05', '[MNn]', '[Language: en]December', { language: 'xx' }],
  ['1961-12-05', '[MNn]', '[Language: en]December', { language: 'not a language' }],
  ['1961-12-05', 'a[Z][z]', 'a'],
  ['1961-12-05Z', '[Z] [z]', '+00:00 GMT+00:00'],
  ['1961-12-05', 'x]', '! FOFD1340'],
  ['1961-12-05', 'x[', '! FOFD1340'],
  ['1961-12-05', '[x]', '! FOFD1340'],
  ['1961-12-05', '[]', '! FOFD1340'],
  ['1961-12-05', '[Y,0]', '! FOFD1340'],
  ['1961-12-05', '[Y,3-2]', '! FOFD1340'],
  ['1961-12-05', '[Y,x]', '! FOFD1340'],
  ['1961-12-05', '[D,2-]', '! FOFD1340'],
  ['1961-12-05', '[D,*]|[D,*-*]|[D,2-*]', '5|5|05'],
  ['1961-12-05', '[D0#]', '! FOFD1340'],
  ['1961-12-05', '[Y;2]', '! FOFD1340'],
  ['1961-12-05', '[H]', '! FOFD1350'],
  ['1961-12-05', '[P]', '! FOFD1350'],
];

const TIMES: readonly Row[] = [
  ['17:05:09', '[h]:[m01] [PN]', '5:05 P.M.'],
  ['17:05:09', '[P]|[PNn]|[PN,2-2]|[Pn,2-2]|[PN,1-1]|[PN,*-4]', 'p.m.|P.M.|PM|pm|P|P.M.'],
  ['12:00:00', '[h] [P]|[H]', '12 p.m.|12'],
  ['00:30:00', '[h] [P]|[H]|[H01]|[h01]', '12 a.m.|0|00|12'],
  ['10:00:05.12345', '[s]|[s1]|[s01]|[s001]|[m]|[m1]|[H]|[H01]', '05|5|05|005|00|0|10|10'],
  [
    '10:00:05.12345',
    "[f]|[f1]|[f01]|[f001]|[f1,1-1]|[f,3-3]|[f,*-2]|[f1,6]|[f1,3-3]|[f9]|[f000'###]|[f1,7-8]",
    "12345|12345|12|123|1|123|12|123450|123|12345|123'45|1234500",
  ],
  ['10:00:05.12345', '[f,2]|[f0#]', '12|12', BY_THE_SPECIFICATION('digits beyond the pattern are cut')],
  ['10:00:05', '[f]|[f1]|[f001]|[f,3-3]|[f,1-2]', '0|0|000|000|0'],
  [
    '10:00:05.0501',
    '[f]|[f001]|[f0001]|[f1,2-4]|[f,1-3]|[f1,*-4]',
    '0501|050|0501|0501|050|0501',
    BY_THE_SPECIFICATION('zeros between digits stay'),
  ],
  [
    '10:00:05-05:00',
    '[Z]|[z]|[Z0]|[Z00]|[Z0:00]|[Z00:00]|[Z0000]|[Z000]|[Z00:00t]|[ZZ]|[z0]|[Z01.01]|[z,6-6]',
    '-05:00|GMT-05:00|-5|-05|-5:00|-05:00|-0500|-500|-05:00|R|GMT-5|-05.00|GMT-05:00',
  ],
  [
    '10:00:05+05:30',
    '[Z]|[z]|[Z0]|[Z00]|[Z0:00]|[Z0000]|[Z000]|[Z00:00t]|[ZZ]|[z0]',
    '+05:30|GMT+05:30|+5:30|+05:30|+5:30|+0530|+530|+05:30|+05:30|GMT+5:30',
  ],
  [
    '10:00:05Z',
    '[Z]|[z]|[Z0]|[Z00]|[Z0:00]|[Z0000]|[Z00:00t]|[ZZ]|[ZN]|[Z0t]',
    '+00:00|GMT+00:00|+0|+00|+0:00|+0000|Z|Z|GMT|Z',
  ],
  ['10:00:05+12:00', '[ZZ]', 'M'],
  ['10:00:05+13:00', '[ZZ]', '+13:00'],
  ['10:00:05', 'a[Z]|[z]|[ZZ]|[ZN]', 'a||J|'],
  ['10:00:05-05:00', '[ZN]', '-05:00', LEFT_OPEN],
  ['10:00:05-05:00', '[Z,8]|', '-05:00  |', BY_THE_SPECIFICATION('zones have a width')],
  ['10:00:05', '[C]', 'Gregorian'],
  ['10:00:05', '[Y]', '! FOFD1350'],
  ['10:00:05', '[F]', '! FOFD1350'],
  ['10:00:05', '[E]', '! FOFD1350'],
  ['17:05:09', '[h] [PN]', '5 午後', { language: 'ja', unjudged: ENGLISH_ONLY }],
];

const MOMENTS: readonly Row[] = [
  ['1961-12-15T17:05:09', '[h].[m01][Pn] on [FNn], [D1o] [MNn]', '5.05p.m. on Friday, 15th December'],
  ['1961-12-15T00:05:00', '[Y0001][M01][D01][H01][m01][s01]', '19611215000500'],
  ['2010-02-15T12:00:00Z', '[H01]:[m01] [Z] [ZN]', '07:00 -05:00 EST', { place: 'America/New_York' }],
  ['2010-07-15T12:00:00Z', '[H01]:[m01] [Z] [ZN]', '08:00 -04:00 EDT', { place: 'America/New_York' }],
  ['2010-02-15T12:00:00Z', '[D] [H01]:[m01] [ZN]', '15 13:00 CET', { place: 'Europe/Rome' }],
  ['2010-02-15T12:00:00', '[H01]:[m01] [Z]', '12:00 ', { place: 'America/New_York' }],
  ['2010-02-15T12:00:00-05:00', '[H01]:[m01] [Z]', '12:00 -05:00', { place: 'nowhere' }],
];

function cases(type: TemporalType, rows: readonly Row[]): Judged[] {
  return rows.map(([value, picture, wanted, { language, calendar, place, unjudged } = {}]) => {
    const isPlain = language === undefined && calendar === undefined && place === undefined;
    const others = [language, calendar, place].map((argument) => (argument === undefined ? '()' : quoted(argument)));
    return {
      expression: `format-${type}(xs:${type}('${value}'), ${quoted(picture)}${isPlain ? '' : `, ${others.join(', ')}`})`,
      wanted,
      ours: () => formatTemporal(parseTemporal(type, value)!, picture, language, calendar, place),
      unjudged,
    };
  });
}

export const DATES_AND_TIMES: readonly Judged[] = [
  ...cases('date', DATES),
  ...cases('time', TIMES),
  ...cases('dateTime', MOMENTS),
];
