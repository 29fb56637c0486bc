import { describe, expect, it } from 'vitest';
import type { Loaded } from '../../src/engine/contract.js';
import { load, loadSync } from '../../src/relaxng/index.js';
import { Validator } from '../../src/relaxng/match/validator.js';
import { Alphabet } from '../../src/relaxng/pattern/alphabet.js';
import { Automaton } from '../../src/relaxng/pattern/automaton.js';
import { PatternBuilder } from '../../src/relaxng/pattern/builder.js';
import { name } from '../../src/relaxng/pattern/name-class.js';
import type { Pattern } from '../../src/relaxng/pattern/pattern.js';
import { reachableParts } from '../../src/relaxng/pattern/reachable.js';
import { SchemaIndex } from '../../src/relaxng/pattern/schema-index.js';
import { RelaxngSchema } from '../../src/relaxng/schema.js';
import { parseXml } from '../../src/xml/parser.js';
import { schemaOf } from './schemas.js';

function elementOf(builder: PatternBuilder, local: string, content: Pattern): Pattern {
  const element = builder.element(name('', local));
  element.content = content;
  return element;
}

/** An element `r` with `n` interleaved parts, each of which may begin with the same `a`. */
function ambiguous(n: number): { builder: PatternBuilder; start: Pattern } {
  const builder = new PatternBuilder();
  const a = elementOf(builder, 'a', builder.empty);
  let content: Pattern = builder.empty;
  for (let i = 0; i < n; i++) {
    const own = elementOf(builder, `b${i}`, builder.empty);
    content = builder.interleave(
      builder.zeroOrMore(builder.group(a, builder.optional(builder.group(a, own)))),
      content,
    );
  }
  return { builder, start: elementOf(builder, 'r', content) };
}

describe('schemas made to exhaust the engine', () => {
  it('end in a diagnostic when more ways to match must be kept than may be', () => {
    const { builder, start } = ambiguous(12);
    const schema = new RelaxngSchema(builder, start);
    builder.limit = builder.size + 100;
    const { valid, diagnostics } = schema.validate(`<r>${'<a/>'.repeat(200)}</r>`);
    expect(valid).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['schema-too-complex']);
  });

  it('do not fill the tables with what the document needs no more', () => {
    const builder = new PatternBuilder();
    const names = Array.from({ length: 11 }, (_, i) => `a${i}`);
    const attributes = names.map((local) => builder.optional(builder.attribute(name('', local), builder.text)));
    const item = elementOf(
      builder,
      'i',
      attributes.reduceRight((rest, attribute) => builder.group(attribute, rest)),
    );
    const start = elementOf(builder, 'r', builder.zeroOrMore(item));
    const { elements, nameClasses } = reachableParts(start);
    const alphabet = new Alphabet(nameClasses);
    const some = (subset: number): string[] =>
      names.filter((_, i) => (subset >> i) % 2 === 1).map((local) => `${local}=""`);
    const items = Array.from({ length: 2 ** names.length }, (_, subset) => `<i ${some(subset).join(' ')}/>`);
    const sizeAfter = (limit: number): number => {
      const automaton = new Automaton(builder, start, alphabet, limit);
      const validator = new Validator(automaton, new SchemaIndex(elements, alphabet));
      parseXml(`<r>${items.join('')}</r>`, validator);
      expect(validator.verdict.valid).toBe(true);
      return builder.size;
    };
    expect(sizeAfter(500)).toBeLessThan(500);
    expect(sizeAfter(Number.POSITIVE_INFINITY)).toBeGreaterThan(2_000);
  });
});

describe('patterns that many ways lead to', () => {
  // Were each way gone by itself, it would be two to the power of forty.
  const doubling = (last: string) =>
    `start = element r { p0 } ${Array.from({ length: 40 }, (_, i) => `p${i} = p${i + 1} | (p${i + 1}, element c${i} { empty })`).join(' ')} p40 = ${last}`;

  it('are asked about an attribute once', () => {
    const { schema } = loadSync({ text: doubling('attribute a { text }?'), uri: 'file:///s.rnc' });
    expect(schema!.validate('<r a="1"/>').valid).toBe(true);
    expect(schema!.validate('<r/>').valid).toBe(true);
    expect(schema!.validate('<r b="1"/>').valid).toBe(false);
  });

  it('are asked about the words of a list once', () => {
    const words = Array.from({ length: 400 }, () => '("a" | "b")*').join(', ');
    const { schema } = loadSync({ text: `start = element r { list { ${words} } }`, uri: 'file:///s.rnc' });
    expect(schema!.validate(`<r>${'a b '.repeat(5_000)}</r>`).valid).toBe(true);
    expect(schema!.validate(`<r>${'a b '.repeat(5_000)}c</r>`).valid).toBe(false);
  });
});

describe('documents made to exhaust the engine', () => {
  const schema = schemaOf(
    '<element name="a"><ref name="any"/></element>',
    `<define name="any"><zeroOrMore><choice>
    <attribute><anyName/></attribute><text/><element><anyName/><ref name="any"/></element></choice></zeroOrMore></define>`,
  );

  it('may be very deep', () => {
    const depth = 9_000;
    expect(schema.validate(`<a>${'<b>'.repeat(depth)}x${'</b>'.repeat(depth)}</a>`).valid).toBe(true);
  });

  it('may have any number of names', () => {
    const children = Array.from({ length: 20_000 }, (_, i) => `<n${i} m${i}=""/>`).join('');
    expect(schema.validate(`<a>${children}</a>`).valid).toBe(true);
  });

  it('may have unknown names at every turn', () => {
    const strict = schemaOf(
      '<element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore></element>',
    );
    const children = Array.from({ length: 2_000 }, (_, i) => `<n${i}><b m${i}=""/></n${i}>`).join('');
    const { diagnostics } = strict.validate(`<a>${children}</a>`);
    expect(diagnostics).toHaveLength(4_000);
  });
});

describe('schemas that pull in more and more', () => {
  const text = (...hrefs: string[]) =>
    `<grammar xmlns="http://relaxng.org/ns/structure/1.0">${hrefs.map((href) => `<include href="${href}"/>`).join('')}</grammar>`;
  const codes = ({ diagnostics }: Loaded<unknown>) => diagnostics.map(({ code }) => code);

  it('end after 500 files, given at once or awaited, found or not', async () => {
    const uri = 'file:///s/0.rng';
    let asked = 0;
    const chain = (at: string) => text(`${Number(/(\d+)\.rng$/.exec(at)![1]) + 1}.rng`);
    const resolve = (at: string) => {
      asked++;
      return chain(at);
    };
    expect(codes(loadSync({ text: chain(uri), uri }, { resolve, cache: false }))).toEqual(['schema-too-many-files']);
    expect(asked).toBe(500);
    expect(codes(await load({ text: chain(uri), uri }, { resolve, cache: false }))).toEqual(['schema-too-many-files']);
    expect(asked).toBe(1_000);
    const missing = text(...Array.from({ length: 2_000 }, (_, i) => `${i + 1}.rng`));
    const lost = await load({ text: missing, uri }, { resolve: () => Promise.reject(new Error('gone')), cache: false });
    expect(lost.diagnostics).toHaveLength(501);
    expect(codes(lost)[0]).toBe('schema-too-many-files');
  });

  it('may be a chain of as many files as there may be', async () => {
    const uri = 'file:///s/0.rng';
    const last = '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>';
    const ref = (n: number) => `<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="${n}.rng"/>`;
    const resolve = (at: string) => {
      const n = Number(/(\d+)\.rng$/.exec(at)![1]);
      return n === 500 ? last : ref(n + 1);
    };
    const { schema, diagnostics } = await load({ text: ref(1), uri }, { resolve, cache: false });
    expect(diagnostics).toEqual([]);
    expect(schema!.validate('<r/>').valid).toBe(true);
  });

  it('end after 200 MB', async () => {
    const large = Buffer.alloc(90_000_000);
    const resolve = () => large;
    const uri = 'file:///s/0.rng';
    const { diagnostics } = await load(
      { text: text('a.rng', 'b.rng', 'c.rng', 'd.rng'), uri },
      { resolve, cache: false },
    );
    expect(diagnostics[0]).toMatchObject({ code: 'schema-too-many-files', message: expect.stringContaining('200 MB') });
    expect(codes({ diagnostics }).filter((code) => code === 'schema-too-many-files')).toHaveLength(1);
  });

  it('from the web get no file of this disk from a caller who has only what is on the web', async () => {
    const uri = 'https://example.org/s.rng';
    const { diagnostics } = await load({ text: text('file:///etc/passwd'), uri }, { cache: false });
    expect(codes({ diagnostics })).toEqual(['schema-reaches-for-disk']);
  });
});

it('gives up a pattern that would take hours, and says which kind of pattern it is', () => {
  const text = 'start = element a { xsd:string { pattern = "(a{1,65536}|b)*" } }';
  const { schema } = loadSync({ text, uri: 'file:///s.rnc' });
  const { valid, diagnostics } = schema!.validate(`<a>${'a'.repeat(1_000_000)}</a>`);
  expect(valid).toBe(false);
  expect(diagnostics).toMatchObject([
    { code: 'schema-too-complex', message: expect.stringContaining('regular expression') },
  ]);
  expect(schema!.validate('<a>ab</a>').valid).toBe(true);
});
