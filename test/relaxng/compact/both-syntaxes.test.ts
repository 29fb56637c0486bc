import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCompact } from '../../../src/relaxng/syntax/compact/index.js';
import { readXmlSyntax } from '../../../src/relaxng/syntax/xml.js';
import { runs } from '../../setup/effort.js';
import { canonical } from './canonical.js';

/** The same pattern, written in both syntaxes. */
interface Written {
  readonly rnc: string;
  readonly rng: string;
}

const NS = 'http://example.org/x';
const leaf = fc.constantFrom<Written>(
  { rnc: 'text', rng: '<text/>' },
  { rnc: 'empty', rng: '<empty/>' },
  { rnc: 'notAllowed', rng: '<notAllowed/>' },
  { rnc: 'p', rng: '<ref name="p"/>' },
  { rnc: '\\element', rng: '<ref name="element"/>' },
  { rnc: '"a " ~ "\u00e9"', rng: '<value>a \u00e9</value>' },
  { rnc: 'string', rng: '<data type="string" datatypeLibrary=""/>' },
  {
    rnc: 'xsd:int { minInclusive = "1" } - xsd:int "2"',
    rng: '<data type="int"><param name="minInclusive">1</param><except><value type="int">2</value></except></data>',
  },
);
const nameClass = fc.constantFrom<Written>(
  { rnc: 'a', rng: '<name>a</name>' },
  { rnc: 'x:list', rng: '<name>x:list</name>' },
  { rnc: '*', rng: '<anyName/>' },
  { rnc: 'x:* - (x:a | x:b)', rng: `<nsName ns="${NS}"><except><name>x:a</name><name>x:b</name></except></nsName>` },
  { rnc: '(a | x:b)', rng: '<choice><name>a</name><name>x:b</name></choice>' },
);

const { pattern } = fc.letrec<{ pattern: Written }>((tie) => {
  const several = fc.array(tie('pattern'), { minLength: 2, maxLength: 3 });
  const joined = (connector: string, name: string) =>
    several.map((all) => ({
      rnc: `(${all.map(({ rnc }) => rnc).join(` ${connector} `)})`,
      rng: `<${name}>${all.map(({ rng }) => rng).join('')}</${name}>`,
    }));
  const around = (before: string, after: string, name: string) =>
    tie('pattern').map(({ rnc, rng }) => ({ rnc: `${before}${rnc}${after}`, rng: `<${name}>${rng}</${name}>` }));
  const named = fc.tuple(nameClass, tie('pattern')).map(([name, { rnc, rng }]) => ({
    rnc: `## Doc.\nelement ${name.rnc} { ${rnc} }`,
    rng: `<element>${name.rng}${DOC}${rng}</element>`,
  }));
  return {
    pattern: fc.oneof(
      { maxDepth: 4 },
      leaf,
      joined(',', 'group'),
      joined('|', 'choice'),
      joined('&', 'interleave'),
      around('(', ')?', 'optional'),
      around('(', ')*', 'zeroOrMore'),
      around('(', ')+', 'oneOrMore'),
      around('list { ', ' }', 'list'),
      around('mixed { ', ' }', 'mixed'),
      named,
    ),
  };
});
const DOC = '<a:documentation>Doc.</a:documentation>';

it('random patterns are the same tree in both syntaxes', () => {
  fc.assert(
    fc.property(pattern, ({ rnc, rng }) => {
      const compact = parseCompact(`namespace x = "${NS}" namespace a = "urn:a" start = ${rnc}`, 'file:///s.rnc');
      const xml = readXmlSyntax(
        `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:x="${NS}" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start>${rng}</start></grammar>`,
        'file:///s.rng',
      );
      expect([...compact.diagnostics, ...xml.diagnostics]).toEqual([]);
      expect(canonical(compact.root!)).toEqual(canonical(xml.root!));
    }),
    { numRuns: runs(300) },
  );
});
