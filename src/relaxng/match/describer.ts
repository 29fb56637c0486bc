import type { Budget } from '../../budget.js';
import type { Code } from '../../codes/index.js';
import type { NamespaceLookup } from '../../datatypes/types.js';
import { nearest, Suggestions } from '../../nearest.js';
import { shortened } from '../../shown.js';
import type { XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Alphabet } from '../pattern/alphabet.js';
import type { PatternBuilder } from '../pattern/builder.js';
import {
  attributePatterns,
  childElements,
  expectations,
  requiredAttributes,
  requiredBefore,
  requiredElements,
  valueExpectations,
} from '../pattern/expectations.js';
import { contains, isOpen, listedNames, type Name, type NameClass } from '../pattern/name-class.js';
import { type ElementPattern, HAS_TEXT, type Pattern } from '../pattern/pattern.js';
import type { SchemaIndex } from '../pattern/schema-index.js';
import { listFault, valueFaults } from '../pattern/value-faults.js';
import type { Finding } from './findings.js';
import * as messages from './messages.js';
import { type ElementPath, written } from './path.js';

/** What a finding says once it has words. */
export interface Description {
  readonly code: Code;
  readonly message: string;
  readonly expected: readonly string[];
  readonly documentation: string | undefined;
  /** Of a wrong attribute, the one probably meant. */
  readonly meant?: string | undefined;
}

/** Of a list of values, which may be a thesaurus. */
const MOST_EXPECTED = 1000;

/** Slips come in series: so many are kept in words before all are dropped. */
const MAX_DESCRIBED = 1000;

/** What may come next, in words and as a list. */
interface PlaceFacts extends messages.NextFacts {
  readonly expected: readonly string[];
  /** Local names of the elements, by namespace: what a misspelt name may mean. */
  readonly locals: ReadonlyMap<string, readonly string[]>;
}

/** What is near: names of its namespace are written as it is. */
type Home = Pick<XmlName, 'uri' | 'prefix'>;

const BARE: Home = { uri: '', prefix: '' };

const NO_NAMES: readonly string[] = [];

/** What TEI P4 and HTML write without the prefix. */
const OF_XML = new Set(['id', 'lang', 'space', 'base']);

/** Attributes that an element may still take. */
interface AttributeNames {
  readonly names: readonly string[];
  readonly expected: readonly string[];
}

interface AllowedValues {
  readonly values: readonly string[];
  readonly descriptions: readonly string[];
  readonly expected: readonly string[];
}

/** Prefixes in scope where the finding is, prefix to namespace. */
type Prefixes = () => ReadonlyMap<string, string>;

/** Finds the words for findings, with the schema's help. Only errors pay for it. */
export class Describer {
  private readonly described = new Map<string, Description>();
  private readonly suggestions: Suggestions;
  /** What is the same for all slips at a place: a document may have as many as it has tags. */
  private readonly places = new Map<string, PlaceFacts>();
  private readonly valueFacts = new Map<Pattern, AllowedValues>();
  private readonly childClasses = new Map<Pattern, readonly NameClass[]>();
  private readonly attributeClasses = new Map<Pattern, readonly NameClass[]>();
  private readonly attributeFacts = new Map<Pattern, AttributeNames>();

  constructor(
    private readonly builder: PatternBuilder,
    private readonly index: SchemaIndex,
    private readonly alphabet: Alphabet,
    private readonly path: ElementPath,
    private readonly prefixes: Prefixes,
    private readonly namespaces: NamespaceLookup,
    private readonly budget: Budget,
  ) {
    this.suggestions = new Suggestions(budget);
  }

  /**
   * Undefined if the finding is but another side of one described before.
   *
   * @param meant what wrong attributes of the same tag were said to mean: they are not missing as well
   */
  describe(finding: Finding, meant: readonly string[]): Description | undefined {
    const key = this.keyOf(finding, meant);
    const known = this.described.get(key);
    if (known !== undefined) return known;
    const description = this.describeAnew(finding, meant);
    if (this.described.size >= MAX_DESCRIBED) this.described.clear();
    if (description !== undefined) this.described.set(key, description);
    return description;
  }

  /** All that a description is made of, but for the document's prefixes, which hardly ever change within it. */
  private keyOf(finding: Finding, meant: readonly string[]): string {
    const { path } = this;
    const pattern = 'state' in finding ? finding.state.id : 'value' in finding ? finding.value.id : 0;
    const parts = [
      finding.kind,
      pattern,
      keyOfName(path.element()),
      keyOfName(path.element(1)),
      keyOfName(path.lastChild(1)),
    ];
    if ('attribute' in finding) parts.push(keyOfName(finding.attribute.name));
    if (finding.kind === 'attribute-value-invalid') parts.push(finding.attribute.value);
    else if (finding.kind === 'text-invalid') parts.push(finding.text);
    else if (finding.kind === 'attribute-missing') parts.push(...meant);
    return parts.join('\n');
  }

  private describeAnew(finding: Finding, meant: readonly string[]): Description | undefined {
    switch (finding.kind) {
      case 'schema-allows-nothing':
        return { code: finding.kind, message: messages.schemaAllowsNothing(), expected: [], documentation: undefined };
      case 'element-unknown':
        return this.elementUnknown(finding.name, finding.state);
      case 'element-not-allowed':
        return this.elementNotAllowed(finding.name, finding.state);
      case 'element-not-allowed-yet':
        return this.elementNotAllowedYet(finding.name, finding.state);
      case 'element-incomplete':
        return this.elementIncomplete(finding.state);
      case 'attribute-missing':
        return this.attributeMissing(finding.state, meant);
      case 'attribute-not-allowed':
        return this.attributeNotAllowed(finding.attribute.name, finding.state);
      case 'attribute-value-invalid':
        return this.wrongValue(finding.kind, written(finding.attribute.name), finding.attribute.value, finding.value);
      case 'text-not-allowed':
        return this.textNotAllowed(finding.state);
      case 'text-invalid':
        return this.wrongValue(finding.kind, undefined, finding.text, finding.state);
    }
  }

  private wrongValue(code: Code, attribute: string | undefined, value: string, pattern: Pattern): Description {
    const element = this.path.element()!;
    const { values, descriptions, expected } = this.allowedValues(pattern);
    const fault = listFault(this.builder, pattern, value, this.namespaces);
    const wrong = fault?.kind === 'item' ? fault.item : value.trim();
    // Where there is no choice, the one value is named already.
    const isChoice = values.length + descriptions.length > 1;
    const nearest = isChoice ? this.suggestions.nearest(wrong, values) : undefined;
    const reasons = valueFaults(this.builder, pattern, fault?.kind === 'item' ? wrong : value, this.namespaces);
    const rules = descriptions.map((description) => reasons.unmet.get(description) ?? description);
    const facts = { values, descriptions: rules, nearest, wrong, fault, ...reasons };
    const what = attribute === undefined ? messages.textOf(written(element)) : messages.attributeOf(attribute);
    return this.onElement(code, messages.wrongValue(what, value.trim(), facts), expected, element);
  }

  private elementUnknown(name: XmlName, state: Pattern): Description {
    const facts = this.next(state, this.path.element(1), name);
    const { expected } = facts;
    const elsewhere = this.index.elementCalled(name.local);
    if (elsewhere !== undefined && name.uri === '') {
      const root = written(this.path.element(this.path.depth - 1) ?? name);
      const message = messages.elementInNoNamespace(written(name), elsewhere.uri, root);
      return this.onElement('element-in-no-namespace', message, expected, elsewhere);
    }
    if (elsewhere !== undefined && !this.alphabet.knowsNamespace(name.uri)) {
      const alike = looksLike(name.uri, elsewhere.uri);
      const message = messages.elementInWrongNamespace(written(name), name.uri, elsewhere.uri, alike);
      return this.onElement('element-in-wrong-namespace', message, expected, elsewhere);
    }
    // What may not stand here is no help, however near it is.
    const meant = this.suggestions.nearest(name.local, facts.locals.get(name.uri) ?? NO_NAMES);
    const shown = meant === undefined ? undefined : written({ ...name, local: meant });
    const message = messages.elementUnknown(written(name), shown, facts);
    return this.onElement('element-unknown', message, expected, { uri: name.uri, local: meant ?? '' });
  }

  private elementNotAllowed(name: XmlName, state: Pattern): Description {
    // A wildcard may take any name somewhere; to the writer the name is unknown all the same.
    if (this.index.elementsListing(name.uri, name.local).length === 0) return this.elementUnknown(name, state);
    const parent = this.path.element(1);
    const facts = this.next(state, parent, name);
    if (parent === undefined) {
      const message = messages.rootNotAllowed(written(name), facts.elements);
      return this.onElement('element-not-allowed', message, facts.expected, name);
    }
    const lastChild = this.path.lastChild(1);
    const places = {
      parents: this.names(this.index.parentsOf(name.uri, name.local), name),
      elsewhereInParent: this.mayHold(parent, name),
      lastChild: lastChild === undefined ? undefined : written(lastChild),
    };
    const message = messages.elementNotAllowed(written(name), written(parent), places, facts);
    return this.onElement('element-not-allowed', message, facts.expected, name);
  }

  private elementNotAllowedYet(name: XmlName, state: Pattern): Description {
    const parent = this.path.element(1);
    const facts = this.next(state, parent, name);
    const missing = this.names(requiredBefore(state, name), name);
    const message = messages.elementNotAllowedYet(
      written(name),
      parent === undefined ? 'the document' : written(parent),
      missing,
      facts,
    );
    return this.onElement('element-not-allowed-yet', message, facts.expected, name);
  }

  private elementIncomplete(state: Pattern): Description {
    const element = this.path.element()!;
    const facts = this.next(state, element, element);
    const missing = this.names(requiredElements(state), element);
    const message = messages.elementIncomplete(written(element), missing, facts);
    return this.onElement('element-incomplete', message, facts.expected, element);
  }

  private attributeMissing(state: Pattern, meant: readonly string[]): Description | undefined {
    const element = this.path.element()!;
    const required = this.names(requiredAttributes(state), BARE);
    const missing = required.filter((name) => !meant.includes(name));
    if (required.length > 0 && missing.length === 0) return undefined;
    const possible = this.attributesOf(state);
    const expected = missing.length > 0 ? missing.map((name) => `@${name}`) : possible.expected;
    return this.onElement(
      'attribute-missing',
      messages.attributeMissing(written(element), missing, possible.names),
      expected,
      element,
    );
  }

  private attributeNotAllowed(name: XmlName, state: Pattern): Description {
    const element = this.path.element()!;
    const { names: possible, expected } = this.attributesOf(state);
    const conflicts = this.index
      .elementsListing(element.uri, element.local)
      .some(({ content }) => this.takesAttribute(content, name));
    const facts = {
      nearest: this.attributeMeant(name, state, possible),
      owners: this.index.ownersOfAttribute(name.uri, name.local),
      possible,
      conflicts,
    };
    const message = messages.attributeNotAllowed(written(name), written(element), facts);
    return { ...this.onElement('attribute-not-allowed', message, expected, element), meant: facts.nearest };
  }

  private attributeMeant(name: XmlName, state: Pattern, possible: readonly string[]): string | undefined {
    const isHabit = name.uri === '' && OF_XML.has(name.local);
    if (isHabit && this.takesAttribute(state, { ...name, uri: XML_NAMESPACE })) return `xml:${name.local}`;
    return this.suggestions.nearest(written(name), possible);
  }

  private takesAttribute(content: Pattern, { uri, local }: XmlName): boolean {
    return remembered(this.attributeClasses, content, () =>
      [...attributePatterns(content)].map(({ nameClass }) => nameClass),
    ).some((nameClass) => contains(nameClass, uri, local));
  }

  private textNotAllowed(state: Pattern): Description {
    const element = this.path.element()!;
    const facts = this.next(state, element, element);
    const message = messages.textNotAllowed(written(element), this.wrapper(state, element), facts);
    return this.onElement('text-not-allowed', message, facts.expected, element);
  }

  /** An element that may come next and may hold text: the plainest that there is. */
  private wrapper(state: Pattern, home: Home): string | undefined {
    const holders = expectations(state).elements.filter(({ content }) => (content.flags & HAS_TEXT) !== 0);
    const names = this.names(
      holders.flatMap(({ nameClass }) => listedNames(nameClass)),
      home,
    );
    const plain = ['p', 'ab', 'head'].map((local) => (home.prefix === '' ? local : `${home.prefix}:${local}`));
    return plain.find((name) => names.includes(name)) ?? names[0];
  }

  private next(state: Pattern, open: XmlName | undefined, near: XmlName): PlaceFacts {
    const key = `${state.id} ${keyOfName(open)} ${open === undefined ? keyOfName(near) : ''}`;
    return remembered(this.places, key, () => {
      const { elements, text, end } = expectations(state);
      const listed = elements.flatMap(({ nameClass }) => listedNames(nameClass));
      const names = this.names(listed, open ?? near);
      const facts = { elements: names, text, end: end && open !== undefined ? written(open) : undefined };
      return { ...facts, expected: expectedNext(facts), locals: localsByNamespace(listed) };
    });
  }

  private allowedValues(pattern: Pattern): AllowedValues {
    return remembered(this.valueFacts, pattern, () => {
      const found = valueExpectations(pattern);
      const values = [...found.values].sort();
      const listed = [...values, ...found.descriptions].sort().slice(0, MOST_EXPECTED);
      return { values, descriptions: found.descriptions, expected: listed.map((word) => shortened(word)) };
    });
  }

  private attributesOf(state: Pattern): AttributeNames {
    return remembered(this.attributeFacts, state, () => {
      const listed = [...attributePatterns(state)].flatMap(({ nameClass }) => listedNames(nameClass));
      const names = this.names(listed, BARE);
      return { names, expected: names.map((name) => `@${name}`) };
    });
  }

  private mayHold(parent: XmlName, child: XmlName): boolean {
    return this.index
      .elementsNamed(parent.uri, parent.local)
      .some(({ content }) =>
        remembered(this.childClasses, content, () =>
          [...childElements(content)].flatMap(({ nameClass }) => (isOpen(nameClass) ? [] : [nameClass])),
        ).some((nameClass) => contains(nameClass, child.uri, child.local)),
      );
  }

  /** Names as this document would write them, sorted: those in the namespace of `home` as that is written, others with the document's prefix, else the schema's, else the namespace. */
  private names(names: readonly Name[], home: Home): string[] {
    const bindings = names.some(({ uri }) => uri !== home.uri) ? this.bindings() : [];
    const write = ({ uri, local }: Name): string => {
      if (uri === home.uri) return home.prefix === '' ? local : `${home.prefix}:${local}`;
      if (uri === XML_NAMESPACE) return `xml:${local}`;
      const prefix = bindings.find(([prefix, bound]) => prefix !== '' && bound === uri)?.[0];
      if (prefix !== undefined) return `${prefix}:${local}`;
      const ofSchema = this.index.prefixOf(uri);
      const isFree = ofSchema !== undefined && !bindings.some(([bound]) => bound === ofSchema);
      if (uri === '') return local;
      return isFree ? `${ofSchema}:${local}` : `{${uri}}${local}`;
    };
    return [...new Set(names.map((name) => shortened(write(name))))].sort();
  }

  /** None where that would take long: a document may declare prefixes without end. */
  private bindings(): readonly (readonly [prefix: string, uri: string])[] {
    if (this.budget.left('comparisons') <= 0) return [];
    const bindings = [...this.prefixes()];
    return this.budget.affords('comparisons', bindings.length) ? bindings : [];
  }

  private onElement(
    code: Code,
    message: string,
    expected: readonly string[],
    name: { uri: string; local: string },
  ): Description {
    return { code, message, expected, documentation: this.documentationOf(name) };
  }

  private documentationOf(name: { uri: string; local: string }): string | undefined {
    const documented = (element: ElementPattern): boolean => element.documentation !== undefined;
    return this.index.elementsListing(name.uri, name.local).find(documented)?.documentation;
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= MAX_DESCRIBED) known.clear();
    value = make();
    known.set(key, value);
  }
  return value;
}

function localsByNamespace(names: readonly Name[]): ReadonlyMap<string, readonly string[]> {
  const locals = new Map<string, string[]>();
  for (const { uri, local } of names) {
    const known = locals.get(uri);
    if (known === undefined) locals.set(uri, [local]);
    else known.push(local);
  }
  return locals;
}

function expectedNext({ elements, text, end }: messages.NextFacts): string[] {
  return [...elements, ...(text ? ['#text'] : []), ...(end === undefined ? [] : [`</${end}>`])].sort();
}

function keyOfName(name: XmlName | undefined): string {
  return name === undefined ? '' : `${name.prefix}:${name.local} ${name.uri}`;
}

/** The same address but for case, a slash at the end, http or https? */
function looksLike(a: string, b: string): boolean {
  const bare = (uri: string): string =>
    uri
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/$/, '')
      .trim();
  return bare(a) === bare(b) || nearest(a, [b]) !== undefined;
}
