/** Whatever goes in comes back when the XML is parsed, and is written as xmlbuilder2 writes it. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { create } from 'xmlbuilder2';
import { XmlTree } from '../../src/tei/xml-tree.js';
import { runs } from '../setup/effort.js';

function write(text: string, value: string): string {
  const xml = new XmlTree('urn:x');
  xml.open('r');
  xml.element('e', { a: value }, text);
  xml.close();
  return xml.toString();
}

function readWithSlimdom(xml: string): { text: string; value: string | null } {
  const element = parseXmlDocument(xml).documentElement!.firstElementChild!;
  return { text: element.textContent ?? '', value: element.getAttribute('a') };
}

function readWithSaxes(xml: string): { text: string; value: string | null } {
  const parser = new SaxesParser({ xmlns: true });
  let text = '';
  let value: string | null = null;
  let inside = false;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    inside = tag.name === 'e';
    if (inside) value = tag.attributes['a']!.value;
  });
  parser.on('text', (data) => {
    if (inside) text += data;
  });
  parser.on('closetag', () => {
    inside = false;
  });
  parser.write(xml).close();
  return { text, value };
}

const HARD = [
  'AT&amp;T',
  'AT&T;',
  '&#13;&#x41;&lt;',
  '<p>',
  ']]>',
  '<![CDATA[x]]>',
  '<!-- x -->',
  '<?pi?>',
  '"\'',
  'a\tb',
  'a\nb',
  'a\r\nb\rc',
  ' edges ',
  '\u0085\u2028',
  'a\u009b31m\u202eb\u2066',
  '::stop-commands::t\n::error::x\n##vso[task.x]y',
  '𝄞 and 😀',
  '\uFEFF\uE000',
  '--',
  '',
];

describe('what a terminal or a runner would obey', () => {
  it('is written as references', () => {
    const hard = '::stop-commands::t\n::error::x ##[group] ##vso[task.x]y \u009b31m \u202eb \u2028';
    expect(write(hard, hard)).not.toMatch(/[\x7f-\x9f\u2028-\u202e\u2066-\u2069]|^\s*::|##(?:\[|vso)/m);
  });
});

describe('text and attribute values', () => {
  it.each(HARD)('come back the same: %j', (text) => {
    const xml = write(text, text);
    expect(readWithSlimdom(xml)).toEqual({ text, value: text });
    expect(readWithSaxes(xml)).toEqual({ text, value: text });
  });

  it('come back the same whatever they are', () => {
    const character = fc.oneof(
      fc.constantFrom('&', '<', '>', '"', "'", ';', '#', 'amp;', '&lt;', ']]>', '\r', '\n', '\t', ' ', '&#38;'),
      fc.string({ unit: 'binary', maxLength: 3 }).filter((s) => !/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/.test(s)),
    );
    const string = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(string, string, (text, value) => {
        const xml = write(text, value);
        expect(readWithSlimdom(xml)).toEqual({ text, value });
        expect(readWithSaxes(xml)).toEqual({ text, value });
      }),
      { numRuns: runs(2000) },
    );
  });

  it('hold U+FFFD for what XML forbids', () => {
    const text = 'a\0b\x0Bc\uFFFEd\uD800e\uDC00';
    const held = 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD';
    expect(readWithSlimdom(write(text, text))).toEqual({ text: held, value: held });
  });
});

interface Made {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (string | Made)[];
}

/** xmlbuilder2 takes for a reference what looks like one, and writes line ends in attributes as they are. */
function byXmlbuilder2(root: Made): string {
  const document = create();
  const add = (parent: typeof document, { name, attributes, content }: Made) => {
    const element = parent.ele('urn:x', name);
    for (const [key, value] of Object.entries(attributes)) {
      const guarded = value.replaceAll('&', '&amp;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
      if (key.startsWith('xml:')) element.att('http://www.w3.org/XML/1998/namespace', key, guarded);
      else element.att(key, guarded);
    }
    for (const each of content) {
      if (typeof each === 'string') element.txt(each.replaceAll('&', '&amp;'));
      else add(element, each);
    }
  };
  add(document, root);
  return document.end({ headless: true });
}

function byTree(root: Made): string {
  const xml = new XmlTree('urn:x');
  const add = ({ name, attributes, content }: Made) => {
    xml.open(name, attributes);
    for (const each of content) {
      if (typeof each === 'string') xml.text(each);
      else add(each);
    }
    xml.close();
  };
  add(root);
  return xml.toString();
}

describe('elements', () => {
  it('are written as xmlbuilder2 writes them', () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'é', '天', '&', '<', '>', '"', "'", ';', 'amp;', ' ', '\n', '\t'),
    });
    const { made } = fc.letrec<{ made: Made }>((tie) => ({
      made: fc.record({
        name: fc.constantFrom('p', 'note', 'div'),
        attributes: fc.dictionary(fc.constantFrom('n', 'type', 'xml:id'), words, { maxKeys: 3 }),
        content: fc.array(
          fc.oneof(
            { maxDepth: 4 },
            words.filter((text) => text !== ''),
            tie('made'),
          ),
          { maxLength: 4 },
        ),
      }),
    }));
    fc.assert(
      fc.property(made, (root) => {
        expect(byTree(root)).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${byXmlbuilder2(root)}\n`);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('an element', () => {
  it('can be filled after what follows it', () => {
    const xml = new XmlTree('urn:x');
    xml.open('r');
    const before = xml.element('a');
    xml.text('tail');
    xml.element('b');
    xml.within(before, () => xml.element('c', undefined, 'late'));
    xml.text('!');
    xml.close();
    expect(xml.toString()).toContain('<r xmlns="urn:x"><a><c>late</c></a>tail<b/>!</r>');
  });
});
