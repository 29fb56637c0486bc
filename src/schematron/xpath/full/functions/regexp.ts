/** Functions on texts that ask for a regular expression (Functions and Operators 3.1, §5.6). */
import { XPATH_FUNCTIONS } from '../../../../xml/known-namespaces.js';
import { tokens } from '../../../../xml/white-space.js';
import { rootElement } from '../../../tree.js';
import { XPathDynamicError } from '../../errors.js';
import { asFault, compileRegExp, type Group, type Segment, type XPathRegExp } from '../../regexp/index.js';
import type { Dynamic } from '../../runtime.js';
import { Markup } from '../markup.js';
import { treeOf } from '../trees.js';
import { string, truth, type Values } from '../value.js';
import { f, type Library, str, texts } from './spec.js';

export const regexpFunctions: Library = {
  matches: f(
    'xs:string?; xs:string; xs:string',
    (c, [text, pattern, flags]) =>
      truth(asFault(XPathDynamicError, () => regExp(pattern, flags).test(str(text), spender(c)))),
    2,
  ),
  replace: f(
    'xs:string?; xs:string; xs:string; xs:string',
    (c, [text, pattern, by, flags]) =>
      texts(
        c,
        asFault(XPathDynamicError, () => regExp(pattern, flags).replace(str(text), str(by), spender(c))),
      ),
    3,
  ),
  tokenize: f('xs:string?; xs:string; xs:string', tokenize, 1),
  'analyze-string': f('xs:string?; xs:string; xs:string', analyzeString, 2),
};

function regExp(pattern: Values | undefined, flags: Values | undefined): XPathRegExp {
  return compileRegExp(str(pattern), str(flags));
}

function spender(c: Dynamic): (steps: number) => void {
  return (steps) => c.spend(steps);
}

function tokenize(c: Dynamic, [text, pattern, flags]: readonly Values[]): Values {
  const words =
    pattern === undefined
      ? tokens(str(text))
      : asFault(XPathDynamicError, () => regExp(pattern, flags).tokenize(str(text), spender(c)));
  c.spend(str(text).length);
  c.keepAll(words.length);
  return words.map((word) => string(word));
}

function analyzeString(c: Dynamic, [text, pattern, flags]: readonly Values[]): Values {
  const segments = asFault(XPathDynamicError, () => regExp(pattern, flags).analyze(str(text), spender(c)));
  const markup = new Markup(XPATH_FUNCTIONS);
  markup.open('analyze-string-result');
  for (const segment of segments) {
    if (segment.matched) writeMatch(markup, segment);
    else markup.element('non-match', {}, segment.text);
  }
  markup.close();
  return [rootElement(treeOf(c, markup.toString()))!];
}

/** The text of a match, with what each group of it has kept. */
function writeMatch(markup: Markup, { text, groups }: Segment): void {
  markup.open('match');
  writeGroups(markup, text, 0, text.length, groups);
  markup.close();
}

function writeGroups(markup: Markup, text: string, from: number, to: number, groups: readonly Group[]): void {
  let at = from;
  for (const { number, start, end, groups: inner } of groups) {
    markup.text(text.slice(at, start));
    markup.open('group', { nr: String(number) });
    writeGroups(markup, text, start, end, inner);
    markup.close();
    at = end;
  }
  markup.text(text.slice(at, to));
}
