/** Identifiers and authorities in the forms that people write. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityOf, faultOfAuthority } from '../../../src/deposit/vocabulary/authorities.js';
import { rorOf } from '../../../src/deposit/vocabulary/check-digits.js';
import { faultOfIdentifier, identifierOf } from '../../../src/deposit/vocabulary/identifiers.js';

const FORMS: readonly (readonly [string, string, string])[] = [
  ...['10.1234/Abc', 'doi:10.1234/Abc', 'DOI: 10.1234/Abc', 'DOI 10.1234/Abc', 'https://doi.org/10.1234/Abc'].map(
    (written) => [written, 'DOI', '10.1234/Abc'] as const,
  ),
  ...['http://dx.doi.org/10.1234/Abc', 'HTTPS://DOI.ORG/10.1234/Abc', 'https://www.doi.org/10.1234/Abc'].map(
    (written) => [written, 'DOI', '10.1234/Abc'] as const,
  ),
  ...[
    'info:doi/10.1234/Abc',
    'DOI:https://doi.org/10.1234/Abc',
    'hdl:10.1234/Abc',
    'URL:https://doi.org/10.1234/Abc',
  ].map((written) => [written, 'DOI', '10.1234/Abc'] as const),
  ['10.1234.5/x', 'DOI', '10.1234.5/x'],
  ['https://doi.org/10.1234/a%28b%29c', 'DOI', '10.1234/a(b)c'],
  ['URI:https://arxiv.org/abs/2101.00001', 'arXiv', '2101.00001'],
  ['<10.1234/a(b)>.', 'DOI', '10.1234/a(b)'],
  ['10.1234/a,', 'DOI', '10.1234/a'],
  ['“10.1234/a”.', 'DOI', '10.1234/a'],
  ['(10.1234/a)', 'DOI', '10.1234/a'],
  ['hdl:21.11115/0000-0001-X', 'Handle', '21.11115/0000-0001-X'],
  ['Handle:21.11115/0000-0001-X', 'Handle', '21.11115/0000-0001-X'],
  ['https://hdl.handle.net/21.11115/0000-0001-X', 'Handle', '21.11115/0000-0001-X'],
  ['ark:/12148/btv1b8449691v', 'ARK', 'ark:/12148/btv1b8449691v'],
  ['ARK:12148/btv1b8449691v', 'ARK', 'ark:12148/btv1b8449691v'],
  ['ARK:ark:/12148/btv1b8449691v', 'ARK', 'ark:/12148/btv1b8449691v'],
  ['https://n2t.net/ark:/12148/btv1b8449691v', 'ARK', 'ark:/12148/btv1b8449691v'],
  ['https://archive.example.org/view/ark:/99999/fk4x', 'ARK', 'ark:/99999/fk4x'],
  ['urn:nbn:de:0000-1', 'URN', 'urn:nbn:de:0000-1'],
  ['URN:NBN:de:0000-1', 'URN', 'urn:nbn:de:0000-1'],
  ['URN:urn:nbn:de:0000-1', 'URN', 'urn:nbn:de:0000-1'],
  ['https://nbn-resolving.org/urn:nbn:de:0000-1', 'URN', 'urn:nbn:de:0000-1'],
  ['urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66', 'URN', 'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66'],
  ['https://reader.example.org/urn:cts:x:y/page/2', 'URL', 'https://reader.example.org/urn:cts:x:y/page/2'],
  ['ISBN 978-3-16-148410-0', 'ISBN', '978-3-16-148410-0'],
  ['ISBN:9783161484100.', 'ISBN', '9783161484100'],
  ['ISBN-13: 978 3 16 148410 0', 'ISBN', '978-3-16-148410-0'],
  ['urn:isbn:3-16-148410-x', 'ISBN', '3-16-148410-X'],
  ['3-16-148410-X', 'ISBN', '3-16-148410-X'],
  ['0317-8471', 'ISSN', '0317-8471'],
  ['ISSN 03178471', 'ISSN', '0317-8471'],
  ['urn:issn:1050-124X', 'ISSN', '1050-124X'],
  ['eISSN:1050-124x', 'ISSN', '1050-124X'],
  ['PMID:12345678', 'PMID', '12345678'],
  ['https://pubmed.ncbi.nlm.nih.gov/12345678/', 'PMID', '12345678'],
  ['arXiv:2101.00001v2', 'arXiv', '2101.00001v2'],
  ['https://arxiv.org/abs/hep-th/9901001', 'arXiv', 'hep-th/9901001'],
  ['https://example.org/edition?id=1', 'URL', 'https://example.org/edition?id=1'],
  ['https://example.org/a_(b).', 'URL', 'https://example.org/a_(b)'],
  ['permalink:https://example.org/x', 'URL', 'https://example.org/x'],
  ['id:10.1234/a', 'DOI', '10.1234/a'],
  // No identifiers that are known here.
  ...[
    '',
    'the edition',
    'frus:d117',
    'VD16:S 123',
    '12345',
    '2026-03-31',
    'ftp://example.org/',
    'mailto:a@example.org',
  ].map((written) => [written, '', ''] as const),
];

describe('identifiers', () => {
  it.each(FORMS)('%j is of the kind %j: %j', (written, type, value) => {
    expect(identifierOf(written)).toEqual(type === '' ? undefined : { type, value });
    expect(faultOfIdentifier(written) === undefined).toBe(type !== '');
  });

  it.each([
    [
      '978-3-16-148410-1',
      'By the others, the check digit (its last character) of this ISBN should be 0, so one of its characters is wrong.',
    ],
    [
      'ISBN 3-16-148410-1',
      'By the others, the check digit (its last character) of this ISBN should be X, so one of its characters is wrong.',
    ],
    [
      '0317-8472',
      'By the others, the check digit (its last character) of this ISSN should be 1, so one of its characters is wrong.',
    ],
    ['ISBN 978-3-16-14841-0', 'It is said to be an ISBN, but has not its form: 978-3-16-148410-0.'],
    ['ISSN:1234', 'It is said to be an ISSN, but has not its form: 0317-8471.'],
    ['DOI:https://example.org/x', 'It is said to be a DOI, but has not its form: 10.1234/abc.'],
    ['10.1234', 'A DOI has a slash and more behind it: 10.1234/abc.'],
    ['the edition', 'It shows no kind of identifier.'],
    ['x'.repeat(3000), 'It is longer than 2000 characters.'],
  ])('of %j it is said: %s', (written, fault) => {
    expect(faultOfIdentifier(written)).toBe(fault);
    expect(identifierOf(written)).toBeUndefined();
  });

  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

  it('have just one right check digit, by the sums of their standards', () => {
    const isRight = {
      isbn13: (all: readonly number[]) =>
        all.reduce((sum, digit, i) => sum + digit * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0,
      weighted: (all: readonly number[]) => all.reduce((sum, digit, i) => sum + digit * (all.length - i), 0) % 11 === 0,
    };
    const text = (all: readonly number[]) => all.map((digit) => (digit === 10 ? 'X' : digit)).join('');
    fc.assert(
      fc.property(digits(9), digits(7), fc.integer({ min: 0, max: 10 }), (nine, seven, last) => {
        const isbn13 = [9, 7, 8, ...nine, last % 10];
        expect(identifierOf(text(isbn13))?.type === 'ISBN').toBe(isRight.isbn13(isbn13));
        const isbn10 = [...nine, last];
        expect(identifierOf(text(isbn10))?.type === 'ISBN').toBe(isRight.weighted(isbn10));
        const issn = [...seven, last];
        expect(identifierOf(`ISSN ${text(issn)}`)?.type === 'ISSN').toBe(isRight.weighted(issn));
      }),
    );
  });

  it('never throw, and are the same when read again behind the name of their kind', () => {
    const words = fc.array(
      fc.constantFrom(
        'doi:',
        'URN:',
        'uri:',
        'ISBN ',
        '10.1234/',
        'ark:',
        '/',
        'https://',
        'doi.org/',
        '978',
        '316148410',
        'x',
        '(',
        ')',
        '.',
        ' ',
        'https://doi: .',
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((parts) => parts.join('')),
        ),
        (written) => {
          const found = identifierOf(written);
          if (found === undefined) expect(faultOfIdentifier(written)).toMatch(/\.$/);
          else expect(identifierOf(`${found.type}:${found.value}`)).toEqual(found);
        },
      ),
    );
    for (const long of [')'.repeat(2000), 'uri:'.repeat(500), '9'.repeat(1e6)])
      expect(identifierOf(long)).toBeUndefined();
  });
});

describe('authorities', () => {
  it.each([
    ['https://orcid.org/0000-0002-1825-0097', 'https://orcid.org/0000-0002-1825-0097'],
    ['GND:118540238', 'https://d-nb.info/gnd/118540238'],
    ['https://www.isni.org/isni/0000 0001 2157 9291', 'https://isni.org/isni/0000000121579291'],
    ['ror:018mejw64', 'https://ror.org/018mejw64'],
    ['https://ror.org/018mejw65', undefined],
    ['orcid:0000-0002-1825-0098', undefined],
    ['Anna Editor', undefined],
  ])('%s stands at %s', (written, address) => {
    expect(authorityOf(written)?.address).toBe(address);
  });

  it('say what is wrong with their numbers, and nothing of other texts', () => {
    expect(faultOfAuthority('orcid:0000-0002-1825-0098')).toContain('should be 7');
    expect(faultOfAuthority('https://ror.org/018mejw65')).toContain('should be 64');
    expect(faultOfAuthority('viaf:x')).toBe('x is no number of VIAF.');
    expect(faultOfAuthority('GND:118540238')).toBeUndefined();
    expect(faultOfAuthority('Anna Editor')).toBeUndefined();
  });

  it('have the check digits that RORs have', () => {
    // Of universities and libraries in ROR's own list.
    for (const ror of [
      '05dxps055',
      '03yrm5c26',
      '02mhbdp94',
      '05gq02987',
      '052gg0110',
      '042nb2s44',
      '018mejw64',
      '01bj3aw27',
    ]) {
      expect(rorOf(ror)).toBe(ror.slice(-2));
    }
  });
});
