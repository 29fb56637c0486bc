/**
 * Reads the compact syntax of RELAX NG (RELAX NG Compact Syntax, OASIS Committee Specification of 21 November
 * 2002) into the tree that the XML syntax gives.
 */
import type { Diagnostic } from '../../../diagnostics.js';
import type { SyntaxNode } from '../tree.js';
import { readAnnotations } from './annotations.js';
import { readDeclarations } from './environment.js';
import { readComponents, startsComponent } from './grammar.js';
import { readPattern } from './patterns.js';
import { CompactReader, CompactSyntaxError } from './reader.js';

/**
 * Names are always `name` nodes with an `ns` of their own, unless the namespace is inherited; datatypes have their
 * `datatypeLibrary`. So nothing in the tree hangs on attributes further up in the same file.
 *
 * @param text the file, decoded.
 * @param uri where it comes from: the base of its references and the `uri` of every position.
 * @returns the root, absent after a syntax error; and what is wrong, with lines and columns.
 */
export function parseCompact(text: string, uri: string): { root?: SyntaxNode; diagnostics: Diagnostic[] } {
  const reader = new CompactReader(text, uri);
  try {
    const root = readTopLevel(reader);
    return { root, diagnostics: reader.diagnostics };
  } catch (error) {
    if (!(error instanceof CompactSyntaxError)) throw error;
    reader.report(error.code, error.message, error.token);
    return { diagnostics: reader.diagnostics };
  }
}

/** Declarations, then one pattern, or the components of a grammar that is not said to be one. */
function readTopLevel(reader: CompactReader): SyntaxNode {
  readDeclarations(reader);
  const { token } = reader;
  // What follows the annotations decides whose they are.
  const isGrammar = reader.lookAhead(() => {
    readAnnotations(reader);
    return reader.is('end') || startsComponent(reader);
  });
  if (!isGrammar) {
    const pattern = readPattern(reader);
    if (!reader.is('end')) {
      reader.fail('the schema ends with its pattern; several definitions (start = …, name = …) make a grammar');
    }
    return pattern;
  }
  const content = readComponents(reader, 'grammar', readPattern);
  if (!reader.is('end')) reader.fail('nothing was opened that it could close');
  return reader.node('grammar', token, content);
}
