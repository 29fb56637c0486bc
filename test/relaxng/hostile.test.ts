import { describe, expect, it } from 'vitest';
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
