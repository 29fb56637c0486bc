/** A grammar's definitions: `div` dissolved (§4.11), files included (§4.7), what has the same name joined (§4.17). */
import type { Diagnostic } from '../../diagnostics.js';
import { displayName } from '../../engine/source.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import type { Simple } from './simple.js';

/** What is inherited from outer elements: the namespace (§4.9) and the datatype library (§4.3). */
export interface Context {
  readonly ns: string;
  readonly datatypeLibrary: string;
}

export const TOP_CONTEXT: Context = { ns: '', datatypeLibrary: '' };

/** The context inside `node`. */
export function enter(context: Context, node: SyntaxNode): Context {
  if (node.attributes.size === 0) return context;
  const ns = node.attributes.get('ns');
  const datatypeLibrary = node.attributes.get('datatypeLibrary');
  if (ns === undefined && datatypeLibrary === undefined) return context;
  return { ns: ns ?? context.ns, datatypeLibrary: datatypeLibrary ?? context.datatypeLibrary };
}

/** The context at the root of another file: it keeps the namespace (§4.6, §4.7), not the datatype library. */
export function acrossFiles({ ns }: Context): Context {
  return { ns, datatypeLibrary: '' };
}

/** One `start` or `define` element. */
export interface Component {
  readonly node: SyntaxNode;
  /** Inside `node`. */
  readonly context: Context;
}

/** All components of one name, and how they are joined. */
export interface Definition {
  /** Undefined for the start. */
  readonly name: string | undefined;
  readonly scope: Scope;
  readonly components: Component[];
  combine: 'choice' | 'interleave';
  /** What it means, once known. */
  simple: Simple | undefined;
  /** Its meaning is being found: to need it now is a loop (§4.19). */
  open: boolean;
}

/** A grammar and the grammar around it. */
export interface Scope {
  readonly node: SyntaxNode;
  readonly parent: Scope | undefined;
  /** By name; the start under ''. */
  readonly definitions: ReadonlyMap<string, Definition>;
}

const START = '';

export function startOf(scope: Scope): Definition | undefined {
  return scope.definitions.get(START);
}

/** `start` has no name; '' is not a name that a definition can have. */
function nameOf({ node }: Component): string {
  return node.name === 'start' ? START : trimXmlSpace(node.attributes.get('name') ?? '');
}

/**
 * Collects the definitions of a `grammar`.
 *
 * @param context inside the grammar element.
 * @param references the root of the file that each `include` means.
 */
export function collectGrammar(
  node: SyntaxNode,
  context: Context,
  parent: Scope | undefined,
  references: ReadonlyMap<SyntaxNode, SyntaxNode>,
  report: (diagnostic: Diagnostic) => void,
): Scope {
  const definitions = new Map<string, Definition>();
  const scope: Scope = { node, parent, definitions };
  for (const component of collectComponents(node, context, { references, report, budget: MAX_INCLUDES })) {
    const name = nameOf(component);
    const definition = definitions.get(name);
    if (definition !== undefined) definition.components.push(component);
    else {
      definitions.set(name, {
        name: name === START ? undefined : name,
        scope,
        components: [component],
        combine: 'choice',
        simple: undefined,
        open: false,
      });
    }
  }
  for (const definition of definitions.values()) {
    if (definition.components.length > 1) settleCombine(definition, report);
  }
  return scope;
}

interface Collecting {
  readonly references: ReadonlyMap<SyntaxNode, SyntaxNode>;
  readonly report: (diagnostic: Diagnostic) => void;
  /** How many more files may be included. */
  budget: number;
}

/** Files that include the next one twice each would be endless work, though not endless. */
const MAX_INCLUDES = 20_000;

/** Thrown when a grammar includes too many files, counting repetitions. */
export class TooManyIncludesError extends Error {}

/** The components in `parent`, in order. */
function collectComponents(parent: SyntaxNode, context: Context, collecting: Collecting): Component[] {
  const found: Component[] = [];
  for (const node of parent.children) {
    const inner = enter(context, node);
    if (node.name === 'start' || node.name === 'define') found.push({ node, context: inner });
    else if (node.name === 'div') append(found, collectComponents(node, inner, collecting));
    else if (node.name === 'include') append(found, collectIncluded(node, inner, collecting));
  }
  return found;
}

function append(into: Component[], components: readonly Component[]): void {
  for (const component of components) into.push(component);
}

/** §4.7: the components of the included grammar, with those of the `include` element in the place of their namesakes. */
function collectIncluded(include: SyntaxNode, context: Context, collecting: Collecting): Component[] {
  const overrides = collectComponents(include, context, collecting);
  const root = collecting.references.get(include);
  if (root === undefined) return overrides;
  if (--collecting.budget < 0) throw new TooManyIncludesError();
  const included = collectComponents(root, enter(acrossFiles(context), root), collecting);
  if (overrides.length === 0) return included;
  const replaced = new Set(overrides.map(nameOf));
  const present = new Set(included.map(nameOf));
  for (const override of overrides) {
    if (present.has(nameOf(override))) continue;
    const { node } = override;
    const file = displayName(root.position.uri);
    const message =
      node.name === 'start'
        ? `there is no start in ${file} that this start could replace: move it out of the include, beside it.`
        : `there is no definition "${nameOf(override)}" in ${file} that this one could replace: check the spelling, or move it out of the include, beside it.`;
    collecting.report(schemaDiagnostic('schema-override-without-target', message, node.position));
  }
  return [...overrides, ...included.filter((component) => !replaced.has(nameOf(component)))];
}

/** §4.17: all but one say how to combine, and all say the same. */
function settleCombine(definition: Definition, report: (diagnostic: Diagnostic) => void): void {
  const what = definition.name === undefined ? 'start' : `definition "${definition.name}"`;
  let plain: SyntaxNode | undefined;
  let first: { node: SyntaxNode; combine: string } | undefined;
  for (const { node } of definition.components) {
    const combine = node.attributes.get('combine');
    if (combine === undefined) {
      if (plain === undefined) plain = node;
      else {
        const message = `a second ${what}, beside that at ${at(plain, node)}. Give one of them combine="choice" (either may occur) or combine="interleave" (both occur), or take one away.`;
        report(schemaDiagnostic('schema-define-twice', message, node.position));
      }
    } else if (first === undefined) first = { node, combine: trimXmlSpace(combine) };
    else if (first.combine !== trimXmlSpace(combine)) {
      const message = `this ${what} says combine="${trimXmlSpace(combine)}", that at ${at(first.node, node)} combine="${first.combine}": they must say the same.`;
      report(schemaDiagnostic('schema-combine-conflict', message, node.position));
    }
  }
  if (first?.combine === 'interleave') definition.combine = 'interleave';
}

/** Where a node stands, for a message about another: the file only if it is a different one. */
export function at(node: SyntaxNode, from: SyntaxNode): string {
  const { uri, line } = node.position;
  return uri === from.position.uri ? `line ${line}` : `line ${line} of ${displayName(uri)}`;
}
