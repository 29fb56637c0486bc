import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { detach } from '../../src/xml/chars.js';
import type { XmlName } from '../../src/xml/events.js';
import { XmlParser } from '../../src/xml/parser.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('memory', () => {
  it('does not grow with the document, also if names and detached values are kept', () => {
    const kept = new Set<XmlName | string>();
    const parser = new XmlParser({
      startElement: (name, attributes) => {
        kept.add(name);
        for (const { value } of attributes) kept.add(detach(value));
      },
    });
    const filler = `<p>${'text '.repeat(20_000)}</p>`;
    const before = heapUsed();
    parser.write(Buffer.from('<document-of-many-chunks>'));
    for (let i = 0; i < 500; i++) {
      parser.write(Buffer.from(`<element-with-a-long-name-${i % 100} id="identifier-number-${i}"/>${filler}`));
    }
    // 50 MB of text have gone through; each value kept with its chunk would hold 64 kB.
    expect(heapUsed() - before).toBeLessThan(5_000_000);
    parser.write(Buffer.from('</document-of-many-chunks>'));
    parser.end();
    expect(parser.failed).toBe(false);
    expect(kept.size).toBe(602);
  });
});
