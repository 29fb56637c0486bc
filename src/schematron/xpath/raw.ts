/**
 * Texts of XPath 3.1 that this engine's parser does not read (maps, arrays, inline functions), made ready for
 * fontoxpath: what they do again and again is counted, and what nothing could count is refused.
 */
import { XPathNotEvaluable } from './errors.js';
import { OWN_NAMESPACE } from './print.js';

/** What fontoxpath would get wrong, or might never finish. */
const UNSAFE =
  /\b(?:id|idref|element-with-id|tokenize|replace|apply|(?:\w+:)?fold-(?:left|right))\s*[(#]|\bto\b|[$?][\w.-]+\s*\(/;

/** Comments and strings, which hold no code; names after `$`, `@`, `/`, `?` and `::`, which are no keywords. */
const TOKENS = /\(:[\s\S]*?:\)|"(?:[^"]|"")*"|'(?:[^']|'')*'|(?:[$@/?]|::)\s*[\w.:-]+|:=|[\w.-]+|[\s\S]/g;

/** How often variables may be put into one another: `let $b := ($a, $a), $c := ($b, $b)` doubles each time. */
const MOST_COPIES = 10_000;

/** Throws an {@link XPathNotEvaluable} for a text that cannot be made safe. */
export function instrumented(text: string): string {
  const tokens = text.match(TOKENS) ?? [];
  const code = tokens.filter((token) => !/^["']|^\(:/.test(token)).join('');
  const [unsafe] = UNSAFE.exec(code) ?? [];
  if (unsafe !== undefined) {
    throw new XPathNotEvaluable(
      `“${unsafe.replace(/\s*[(#]$/, '()')}” is not supported beside what XPath 3.1 has beyond 2.0`,
    );
  }
  if (copies(code) > MOST_COPIES) {
    throw new XPathNotEvaluable('its variables are put into one another so often that they could fill the memory');
  }
  let inHead = false;
  return tokens
    .map((token) => {
      if (token === 'return' || token === 'satisfies') return `${token} if (Q{${OWN_NAMESPACE}}spent()) then () else `;
      if (token === 'function') inHead = true;
      if (token !== '{' || !inHead) return token;
      inHead = false;
      return `{ Q{${OWN_NAMESPACE}}tick(10), `;
    })
    .join('');
}

/** At most how many copies of one variable another one can hold. */
function copies(code: string): number {
  const values = code.split(':=').slice(1);
  return values.reduce((product, value) => product * Math.max(1, value.split('$').length - 1), 1);
}
