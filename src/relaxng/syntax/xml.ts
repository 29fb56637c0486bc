/** Reads RELAX NG's XML syntax: parse events to a tree, checked against the full syntax of §3. */
import type { Diagnostic } from '../../diagnostics.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../../xml/events.js';
import { parseXml } from '../../xml/parser.js';
import { isDatatypeLibraryUri, isNCName, isQName, isXmlSpaceOnly, trimXmlSpace } from './lexical.js';
import { displayName, schemaDiagnostic } from './report.js';
import {
  type AttributeForm,
  type ContentModel,
  childRules,
  describeContent,
  ELEMENT_NAMES,
  type ElementRule,
  NAME_CLASSES,
  PATTERNS,
} from './rules.js';
import { ANNOTATIONS_NS, RELAXNG_NS, type SchemaPosition, type SyntaxNode } from './tree.js';

/** A schema file as read. `root` is absent when the file is no RELAX NG at all. */
export interface SyntaxResult {
  readonly root?: SyntaxNode;
  readonly diagnostics: readonly Diagnostic[];
}

const XML_NS = 'http://www.w3.org/XML/1998/namespace';
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
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

/** A node while its children are being read. */
interface OpenNode {
  readonly name: string;
  attributes: ReadonlyMap<string, string>;
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
  /** Attributes of elements that have one only, by the element's rule and the value. */
  readonly #single = new Map<ElementRule, Map<string, ReadonlyMap<string, string>>>();
  /** Depth inside an element that is passed over; 0 when none is. */
  #skipping = 0;
  /** Whose documentation is being read, while inside `a:documentation`. */
  #documented: OpenNode | undefined;

  constructor(uri: string) {
    this.#uri = uri;
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
    else if (!isXmlSpaceOnly(data)) this.#refuseText(frame, data);
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
    if (node.documentation !== undefined) node.documentation = node.documentation.replace(/\s+/g, ' ').trim();
    if (this.#stack.length === 0) this.root = node;
  }

  #open(parent: Frame | undefined, name: string, attributes: readonly XmlAttribute[], rule: ElementRule): void {
    const { line, column } = this.#locator;
    const node: OpenNode = {
      name,
      attributes: NO_ATTRIBUTES,
      children: NO_CHILDREN,
      text: '',
      namespaces: this.#locator.namespaces(),
      baseUri: this.#baseUri(parent, attributes),
      position: { uri: this.#uri, line, column },
    };
    if (attributes.length > 0) this.#readAttributes(node, attributes, rule);
    if (rule.required !== undefined && !node.attributes.has(rule.required)) this.#reportMissing(node, rule);
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
      if (name.local !== 'base' || name.uri !== XML_NS) continue;
      return URL.canParse(value, inherited) ? new URL(value, inherited).href : inherited;
    }
    return inherited;
  }

  #readAttributes(node: OpenNode, attributes: readonly XmlAttribute[], rule: ElementRule): void {
    const [only] = attributes;
    if (attributes.length === 1 && only !== undefined && only.name.uri === '') {
      node.attributes = this.#readOnlyAttribute(node, only, rule);
      return;
    }
    const own = new Map<string, string>();
    for (const attribute of attributes) {
      const { uri, local } = attribute.name;
      if (uri === ANNOTATIONS_NS && local === 'defaultValue') node.defaultValue = attribute.value;
      if (uri !== '' && uri !== RELAXNG_NS) continue;
      if (this.#accepts(node, attribute, rule)) own.set(local, attribute.value);
    }
    if (own.size > 0) node.attributes = own;
  }

  /** Most elements have one attribute, and thousands the same: what was right once is not checked again, nor kept twice. */
  #readOnlyAttribute(node: OpenNode, attribute: XmlAttribute, rule: ElementRule): ReadonlyMap<string, string> {
    const { value } = attribute;
    const { local } = attribute.name;
    let known = this.#single.get(rule);
    if (known === undefined) {
      known = new Map();
      this.#single.set(rule, known);
    }
    const shared = known.get(value);
    if (shared?.has(local)) return shared;
    const before = this.diagnostics.length;
    if (!this.#accepts(node, attribute, rule)) return NO_ATTRIBUTES;
    const made = new Map([[local, value]]);
    if (this.diagnostics.length === before) known.set(value, made);
    return made;
  }

  /** Whether the element has such an attribute; its value is checked, too. */
  #accepts(node: OpenNode, attribute: XmlAttribute, rule: ElementRule): boolean {
    const { uri, local } = attribute.name;
    const form = uri === '' && Object.hasOwn(rule.attributes, local) ? rule.attributes[local] : undefined;
    if (form !== undefined) this.#checkValue(node, attribute, form);
    else if (uri === '' && local === 'datatypeLibrary') this.#checkDatatypeLibrary(attribute);
    else if (uri !== '' || local !== 'ns') {
      this.#refuseAttribute(node, attribute, rule);
      return false;
    }
    return true;
  }

  #checkValue(node: OpenNode, attribute: XmlAttribute, form: AttributeForm): void {
    const value = trimXmlSpace(attribute.value);
    const subject = `the ${attribute.name.local} "${value}" of <${node.name}>`;
    switch (form) {
      case 'qname':
        if (!isQName(value)) {
          this.#reportAt(attribute, 'schema-attribute-value', `${subject} is not a name XML allows. ${NAME_ADVICE}`);
        }
        return;
      case 'ncname':
        if (!isNCName(value)) {
          this.#reportAt(
            attribute,
            'schema-attribute-value',
            `${subject} is not a plain name. ${NAME_ADVICE} A colon may not stand in it.`,
          );
        }
        return;
      case 'combine':
        if (value !== 'choice' && value !== 'interleave') {
          this.#reportAt(
            attribute,
            'schema-attribute-value',
            `${subject} must be "choice" or "interleave": it says how definitions of the same name are joined.`,
          );
        }
    }
  }

  #checkDatatypeLibrary(attribute: XmlAttribute): void {
    if (isDatatypeLibraryUri(attribute.value)) return;
    this.#reportAt(
      attribute,
      'schema-attribute-value',
      `the datatypeLibrary "${attribute.value}" is not a full URI without a fragment. For the XML Schema datatypes write http://www.w3.org/2001/XMLSchema-datatypes.`,
    );
  }

  #ruleOfRoot(name: XmlName): ElementRule | undefined {
    const rule = name.uri === RELAXNG_NS ? PATTERNS.get(name.local) : undefined;
    if (rule === undefined) this.#report('schema-not-relaxng', describeWrongRoot(name));
    return rule;
  }

  /** The rule for a child, or undefined if it is to be passed over: foreign, or refused with a diagnostic. */
  #ruleOfChild(parent: Frame, name: XmlName): ElementRule | undefined {
    if (name.uri !== RELAXNG_NS) {
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
    const message = `"${value}" in <name> is not a name XML allows. ${NAME_ADVICE}`;
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

  #reportMissing(node: OpenNode, rule: ElementRule): void {
    const what: Readonly<Record<string, string>> = {
      name:
        node.name === 'param'
          ? 'what it restricts, such as minInclusive or pattern'
          : `the name that it ${node.name === 'define' ? 'defines' : 'refers to'}`,
      href: 'the address of the file to read',
      type: 'the name of the datatype, such as token or date',
    };
    const required = rule.required ?? '';
    this.diagnostics.push(
      schemaDiagnostic(
        'schema-attribute-missing',
        `<${node.name}> needs the attribute ${required}: ${what[required]}.`,
        node.position,
      ),
    );
  }

  #refuseAttribute(node: OpenNode, attribute: XmlAttribute, rule: ElementRule): void {
    const allowed = [...Object.keys(rule.attributes), 'ns', 'datatypeLibrary'].sort();
    this.#reportAt(
      attribute,
      'schema-attribute-not-allowed',
      `<${node.name}> has no attribute ${display(attribute.name)}; it may have ${allowed.join(', ')}, and attributes of other namespaces as notes.`,
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

  #report(code: string, message: string): void {
    const { line, column } = this.#locator;
    this.diagnostics.push(schemaDiagnostic(code, message, { uri: this.#uri, line, column }));
  }

  #reportAt({ line, column }: XmlAttribute, code: string, message: string): void {
    this.diagnostics.push(schemaDiagnostic(code, message, { uri: this.#uri, line, column }));
  }
}

const NAME_ADVICE =
  'A name begins with a letter or an underscore and goes on with letters, digits, hyphens, full stops and underscores, without spaces.';

const NEEDS_CHILDREN: ReadonlySet<ContentModel> = new Set(['patterns', 'one-pattern', 'element', 'name-classes']);

const display = (name: XmlName): string => (name.prefix === '' ? name.local : `${name.prefix}:${name.local}`);

/** Words from other schema languages, and RELAX NG's own in the wrong case. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  sequence: 'group',
  all: 'interleave',
  any: 'anyName',
  anyElement: 'anyName',
  enumeration: 'value',
  restriction: 'data',
  not: 'except',
  difference: 'except',
  import: 'include',
};

function nearestElementName(word: string): string | undefined {
  const folded = word.toLowerCase();
  for (const name of ELEMENT_NAMES) if (name.toLowerCase() === folded) return name;
  return Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined;
}

/** What a file is that is no schema, where its root tells. */
function describeWrongRoot({ uri, local }: XmlName): string {
  if (uri === RELAXNG_NS) {
    return ELEMENT_NAMES.has(local)
      ? `a schema may not begin with <${local}>: put it into a <grammar>.`
      : `RELAX NG has no <${local}>. A schema begins with <grammar> or <element>.`;
  }
  if (uri === 'http://www.w3.org/2001/XMLSchema') {
    return 'this is an XML Schema (XSD), not RELAX NG: name the file .xsd, or take the .rng version of the schema.';
  }
  if (uri === 'http://www.tei-c.org/ns/1.0') {
    return 'this is a TEI document, not a schema. If it is an ODD customisation, generate a RELAX NG schema (.rng) from it first, for instance with Roma (https://roma.tei-c.org).';
  }
  if (local.toLowerCase() === 'html') {
    return 'this is a web page, not a schema: download the schema file itself (on GitHub, the "Raw" view).';
  }
  if (uri === '' && (PATTERNS.has(local) || local === 'start' || local === 'define')) {
    return `<${local}> is not in RELAX NG's namespace: write <${local} xmlns="${RELAXNG_NS}">.`;
  }
  return `<${local}> is not RELAX NG: a schema in the XML syntax begins with <grammar xmlns="${RELAXNG_NS}">. A schema in the compact syntax needs the file ending .rnc.`;
}
