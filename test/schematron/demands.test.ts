/**
 * Rules that a look at an element's attributes, or its name, decides are neither tried nor asked. What comes of it, and
 * what it costs, is the same as where nothing can be told beforehand: that is what a context is written as on the right.
 */
import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/budget.js';
import { load } from '../../src/schematron/index.js';

const PAIRS: readonly (readonly [decided: string, asked: string])[] = [
  ['*[@a]', '*[boolean(@a)]'],
  ['*[@a and not(@b)]', '*[boolean(@a) and not(@b)]'],
  ['*[@b][@a]', '*[boolean(@b)][@a]'],
  ['p:*[@x:a]', 'p:*[boolean(@x:a)]'],
  ['*[not(self::b)][@a]', '*[not(boolean(self::b))][@a]'],
  ['d//*[@a]', 'd//*[boolean(@a)]'],
  ['d/b[@a] | e[@b]', 'd/b[boolean(@a)] | e[boolean(@b)]'],
  ['b', 'b[true()]'],
  ['b | *[@a]', 'b[true()] | *[boolean(@a)]'],
  ['@a', '@a[true()]'],
];

const DOCUMENT = `<d xmlns:p="urn:p" xmlns:x="urn:x"><b/><b a="1"/><b b="1"/><e a="1" b="2"><b c="3"/></e>
  <p:b a="1"/><p:b x:a="1"/><y:b xmlns:y="urn:p" c="2" d="3" y:a="1"/><e b="1"><!-- - --><e a="" z="0" b="2"/></e></d>`;

/** As many as make a node cost more than it earns. */
const PATTERNS = 20;

async function judging(context: string) {
  const rule = `<rule context="${context}"><assert test="@z">no</assert></rule>`;
  const other = '<rule context="e"><report test="@b">e</report></rule>';
  const patterns = `<pattern>${rule}</pattern>`.repeat(PATTERNS / 2);
  const groups = `<group>${rule}${other}</group>`.repeat(PATTERNS / 2);
  const { schema } = await load({
    text: `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
      <ns prefix="p" uri="urn:p"/><ns prefix="x" uri="urn:x"/>${patterns}<pattern>${rule}${other}</pattern>${groups}</schema>`,
    uri: 'file:///s/schema.sch',
  });
  return (steps: number) => {
    const budget = new Budget({ steps });
    const { diagnostics, fired } = schema!.validate(DOCUMENT, { budget });
    // What was given up is shown as it is written.
    const found = diagnostics.map(({ message, ...each }) => {
      const at = message.replace(`for ${context}:`, 'for …:').replace(`: ${context}`, ': …');
      return { ...each, message: each.code === 'schematron-too-many-steps' ? at : message };
    });
    return { found, fired, left: budget.left('steps') };
  };
}

describe('a context that is decided beforehand', () => {
  it.each(PAIRS)('is for %s as it is for %s', async (decided, asked) => {
    const [one, other] = [await judging(decided), await judging(asked)];
    expect(one(1e9)).toEqual(other(1e9));
    expect(one(1e9).fired).toBeGreaterThan(0);
  });

  it.each(PAIRS)('ends for %s where it ends for %s', async (decided, asked) => {
    const [one, other] = [await judging(decided), await judging(asked)];
    for (let steps = 0; steps < 4_000; steps += 37) expect(one(steps), `${steps} steps`).toEqual(other(steps));
    expect(one(0).found.some(({ code }) => code === 'schematron-too-many-steps')).toBe(true);
  });
});
