/** The tree of a header, with fast-xml-parser as its judge. */
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../src/header/element.js';
import { HeaderListener } from '../../src/header/events.js';
import { parseXml } from '../../src/xml/parser.js';
import { runs } from '../setup/effort.js';

const judge = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
});

type Tree = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  text: string,
  children: readonly Tree[],
];

const ATTRIBUTES = ['xml:id', 'type', 'ref', 'target', 'when'];

function treeOf(element: Element): Tree {
  const pairs = ATTRIBUTES.map((name) => [name, element.attribute(name)] as const);
  const attributes = Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<string, string>;
  const children = element.children().map(treeOf);
  // What is folded together within is compared where nothing is within.
  return [element.name, attributes, children.length === 0 ? element.text() : '', children];
}

type Ordered = Readonly<Record<string, unknown>>;

function treeBy(node: Ordered): Tree {
  const name = Object.keys(node).find((key) => key !== ':@')!;
  const content = node[name] as readonly Ordered[];
  const children = content.filter((child) => !('#text' in child)).map(treeBy);
  const text = content.map((child) => child['#text'] ?? '').join('');
  const folded = children.length === 0 ? text.replace(/\s+/g, ' ').trim() : '';
  return [name, (node[':@'] ?? {}) as Record<string, string>, folded, children];
}

function read(xml: string): Element | undefined {
  let header: Element | undefined;
  const { wellFormed } = parseXml(`<TEI>${xml}</TEI>`, new HeaderListener((found) => (header = found)));
  expect(wellFormed).toBe(true);
  return header;
}

/** Names of elements that may hold text, and are kept. */
const NAME = fc.constantFrom('name', 'title', 'p', 'persName', 'idno', 'bibl', 'ref', 'date', 'note', 'term');
const VALUE = fc.constantFrom('', 'a', '#p1', 'a b', 'Müller &amp; Söhne', '&lt;x&gt;', 'ἡ τὴν', '&quot;');
const ATTRIBUTE = fc.record(Object.fromEntries(ATTRIBUTES.map((name) => [name, VALUE])), { requiredKeys: [] });
const TEXT = fc.constantFrom('word', ' ', '\n  ', 'The &amp;, ', '<!-- aside -->', '<![CDATA[1 < 2]]>', 'ναῦς');

const { element: ELEMENT } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(NAME, ATTRIBUTE, fc.array(fc.oneof({ maxDepth: 5 }, TEXT, tie('element')), { maxLength: 5 }))
    .map(([name, attributes, content]) => {
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
      return content.length === 0
        ? `<${name}${written.join('')}/>`
        : `<${name}${written.join('')}>${content.join('')}</${name}>`;
    }),
  content: TEXT,
}));

describe('the elements of a header', () => {
  it('are those that fast-xml-parser reads of it, with their attributes and texts', () => {
    const header = fc.array(ELEMENT, { maxLength: 6 }).map((parts) => `<teiHeader>${parts.join('\n')}</teiHeader>`);
    fc.assert(
      fc.property(header, (xml) => {
        expect(treeOf(read(xml)!)).toEqual(treeBy((judge.parse(xml) as Ordered[])[0]!));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it('keep names that are dangerous as keys, and the text of what is too deep for a tree', () => {
    const deep = `${'<p>'.repeat(300)}deep${'</p>'.repeat(300)}`;
    const header = read(`<teiHeader><constructor type="x">a</constructor><__proto__>b</__proto__>${deep}</teiHeader>`)!;
    expect(header.all('constructor')[0]!.attribute('type')).toBe('x');
    expect(header.all('__proto__')[0]!.text()).toBe('b');
    expect(header.all('p')[0]!.text()).toBe('deep');
  });
});
