import { describe, expect, it } from 'vitest';
import { allowed, xsd, xsdRefusal } from './support.js';

describe('bounds', () => {
  it.each([
    ['integer', { minInclusive: '1', maxInclusive: '3' }, ['0', '1', '3', '4'], ['1', '3']],
    ['integer', { minExclusive: '1', maxExclusive: '3' }, ['1', '2', '3'], ['2']],
    [
      'decimal',
      { minInclusive: '-12.5' },
      ['-12.6', '-12.50', '-12.45', '-2', '100'],
      ['-12.50', '-12.45', '-2', '100'],
    ],
    [
      'decimal',
      { maxExclusive: '99999999999999999999.1' },
      ['99999999999999999999.09', '99999999999999999999.1'],
      ['99999999999999999999.09'],
    ],
    [
      'double',
      { minInclusive: '0', maxInclusive: '1' },
      ['-0', '0.5', '1E0', '1.1', 'NaN', 'INF'],
      ['-0', '0.5', '1E0'],
    ],
    ['double', { maxInclusive: 'NaN' }, ['NaN', '1'], ['NaN']],
    ['float', { maxInclusive: '0.1' }, ['0.10000000149', '0.2'], ['0.10000000149']],
    [
      'date',
      { minInclusive: '1961-01-01', maxExclusive: '1964-01-01' },
      ['1960-12-31', '1961-01-01', '1963-12-31', '1964-01-01'],
      ['1961-01-01', '1963-12-31'],
    ],
    [
      'date',
      { maxInclusive: '-0044-03-15' },
      ['-0045-12-31', '-0044-03-15', '-0044-03-16', '0001-01-01'],
      ['-0045-12-31', '-0044-03-15'],
    ],
    ['gYear', { minInclusive: '1861' }, ['1860', '1861', '12000', '-1900'], ['1861', '12000']],
    ['gMonthDay', { minInclusive: '--02-29' }, ['--02-28', '--02-29', '--03-01'], ['--02-29', '--03-01']],
    ['time', { maxExclusive: '12:00:00' }, ['11:59:59.9', '12:00:00'], ['11:59:59.9']],
    [
      'time',
      { minInclusive: '12:00:00.10' },
      ['12:00:00.1', '12:00:00.09', '12:00:00.11'],
      ['12:00:00.1', '12:00:00.11'],
    ],
    ['duration', { minExclusive: 'P1M' }, ['P28D', 'P31D', 'P32D', 'P1M', 'P1MT0.1S'], ['P32D', 'P1MT0.1S']],
    ['duration', { maxInclusive: 'P1Y' }, ['P364D', 'P1Y', 'P12M', '-P2Y', 'P2Y'], ['P364D', 'P1Y', '-P2Y']],
    ['byte', { minInclusive: '0' }, ['-1', '0', '127', '128'], ['0', '127']],
  ] as const)('xsd:%s %j', (name, params, values, expected) => {
    expect(allowed(xsd(name, params), values)).toEqual(expected);
  });

  it('compares times with and without a time zone only when they are fourteen hours apart', () => {
    const values = ['1961-12-15T14:00:00', '1961-12-15T14:00:01', '1961-12-15T00:00:00', '1961-12-14T09:59:59'];
    expect(allowed(xsd('dateTime', { minInclusive: '1961-12-15T00:00:00Z' }), values)).toEqual([values[1]]);
    expect(allowed(xsd('dateTime', { maxInclusive: '1961-12-15T00:00:00Z' }), values)).toEqual([values[3]]);
    expect(
      allowed(xsd('dateTime', { minExclusive: '1961-12-15T00:00:00' }), [
        '1961-12-15T14:00:01Z',
        '1961-12-15T14:00:00Z',
      ]),
    ).toEqual(['1961-12-15T14:00:01Z']);
  });

  it('must be values of the type, within the bounds that it has already', () => {
    expect(xsdRefusal('date', { minInclusive: '1961' })).toContain('must be a date');
    expect(xsdRefusal('integer', { minInclusive: '1.5' })).toContain('must be a whole number');
    expect(xsdRefusal('positiveInteger', { minInclusive: '-5' })).toContain('at least 1 already');
    expect(xsdRefusal('decimal', { minInclusive: '2', maxInclusive: '1' })).toContain('at least 2 already');
  });

  it('need not match the patterns', () => {
    const both = xsd('integer', [
      ['pattern', '\\d\\d'],
      ['minInclusive', '5'],
    ]);
    expect(allowed(both, ['04', '05', '5'])).toEqual(['05']);
  });

  it('are for types with an order', () => {
    for (const name of ['string', 'token', 'boolean', 'anyURI', 'hexBinary', 'QName', 'NMTOKENS']) {
      expect(xsdRefusal(name, { minInclusive: 'a' })).toContain(`${name} has none`);
    }
  });
});

describe('lengths', () => {
  it.each([
    ['string', { length: '3' }, ['abc', ' a ', 'ab'], ['abc', ' a ']],
    ['token', { length: '1' }, [' a ', '\u{1F4DC}', 'ab', ''], [' a ', '\u{1F4DC}']],
    ['token', { minLength: '1', maxLength: '2' }, ['', 'a', 'ab', 'abc'], ['a', 'ab']],
    ['anyURI', { maxLength: '2' }, ['ab', 'abc'], ['ab']],
    ['hexBinary', { length: '2' }, ['0FB7', '0F'], ['0FB7']],
    ['base64Binary', { length: '2' }, ['D7c=', 'D w ==', 'AAAA'], ['D7c=']],
    ['IDREFS', { minLength: '2' }, ['a', 'a b', ' a  b c '], ['a b', ' a  b c ']],
    ['token', { length: ' +01 ' }, ['a'], ['a']],
  ] as const)('xsd:%s %j', (name, params, values, expected) => {
    expect(allowed(xsd(name, params), values)).toEqual(expected);
  });

  it('are whole numbers, for types with a length', () => {
    for (const value of ['', 'a', '-1', '1.0'])
      expect(xsdRefusal('token', { length: value })).toContain('whole number of at least 0');
    for (const name of ['integer', 'double', 'date', 'duration', 'boolean', 'QName']) {
      expect(xsdRefusal(name, { maxLength: '1' })).toContain(`${name} has none`);
    }
  });
});

describe('digits', () => {
  it.each([
    [
      'decimal',
      { totalDigits: '3' },
      ['123', '0123.0', '1.23', '12.34', '0.001', '0.0001'],
      ['123', '0123.0', '1.23', '0.001'],
    ],
    ['decimal', { fractionDigits: '1' }, ['1', '1.5', '1.50', '1.55'], ['1', '1.5', '1.50']],
    ['integer', { totalDigits: '1' }, ['0', '9', '-9', '10'], ['0', '9', '-9']],
  ] as const)('xsd:%s %j', (name, params, values, expected) => {
    expect(allowed(xsd(name, params), values)).toEqual(expected);
  });

  it('are for decimal and what derives from it', () => {
    expect(xsdRefusal('double', { totalDigits: '1' })).toContain('double is none of them');
    expect(xsdRefusal('decimal', { totalDigits: '0' })).toContain('at least 1');
    expect(xsdRefusal('decimal', { fractionDigits: '-1' })).toContain('at least 0');
  });
});

describe('patterns', () => {
  it('must all match the value, its white space treated as the type says', () => {
    const both = xsd('token', [
      ['pattern', 'a.*'],
      ['pattern', '.*b'],
    ]);
    expect(allowed(both, ['ab', ' a  b ', 'a', 'b'])).toEqual(['ab', ' a  b ']);
    expect(allowed(xsd('string', { pattern: 'a' }), ['a', ' a '])).toEqual(['a']);
    expect(allowed(xsd('integer', { pattern: '\\d\\d' }), ['07', ' 12 ', '7', '+7'])).toEqual(['07', ' 12 ']);
  });
});

describe('params that are not for RELAX NG', () => {
  it('says what to do instead', () => {
    expect(xsdRefusal('token', { enumeration: 'a' })).toContain('choice of “value”');
    expect(xsdRefusal('token', { whiteSpace: 'collapse' })).toContain('choose the type');
    expect(xsdRefusal('token', { regex: 'a' })).toContain('“regex” is not a param');
    expect(xsdRefusal('token', { constructor: 'a' })).toContain('“constructor” is not a param');
  });
});

describe('describe', () => {
  it.each([
    ['date', {}, 'must be a date such as 1961-12-15'],
    ['nonNegativeInteger', {}, 'must be a whole number of at least 0'],
    ['unsignedByte', {}, 'must be a whole number of at least 0 and at most 255'],
    ['byte', { minInclusive: '1' }, 'must be a whole number of at least 1 and at most 127'],
    ['double', { minInclusive: '0', maxInclusive: '1' }, 'must be a number of at least 0 and at most 1'],
    ['date', { minInclusive: '1861-01-01' }, 'must be a date such as 1961-12-15, not before 1861-01-01'],
    ['duration', { maxExclusive: 'P1Y' }, /^must be a length of time such as .*, shorter than P1Y$/],
    ['token', { pattern: '[^\\p{C}\\p{Z}]+' }, 'must be text that matches the pattern [^\\p{C}\\p{Z}]+ (no spaces)'],
    ['token', { pattern: '.+' }, 'must be text that matches the pattern .+'],
    ['token', { length: '1' }, 'must be text of exactly 1 character'],
    ['token', { minLength: '2', maxLength: '5' }, 'must be text of at least 2 characters and at most 5 characters'],
    [
      'decimal',
      { minInclusive: '0', fractionDigits: '2' },
      'must be a number of at least 0 with at most 2 digits after the point',
    ],
  ] as const)('xsd:%s %j', (name, params, words) => {
    expect(xsd(name, params).describe()).toMatch(words);
  });
});
