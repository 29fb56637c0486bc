/** The parser against two others, on generated documents that are nearly XML. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { errorOf, eventsOf } from './events.js';

function slimdomAccepts(source: string): boolean {
  try {
    parseXmlDocument(source);
    return true;
  } catch {
    return false;
  }
}

function saxesEvents(source: string): string[] | undefined {
  const events: string[] = [];
  let failed = false;
  let text = '';
  const flush = () => {
    if (text !== '') events.push(`text ${JSON.stringify(text)}`);
    text = '';
  };
  const show = (n: { prefix: string; local: string; uri: string }) =>
    `${n.prefix ? `${n.prefix}:` : ''}${n.local}{${n.uri}}`;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', (tag) => {
    flush();
    const attributes = Object.values(tag.attributes)
      .filter((a) => a.uri !== 'http://www.w3.org/2000/xmlns/')
      .map((a) => `${show(a)}=${JSON.stringify(a.value)}`)
      .sort();
    events.push(['start', show(tag), ...attributes].join(' '));
  });
  parser.on('closetag', (tag) => {
    flush();
    events.push(`end ${show(tag)}`);
  });
  let depth = 0;
  parser.on('opentagstart', () => {
    depth++;
  });
  const add = (data: string) => {
    if (depth > 0) text += data;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('processinginstruction', ({ target, body }) => {
    flush();
    events.push(`instruction ${target} ${JSON.stringify(body)}`);
  });
  try {
    parser.write(source).close();
  } catch {
    failed = true;
  }
  return failed ? undefined : events;
}

/** What is right, and now and then what is wrong. */
const mostly = (right: readonly string[], wrong: readonly string[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });

const elementName = mostly(['a', 'b', 'x:a', 'y:b', 'é'], ['a:', 'x:y:z', '-a', ':a', 'z:a']);
const attribute = mostly(
  [
    ' n="1"',
    " m='2'",
    ' x:n="3"',
    ' xmlns="u"',
    ' xmlns:x="u"',
    ' xmlns:y="v"',
    ' o="&lt;&#10; \n\t"',
    ' p="\'&amp;"',
    '\n',
  ],
  [' y:n="4"', ' xmlns:y="u"', ' xmlns:y=""', ' o="<"', 'q="1"', ' r=1'],
);
const leaf = mostly(
  ['text', ' \n', '\r\n', '&amp;', '&#x1F600;', ']]&gt;', '<!-- c -->', '<![CDATA[<&]]]]>', '<?pi data?>', '𝄞'],
  ['&#0;', '&undeclared;', '&', ']]>', '<!-- a--b -->', '<?xml version="1.0"?>', '\u0001'],
);

const content = fc.letrec<{ node: string; element: string }>((tie) => ({
  element: fc
    .tuple(
      elementName,
      fc.array(attribute, { maxLength: 3 }),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([name, attributes, children, space]) =>
      children.length === 0
        ? `<${name}${attributes.join('')}${space}/>`
        : `<${name}${attributes.join('')}>${children.join('')}</${name}${space}>`,
    ),
  node: fc.oneof({ depthSize: 'small' }, leaf, tie('element')),
})).element;

/** A document with one character changed, removed or doubled. */
const damaged = fc
  .tuple(
    content,
    fc.nat(),
    fc.constantFrom('', '<', '>', '&', '"', '/', ' ', ';', '!', '-', ']', '?', '=', ':', 'a', '\u0000', '\ud800'),
  )
  .map(([document, at, put]) => {
    const i = at % (document.length + 1);
    return document.slice(0, i) + put + document.slice(i + (put === '' ? 1 : 0));
  });

/** saxes trims namespace names. */
const hasSpaceInNamespace = (source: string) => /xmlns(?::[xy])?="[^"]*\s/.test(source);

/** slimdom lets a local name begin with any character that may go on (`x:-n`), which Namespaces §4 does not. */
const hasMalformedLocalName = (source: string) => /:[-.\d]/.test(source);

/**
 * Declarations, right and wrong, in any order, and a root that uses them. Without “]]>” in an
 * entity: slimdom lets that pass where only an attribute refers to it (see entities.test.ts).
 */
const withDoctype = fc
  .tuple(
    fc.array(
      fc.constantFrom(
        '<!ENTITY a "1">',
        '<!ENTITY b "<i>&a;</i>">',
        '<!ENTITY c "&b;&b;">',
        '<!ENTITY d "</r><r>">',
        '<!ENTITY d "&d;">',
        '<!ENTITY lt "&#38;#60;">',
        "<!ENTITY e '&#60;'>",
        '<!ENTITY e "&#38;#60;">',
        '<!ENTITY f "100%">',
        '<!ENTITY g SYSTEM "g.xml">',
        '<!ENTITY u PUBLIC "-//p//" "u.gif" NDATA n>',
        '<!NOTATION n SYSTEM "n">',
        '<!NOTATION n PUBLIC "n{">',
        '<!ELEMENT r ANY>',
        '<!ELEMENT r (a,(b|c)*,d?)+>',
        '<!ELEMENT r (a,b|c)>',
        '<!ELEMENT r (#PCDATA|a)>',
        '<!ELEMENT r (#PCDATA|a)*>',
        '<!ATTLIST r n CDATA #IMPLIED>',
        '<!ATTLIST r n NMTOKENS " x  y ">',
        '<!ATTLIST r n CDATA "&a;">',
        '<!ATTLIST r m (p|q) "p" o NOTATION (n) #REQUIRED>',
        '<!ATTLIST r m CDATA #FIXED "<">',
        '<!ATTLIST r xmlns CDATA "u">',
        '<!ATTLIST r m ID>',
        '<!-- c -->',
        '<?pi?>',
        '<![INCLUDE[]]>',
        ' \n',
        '<!ENTITY x:y "">',
      ),
      { maxLength: 5 },
    ),
    fc.constantFrom('', ' n=" 1  2 "', ' n="&a;"', ' n="&e;"', ' n="&g;"'),
    fc.constantFrom('', '&a;', '&b;', '&c;', '&d;', '&e;', '&f;', '&lt;', '&g;', '&u;', '&a;<i/>&c;'),
  )
  .map(([declarations, attributes, text]) => `<!DOCTYPE r [${declarations.join('')}]><r${attributes}>${text}</r>`);

const prefixed = (source: string) => `<r xmlns:x="ux" xmlns:y="uy">${source}</r>`;

describe('against slimdom and saxes', () => {
  it.each([
    ['generated documents', content],
    ['damaged documents', damaged],
  ])('%s: the same verdict', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.boolean(), (source, inside) => {
        fc.pre(!hasMalformedLocalName(source));
        const document = inside ? prefixed(source) : source;
        expect(errorOf(document) === undefined).toBe(slimdomAccepts(document));
      }),
      { numRuns: 3000 },
    );
  });

  it('documents with a DOCTYPE: the verdict of slimdom', () => {
    fc.assert(
      fc.property(withDoctype, (document) => {
        expect(errorOf(document) === undefined).toBe(slimdomAccepts(document));
      }),
      { numRuns: 3000 },
    );
  });

  // Only what both accept: saxes takes `<?x?y?>` and lone surrogates for well-formed, so its verdict is no measure.
  it('what saxes accepts as well is read the same', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(content, damaged), (source) => {
        fc.pre(!hasSpaceInNamespace(source));
        const theirs = saxesEvents(prefixed(source));
        if (theirs === undefined || errorOf(prefixed(source)) !== undefined) return;
        expect(eventsOf(prefixed(source))).toEqual([...theirs, 'end of document']);
        compared++;
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});
