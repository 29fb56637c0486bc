import { describe, expect, it } from 'vitest';
import { collapseSpace, isBlank, isXmlSpace, replaceSpace, tokens, trimXmlSpace } from '../../src/xml/white-space.js';

/** White space to ECMAScript, a letter like others to XML. */
const NO_BREAK = '\u00a0';
const FORM_FEED = '\f';

describe('white space of XML', () => {
  it('is space, tab, line feed and carriage return', () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => unit);
    expect(units.filter(isXmlSpace)).toEqual([0x09, 0x0a, 0x0d, 0x20]);
  });

  it.each([
    ['', true],
    [' \t\r\n', true],
    [NO_BREAK, false],
    [FORM_FEED, false],
    ['  a  ', false],
  ])('%j is blank: %s', (text, blank) => {
    expect(isBlank(text)).toBe(blank);
  });

  it.each([
    ['', '', '', ''],
    ['a', 'a', 'a', 'a'],
    [' a  b\t', 'a  b', ' a  b ', 'a b'],
    ['\r\na\n', 'a', '  a ', 'a'],
    [' \t\n', '', '   ', ''],
    [
      `${NO_BREAK} a ${NO_BREAK}`,
      `${NO_BREAK} a ${NO_BREAK}`,
      `${NO_BREAK} a ${NO_BREAK}`,
      `${NO_BREAK} a ${NO_BREAK}`,
    ],
    [`a${FORM_FEED}\n\nb`, `a${FORM_FEED}\n\nb`, `a${FORM_FEED}  b`, `a${FORM_FEED} b`],
  ])('%j trimmed, replaced and collapsed', (text, trimmed, replaced, collapsed) => {
    expect(trimXmlSpace(text)).toBe(trimmed);
    expect(replaceSpace(text)).toBe(replaced);
    expect(collapseSpace(text)).toBe(collapsed);
  });

  it('parts words', () => {
    expect(tokens(' one\ttwo \r\n three')).toEqual(['one', 'two', 'three']);
    expect(tokens(`one${NO_BREAK}two`)).toEqual([`one${NO_BREAK}two`]);
    expect(tokens('\n')).toEqual([]);
  });
});
