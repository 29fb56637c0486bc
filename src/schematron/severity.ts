/** What `severity` (2025), `role` and `flag` say of how bad a finding is: Schematron leaves the words to the schema's author. */
import type { Severity } from '../diagnostics.js';

const WARNING = new Set(['warning', 'warn', 'nonfatal', 'non-fatal', 'caution']);
const INFO = new Set([
  'info',
  'information',
  'informational',
  'informative',
  'note',
  'notice',
  'hint',
  'message',
  'debug',
  'trace',
]);
const ERROR = new Set(['error', 'fatal', 'fatalerror', 'fatal-error']);

/** The first that says something of it: the severity, the role, the flag; without any it is an error. */
export function severityOf(...words: readonly (string | undefined)[]): Severity {
  for (const word of words) {
    const severity = fromWord(word);
    if (severity !== undefined) return severity;
  }
  return 'error';
}

function fromWord(word: string | undefined): Severity | undefined {
  const lower = word?.trim().toLowerCase() ?? '';
  if (WARNING.has(lower)) return 'warning';
  if (INFO.has(lower)) return 'info';
  return ERROR.has(lower) ? 'error' : undefined;
}
