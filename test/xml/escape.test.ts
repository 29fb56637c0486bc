import { parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeHtml, escapeText } from '../../src/xml/escape.js';

const TEXTS = ['', 'a < b && "c" > \'d\'', ']]>', '&amp; &#13;', 'a\r\nb\rc\nd\te', '  a  ', '😀 \u{10FFFF} é \u0085'];

describe('text that is written into markup', () => {
  // By a parser that shares nothing with ours.
  it.each(TEXTS)('reads back as it was: %j', (text) => {
    const root = parseXmlDocument(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`).documentElement!;
    expect(root.getAttribute('b')).toBe(text);
    expect(root.textContent).toBe(text);
  });

  it('has U+FFFD for what XML cannot hold', () => {
    for (const escaped of [escapeText, escapeAttribute, escapeHtml])
      expect(escaped('a\0\uD800\uFFFE')).toBe('a\uFFFD\uFFFD\uFFFD');
  });

  it('leaves alone what need not be escaped', () => {
    expect(escapeText('"a"\n\t')).toBe('"a"\n\t');
    expect(escapeAttribute("'a'")).toBe("'a'");
  });

  it('has in HTML neither C1 controls nor carriage returns', () => {
    expect(escapeHtml('a\u0080\u009f\x7f')).toBe('a\uFFFD\uFFFD\uFFFD');
    expect(escapeHtml('a\r\nb\rc < d')).toBe('a\nb\nc &lt; d');
  });
});
