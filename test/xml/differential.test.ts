/** The parser against two others, on generated documents that are nearly XML. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { runs } from '../setup/effort.js';
import { errorOf, eventsOf } from './events.js';
import { content, damaged, withDoctype } from './generators.js';

function slimdomAccepts(source: string): boolean {
  try {
    parseXmlDocument(source);
    return true;
  } catch {
    return false;
  }
}

function saxesEvents(source: string): string[] | undefined {
  const events: string[] = [];
  let failed = false;
  let text = '';
  const flush = () => {
    if (text !== '') events.push(`text ${JSON.stringify(text)}`);
    text = '';
  };
  const show = (n: { prefix: string; local: string; uri: string }) =>
    `${n.prefix ? `${n.prefix}:` : ''}${n.local}{${n.uri}}`;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {
    failed = true;
  });
  parser.on('opentag', (tag) => {
    flush();
    const attributes = Object.values(tag.attributes)
      .filter((a) => a.uri !== 'http://www.w3.org/2000/xmlns/')
      .map((a) => `${show(a)}=${JSON.stringify(a.value)}`)
      .sort();
    events.push(['start', show(tag), ...attributes].join(' '));
  });
  parser.on('closetag', (tag) => {
    flush();
    events.push(`end ${show(tag)}`);
  });
  let depth = 0;
  parser.on('opentagstart', () => {
    depth++;
  });
  const add = (data: string) => {
    if (depth > 0) text += data;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('processinginstruction', ({ target, body }) => {
    flush();
    events.push(`instruction ${target} ${JSON.stringify(body)}`);
  });
  try {
    parser.write(source).close();
  } catch {
    failed = true;
  }
  return failed ? undefined : events;
}

/** saxes trims namespace names. */
const hasSpaceInNamespace = (source: string) => /xmlns(?::[xy])?="[^"]*\s/.test(source);

/** slimdom lets a local name begin with any character that may go on (`x:-n`), which Namespaces §4 does not. */
const hasMalformedLocalName = (source: string) => /:[-.\d]/.test(source);

const prefixed = (source: string) => `<r xmlns:x="ux" xmlns:y="uy">${source}</r>`;

describe('against slimdom and saxes', () => {
  it.each([
    ['generated documents', content],
    ['damaged documents', damaged],
  ])('%s: the same verdict', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.boolean(), (source, inside) => {
        fc.pre(!hasMalformedLocalName(source));
        const document = inside ? prefixed(source) : source;
        expect(errorOf(document) === undefined).toBe(slimdomAccepts(document));
      }),
      { numRuns: runs(3000) },
    );
  });

  it('documents with a DOCTYPE: the verdict of slimdom', () => {
    fc.assert(
      fc.property(withDoctype, (document) => {
        expect(errorOf(document) === undefined).toBe(slimdomAccepts(document));
      }),
      { numRuns: runs(3000) },
    );
  });

  // Only what both accept: saxes takes `<?x?y?>` and lone surrogates for well-formed, so its verdict is no measure.
  it('what saxes accepts as well is read the same', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(content, damaged), (source) => {
        fc.pre(!hasSpaceInNamespace(source));
        const theirs = saxesEvents(prefixed(source));
        if (theirs === undefined || errorOf(prefixed(source)) !== undefined) return;
        expect(eventsOf(prefixed(source))).toEqual([...theirs, 'end of document']);
        compared++;
      }),
      { numRuns: runs(3000) },
    );
    expect(compared).toBeGreaterThan(runs(3000) / 20);
  });
});
