import type { Diagnostic } from '../diagnostics.js';

/** Diagnostics of several schemas as one list in document order; what two say alike is said once. */
export function inDocumentOrder(lists: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  if (lists.length === 1) return lists[0]!;
  const unique = new Map<string, Diagnostic>();
  for (const diagnostic of lists.flat()) {
    const { line, column, code, message } = diagnostic;
    unique.set(JSON.stringify([line, column, code, message]), diagnostic);
  }
  return [...unique.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
