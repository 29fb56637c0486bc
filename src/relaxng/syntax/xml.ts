/** Reads RELAX NG's XML syntax: parse events to a tree, checked against the full syntax of §3. */
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { displayName } from '../../engine/source.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../../xml/events.js';
import { RELAXNG_NAMESPACE, XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { parseXml } from '../../xml/parser.js';
import { isBlank, trimXmlSpace } from '../../xml/white-space.js';
import { describeWrongRoot, display, NAME_ADVICE, nearestElementName } from './advice.js';
import { AttributeReader } from './attributes.js';
import { isQName } from './lexical.js';
import { schemaDiagnostic } from './report.js';
import {
  type ContentModel,
  childRules,
  describeContent,
  ELEMENT_NAMES,
  type ElementRule,
  NAME_CLASSES,
  PATTERNS,
} from './rules.js';
import { ANNOTATIONS_NS, type SchemaPosition, type SyntaxNode } from './tree.js';

/** A schema file as read. `root` is absent when the file is no RELAX NG at all. */
export interface SyntaxResult {
  readonly root?: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
}

const NO_CHILDREN: readonly SyntaxNode[] = [];

/** Whose `a:documentation` is kept; TEI writes it beside `value` in a `choice`, where it would say nothing of the choice. */
const DOCUMENTED = new Set(['element', 'attribute', 'define']);

/**
 * Reads a schema in the XML syntax. Foreign elements and attributes are passed over where §3 allows
 * them; every other departure from the full syntax is a diagnostic with its line and column.
 *
 * @param source the file: text, or bytes whose encoding the XML parser finds out.
 * @param uri where it comes from: the base of its `href`s and the `uri` of every position.
 */
export function readXmlSyntax(source: string | Uint8Array, uri: string): SyntaxResult {
  const reader = new SchemaReader(uri);
  const { wellFormed } = parseXml(source, reader, { file: displayName(uri) });
  return wellFormed && reader.root !== undefined
    ? { root: reader.root, diagnostics: reader.diagnostics }
    : { diagnostics: reader.diagnostics };
}

/** White space folded; most documentation is one line already, and looking is cheaper than replacing. */
function foldSpace(text: string): string {
  const folded = /[\n\r\t]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text;
  return folded.trim();
}

/** A node while its children are being read. */
interface OpenNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  children: SyntaxNode[] | readonly SyntaxNode[];
  text: string;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly baseUri: string;
  readonly position: SchemaPosition;
  documentation?: string;
  defaultValue?: string;
}

interface Frame {
  readonly node: OpenNode;
  readonly content: ContentModel;
  /** A `name` attribute or a name class has been seen. */
  hasName: boolean;
  patterns: number;
  /** Something was refused here, so what is missing says nothing. */
  refused: boolean;
}

class SchemaReader implements XmlHandler {
  root: SyntaxNode | undefined;
  readonly diagnostics: Diagnostic[] = [];
  readonly #uri: string;
  readonly #stack: Frame[] = [];
  #locator!: XmlLocator;
  readonly #attributes: AttributeReader;
  /** Depth inside an element that is passed over; 0 when none is. */
  #skipping = 0;
  /** Whose documentation is being read, while inside `a:documentation`. */
  #documented: OpenNode | undefined;

  constructor(uri: string) {
    this.#uri = uri;
    this.#attributes = new AttributeReader(uri, (diagnostic) => this.diagnostics.push(diagnostic));
  }

  startDocument(locator: XmlLocator): void {
    this.#locator = locator;
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.#skipping > 0) {
      this.#skipping++;
      return;
    }
    const parent = this.#stack.at(-1);
    const rule = parent === undefined ? this.#ruleOfRoot(name) : this.#ruleOfChild(parent, name);
    if (rule === undefined) this.#skipping = 1;
    else this.#open(parent, name.local, attributes, rule);
  }

  text(data: string): void {
    if (this.#documented !== undefined) {
      this.#documented.documentation = (this.#documented.documentation ?? '') + data;
      return;
    }
    const frame = this.#stack.at(-1);
    if (frame === undefined || this.#skipping > 0) return;
    if (frame.content === 'characters') frame.node.text += data;
    else if (!isBlank(data)) this.#refuseText(frame, data);
  }

  endElement(): void {
    if (this.#skipping > 0) {
      this.#skipping--;
      if (this.#skipping === 0) this.#documented = undefined;
      return;
    }
    const frame = this.#stack.pop();
    if (frame === undefined) return;
    const { node } = frame;
    this.#checkComplete(frame);
    if (node.documentation !== undefined) node.documentation = foldSpace(node.documentation);
    if (this.#stack.length === 0) this.root = node;
  }

  #open(parent: Frame | undefined, name: string, attributes: readonly XmlAttribute[], rule: ElementRule): void {
    const { line, column } = this.#locator;
    const position = { uri: this.#uri, line, column };
    const node: OpenNode = {
      name,
      attributes: this.#attributes.read(name, attributes, rule, position),
      children: NO_CHILDREN,
      text: '',
      namespaces: this.#locator.namespaces(),
      baseUri: this.#baseUri(parent, attributes),
      position,
    };
    if (name === 'attribute') this.#readDefault(node, attributes);
    if (parent !== undefined) {
      if (parent.node.children === NO_CHILDREN) parent.node.children = [];
      (parent.node.children as SyntaxNode[]).push(node);
    }
    const hasName = node.attributes.has('name');
    this.#stack.push({ node, content: rule.content, hasName, patterns: 0, refused: false });
  }

  /** XML Base applies to every element; a base that is no URI leaves things as they are. */
  #baseUri(parent: Frame | undefined, attributes: readonly XmlAttribute[]): string {
    const inherited = parent === undefined ? this.#uri : parent.node.baseUri;
    for (const { name, value } of attributes) {
      if (name.local !== 'base' || name.uri !== XML_NAMESPACE) continue;
      return URL.canParse(value, inherited) ? new URL(value, inherited).href : inherited;
    }
    return inherited;
  }

  #readDefault(node: OpenNode, attributes: readonly XmlAttribute[]): void {
    for (const { name, value } of attributes) {
      if (name.local === 'defaultValue' && name.uri === ANNOTATIONS_NS) node.defaultValue = value;
    }
  }

  #ruleOfRoot(name: XmlName): ElementRule | undefined {
    const rule = name.uri === RELAXNG_NAMESPACE ? PATTERNS.get(name.local) : undefined;
    if (rule === undefined) this.#report('schema-not-relaxng', describeWrongRoot(name));
    return rule;
  }

  /** The rule for a child, or undefined if it is to be passed over: foreign, or refused with a diagnostic. */
  #ruleOfChild(parent: Frame, name: XmlName): ElementRule | undefined {
    if (name.uri !== RELAXNG_NAMESPACE) {
      this.#foreignChild(parent, name);
      return undefined;
    }
    const { local } = name;
    const { content } = parent;
    if ((content === 'element' || content === 'attribute') && !parent.hasName) {
      parent.hasName = true;
      const nameClass = NAME_CLASSES.get(local);
      if (nameClass !== undefined) return nameClass;
      if (PATTERNS.has(local)) this.#reportNameless(parent.node);
    }
    const rule = childRules(content).get(local);
    const reason = rule === undefined ? this.#whyUnknown(parent, local) : this.#whyTooMany(parent, local);
    if (reason === undefined) return rule;
    parent.refused = true;
    this.#report('schema-child-not-allowed', reason);
    return undefined;
  }

  #foreignChild(parent: Frame, name: XmlName): void {
    if (parent.content === 'characters') {
      parent.refused = true;
      this.#report(
        'schema-child-not-allowed',
        `<${parent.node.name}> holds characters only; move <${display(name)}> out of it, for instance in front of it.`,
      );
    } else if (name.local === 'documentation' && name.uri === ANNOTATIONS_NS && DOCUMENTED.has(parent.node.name)) {
      this.#documented = parent.node;
      if (parent.node.documentation !== undefined) parent.node.documentation += ' ';
    }
  }

  #whyUnknown(parent: Frame, local: string): string {
    const { node, content } = parent;
    if (!ELEMENT_NAMES.has(local)) {
      const near = nearestElementName(local);
      return `RELAX NG has no <${local}>${near === undefined ? '' : `; is <${near}> meant?`} Here, <${node.name}> holds ${describeContent(content)}.`;
    }
    if (content === 'element' || content === 'attribute') {
      return `<${local}> may not stand here: this <${node.name}> has its name already, and what follows are patterns. Take one of the two away; to allow several names, put them in one <choice> in the place of the name.`;
    }
    return `<${local}> may not stand in <${node.name}>: it holds ${describeContent(content)}.`;
  }

  /** The order and number that a content model asks for; counts the child. */
  #whyTooMany(parent: Frame, local: string): string | undefined {
    const { node, content } = parent;
    const before = parent.patterns;
    if (content === 'data') {
      if (before > 0) {
        return `<${local}> may not follow <except>: <data> holds any number of <param>, then at most one <except>. Put what is excepted into one <except>.`;
      }
      if (local === 'except') parent.patterns = 1;
      return undefined;
    }
    parent.patterns = before + 1;
    if (before === 0) return undefined;
    switch (content) {
      case 'one-pattern':
      case 'attribute':
        return `<${node.name}> holds only one pattern, and <${local}> is one more: put them together in a <group>, <choice> or <interleave>.`;
      case 'name-except':
        return `<${node.name}> holds only one <except>: put all that is excepted into it.`;
      default:
        return undefined;
    }
  }

  #checkComplete(frame: Frame): void {
    const { node, content } = frame;
    if (content === 'characters') {
      if (node.name === 'name' && !frame.refused) this.#checkNameText(node);
      return;
    }
    if ((content === 'element' || content === 'attribute') && !frame.hasName && !frame.refused) {
      this.#reportNameless(node);
    } else if (frame.patterns === 0 && !frame.refused && NEEDS_CHILDREN.has(content)) {
      this.diagnostics.push(
        schemaDiagnostic(
          'schema-child-missing',
          content === 'element'
            ? `this <element> says nothing of its content: add a pattern, <empty/> if it has none, <text/> if it holds text.`
            : `<${node.name}> is empty: it holds ${describeContent(content)}.`,
          node.position,
        ),
      );
    }
  }

  #checkNameText(node: OpenNode): void {
    const value = trimXmlSpace(node.text);
    if (isQName(value)) return;
    const message = `"${value}" in <name> is not a name that XML allows. ${NAME_ADVICE}`;
    this.diagnostics.push(schemaDiagnostic('schema-attribute-value', message, node.position));
  }

  #reportNameless(node: OpenNode): void {
    this.diagnostics.push(
      schemaDiagnostic(
        'schema-child-missing',
        `this <${node.name}> has no name: give it a name attribute, or a name class (<name>, <anyName>, <nsName> or a <choice> of them) as its first child.`,
        node.position,
      ),
    );
  }

  #refuseText(frame: Frame, data: string): void {
    if (!frame.refused) {
      const quoted = data.trim().slice(0, 30);
      this.#report(
        'schema-text-not-allowed',
        `text ("${quoted}") may not stand in <${frame.node.name}>. A fixed text that documents must have is written <value>…</value>; a remark belongs in a comment <!-- … --> or in a:documentation.`,
      );
    }
    frame.refused = true;
  }

  #report(code: Code, message: string): void {
    const { line, column } = this.#locator;
    this.diagnostics.push(schemaDiagnostic(code, message, { uri: this.#uri, line, column }));
  }
}

const NEEDS_CHILDREN: ReadonlySet<ContentModel> = new Set(['patterns', 'one-pattern', 'element', 'name-classes']);
