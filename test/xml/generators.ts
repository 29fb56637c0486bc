/** Documents for property tests: nearly XML. */
import fc from 'fast-check';

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

export const content = fc.letrec<{ node: string; element: string }>((tie) => ({
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
export const damaged = fc
  .tuple(
    content,
    fc.nat(),
    fc.constantFrom('', '<', '>', '&', '"', '/', ' ', ';', '!', '-', ']', '?', '=', ':', 'a', '\u0000', '\ud800'),
  )
  .map(([document, at, put]) => {
    const i = at % (document.length + 1);
    return document.slice(0, i) + put + document.slice(i + (put === '' ? 1 : 0));
  });

/**
 * Declarations, right and wrong, in any order, and a root that uses them. Without “]]>” in an
 * entity: slimdom lets that pass where only an attribute refers to it (see entities.test.ts).
 */
export const withDoctype = fc
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
