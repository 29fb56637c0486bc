/** RELAX NG in both syntaxes: a schema or an error, and the same verdict from a schema that has judged before. */
import { loadSync } from '../../../src/relaxng/index.js';
import type { Target } from '../target.js';

const DOCUMENTS = [
  '<a/>',
  '<a b="1">text</a>',
  '<a><b>1</b><c x="y"/></a>',
  '<a xmlns="u"><b/>text<p:c xmlns:p="v" p:x="2 3"/></a>',
  '<a><a><a><b/><b/></a></a></a>',
  '<a b="i" c="i"><b c="2020-01-01">x y z</b></a>',
];

const NAMES = ['a', 'b', 'c', 'x', 'u', 'v', '1', 'i'];

const rncSeeds = [
  'element a { text }',
  'default namespace = "u"\nnamespace p = "v"\nstart = element a { attribute b { xsd:int }?, (b | p:c)*, text & empty }\nb = element b { empty }',
  'grammar { start = a\na = element a { mixed { a*, list { xsd:token { pattern = "a+" } - "b" } } } }',
  'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\nstart |= element (* - x) { attribute * { d:string { maxLength = "3" } }+ }\nstart |= notAllowed',
  'include "x.rnc" { start = b }\ndiv { b &= element b { external "y.rng" parent c } }',
  '## doc\n[ a:b = "c" d [ "e" ] ]\nstart = element \\start { attribute b { "1" | \'2\' ~ "3" } >> x [ ] }',
];

const rngStart =
  '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">';
const rngSeeds = [
  '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>',
  `${rngStart}<start><ref name="a"/></start><define name="a" combine="choice"><element name="a"><zeroOrMore><ref name="a"/></zeroOrMore></element></define></grammar>`,
  `${rngStart}<start><element><choice><name ns="u">a</name><nsName><except><name>b</name></except></nsName></choice><attribute name="b"><data type="int"><param name="minInclusive">0</param><except><value>3</value></except></data></attribute></element></start></grammar>`,
  `${rngStart}<start><element name="a"><interleave><group><optional><element name="b"><list><oneOrMore><data type="date"/></oneOrMore></list></element></optional><text/></group><mixed><element name="c"><attribute><anyName/></attribute><empty/></element></mixed></interleave></element></start></grammar>`,
  `${rngStart}<include href="x.rng"><start><externalRef href="y.rng"/></start></include><div><define name="b"><grammar><start><parentRef name="c"/></start></grammar></define></div></grammar>`,
];

const elements = [
  ...['grammar', 'start', 'define', 'element', 'attribute', 'group', 'interleave', 'choice', 'optional', 'zeroOrMore'],
  ...['oneOrMore', 'list', 'mixed', 'ref', 'parentRef', 'empty', 'value', 'data', 'param', 'except', 'notAllowed'],
  ...['externalRef', 'include', 'div', 'name', 'anyName', 'nsName', 'text'],
];

function check(syntax: 'xml' | 'compact', input: string): string | undefined {
  const source = { text: input, uri: `file:///fuzz/schema.${syntax === 'xml' ? 'rng' : 'rnc'}`, syntax };
  const load = () => loadSync(source, { cache: false, resolve: refuse });
  const { schema, diagnostics } = load();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if ((schema === undefined) !== errors.length > 0)
    return `a schema: ${schema !== undefined}, errors: ${errors.length}`;
  if (schema === undefined) return undefined;
  const again = load().schema!;
  // Backwards, so that each schema has judged others before.
  const verdicts = DOCUMENTS.map((xml) => schema.validate(xml));
  const reversed = [...DOCUMENTS].reverse().map((xml) => again.validate(xml));
  for (const [i, verdict] of verdicts.entries()) {
    if (verdict.valid !== verdict.diagnostics.every(({ severity }) => severity !== 'error'))
      return 'valid with errors, or not without';
    if (JSON.stringify(verdict) !== JSON.stringify(reversed.at(-1 - i)))
      return `another verdict of ${DOCUMENTS[i]} after other documents`;
  }
  return undefined;
}

function refuse(uri: string): never {
  throw new Error(`${uri} is not read`);
}

export const rnc: Target = {
  name: 'rnc',
  promise: 'a schema, or an error that says why there is none; its verdicts do not depend on what it judged before',
  seeds: rncSeeds,
  dictionary: [
    ...[
      'element ',
      'attribute ',
      'text',
      'empty',
      'notAllowed',
      'list ',
      'mixed ',
      'grammar ',
      'start',
      'div ',
      'include ',
    ],
    ...[
      'external ',
      'parent ',
      'default namespace ',
      'namespace ',
      'datatypes ',
      'inherit = p',
      'string ',
      'token ',
      'xsd:',
    ],
    ...[
      'xsd:ID',
      'xsd:date',
      'xsd:decimal { totalDigits = "2" }',
      'pattern = ',
      'a',
      'b',
      '\\a',
      '*',
      'p:*',
      ' - ',
      '|',
      '&',
      ',',
      '?',
      '+',
    ],
    ...[
      '=',
      '|=',
      '&=',
      '{',
      '}',
      '(',
      ')',
      '[',
      ']',
      '"',
      "'",
      '"""',
      "'''",
      '~',
      '>>',
      '#',
      '##',
      '\n',
      '\\x{41}',
      '\\x{D800}',
      '::',
    ],
    ...NAMES,
  ],
  check: (input) => check('compact', input),
};

export const rng: Target = {
  name: 'rng',
  promise: rnc.promise,
  seeds: rngSeeds,
  dictionary: [
    ...elements.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`]),
    ...[
      ' name="a"',
      ' name="b"',
      ' ns="u"',
      ' href="x.rng"',
      ' combine="interleave"',
      ' combine="choice"',
      ' type="ID"',
    ],
    ...[
      ' type="token"',
      ' type="dateTime"',
      ' datatypeLibrary=""',
      ' xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"',
    ],
    ...[' a:defaultValue="1"', '<a:documentation>d</a:documentation>', '<x xmlns=""/>', ...NAMES],
  ],
  check: (input) => check('xml', input),
};
