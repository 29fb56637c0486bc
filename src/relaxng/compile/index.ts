/** Compiles schemas that are not kept compiled. Apart from `load.ts`, so that the code is loaded only then. */
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import type { Loaded } from '../../engine/contract.js';
import type { Asking, Content, SchemaSource } from '../../engine/source.js';
import { OLD_SCHEMATRON_NAMESPACE, SCHEMATRON_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Loading } from '../load.js';
import { reachableParts } from '../pattern/reachable.js';
import { storePatterns } from '../pattern/stored.js';
import { RelaxngSchema } from '../schema.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { compileGrammar } from './compile.js';
import { readSyntax } from './includes.js';

/** Reads a schema with its files, compiles it, and keeps what was compiled. */
export function* compileSchema(source: SchemaSource, loading: Loading): Asking<Loaded<RelaxngSchema>> {
  const { root, references, diagnostics } = yield* readSyntax(source, (uri, baseUri) => loading.file(uri, baseUri));
  if (root === undefined || hasError(diagnostics)) return { diagnostics };
  const compiled = compileGrammar(root, references);
  const all = [...diagnostics, ...compiled.diagnostics];
  if (hasError(all)) return { diagnostics: all };
  const parts = { ...reachableParts(compiled.start), prefixes: prefixesOf([root, ...references.values()]) };
  const mayHoldRules = loading.contents.some(speaksOfSchematron);
  loading.keep(() => storePatterns(parts), { diagnostics: all, mayHoldRules });
  return { schema: new RelaxngSchema(compiled.builder, compiled.start, parts, mayHoldRules), diagnostics: all };
}

function speaksOfSchematron(content: Content): boolean {
  const text = typeof content === 'string' ? content : decodeText(content).text;
  return text.includes(SCHEMATRON_NAMESPACE) || text.includes(OLD_SCHEMATRON_NAMESPACE);
}

/** The first prefix that the schema's files give to each namespace. */
function prefixesOf(roots: readonly SyntaxNode[]): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  const seen = new Set<SyntaxNode['namespaces']>();
  const nodes = [...roots].reverse();
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (!seen.has(node.namespaces)) {
      seen.add(node.namespaces);
      for (const [prefix, uri] of node.namespaces) if (prefix !== '' && !prefixes.has(uri)) prefixes.set(uri, prefix);
    }
    for (const child of node.children) nodes.push(child);
  }
  return prefixes;
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
