/** From a loaded schema to patterns. */
import type { Diagnostic } from '../../diagnostics.js';
import { PatternBuilder, PatternLimitError } from '../pattern/builder.js';
import type { ElementPattern, Pattern } from '../pattern/pattern.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import { TooManyIncludesError } from './grammar.js';
import { checkRestrictions } from './restrictions.js';
import { EMPTY_CONTENT, OCCURS, type Simple, type SimpleElement } from './simple.js';
import { simplify } from './simplify.js';

/** A schema as the matcher takes it. With an error among the diagnostics, `start` is not to be matched against. */
export interface CompiledGrammar {
  readonly start: Pattern;
  readonly builder: PatternBuilder;
  /** In the order of the schema's files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Simplifies a schema (§4), checks its restrictions (§7) and makes its patterns. Never throws: whatever is
 * wrong with the schema is in `diagnostics`.
 *
 * @param references the root of the file that each `include` and `externalRef` means, as `loadSyntax` gives it.
 */
export function compileGrammar(
  root: SyntaxNode,
  references: ReadonlyMap<SyntaxNode, SyntaxNode> = new Map(),
  builder: PatternBuilder = new PatternBuilder(),
): CompiledGrammar {
  const findings = new Map<string, Diagnostic>();
  let hasErrors = false;
  const report = (diagnostic: Diagnostic): void => {
    // A file referred to twice is simplified twice.
    const { severity, code, file, line, column, message } = diagnostic;
    hasErrors ||= severity === 'error';
    findings.set([code, file, line, column, message].join('\n'), diagnostic);
  };
  let start: Pattern = builder.notAllowed;
  try {
    const simplified = simplify(root, references, report);
    checkRestrictions(simplified, report);
    if (!hasErrors) start = new PatternMaker(builder).make(simplified);
  } catch (error) {
    if (error instanceof RangeError) report(schemaDiagnostic('schema-too-deep', TOO_DEEP, root.position));
    else if (error instanceof PatternLimitError || error instanceof TooManyIncludesError) {
      report(schemaDiagnostic('schema-too-large', TOO_LARGE, root.position));
    } else throw error;
  }
  return { start, builder, diagnostics: [...findings.values()].sort(byPlace) };
}

const TOO_DEEP =
  'the patterns of this schema are nested thousands of levels deep, more than can be followed. Such schemas are made by programs: let it write one <choice> or <group> with many children, not one within the other.';

const TOO_LARGE =
  'this schema means millions of patterns, more than can be kept. Mostly that is one file included, or one definition used, many times within itself over several levels: refer to it once.';

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const files = (a.file ?? '') < (b.file ?? '') ? -1 : (a.file ?? '') > (b.file ?? '') ? 1 : 0;
  return files || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Makes each part's pattern once; the contents of elements after the rest, since they are recursive. */
class PatternMaker {
  readonly #builder: PatternBuilder;
  readonly #pending: { readonly pattern: ElementPattern; readonly element: SimpleElement }[] = [];

  constructor(builder: PatternBuilder) {
    this.#builder = builder;
  }

  make(start: Simple): Pattern {
    const made = this.#pattern(start);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const { pattern, element } = next;
      if (element.content !== undefined) pattern.content = this.#pattern(element.content);
    }
    return made;
  }

  #pattern(node: Simple): Pattern {
    node.pattern ??= this.#build(node);
    return node.pattern;
  }

  #build(node: Simple): Pattern {
    const builder = this.#builder;
    switch (node.kind) {
      case 'empty':
        return builder.empty;
      case 'notAllowed':
        return builder.notAllowed;
      case 'text':
        return builder.text;
      case 'choice':
        return builder.choiceOf(node.members.map((member) => this.#pattern(member)));
      case 'group':
        // From the right, for that is how the builder nests them.
        return this.#inSharingOrder(node.members).reduceRight((rest, member) => builder.group(member, rest));
      case 'interleave':
        return this.#members(node.members).reduceRight((rest, member) => builder.interleave(member, rest));
      case 'oneOrMore':
        return builder.oneOrMore(this.#pattern(node.operand));
      case 'list':
        return builder.list(this.#pattern(node.operand));
      case 'data':
        return builder.data(node.datatype, node.except === undefined ? undefined : this.#pattern(node.except));
      case 'value':
        return builder.value(node.datatype, node.lexical, node.namespaces);
      case 'attribute':
        return builder.attribute(node.nameClass, this.#pattern(node.operand), {
          documentation: node.source.documentation,
        });
      case 'element':
        return this.#element(node);
    }
  }

  #members(members: readonly Simple[]): Pattern[] {
    return members.map((member) => this.#pattern(member));
  }

  /**
   * The members of a group with its attributes, whose order means nothing, at the end, and the largest class of
   * them last: elements that have a class in common then share the patterns for it.
   */
  #inSharingOrder(members: readonly Simple[]): Pattern[] {
    const content: Pattern[] = [];
    const attributes: Pattern[] = [];
    for (const member of members) {
      const isAttributes = (member.flags & OCCURS.attribute) !== 0 && member.contentType === EMPTY_CONTENT;
      (isAttributes ? attributes : content).push(this.#pattern(member));
    }
    if (attributes.length > 1) attributes.sort((a, b) => lengthOf(a) - lengthOf(b));
    return content.length === 0 ? attributes : content.concat(attributes);
  }

  #element(element: SimpleElement): Pattern {
    const { nameClass, documentation, source } = element;
    const pattern = this.#builder.element(nameClass, { documentation, position: source.position });
    this.#pending.push({ pattern, element });
    return pattern;
  }
}

/** How many patterns a group is a list of. */
function lengthOf(pattern: Pattern): number {
  let length = 1;
  for (let rest = pattern; rest.kind === 'group'; rest = rest.right) length++;
  return length;
}
