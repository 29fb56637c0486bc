import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExternalFiles } from '../../src/xml/external.js';
import { exceptions } from './conformance-exceptions.js';
import { errorOf, eventsOf } from './events.js';
import { applies, readSuite, type SuiteCase } from './suite.js';

const cases = readSuite().filter(applies);
/** Not well-formed but for what is never read; here it is. */
const NEVER_READ = exceptions[0]!;
const excepted = new Set(exceptions.flatMap((exception) => (exception === NEVER_READ ? [] : exception.ids)));

/** Where this parser says otherwise once it reads other files, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'rmt-e2e-38': 'an entity of a later version is read as one of version 1.0, as documents are',
  'rmt-e3e-13': 'where all declarations were read, an entity that none declares is an error, not only for validity',
  'invalid-not-sa-022': 'the bracket of a conditional section stands in the section, not in an entity',
};

/** The files beside a document, all of them. */
function filesOf(file: string): ExternalFiles {
  return {
    uri: pathToFileURL(file).href,
    read(systemId, base) {
      const { href } = new URL(systemId, base);
      try {
        return { content: readFileSync(fileURLToPath(href)), uri: href, line: 1 };
      } catch {
        return { reason: 'there is none.' };
      }
    },
  };
}

const read = (test: SuiteCase) => eventsOf(readFileSync(test.file), { files: filesOf(test.file) });

describe('W3C XML conformance suite, other files read', () => {
  const misjudged = (chosen: readonly SuiteCase[]) =>
    chosen.filter((test) => {
      const error = errorOf(readFileSync(test.file), { files: filesOf(test.file) });
      return !excepted.has(test.id) && (error === undefined) !== (test.type !== 'not-wf');
    });

  it('is judged as the suite says, what the document takes in included', () => {
    const wrong = misjudged(cases.filter(({ type }) => type !== 'error'));
    expect(wrong.map(({ id }) => id).sort()).toEqual(Object.keys(OTHERWISE).sort());
    expect(NEVER_READ.ids.length).toBeGreaterThan(50);
  });

  it('reads what the canonical output says', () => {
    const compared = cases.filter((test) => test.type === 'valid' && test.output !== undefined);
    expect(compared.filter(({ entities }) => entities !== 'none').length).toBeGreaterThan(40);
    const wrong = compared.filter((test) => {
      return JSON.stringify(read(test)) !== JSON.stringify(eventsOf(readFileSync(test.output!)));
    });
    expect(wrong.map(({ id, description }) => `${id} ${description}`)).toEqual([]);
  });
});
