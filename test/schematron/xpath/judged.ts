/** Expressions with the value that they have: what our functions give, and, where it is installed, what Saxon says. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XPathDynamicError } from '../../../src/schematron/xpath/errors.js';
import { SAXON } from '../battery/saxon.js';

export interface Judged {
  /** XPath 3.1, for Saxon. */
  readonly expression: string;
  /** The value as a text; for errors `! ` and the code. */
  readonly wanted: string;
  readonly ours: () => unknown;
  /** Why Saxon is not asked. */
  readonly unjudged?: string | undefined;
}

/** A text as XPath writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What our function gives, as `wanted` has it. */
export function said({ ours }: Judged): string {
  try {
    return String(ours());
  } catch (error) {
    const code = error instanceof XPathDynamicError && /\[(\w+)\]$/.exec(error.message)?.[1];
    if (code) return `! ${code}`;
    throw error;
  }
}

/** What Saxon says, of all in one run. @param prolog declarations of XQuery. */
export function saxonSays(cases: readonly Judged[], prolog: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-judged-'));
  try {
    const query = join(folder, 'cases.xq');
    const values = cases.map(
      ({ expression }) =>
        `try { string(${expression.replaceAll('&', '&amp;')}) } catch * { '! ' || local-name-from-QName($err:code) }`,
    );
    const declared = `declare namespace err = 'http://www.w3.org/2005/xqt-errors';\n${prolog}`;
    writeFileSync(query, `xquery version '3.1';\n${declared}\nstring-join((\n${values.join(',\n')}\n), '&#10;')`);
    const options = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', SAXON, 'net.sf.saxon.Query'];
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('java', [...options, `-q:${query}`, '!method=text'], { encoding: 'utf8', stdio }).split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
