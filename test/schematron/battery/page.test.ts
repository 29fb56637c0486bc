/** docs/schematron.md has the table of expressions as it is: `UPDATE_PAGE=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXPRESSION_CASES, type ExpressionCase } from './expression-cases.js';
import { AREAS } from './expressions.js';
import { readNotYet } from './not-yet.js';

const PAGE = new URL('../../../docs/schematron.md', import.meta.url);
const [OPEN, CLOSE] = ['<!-- expressions -->', '<!-- end of expressions -->'];
const notYet = readNotYet();

function isNotYet(expression: string): boolean {
  return Object.hasOwn(notYet.expressions, expression);
}

function table(): string {
  const missing = EXPRESSION_CASES.filter(({ expression }) => isNotYet(expression)).length;
  const summary = `Of ${EXPRESSION_CASES.length} expressions ${missing === 0 ? 'all' : `all but ${missing}`} give what they must.`;
  const areas = AREAS.map(({ area }) => {
    const rows = EXPRESSION_CASES.filter((given) => given.area === area).map(row);
    return `### ${area}\n\n| expression | gives |\n|---|---|\n${rows.join('\n')}`;
  });
  return `${summary}\n\n${areas.join('\n\n')}`;
}

function row({ expression, value }: ExpressionCase): string {
  const gives = value.startsWith('! ') ? `an error, ${code(value.slice(2))}` : value === '' ? 'nothing' : code(value);
  return `| ${code(expression)} | ${gives}${isNotYet(expression) ? ', **not yet**' : ''} |`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

it('the page has the table', () => {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(OPEN) + OPEN.length, page.indexOf(CLOSE)];
  expect(end).toBeGreaterThan(start);
  const wanted = `\n${table()}\n`;
  if (process.env['UPDATE_PAGE'] === '1') writeFileSync(PAGE, page.slice(0, start) + wanted + page.slice(end));
  else expect(page.slice(start, end)).toBe(wanted);
});
