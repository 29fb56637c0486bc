import { describe, expect, it } from 'vitest';
import type { NamespaceLookup } from '../../src/datatypes/index.js';
import { allowed, equal, xsd, xsdRefusal } from './support.js';

const declared = new Map([
  ['', 'urn:default'],
  ['a', 'urn:one'],
  ['b', 'urn:one'],
  ['c', 'urn:two'],
]);
const namespaces: NamespaceLookup = (prefix) => declared.get(prefix);
const withEntities: NamespaceLookup = Object.assign(() => undefined, {
  isUnparsedEntity: (name: string) => name === 'map' || name === 'photo',
});

/** type, values it allows, values it does not */
const LEXICAL: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['string', ['', ' a  b ', 'a\tb\n'], []],
  ['normalizedString', ['', 'a\tb'], []],
  ['token', ['', ' a  b '], []],
  [
    'language',
    ['en', 'pt-BR', 'x-klingon', 'de-1996', 'abcdefgh', ' en '],
    ['', 'en_GB', 'abcdefghi', 'en-', '12', 'en--us', 'en-123456789'],
  ],
  ['Name', ['a', 'a:b', ':', '_', 'é', ' a '], ['', '1a', '-a', 'a b', '\u0e35']],
  ['NCName', ['a', '_a.b-c1', 'Straße', '一', 'a·'], ['', 'a:b', '·a', 'a b', '1', '\u{10000}', '\u0e35']],
  ['NMTOKEN', ['1', '-', 'a:b', '.', '·'], ['', 'a b', 'a,b', '\u{10000}']],
  ['NMTOKENS', ['1 2', ' a\n b '], ['', ' ', 'a, b']],
  ['ID', ['d117', ' d117 '], ['', 'd 117', '117', 'a:b']],
  ['IDREF', ['d117'], ['', 'a b']],
  ['IDREFS', ['a', ' a  b\tc '], ['', 'a 1']],
  ['boolean', ['true', 'false', '1', '0', ' true '], ['', 'TRUE', 'yes', '01', '2']],
  [
    'decimal',
    ['0', '1.', '.1', '+1.50', '-0', ' 7 ', '9'.repeat(400)],
    ['', '.', '+', '1e3', '1 0', '1,5', '--1', '0x1', 'INF', '١'],
  ],
  ['integer', ['0', '+1', '-1', '007'], ['', '1.', '1.0', '+', '1e3']],
  ['nonPositiveInteger', ['0', '-0', '-1'], ['1', '+1']],
  ['negativeInteger', ['-1', '-01'], ['0', '-0', '1']],
  ['nonNegativeInteger', ['0', '+0', '-0', '12'], ['-1']],
  ['positiveInteger', ['1', '+1'], ['0', '-1']],
  ['long', ['9223372036854775807', '-9223372036854775808'], ['9223372036854775808', '-9223372036854775809']],
  ['int', ['2147483647', '-2147483648'], ['2147483648', '-2147483649']],
  ['short', ['32767', '-32768'], ['32768', '-32769']],
  ['byte', ['127', '-128', '0127'], ['128', '-129']],
  ['unsignedLong', ['18446744073709551615', '-0'], ['18446744073709551616', '-1']],
  ['unsignedInt', ['4294967295'], ['4294967296', '-1']],
  ['unsignedShort', ['65535'], ['65536', '-1']],
  ['unsignedByte', ['255', '+255'], ['256', '-1']],
  [
    'float',
    ['1', '1.5E3', '1.e5', '.5e-3', '-0', 'INF', '-INF', 'NaN', '1E400'],
    ['', '+INF', 'Infinity', '1e', '1e5.5', 'e5', '1d', '0x1', 'nan', '1e5e5'],
  ],
  ['double', ['1', '-1E-400', 'INF', 'NaN'], ['', '-NaN', '1 e5', '.e5']],
  [
    'duration',
    ['P1Y', '-P1D', 'PT1.5S', 'PT.5S', 'P1Y2M3DT4H5M6S', 'P0Y', `P${'9'.repeat(50)}Y`],
    [
      '',
      'P',
      'PT',
      'P1',
      'P1YT',
      '+P1Y',
      'P-1Y',
      'P1S',
      'PT1Y',
      'P1M1Y',
      'P1.5Y',
      'P1W',
      '1Y',
      'PT1S1M',
      'P1YT1M1H',
      'P1Y1Y',
    ],
  ],
  [
    'dateTime',
    [
      '1961-12-15T21:00:00',
      '1961-12-15T21:00:00Z',
      '1961-12-15T21:00:00.123-05:00',
      '-0044-03-15T12:00:00',
      '2016-12-31T23:59:60Z',
      '1961-12-15T24:00:00',
    ],
    [
      '',
      '1961-12-15',
      '1961-12-15 21:00:00',
      '1961-12-15T21:00',
      '1961-12-15T24:00:01',
      '1961-12-15T25:00:00',
      '1961-12-15T21:60:00',
      '1961-12-15T21:00:61',
      '1961-12-15T21:00:00.',
      '1961-12-15t21:00:00',
      '0000-01-01T00:00:00',
    ],
  ],
  [
    'time',
    ['21:00:00', '21:00:00.5Z', '24:00:00', '21:00:00+14:00'],
    ['21:00', '9:00:00', '24:00:01', '21:00:00+14:01', '21:00:00+1:00', '21:00:00z'],
  ],
  [
    'date',
    [
      '1961-12-15',
      '1961-12-15Z',
      '1961-12-15-05:00',
      '12000-01-01',
      '2000-02-29',
      '-0001-02-29',
      '-0005-02-29',
      ' 1961-12-15 ',
    ],
    [
      '',
      '1961',
      '1961-12',
      '61-12-15',
      '1961-13-01',
      '1961-00-01',
      '1961-02-29',
      '1900-02-29',
      '1961-04-31',
      '1961-12-00',
      '15.12.1961',
      '0000-01-01',
      '-0000-01-01',
      '01961-12-15',
      '+1961-12-15',
      '1961-12-15+15:00',
      '-0004-02-29',
      '1961-12-15x',
    ],
  ],
  ['gYearMonth', ['1961-12', '1961-12Z', '-0044-03'], ['1961', '1961-13', '1961-12-15', '1961-1']],
  ['gYear', ['1961', '-0044', '12000', '1961Z'], ['0000', '61', '01961', '1961-12', '1961a']],
  ['gMonthDay', ['--12-15', '--02-29', '--12-15Z'], ['12-15', '--02-30', '--04-31', '--13-01', '--12']],
  ['gDay', ['---15', '---31', '---01Z'], ['15', '---32', '---00', '---1']],
  ['gMonth', ['--12', '--01Z'], ['12', '--13', '--00', '--12--', '---12', '--1']],
  ['hexBinary', ['', '0fB7', ' 00 '], ['0', '0g', '00 00', 'é0']],
  [
    'base64Binary',
    ['', 'AAAA', 'AA==', 'AAA=', ' A A\nA A ', 'AAA ='],
    ['A', 'AA=', 'A===', 'AB==', 'AAB=', '=AAA', 'AA==AA==', 'AA-A', '===='],
  ],
  ['ENTITY', [], ['map', '']],
  ['ENTITIES', [], ['map photo', '']],
];

describe('what each type allows', () => {
  it.each(LEXICAL)('xsd:%s', (name, valid, invalid) => {
    expect(allowed(xsd(name), [...valid, ...invalid])).toEqual(valid);
  });

  it('xsd:anyURI takes references of RFC 2396, with any characters that can be escaped', () => {
    const valid = [
      '',
      '#d117',
      'a.xml#x',
      'http://example.org/a?b=c#d',
      'frus:d387',
      '../a b',
      'été',
      'a/b:c',
      '?a:b',
      'http:///x',
      'http://[::1]:80/',
      'http://[::ffff:1.2.3.4]/',
      '<>',
      'c:\\a',
      '//a@b:c:d/',
      'a%20b',
      '?[',
      'mailto:a@b',
    ];
    const invalid = [
      '%',
      'a%2',
      'a%gg',
      'a#b#c',
      ':a',
      '1:a',
      'a$b:c',
      'é:a',
      'aé:b',
      'a:',
      'a:#b',
      '//',
      'http://',
      '[',
      'a/[b]',
      'http://[::1',
      'http://[x]/',
      'http://[1:2:3:4:5:6:7]/',
      'http://[1::2::3]/',
      'http://[::1]x/',
      'http://a[b/',
      'http://[::1.2.3.400]/',
    ];
    expect(allowed(xsd('anyURI'), [...valid, ...invalid])).toEqual(valid);
  });

  it.each(['QName', 'NOTATION'])('xsd:%s wants its prefix declared', (name) => {
    expect(
      allowed(
        xsd(name),
        ['x', 'a:x', ' b:x ', 'd:x', 'a:', ':x', 'a:b:c', '', '1', 'constructor:x', 'xml:lang'],
        namespaces,
      ),
    ).toEqual(['x', 'a:x', ' b:x ', 'xml:lang']);
    expect(xsd(name).needsContext).toBe(true);
  });

  it('xsd:ENTITY and xsd:ENTITIES want unparsed entities of the document', () => {
    expect(allowed(xsd('ENTITY'), ['map', ' map ', 'chart', 'map photo'], withEntities)).toEqual(['map', ' map ']);
    expect(allowed(xsd('ENTITIES'), ['map', ' map  photo ', 'map chart', ''], withEntities)).toEqual([
      'map',
      ' map  photo ',
    ]);
  });

  it('knows which types make identifiers and references', () => {
    expect(['ID', 'IDREF', 'IDREFS', 'NCName'].map((name) => xsd(name).idType)).toEqual([
      'ID',
      'IDREF',
      'IDREFS',
      undefined,
    ]);
  });

  it('names the type that is spelled alike when there is no such type', () => {
    expect(xsdRefusal('datetime')).toContain('“dateTime”');
    expect(xsdRefusal('nothing')).toContain('“nothing”');
    expect(xsdRefusal('toString')).toContain('“toString”');
  });
});

describe('which values are equal', () => {
  it.each([
    ['string', 'a', 'a'],
    ['normalizedString', 'a b', 'a\tb'],
    ['token', 'a b', ' a \n b '],
    ['boolean', 'true', '1'],
    ['decimal', '-012.50', '-12.5'],
    ['decimal', '0', '-0.00'],
    ['decimal', '100', '100.'],
    ['integer', '+007', '7'],
    ['float', '0.1', '0.10000000149'],
    ['float', '1E39', 'INF'],
    ['double', '-0', '0'],
    ['double', 'NaN', 'NaN'],
    ['double', '1E2', '100'],
    ['duration', 'P1Y', 'P01Y0M'],
    ['duration', 'P0Y', '-PT0S'],
    ['duration', 'PT1.50S', 'PT1.5S'],
    ['dateTime', '1961-12-15T21:00:00-05:00', '1961-12-16T02:00:00Z'],
    ['dateTime', '1961-12-31T24:00:00', '1962-01-01T00:00:00.0'],
    ['dateTime', '1962-01-01T00:00:00+00:01', '1961-12-31T23:59:00Z'],
    ['date', '1961-12-15+13:00', '1961-12-14-11:00'],
    ['date', '-0001-12-31', '-0001-12-31'],
    ['time', '24:00:00', '00:00:00'],
    ['time', '00:00:00Z', '01:00:00+01:00'],
    ['gYear', '1961Z', '1961-00:00'],
    ['hexBinary', '0fb7', '0FB7'],
    ['base64Binary', 'AAAA', 'A A A A'],
    ['QName', 'a:x', ' b:x'],
    ['NMTOKENS', 'a b', ' a   b'],
  ])('xsd:%s: %j is %j', (name, a, b) => {
    expect(equal(name, a, b, namespaces)).toBe(true);
  });

  it.each([
    ['string', 'a', 'a '],
    ['normalizedString', 'a b', 'a  b'],
    ['decimal', '1', '-1'],
    ['decimal', '1', '10'],
    ['double', '0.1', '0.10000000149'],
    ['duration', 'P1Y', 'P12M'],
    ['duration', 'P1M', 'PT1M'],
    ['duration', 'P1D', '-P1D'],
    ['dateTime', '1961-12-15T21:00:00', '1961-12-15T21:00:00Z'],
    ['dateTime', '2016-12-31T23:59:60', '2017-01-01T00:00:00'],
    ['date', '1961-12-15', '1961-12-15Z'],
    ['base64Binary', 'AAAA', 'aaaa'],
    ['anyURI', 'http://a', 'http://A'],
    ['anyURI', 'a b', 'a%20b'],
    ['language', 'en', 'EN'],
    ['QName', 'a:x', 'c:x'],
    ['QName', 'a:x', 'x'],
  ])('xsd:%s: %j is not %j', (name, a, b) => {
    expect(equal(name, a, b, namespaces)).toBe(false);
    expect(xsd(name).allows(a, namespaces) && xsd(name).allows(b, namespaces)).toBe(true);
  });

  it('gives no key to what is not of the type', () => {
    expect(xsd('date').valueKey('yesterday', namespaces)).toBeUndefined();
    expect(xsd('byte').valueKey('128', namespaces)).toBeUndefined();
  });
});
