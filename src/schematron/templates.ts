/** Text with expressions in braces: value templates of XSLT (XSLT 3.0, §5.6), and what a finding is called (2025). */
import type { MessagePart } from './model.js';

/** `$name` and nothing else. */
const VARIABLE = /^\s*\$[\p{L}_][\p{L}\p{N}\p{M}_.:\-\u00b7]*\s*$/u;

/** The parts of a text with `{expression}` in it, where `{{` and `}}` stand for braces. A brace without its pair is text. */
export function templateParts(text: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    const isDouble = (char === '{' || char === '}') && text[at + 1] === char;
    const end = char === '{' && !isDouble ? endOfExpression(text, at + 1) : -1;
    if (end === -1) {
      plain += char;
      at += isDouble ? 2 : 1;
      continue;
    }
    if (plain !== '') parts.push({ type: 'text', text: plain });
    parts.push({ type: 'value-of', select: text.slice(at + 1, end) });
    plain = '';
    at = end + 1;
  }
  return plain === '' ? parts : [...parts, { type: 'text', text: plain }];
}

/** The parts of a role, flag or severity: a word, `$variable`, or text with `{expression}`. */
export function markParts(text: string): readonly MessagePart[] {
  return VARIABLE.test(text) ? [{ type: 'value-of', select: text }] : templateParts(text);
}

/** Where the brace stands that closes an expression; quotes, comments and braces of its own are within it. */
function endOfExpression(text: string, from: number): number {
  const tokens = /"[^"]*"|'[^']*'|\(:|:\)|[{}]/g;
  tokens.lastIndex = from;
  let braces = 0;
  let comments = 0;
  for (let found = tokens.exec(text); found !== null; found = tokens.exec(text)) {
    const [token] = found;
    if (token === '(:') comments++;
    else if (token === ':)') comments--;
    else if (comments > 0) continue;
    else if (token === '{') braces++;
    else if (token === '}' && braces-- === 0) return found.index;
  }
  return -1;
}
