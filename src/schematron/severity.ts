/** What `role` and `flag` say of how bad a finding is: Schematron leaves the words to the schema's author. */
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

/** The role decides; where it says nothing of severity, the flag; without either it is an error. */
export function severityOf(role: string | undefined, flag: string | undefined): Severity {
  return fromWord(role) ?? fromWord(flag) ?? 'error';
}

function fromWord(word: string | undefined): Severity | undefined {
  const lower = word?.trim().toLowerCase() ?? '';
  if (WARNING.has(lower)) return 'warning';
  if (INFO.has(lower)) return 'info';
  return ERROR.has(lower) ? 'error' : undefined;
}
