/** Each expression of the table as a case: a rule about the root element that says its value. */
import { type BatteryCase, pattern, rule, value } from './case.js';
import { AREAS, DECLARATIONS, DOCUMENT, FILES } from './expressions.js';

export interface ExpressionCase extends BatteryCase {
  readonly area: string;
  readonly expression: string;
  readonly value: string;
}

export const EXPRESSION_CASES: readonly ExpressionCase[] = AREAS.flatMap(({ area, rows }) =>
  rows.map(([expression, wanted, unjudged]) => ({ area, expression, value: wanted, unjudged })),
).map(({ unjudged, ...row }, i) => ({
  ...row,
  name: `x${i + 1}`,
  binding: 'xslt3',
  schema: DECLARATIONS + pattern(rule('/*', value(row.expression))),
  xml: DOCUMENT,
  files: FILES,
  finds: [row.value.startsWith('! ') ? row.value : `/box: ${row.value}`],
  ...(unjudged === undefined ? {} : { unjudged }),
}));
