/** What is four times as long may take about four times as long, whatever a document is made of. */
import { expect, it } from 'vitest';
import { parseXml } from '../../src/xml/parser.js';
import { processorTime } from '../setup/processor.js';

const times = (n: number, piece: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => piece(i)).join('');
const subset = (declarations: string, content = ''): string => `<!DOCTYPE r [${declarations}]><r>${content}</r>`;

const SHAPES: Readonly<Record<string, (n: number) => string>> = {
  'entities, declared and used': (n) =>
    subset(
      times(n, (i) => `\n<!ENTITY e${i} "<i/>">`),
      times(n, (i) => `&e${i};`),
    ),
  'entities used in one attribute': (n) =>
    subset('<!ENTITY e "a&#38;#10;b">').replace('<r>', `<r a="${'\n&e;'.repeat(n)}">`),
  'external entities': (n) =>
    subset(
      times(n, (i) => `<!ENTITY e${i} SYSTEM "x">`),
      times(n, (i) => `&e${i};`),
    ),
  'parameter entities, declared and used': (n) => subset(times(n, (i) => `<!ENTITY % p${i} "<!--x-->">\n%p${i};`)),
  'parameter entities that are not declared': (n) => subset(times(n, (i) => `%p${i};`)),
  'unparsed entities and notations': (n) =>
    subset(times(n, (i) => `<!NOTATION n${i} SYSTEM "x"><!ENTITY u${i} SYSTEM "x" NDATA n${i}>`)),
  'attribute lists': (n) => subset(times(n, (i) => `<!ATTLIST e${i} a CDATA "x">`)),
  'attributes of one element': (n) => subset(times(n, (i) => `<!ATTLIST r a${i} CDATA "x">\n`)),
  'element types': (n) => subset(times(n, (i) => `<!ELEMENT e${i} (a|b|c)*>`)),
  'instructions over several lines': (n) => subset('<?a b\nc?>'.repeat(n)),
  'predefined entities declared wrongly': (n) => subset('<!ENTITY amp "a">\n'.repeat(n)),
  'attributes of a tag': (n) => `<r ${times(n, (i) => `a${i}="x"\n`)}/>`,
  'prefixes of a tag': (n) => `<r ${times(n, (i) => `xmlns:a${i}="u${i}" a${i}:b="x"`.concat(' '))}/>`,
  'prefixes of a document': (n) => `<r>${times(n, (i) => `<p${i}:a xmlns:p${i}="u"/>`)}</r>`,
  'brackets in text': (n) => `<r>${']'.repeat(20 * n)}</r>`,
  'a comment that does not end': (n) => `<r><!--${'a-'.repeat(20 * n)}`,
};

/** As long as four of a quarter of its length; quadratic time would be four times that. */
const MOST = 2.5;
/** Below this a measurement says more of the machine than of the program (milliseconds). */
const UNMEASURABLE = 60;
/** So often is measured at most: a collection of garbage may fall on the one and not on the other. */
const TRIES = 6;

function milliseconds(xml: string, times: number): number {
  const bytes = new TextEncoder().encode(xml);
  const started = processorTime();
  for (let n = 0; n < times; n++) parseXml(bytes, { startElement() {}, diagnostic() {} });
  return processorTime() - started;
}

it.each(Object.entries(SHAPES))('%s', (_, shape) => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < TRIES && best > MOST; run++) {
    const large = milliseconds(shape(8000), 1);
    best = Math.min(best, large < UNMEASURABLE ? 1 : large / milliseconds(shape(2000), 4));
  }
  expect(best).toBeLessThan(MOST);
});
