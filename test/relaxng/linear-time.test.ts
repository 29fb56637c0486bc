/** What is four times as long may take about four times as long, however much of it is wrong. */
import { expect, it } from 'vitest';
import { loadSync } from '../../src/relaxng/index.js';
import { processorTime } from '../setup/processor.js';

const times = (n: number, piece: (i: number) => string, between = ''): string =>
  Array.from({ length: n }, (_, i) => piece(i)).join(between);
const names = times(300, (i) => `element name${i}Xx { empty }`, '|');
const wordsOf = (n: number): string => times(n, (i) => `"value${i}"`, '|');

/** A grammar, and a document. */
const SHAPES: Readonly<Record<string, (n: number) => readonly [string, string]>> = {
  'a long value against a long list': (n) => [
    `start = element r { attribute x { ${wordsOf(n / 4)} } }`,
    `<r x="${'v '.repeat(20 * n)}"/>`,
  ],
  'a long list of values against a long list': (n) => [
    `start = element r { list { (${wordsOf(n / 4)})* } }`,
    `<r>${times(4 * n, (i) => `value${i % 50} `)}</r>`,
  ],
  'a long value that is anything but one of many': (n) => [
    `start = element r { xsd:token - (${wordsOf(n / 4)}) }`,
    `<r>${'v '.repeat(20 * n)}</r>`,
  ],
  'unknown elements': (n) => [`start = element r { (${names})* }`, `<r>${times(n, (i) => `<nameX${i}Xx/>`)}</r>`],
  'unknown elements, deep down': (n) => [
    `start = r r = element r { r*, (${names})* }`,
    `${'<r>'.repeat(1000)}${times(n, (i) => `<nameX${i}Xx/>`)}${'</r>'.repeat(1000)}`,
  ],
  'unknown elements, each with a prefix of its own': (n) => [
    `default namespace = "urn:a" start = element r { (${names})* }`,
    `<r xmlns="urn:a">${times(n, (i) => `<x${i}:q xmlns:x${i}="u${i}"/>`)}</r>`,
  ],
  'unknown attributes': (n) => [
    `start = element r { element a { ${times(200, (i) => `attribute name${i}Xx { text }?`, ',')} }* }`,
    `<r>${times(n, (i) => `<a nameX${i}="x"/>`)}</r>`,
  ],
  'unknown attributes of one element': (n) => [
    `start = element r { ${times(200, (i) => `attribute name${i}Xx { text }?`, ',')} }`,
    `<r ${times(n, (i) => `nameX${i}="x" `)}/>`,
  ],
  'wrong values': (n) => [
    `start = element r { element a { attribute x { ${wordsOf(500)} } }* }`,
    `<r>${times(n, (i) => `<a x="valueX${i}"/>`)}</r>`,
  ],
};

/** Four times for the length, as much again for a busy machine; quadratic time would be sixteen times. */
const MOST = 10;
/** Below this a measurement says more of the machine than of the program (milliseconds). */
const UNMEASURABLE = 60;

function milliseconds([text, xml]: readonly [string, string]): number {
  const { schema } = loadSync({ text, uri: 'file:///s.rnc' });
  const started = processorTime();
  schema!.validate(xml);
  return processorTime() - started;
}

it.each(Object.entries(SHAPES))('%s', (_, shape) => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best > MOST; run++) {
    const large = milliseconds(shape(4000));
    best = Math.min(best, large < UNMEASURABLE ? 1 : large / milliseconds(shape(1000)));
  }
  expect(best).toBeLessThan(MOST);
});
