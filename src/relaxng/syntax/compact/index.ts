/** Reads the compact syntax of RELAX NG (RELAX NG Compact Syntax, OASIS 2002) into the tree that the XML syntax gives. */
import type { Diagnostic } from '../../../diagnostics.js';
import type { SyntaxNode } from '../tree.js';

export function parseCompact(_text: string, uri: string): { root?: SyntaxNode; diagnostics: Diagnostic[] } {
  const message = 'the compact syntax cannot be read yet.';
  return { diagnostics: [{ severity: 'error', code: 'compact-syntax', message, file: uri, line: 1, column: 1, source: 'relaxng' }] };
}
