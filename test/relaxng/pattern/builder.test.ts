import { describe, expect, it } from 'vitest';
import { createDatatype, XSD_DATATYPES } from '../../../src/datatypes/index.js';
import { PatternBuilder } from '../../../src/relaxng/pattern/builder.js';
import { anyName, contains, name, nameChoice, nsName, overlap } from '../../../src/relaxng/pattern/name-class.js';
import type { Pattern } from '../../../src/relaxng/pattern/pattern.js';

const builder = new PatternBuilder();
const { empty, notAllowed, text } = builder;
const element = (local: string): Pattern => builder.element(name('', local));
const [a, b, c] = [element('a'), element('b'), element('c')];

function integer(): Parameters<PatternBuilder['data']>[0] {
  const result = createDatatype(XSD_DATATYPES, 'integer', []);
  if (!result.ok) throw new Error(result.reason);
  return result.datatype;
}

describe('patterns that mean the same are one', () => {
  it.each<[string, () => [Pattern, Pattern]]>([
    ['a | b is b | a', () => [builder.choice(a, b), builder.choice(b, a)]],
    [
      '(a | b) | c is a | (b | c)',
      () => [builder.choice(builder.choice(a, b), c), builder.choice(a, builder.choice(b, c))],
    ],
    ['a | a is a', () => [builder.choice(a, a), a]],
    ['a | notAllowed is a', () => [builder.choice(notAllowed, a), a]],
    ['empty | a* is a*', () => [builder.choice(empty, builder.zeroOrMore(a)), builder.zeroOrMore(a)]],
    ['text | empty is text', () => [builder.choice(empty, text), text]],
    ['(a, b), c is a, (b, c)', () => [builder.group(builder.group(a, b), c), builder.group(a, builder.group(b, c))]],
    ['a, empty is a', () => [builder.group(a, empty), a]],
    ['a & empty is a', () => [builder.interleave(empty, a), a]],
    ['a, notAllowed is notAllowed', () => [builder.group(a, notAllowed), notAllowed]],
    ['(a?)+ is a*', () => [builder.oneOrMore(builder.optional(a)), builder.zeroOrMore(a)]],
    ['(a+)+ is a+', () => [builder.oneOrMore(builder.oneOrMore(a)), builder.oneOrMore(a)]],
    ['integer is integer', () => [builder.data(integer()), builder.data({ ...integer(), allows: () => true })]],
    ['1 and 01 are one integer', () => [builder.value(integer(), '1'), builder.value(integer(), ' 01 ')]],
    ['a value that is none is notAllowed', () => [builder.value(integer(), 'x'), notAllowed]],
    [
      'attributes by name and value',
      () => [builder.attribute(name('', 'x'), text), builder.attribute(name('', 'x'), text)],
    ],
    [
      '(a then k) | (b then k) is (a | b) then k',
      () => [builder.choice(builder.after(a, c), builder.after(b, c)), builder.after(builder.choice(a, b), c)],
    ],
    [
      '(c then a) | (c then b) is c then (a | b)',
      () => [builder.choice(builder.after(c, a), builder.after(c, b)), builder.after(c, builder.choice(a, b))],
    ],
  ])('%s', (_, make) => {
    const [left, right] = make();
    expect(left).toBe(right);
  });

  it('and those that do not are not', () => {
    expect(builder.group(a, b)).not.toBe(builder.group(b, a));
    expect(builder.attribute(name('', 'x'), text)).not.toBe(builder.attribute(name('u', 'x'), text));
    expect(element('a')).not.toBe(a);
    expect(builder.choice(a, b).nullable).toBe(false);
    expect(builder.choice(a, empty).nullable).toBe(true);
    expect(builder.oneOrMore(builder.choice(a, text)).nullable).toBe(true);
  });
});

describe('name classes', () => {
  const notA = anyName(name('', 'a'));
  const inU = nsName('u', name('u', 'a'));

  it('hold what they say, but for their exceptions', () => {
    expect([contains(notA, '', 'a'), contains(notA, 'u', 'a'), contains(notA, '', 'b')]).toEqual([false, true, true]);
    expect([contains(inU, 'u', 'a'), contains(inU, 'u', 'b'), contains(inU, '', 'b')]).toEqual([false, true, false]);
    expect(contains(nameChoice(inU, name('u', 'a')), 'u', 'a')).toBe(true);
  });

  it.each([
    ['a name and itself', name('', 'a'), name('', 'a'), true],
    ['two names', name('', 'a'), name('u', 'a'), false],
    ['a name and what excepts it', name('', 'a'), notA, false],
    ['two namespaces', nsName('u'), nsName('v'), false],
    ['two open classes', notA, anyName(nsName('u')), true],
    ['all but a namespace, and the namespace', anyName(nsName('u')), inU, false],
    ['a namespace but a name, and a choice with another', inU, nameChoice(name('u', 'a'), name('u', 'b')), true],
    ['all but this name, and all but all but it', notA, anyName(notA), false],
  ])('%s overlap or not', (_, one, other, expected) => {
    expect(overlap(one, other)).toBe(expected);
    expect(overlap(other, one)).toBe(expected);
  });
});
