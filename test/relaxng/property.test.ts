import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDatatype, XSD_DATATYPES } from '../../src/datatypes/index.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { Validator } from '../../src/relaxng/match/validator.js';
import { Alphabet } from '../../src/relaxng/pattern/alphabet.js';
import { Automaton } from '../../src/relaxng/pattern/automaton.js';
import { PatternBuilder } from '../../src/relaxng/pattern/builder.js';
import { anyName, type NameClass, name, nameChoice, nsName } from '../../src/relaxng/pattern/name-class.js';
import type { ElementPattern, Pattern } from '../../src/relaxng/pattern/pattern.js';
import { reachableParts } from '../../src/relaxng/pattern/reachable.js';
import { SchemaIndex } from '../../src/relaxng/pattern/schema-index.js';
import { restorePatterns, storePatterns } from '../../src/relaxng/pattern/stored.js';
import { RelaxngSchema } from '../../src/relaxng/schema.js';
import { parseXml } from '../../src/xml/parser.js';
import { runs } from '../setup/effort.js';
import { isValid, type Nc, type P, type Tree } from './naive.js';

/** A random schema as data: elements refer to one another by number, so that recursion is common. */
type Shape =
  | { readonly k: 'empty' | 'notAllowed' | 'text' | 'integer' }
  | { readonly k: 'value'; readonly value: string }
  | { readonly k: 'choice' | 'group' | 'interleave'; readonly a: Shape; readonly b: Shape }
  | { readonly k: 'oneOrMore' | 'list'; readonly a: Shape }
  | { readonly k: 'attribute'; readonly name: Nc; readonly a: Shape }
  | { readonly k: 'ref'; readonly to: number };

interface RandomSchema {
  readonly elements: readonly { readonly name: Nc; readonly content: Shape }[];
}

const URIS = ['', 'urn:x'];
const LOCALS = ['a', 'b', 'c'];
const WORDS = ['1', '2', 'u', 'v'];

const simpleName = fc.record({
  nc: fc.constant('name' as const),
  uri: fc.constantFrom(...URIS),
  local: fc.constantFrom(...LOCALS),
});
const nameClass: fc.Arbitrary<Nc> = fc.oneof(
  { arbitrary: simpleName, weight: 8 },
  { arbitrary: fc.record({ nc: fc.constant('or' as const), a: simpleName, b: simpleName }), weight: 1 },
  { arbitrary: fc.record({ nc: fc.constant('any' as const), except: simpleName }), weight: 1 },
  {
    arbitrary: fc.record({ nc: fc.constant('ns' as const), uri: fc.constantFrom(...URIS), except: simpleName }),
    weight: 1,
  },
);

const value: fc.Arbitrary<Shape> = fc.record({ k: fc.constant('value' as const), value: fc.constantFrom(...WORDS) });
const leafValue: fc.Arbitrary<Shape> = fc.oneof(value, fc.constant<Shape>({ k: 'integer' }));

/** What may stand in a list: values in any combination. */
const listContent = fc.letrec<{ node: Shape }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leafValue,
    fc.constant<Shape>({ k: 'empty' }),
    fc.record({
      k: fc.constantFrom('choice' as const, 'group' as const, 'interleave' as const),
      a: tie('node'),
      b: tie('node'),
    }),
    fc.record({ k: fc.constant('oneOrMore' as const), a: tie('node') }),
  ),
})).node;
const typed: fc.Arbitrary<Shape> = fc.oneof(leafValue, fc.record({ k: fc.constant('list' as const), a: listContent }));
const attributeValue: fc.Arbitrary<Shape> = fc.oneof(
  typed,
  fc.constantFrom<Shape>({ k: 'text' }, { k: 'empty' }),
  fc.record({ k: fc.constant('choice' as const), a: typed, b: typed }),
);

/** Content of elements and attributes, then (as restriction 7.2 asks) perhaps data instead, never beside it. */
const mixedContent = fc.letrec<{ node: Shape }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ k: fc.constant('ref' as const), to: fc.nat(3) }),
    fc.constantFrom<Shape>({ k: 'empty' }, { k: 'text' }, { k: 'notAllowed' }),
    fc.record({ k: fc.constant('attribute' as const), name: nameClass, a: attributeValue }),
    fc.record({
      k: fc.constantFrom('choice' as const, 'group' as const, 'interleave' as const),
      a: tie('node'),
      b: tie('node'),
    }),
    fc.record({ k: fc.constant('oneOrMore' as const), a: tie('node') }),
  ),
})).node;
const content: fc.Arbitrary<Shape> = fc.oneof(
  { arbitrary: mixedContent, weight: 4 },
  { arbitrary: fc.record({ k: fc.constant('choice' as const), a: mixedContent, b: typed }), weight: 1 },
  { arbitrary: typed, weight: 1 },
);
const schema: fc.Arbitrary<RandomSchema> = fc.record({
  elements: fc.array(fc.record({ name: nameClass, content }), { minLength: 4, maxLength: 4 }),
});

const attributes = fc.uniqueArray(
  fc.record({
    uri: fc.constantFrom(...URIS),
    local: fc.constantFrom(...LOCALS),
    value: fc.constantFrom('', '1', 'u', 'v v', '1 2', ' '),
  }),
  {
    selector: ({ uri, local }) => `${uri} ${local}`,
    maxLength: 2,
  },
);
const tree = fc.letrec<{ node: Tree }>((tie) => ({
  node: fc.record({
    uri: fc.constantFrom(...URIS),
    local: fc.constantFrom(...LOCALS),
    attributes,
    children: fc
      .array(fc.oneof({ maxDepth: 4, depthSize: 'small' }, fc.constantFrom('1', ' ', 'u', '1 2', ' v '), tie('node')), {
        maxLength: 3,
      })
      .map((children) =>
        children.filter((child, i) => typeof child !== 'string' || typeof children[i - 1] !== 'string'),
      ),
  }),
})).node;

function toNaive({ elements }: RandomSchema): P {
  const refs: P[] = elements.map(({ name, content }) => ({ p: 'element', name, content: () => convert(content) }));
  const convert = (shape: Shape): P => {
    switch (shape.k) {
      case 'choice':
      case 'group':
      case 'interleave':
        return { p: shape.k, a: convert(shape.a), b: convert(shape.b) };
      case 'oneOrMore':
      case 'list':
        return { p: shape.k, a: convert(shape.a) };
      case 'attribute':
        return { p: 'attribute', name: shape.name, a: convert(shape.a) };
      case 'value':
        return { p: 'value', value: shape.value };
      case 'ref':
        return refs[shape.to]!;
      default:
        return { p: shape.k };
    }
  };
  return refs[0]!;
}

function datatype(library: string, type: string) {
  const result = createDatatype(library, type, []);
  if (!result.ok) throw new Error(result.reason);
  return result.datatype;
}
const TOKEN = datatype('', 'token');
const INTEGER = datatype(XSD_DATATYPES, 'integer');

function toNameClass(nc: Nc): NameClass {
  switch (nc.nc) {
    case 'any':
      return anyName(nc.except && toNameClass(nc.except));
    case 'ns':
      return nsName(nc.uri, nc.except && toNameClass(nc.except));
    case 'name':
      return name(nc.uri, nc.local);
    case 'or':
      return nameChoice(toNameClass(nc.a), toNameClass(nc.b));
  }
}

function toPatterns({ elements }: RandomSchema): { builder: PatternBuilder; start: Pattern } {
  const builder = new PatternBuilder();
  const refs: ElementPattern[] = elements.map((element) => builder.element(toNameClass(element.name)));
  const convert = (shape: Shape): Pattern => {
    switch (shape.k) {
      case 'choice':
        return builder.choice(convert(shape.a), convert(shape.b));
      case 'group':
        return builder.group(convert(shape.a), convert(shape.b));
      case 'interleave':
        return builder.interleave(convert(shape.a), convert(shape.b));
      case 'oneOrMore':
        return builder.oneOrMore(convert(shape.a));
      case 'list':
        return builder.list(convert(shape.a));
      case 'attribute':
        return builder.attribute(toNameClass(shape.name), convert(shape.a));
      case 'value':
        return builder.value(TOKEN, shape.value);
      case 'integer':
        return builder.data(INTEGER);
      case 'ref':
        return refs[shape.to]!;
      default:
        return builder[shape.k];
    }
  };
  elements.forEach((element, i) => {
    refs[i]!.content = convert(element.content);
  });
  return { builder, start: refs[0]! };
}

const prefixed = (uri: string, local: string): string => (uri === '' ? local : `x:${local}`);

function serialise(node: Tree | string, root = true): string {
  if (typeof node === 'string') return node;
  const name = prefixed(node.uri, node.local);
  const attributes = node.attributes.map((a) => ` ${prefixed(a.uri, a.local)}="${a.value}"`).join('');
  const children = node.children.map((child) => serialise(child, false)).join('');
  return `<${name}${root ? ' xmlns:x="urn:x"' : ''}${attributes}>${children}</${name}>`;
}

/** A tree made after the schema, so that valid documents are not rare: choices by a stream of small numbers. */
function grow({ elements }: RandomSchema, numbers: readonly number[]): Tree {
  let at = 0;
  const pick = (n: number): number => (numbers[at++ % numbers.length] ?? 0) % n;
  const nameOf = (nc: Nc): { uri: string; local: string } => {
    if (nc.nc === 'name') return { uri: nc.uri, local: nc.local };
    if (nc.nc === 'or') return nameOf(pick(2) === 0 ? nc.a : nc.b);
    return { uri: nc.nc === 'ns' ? nc.uri : URIS[pick(2)]!, local: LOCALS[pick(3)]! };
  };
  const words = (shape: Shape, fuel: number): string => {
    if (shape.k === 'value') return shape.value;
    if (shape.k === 'integer') return WORDS[pick(2)]!;
    if (shape.k === 'list' || shape.k === 'oneOrMore') return words(shape.a, fuel);
    if (shape.k === 'choice') return words(pick(2) === 0 ? shape.a : shape.b, fuel);
    if (shape.k === 'group' || shape.k === 'interleave') return `${words(shape.a, fuel)} ${words(shape.b, fuel)}`;
    return '';
  };
  const element = (index: number, fuel: number): Tree => {
    const { name, content } = elements[index]!;
    const attributes: Tree['attributes'][number][] = [];
    const children: (Tree | string)[] = [];
    const add = (shape: Shape): void => {
      if (shape.k === 'ref' && fuel > 0) children.push(element(shape.to, fuel - 1));
      else if (shape.k === 'attribute') {
        const name = nameOf(shape.name);
        if (!attributes.some((a) => a.uri === name.uri && a.local === name.local)) {
          attributes.push({ ...name, value: words(shape.a, fuel) });
        }
      } else if (shape.k === 'choice') add(pick(2) === 0 ? shape.a : shape.b);
      else if (shape.k === 'interleave' && pick(2) === 0) {
        add(shape.b);
        add(shape.a);
      } else if (shape.k === 'group' || shape.k === 'interleave') {
        add(shape.a);
        add(shape.b);
      } else if (shape.k === 'oneOrMore') for (let n = pick(3); n >= 0; n--) add(shape.a);
      else if (shape.k === 'value' || shape.k === 'integer' || shape.k === 'list') children.push(words(shape, fuel));
      else if (shape.k === 'text' && pick(2) === 0) children.push('u');
    };
    add(content);
    const merged = children.filter((child, i) => typeof child !== 'string' || typeof children[i - 1] !== 'string');
    return { ...nameOf(name), attributes, children: merged };
  };
  return element(0, 2);
}

/** With memo tables so small that they are dropped every few events. */
function validateForgetfully(random: RandomSchema, xml: string): readonly Diagnostic[] {
  const { builder, start } = toPatterns(random);
  const { elements, nameClasses } = reachableParts(start);
  const alphabet = new Alphabet(nameClasses);
  const automaton = new Automaton(builder, start, alphabet, 4);
  const validator = new Validator(automaton, new SchemaIndex(elements, alphabet));
  parseXml(xml, validator);
  return validator.verdict.diagnostics;
}

/** Elements, attributes and texts: the textbook's patterns can double with each. */
const size = (node: Tree | string): number =>
  typeof node === 'string' ? 1 : node.children.reduce((sum, child) => sum + size(child), 1 + node.attributes.length);
const MAX_SIZE = 12;

describe('the engine and the textbook agree', () => {
  it('on random schemas and documents', () => {
    let valid = 0;
    fc.assert(
      fc.property(
        schema,
        fc.array(tree, { maxLength: 3 }),
        fc.array(fc.array(fc.nat(11), { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 4 }),
        (random, trees, seeds) => {
          const { builder, start } = toPatterns(random);
          const engine = new RelaxngSchema(builder, start);
          const restored = restorePatterns(storePatterns(reachableParts(start)));
          const reloaded = new RelaxngSchema(restored.builder, restored.start, restored);
          for (const document of [...trees, ...seeds.map((seed) => grow(random, seed))]) {
            if (size(document) > MAX_SIZE) continue;
            const expected: boolean = isValid(toNaive(random), document);
            const xml = serialise(document);
            const { valid: verdict, diagnostics } = engine.validate(xml);
            expect(verdict, `${xml}\n${JSON.stringify(diagnostics)}`).toBe(expected);
            expect(reloaded.validate(xml).diagnostics).toEqual(diagnostics);
            expect(validateForgetfully(random, xml)).toEqual(diagnostics);
            if (expected) valid++;
          }
        },
      ),
      { numRuns: runs(1000), seed: 20240229 },
    );
    expect(valid).toBeGreaterThan(runs(1000) * 0.3);
  });
});
