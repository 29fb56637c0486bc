import { describe, expect, it } from 'vitest';
import { createDatatype } from '../../../src/datatypes/index.js';
import { XSD_DATATYPES } from '../../../src/datatypes/types.js';
import { PatternBuilder } from '../../../src/relaxng/pattern/builder.js';
import type { Pattern } from '../../../src/relaxng/pattern/pattern.js';
import { ValueJudge } from '../../../src/relaxng/pattern/value-judge.js';

const NOWHERE = () => undefined;
const builder = new PatternBuilder();

function data(name: string, pattern?: string): Pattern {
  const params = pattern === undefined ? [] : [{ name: 'pattern', value: pattern }];
  const result = createDatatype(XSD_DATATYPES, name, params);
  if (!result.ok) throw new Error(result.reason);
  return builder.data(result.datatype);
}

/** Whether each value is accepted, asked one after the other. */
function accepted(pattern: Pattern, values: readonly string[]): readonly boolean[] {
  const judge = new ValueJudge(builder, pattern);
  return values.map((value) => judge.accepts(value, NOWHERE));
}

describe('what is said of values', () => {
  const numbers = Array.from({ length: 3_000 }, (_, n) => (n % 3 === 0 ? `x${n}` : `${n}`));
  const are = numbers.map((_, n) => n % 3 !== 0);

  it('stays the same where no value comes twice, so that none is remembered any more', () => {
    expect(accepted(data('integer'), [...numbers, ...numbers])).toEqual([...are, ...are]);
  });

  it('stays the same where all come often', () => {
    const few = Array.from({ length: 3_000 }, (_, n) => numbers[n % 7]!);
    expect(accepted(data('integer'), few)).toEqual(few.map((value) => !value.startsWith('x')));
  });

  it('is yes to any text where the type has no bounds, and only there', () => {
    expect(accepted(data('string'), ['', ' ', 'any'])).toEqual([true, true, true]);
    expect(accepted(data('token', 'a+'), ['aa', ' a ', 'b', ''])).toEqual([true, true, false, false]);
    expect(accepted(data('NCName'), ['a', '1'])).toEqual([true, false]);
  });

  it('is that of one of the types of a choice', () => {
    const choice = builder.choiceOf([data('date'), data('gYear'), builder.list(builder.oneOrMore(data('integer')))]);
    expect(accepted(choice, ['1961-12-15', '1961', '1 2 3', '1 x', ' ', '1961-13-15'])).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(accepted(builder.optional(choice), ['', ' ', '1961', 'x'])).toEqual([true, true, true, false]);
  });

  it('is that of each word of a list of one kind of words', () => {
    const pointers = builder.list(builder.oneOrMore(data('anyURI', '#[a-z]+')));
    expect(accepted(pointers, ['#a', ' #a\t#b ', '#a b', '', ' '])).toEqual([true, true, false, false, false]);
  });
});
