import { describe, expect, it } from 'vitest';
import { createDatatype, DTD_COMPATIBILITY_DATATYPES, hasLibrary, XSD_DATATYPES } from '../../src/datatypes/index.js';
import { noNamespaces, refusal } from './support.js';

describe('the built-in library', () => {
  it('has string and token, which allow any text and tell values apart by their white space', () => {
    const [string, token] = ['string', 'token'].map((name) => {
      const result = createDatatype('', name, []);
      if (!result.ok) throw new Error(result.reason);
      return result.datatype;
    });
    expect(string?.allows('', noNamespaces) && token?.allows(' ', noNamespaces)).toBe(true);
    expect(string?.valueKey(' a  b ', noNamespaces)).toBe(' a  b ');
    expect(token?.valueKey(' a \t\r\n b ', noNamespaces)).toBe('a b');
    expect(token?.valueKey('a\u00a0 b', noNamespaces)).toBe('a\u00a0 b');
  });

  it('has no other type and no params', () => {
    expect(refusal('', 'integer')).toContain(XSD_DATATYPES);
    expect(refusal('', 'string', { length: '1' })).toContain('no params');
  });
});

describe('the DTD compatibility library', () => {
  it('has ID, IDREF and IDREFS', () => {
    for (const name of ['ID', 'IDREF', 'IDREFS']) {
      const result = createDatatype(DTD_COMPATIBILITY_DATATYPES, name, []);
      expect(result.ok && result.datatype).toMatchObject({
        idType: name,
        library: DTD_COMPATIBILITY_DATATYPES,
        name,
        params: [],
      });
      expect(result.ok && result.datatype.allows('d117', noNamespaces)).toBe(true);
      expect(result.ok && result.datatype.allows('117', noNamespaces)).toBe(false);
    }
  });

  it('has no other type and no params', () => {
    expect(refusal(DTD_COMPATIBILITY_DATATYPES, 'NMTOKEN')).toContain('ID, IDREF and IDREFS');
    expect(refusal(DTD_COMPATIBILITY_DATATYPES, 'ID', { length: '1' })).toContain('no params');
  });
});

describe('other libraries', () => {
  it('are not known, and said not to be', () => {
    expect(['', XSD_DATATYPES, DTD_COMPATIBILITY_DATATYPES, 'urn:other'].map(hasLibrary)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(refusal('urn:other', 'x')).toContain('“urn:other” is not known');
  });
});
