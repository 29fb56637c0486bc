/** docs/schematron.md has the table of expressions as it is: `UPDATE_PAGE=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evaluatorOf } from './evaluator.js';
import { EXPRESSION_CASES, type ExpressionCase } from './expression-cases.js';
import { AREAS } from './expressions.js';
import { readNotYet } from './not-yet.js';

const PAGE = new URL('../../../docs/schematron.md', import.meta.url);
const [OPEN, CLOSE] = ['<!-- expressions -->', '<!-- end of expressions -->'];
const BY = { teigram: 'teigram', fontoxpath: 'fontoxpath', 'not yet': '**not yet**' } as const;

const notYet = readNotYet();

type Standing = keyof typeof BY;

function standingOf(expression: string): Standing {
  if (Object.hasOwn(notYet.expressions, expression)) return 'not yet';
  const evaluator = evaluatorOf(expression);
  if (evaluator === undefined) throw new Error(`nothing evaluates ${expression}, and not-yet.json does not say so`);
  return evaluator;
}

function table(): string {
  const standings = new Map(EXPRESSION_CASES.map(({ expression }) => [expression, standingOf(expression)]));
  const count = (wanted: Standing): number => [...standings.values()].filter((standing) => standing === wanted).length;
  const summary = `Of ${standings.size} expressions teigram’s own engine evaluates ${count('teigram')}, fontoxpath ${count('fontoxpath')}; ${count('not yet')} are not yet right, or refused.`;
  const areas = AREAS.map(({ area }) => {
    const rows = EXPRESSION_CASES.filter((given) => given.area === area).map((given) =>
      row(given, standings.get(given.expression)!),
    );
    return `### ${area}\n\n| expression | gives | evaluated by |\n|---|---|---|\n${rows.join('\n')}`;
  });
  return `${summary}\n\n${areas.join('\n\n')}`;
}

function row({ expression, value }: ExpressionCase, standing: Standing): string {
  const gives = value.startsWith('! ') ? `an error, ${code(value.slice(2))}` : value === '' ? 'nothing' : code(value);
  return `| ${code(expression)} | ${gives} | ${BY[standing]} |`;
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
