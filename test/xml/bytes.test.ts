import { describe, expect, it } from 'vitest';
import { XmlParser } from '../../src/xml/parser.js';
import { errorOf, eventsOf, record } from './events.js';

const declared = (encoding: string, rest: string) => `<?xml version="1.0" encoding="${encoding}"?>\n${rest}`;
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('encodings', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8 by default', Buffer.from('<r>é𝄞</r>'), 'é𝄞'],
    ['UTF-8 with a mark', Buffer.from('\uFEFF<r>é</r>'), 'é'],
    ['UTF-8, declared', Buffer.from(declared('utf-8', '<r>é</r>')), 'é'],
    ['UTF-16, little endian', Buffer.from(`\uFEFF${declared('UTF-16', '<r>é𝄞</r>')}`, 'utf16le'), 'é𝄞'],
    ['UTF-16, big endian', swapped(`\uFEFF${declared('UTF-16', '<r>é𝄞</r>')}`), 'é𝄞'],
    ['UTF-16 without a declaration', Buffer.from('\uFEFF<r>é</r>', 'utf16le'), 'é'],
    ['UTF-16 without a mark', Buffer.from(declared('UTF-16LE', '<r>é</r>'), 'utf16le'), 'é'],
    ['ISO-8859-1', latin1(declared('ISO-8859-1', '<r>é\x93</r>')), 'é\x93'],
    ['windows-1252', latin1(declared('windows-1252', '<r>é\x93</r>')), 'é“'],
    ['US-ASCII', latin1(declared('US-ASCII', '<r>e</r>')), 'e'],
    [
      'Shift_JIS',
      Buffer.concat([latin1(declared('Shift_JIS', '<r>')), Uint8Array.of(0x93, 0xfa), latin1('</r>')]),
      '日',
    ],
  ])('%s', (_, bytes, text) => {
    expect(eventsOf(bytes)[1]).toBe(`text ${JSON.stringify(text)}`);
    const single = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    expect(record(single)).toEqual(record([bytes]));
  });

  it('are known to who asks', () => {
    const parser = new XmlParser({});
    expect(parser.encoding).toBeUndefined();
    parser.write(latin1(declared('latin1', '<r/>')));
    expect(parser.encoding).toBe('iso-8859-1');
  });

  it('do not matter in a string, which is decoded already', () => {
    expect(errorOf(declared('UTF-16', '<r>é</r>'))).toBeUndefined();
    expect(errorOf(declared('no-such-encoding', '<r>é</r>'))).toBeUndefined();
    expect(record([...declared('UTF-16', '<r/>')]).wellFormed).toBe(true);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'a mark of UTF-8 and another name',
      Buffer.from(`\uFEFF${declared('ISO-8859-1', '<r/>')}`),
      'xml-encoding-mismatch',
    ],
    ['UTF-16 that says UTF-8', Buffer.from(`\uFEFF${declared('UTF-8', '<r/>')}`, 'utf16le'), 'xml-encoding-mismatch'],
    ['UTF-8 that says UTF-16', Buffer.from(declared('UTF-16', '<r/>')), 'xml-encoding-mismatch'],
    ['an unknown name', Buffer.from(declared('x-unknown', '<r/>')), 'xml-unsupported-encoding'],
    ['UCS-4', Uint8Array.of(0, 0, 0, 0x3c, 0, 0, 0, 0x72), 'xml-unsupported-encoding'],
    ['EBCDIC', Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94, 0x93), 'xml-unsupported-encoding'],
  ])('are refused where they cannot be right: %s', (_, bytes, code) => {
    expect(errorOf(bytes)?.code).toBe(code);
  });
});

describe('malformed bytes', () => {
  const around = (...bytes: number[]) =>
    Buffer.concat([Buffer.from('<r>\né'), Uint8Array.from(bytes), Buffer.from('x</r>')]);

  it.each<[string, number[]]>([
    ['a lone continuation', [0x80]],
    ['a lone lead', [0xe9]],
    ['a cut sequence', [0xe2, 0x82]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a longer overlong form', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['what is beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a byte that never occurs', [0xff]],
  ])('in UTF-8 are an error at their place: %s', (_, bytes) => {
    const source = around(...bytes);
    expect(errorOf(source)).toMatchObject({ code: 'xml-malformed-bytes', line: 2, column: 2 });
    const single = Array.from(source, (_, i) => source.subarray(i, i + 1));
    expect(record(single).diagnostics[0]).toMatchObject({ code: 'xml-malformed-bytes', line: 2, column: 2 });
  });

  it('come after any error before them', () => {
    expect(errorOf(Buffer.concat([Buffer.from('<r></s>'), Uint8Array.of(0xff)]))?.code).toBe('xml-mismatched-tag');
  });

  it('at the end of the file', () => {
    expect(errorOf(Buffer.concat([Buffer.from('<r/>\n'), Uint8Array.of(0xe2, 0x82)]))).toMatchObject({
      code: 'xml-malformed-bytes',
      line: 2,
      column: 1,
    });
    expect(errorOf(Buffer.concat([Buffer.from('\uFEFF<r/>', 'utf16le'), Uint8Array.of(0x20)]))?.code).toBe(
      'xml-malformed-bytes',
    );
  });

  it('in other encodings', () => {
    expect(errorOf(latin1(declared('US-ASCII', '<r>é</r>')))).toMatchObject({
      code: 'xml-malformed-bytes',
      line: 2,
      column: 4,
    });
    const japanese = Buffer.concat([latin1(declared('EUC-JP', '<r>')), Uint8Array.of(0xff), latin1('</r>')]);
    expect(errorOf(japanese)).toMatchObject({ code: 'xml-malformed-bytes', line: 2, column: 4 });
    expect(errorOf(Buffer.from('\uFEFF<r>\ud834</r>', 'utf16le'))).toMatchObject({
      code: 'xml-invalid-character',
      column: 4,
    });
  });
});

describe('the parser', () => {
  it('copies what it keeps of a chunk, whose memory may be used again', () => {
    const source = Buffer.from('<r>é𝄞é𝄞</r>');
    const one = new Uint8Array(1);
    const chunks = (function* () {
      for (const byte of source) {
        one[0] = byte;
        yield one;
      }
    })();
    expect(record(chunks).wellFormed).toBe(true);
  });

  it('takes empty chunks and an empty document', () => {
    expect(record(['', '<r', '', '/>', '']).wellFormed).toBe(true);
    expect(errorOf('')?.code).toBe('xml-no-root');
    expect(errorOf(new Uint8Array(0))?.code).toBe('xml-no-root');
  });

  it('says nothing after an error, and nothing twice', () => {
    const diagnostics: string[] = [];
    const events: string[] = [];
    const parser = new XmlParser({
      startElement: ({ local }) => events.push(local),
      endDocument: () => events.push('end'),
      diagnostic: ({ code }) => diagnostics.push(code),
    });
    parser.write('<a></b>');
    parser.write('<c/>');
    parser.end();
    parser.end();
    expect(parser.failed).toBe(true);
    expect(events).toEqual(['a']);
    expect(diagnostics).toEqual(['xml-mismatched-tag']);
  });

  it('lets an exception of the handler through', () => {
    const parser = new XmlParser({
      startElement: () => {
        throw new RangeError('mine');
      },
    });
    expect(() => parser.write('<a/>')).toThrow('mine');
  });

  it('reads later versions as 1.0, with a warning', () => {
    const { wellFormed, diagnostics } = record(['<?xml version="1.1"?><r/>']);
    expect(wellFormed).toBe(true);
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'xml-version', line: 1, column: 1 }]);
    expect(errorOf('<?xml version="1.1"?><r>&#1;</r>')?.code).toBe('xml-forbidden-character-reference');
    expect(errorOf('<?xml version="2.0"?><r/>')?.code).toBe('xml-malformed-declaration');
  });
});
