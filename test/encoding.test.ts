import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSingleByte, decodeText, normalizeEncodingLabel } from '../src/encoding.js';

const text = 'From the Embassy in Köln — 12 % “secret”\r\n𝄞 end';

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 'valid-utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8', 'bom'],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le', 'bom'],
    ['UTF-16, big endian, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'utf-16be', 'bom'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le', 'zero-bytes'],
    ['UTF-16, big endian, without a mark', Buffer.from(text, 'utf16le').swap16(), 'utf-16be', 'zero-bytes'],
  ])('%s', (_, bytes, encoding, how) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, how, binary: false, malformed: 0 });
  });

  it('takes what is not UTF-8 for windows-1252', () => {
    expect(decodeText(Uint8Array.of(0x63, 0xe9))).toMatchObject({ text: 'cé', how: 'fallback', malformed: 0 });
    const bytes = Uint8Array.of(0x93, 0x4b, 0xf6, 0x6c, 0x6e, 0x94, 0x20, 0x96, 0x20, 0x80);
    expect(decodeText(bytes)).toMatchObject({
      text: '“Köln” – €',
      encoding: 'windows-1252',
      how: 'fallback',
      malformed: 0,
    });
  });

  it.each(['CAFÉ” é à', 'Ça va, “très bien”', 'Ä” Ö” ü'])('takes %s for windows-1252 where it is', (words) => {
    const high = (char: string) => '“”'.indexOf(char);
    const bytes = Uint8Array.from([...words], (char) => (high(char) < 0 ? char.charCodeAt(0) : 0x93 + high(char)));
    expect(decodeText(bytes)).toMatchObject({ encoding: 'windows-1252', malformed: 0 });
  });

  it('obeys the caller, but a byte order mark more', () => {
    const bytes = Buffer.from('é');
    expect(decodeText(bytes, 'CP1252')).toMatchObject({ text: 'Ã©', encoding: 'windows-1252', how: 'option' });
    expect(decodeText(Buffer.from('\uFEFFé'), 'CP1252')).toMatchObject({ text: 'é', encoding: 'utf-8', how: 'bom' });
    expect(decodeText(bytes, 'no such encoding')).toMatchObject({ text: 'é', how: 'valid-utf-8' });
  });

  it('counts what had no meaning, and not the replacement characters of the file itself', () => {
    const damaged = Buffer.concat([Buffer.from('\uFEFFa'), Uint8Array.of(0xff), Buffer.from('b')]);
    expect(decodeText(damaged)).toMatchObject({ text: 'a\uFFFDb', how: 'bom', malformed: 1 });
    expect(decodeText(Buffer.from('\uFEFFa\uFFFD'))).toMatchObject({ text: 'a\uFFFD', malformed: 0 });
    expect(decodeText(Uint8Array.of(0x61, 0xe9), 'ascii')).toMatchObject({
      text: 'a\uFFFD',
      encoding: 'us-ascii',
      malformed: 1,
    });
  });

  it.each([
    ['half a pair in UTF-16', [0xff, 0xfe, 0x61, 0, 0x00, 0xd8, 0x62, 0], 'a\uFFFDb'],
    ['the other half, big endian', [0xfe, 0xff, 0, 0x61, 0xdc, 0x00], 'a\uFFFD'],
    ['half a unit at the end of UTF-16', [0xff, 0xfe, 0x61, 0, 0x62], 'a\uFFFD'],
    ['the same without a mark', [0x61, 0, 0x62, 0, 0x63, 0, 0x64], 'abc\uFFFD'],
    ['a letter of UTF-8 cut off, where another is whole', [0xc3, 0xa9, 0x61, 0xe2, 0x80], 'éa\uFFFD'],
    ['a letter of UTF-8 cut off', [0xef, 0xbb, 0xbf, 0x61, 0xe2, 0x82], 'a\uFFFD'],
    ['a letter of UTF-8 broken among many', [...Buffer.from('Köln — “à'), 0xe2, 0x80, 0x61], 'Köln — “à\uFFFDa'],
  ])('counts %s', (_, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toMatchObject({ text, malformed: 1 });
  });

  it('tells binary files from text', () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52);
    const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0);
    expect(decodeText(png).binary).toBe(true);
    expect(decodeText(zip).binary).toBe(true);
    expect(decodeText(Buffer.from('page one\f\tpage two\x1a')).binary).toBe(false);
    expect(decodeText(new Uint8Array(0))).toEqual({
      text: '',
      encoding: 'utf-8',
      how: 'valid-utf-8',
      binary: false,
      malformed: 0,
    });
  });

  it('gives back any text that was written in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        fc.pre(!any.startsWith('\uFEFF') && !any.includes('\0'));
        expect(decodeText(Buffer.from(any)).text).toBe(any);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(bytes).text === 'string'));
  });
});

describe('single-byte encodings', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);

  it('windows-1252 is right where TextDecoder is not', () => {
    const decoded = decodeSingleByte(all, 'windows-1252');
    expect(decoded.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
    expect(decoded.slice(0xa0)).toBe(Buffer.from(all).toString('latin1').slice(0xa0));
  });

  it('ISO-8859-1 is one code point a byte', () => {
    expect([...decodeSingleByte(all, 'iso-8859-1')].map((c) => c.codePointAt(0))).toEqual([...all]);
  });
});

describe('normalizeEncodingLabel', () => {
  it.each([
    ['UTF8', 'utf-8'],
    [' Latin1 ', 'iso-8859-1'],
    ['ISO-8859-1', 'iso-8859-1'],
    ['US-ASCII', 'us-ascii'],
    ['cp1252', 'windows-1252'],
    ['Shift_JIS', 'shift_jis'],
    ['no such encoding', undefined],
    ['__proto__', undefined],
  ])('%s is %s', (label, name) => {
    expect(normalizeEncodingLabel(label)).toBe(name);
  });
});
