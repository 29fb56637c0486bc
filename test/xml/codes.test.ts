import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { xmlCodes } from '../../src/codes/xml.js';
import { record } from './events.js';

/** Their examples are bytes, or too long to print. */
const described = new Set(['xml-encoding-mismatch', 'xml-malformed-bytes', 'xml-entity-limit', 'xml-too-deep']);

describe('the explanations of the parser’s codes', () => {
  const examples = Object.entries(xmlCodes).filter(([code]) => !described.has(code));

  it.each(examples)('%s: the example gets the code', (code, { example }) => {
    expect(record([Buffer.from(example)]).diagnostics.map((d) => d.code)).toEqual([code]);
  });

  it('explain every code that the messages use, and no other', () => {
    const source = readFileSync(new URL('../../src/xml/messages.ts', import.meta.url), 'utf8');
    const used = new Set(source.match(/'xml-[a-z-]+'/g)?.map((quoted) => quoted.slice(1, -1)));
    expect([...used].sort()).toEqual(Object.keys(xmlCodes));
  });

  it('are whole sentences', () => {
    for (const [code, { title, why, fix }] of Object.entries(xmlCodes)) {
      for (const sentence of [title, why, fix]) expect(sentence, code).toMatch(/^\S.*[.”]$/s);
    }
  });
});
