/** However a document is cut into chunks, the events and their positions are the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../setup/effort.js';
import { errorOf, record } from './events.js';
import { damaged, withDoctype } from './generators.js';

const documents: Record<string, string> = {
  'tags, attributes and line ends': '<?xml version="1.0"?>\r\n<a\r\n  b = "1"\n\tc=\'x"y\'>\r\r\n t\r<b/>\n</a >\r\n',
  'references and entities':
    '<!DOCTYPE r [\n<!ENTITY e "<i>&#65;&amp;</i>">\n<!ENTITY f "plain">\n<!ATTLIST r n NMTOKENS " a  b ">\n]>\n<r x="&f;\n&#10;">\n&e;&f;&lt;&#x1F600;</r>',
  'sections, comments, instructions':
    '<r><!-- a\n- b --><![CDATA[ ]] ]> <&\n]]]]>]] ]>x<?pi  d ? > ?><?q?></r><!--end-->\n',
  namespaces: '<a:r xmlns:a="u" xmlns="v"><b a:x="1"/><a:c xmlns=""><d/></a:c></a:r>',
  'characters of two units': '<r 𐐷="𐐷">𝄞 text 𝄞<𐐷𐐷/></r>',
  'an undeclared entity': '<r>\n some text &undeclared; more</r>',
  'a wrong end tag': '<r>\n<p>text</q></r>',
  'a forbidden character': '<r>\n text \u0001 more</r>',
  'a forbidden character in a section': '<r><![CDATA[ text \u0001 more ]]></r>',
  'half a pair': '<r>a\ud834b</r>',
  ']]> in text': '<r>\n a ]] ]]> b</r>',
  'a comment with hyphens': '<r>\n<!-- a -- b --></r>',
  'a document cut short': '<r>\n<p>text</p> <q a="1',
  'a comment cut short': '<r/>\n<!-- a ',
  'a DOCTYPE with a fault': '<!DOCTYPE r [\n<!ENTITY a "1">\n<!ELEMENT r (a, b | c)>\n]><r/>',
};

function cut<T extends { length: number }>(
  whole: T,
  sizes: readonly number[],
  slice: (from: number, to: number) => T,
): T[] {
  const chunks: T[] = [];
  let from = 0;
  for (let i = 0; from < whole.length; i++) {
    const to = Math.min(whole.length, from + (sizes[i % sizes.length] ?? 1));
    chunks.push(slice(from, to));
    from = to;
  }
  return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 });

describe.each(Object.entries(documents))('%s', (_, document) => {
  const whole = record([document]);

  it('comes out the same for any chunks of text', () => {
    fc.assert(
      fc.property(sizes, (pattern) => {
        expect(record(cut(document, pattern, (from, to) => document.slice(from, to)))).toEqual(whole);
      }),
      { numRuns: runs(60) },
    );
  });

  it.each(['utf8', 'utf16le'] as const)('comes out the same for any chunks of bytes in %s', (encoding) => {
    // A lone surrogate has no UTF-8.
    if (encoding === 'utf8' && /[\ud800-\udfff]/u.test(document)) return;
    const bytes = Buffer.from(encoding === 'utf8' ? document : `\uFEFF${document}`, encoding);
    fc.assert(
      fc.property(sizes, (pattern) => {
        expect(record(cut<Uint8Array>(bytes, pattern, (from, to) => bytes.subarray(from, to)))).toEqual(whole);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('generated documents', () => {
  it('come out the same for any chunks', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, withDoctype), sizes, (document, pattern) => {
        expect(record(cut(document, pattern, (from, to) => document.slice(from, to)))).toEqual(record([document]));
      }),
      { numRuns: runs(2000) },
    );
  });

  it('never make the parser throw', () => {
    const characters = fc.constantFrom(...'<>&;!-[]?/="\'%# \nabx:1\r\u0000\ud800\udc00\uFEFF');
    const pieces = fc.constantFrom(
      '<!DOCTYPE',
      '<!ENTITY',
      '<![CDATA[',
      ']]>',
      '<?xml ',
      'version="1.0"',
      '<a>',
      '</a>',
      'xmlns:',
    );
    const noise = fc.array(fc.oneof(characters, pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    const isJudged = (source: string | Uint8Array) => {
      const { wellFormed, diagnostics } = record([source]);
      return wellFormed === diagnostics.every(({ severity }) => severity === 'warning');
    };
    fc.assert(fc.property(noise, isJudged), { numRuns: runs(5000) });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), isJudged), { numRuns: runs(2000) });
  });
});

describe('cost', () => {
  // Quadratic work would be 45 billion characters, far beyond the time limit of a test.
  it.each([
    ['an attribute value', '<r a="', '"/>'],
    ['a comment', '<r><!--', '--></r>'],
    ['a CDATA section', '<r><![CDATA[', ']]></r>'],
    ['text', '<r>', '</r>'],
    ['a DOCTYPE', '<!DOCTYPE r [<!ENTITY e "', '">]><r/>'],
  ])('stays linear for %s of three million characters in small chunks', (_, before, after) => {
    const piece = 'x'.repeat(100);
    const chunks = (function* () {
      yield before;
      for (let i = 0; i < 30_000; i++) yield piece;
      yield after;
    })();
    expect(record(chunks).wellFormed).toBe(true);
  });

  it('stays linear in depth', () => {
    const depth = 10_000;
    expect(errorOf('<a>'.repeat(depth) + '</a>'.repeat(depth))).toBeUndefined();
    expect(errorOf('<a>'.repeat(depth))?.code).toBe('xml-unclosed-element');
  });
});
