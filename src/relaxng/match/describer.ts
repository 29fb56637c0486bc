import type { Budget } from '../../budget.js';
import type { Code } from '../../codes/index.js';
import type { NamespaceLookup } from '../../datatypes/types.js';
import { nearest, Suggestions } from '../../nearest.js';
import type { XmlName } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import type { Alphabet } from '../pattern/alphabet.js';
import type { PatternBuilder } from '../pattern/builder.js';
import {
  attributePatterns,
  childElements,
  expectations,
  neededFirst,
  requiredAttributes,
  requiredBefore,
  requiredElements,
} from '../pattern/expectations.js';
import { contains, isOpen, listedNames, type Name, type NameClass } from '../pattern/name-class.js';
import { type ElementPattern, HAS_TEXT, type Pattern } from '../pattern/pattern.js';
import type { SchemaIndex } from '../pattern/schema-index.js';
import { Echoes } from './echoes.js';
import type { Finding } from './findings.js';
import * as messages from './messages.js';
import { BARE, type Home, Namer, type Prefixes } from './namer.js';
import { type ElementPath, written } from './path.js';
import { MAX_REMEMBERED, remembered } from './remembered.js';
import { ValueDescriber } from './value-describer.js';
import { attributeOf, textOf } from './value-messages.js';

/** What a finding says once it has words. */
export interface Description {
  readonly code: Code;
  readonly message: string;
  readonly expected: readonly string[];
  readonly documentation: string | undefined;
  /** Of a wrong attribute, the one probably meant. */
  readonly meant?: string | undefined;
}

/** What may come next, in words and as a list. */
interface PlaceFacts extends messages.NextFacts {
  readonly expected: readonly string[];
  readonly listed: readonly Name[];
  /** Local names of the elements, by namespace: what a misspelt name may mean. */
  readonly locals: ReadonlyMap<string, readonly string[]>;
}

type ElementName = Pick<Name, 'uri' | 'local'>;

const NO_NAMES: readonly string[] = [];
const NOTHING: ElementName = { uri: '', local: '' };

/** What TEI P4 and HTML write without the prefix. */
const OF_XML = new Set(['id', 'lang', 'space', 'base']);

/** What holds text in TEI and elsewhere, the commonest first. */
const PLAIN = ['p', 'ab', 'item', 'l', 'cell', 'head'];

/** Attributes that an element may still take. */
interface AttributeNames {
  readonly names: readonly string[];
  readonly expected: readonly string[];
}

/** Finds the words for findings, with the schema's help. Only errors pay for it. */
export class Describer {
  private readonly described = new Map<string, Description>();
  private readonly suggestions: Suggestions;
  private readonly namer: Namer;
  private readonly echoes: Echoes;
  private readonly values: ValueDescriber;
  /** What is the same for all slips at a place: a document may have as many as it has tags. */
  private readonly places = new Map<string, PlaceFacts>();
  private readonly childClasses = new Map<Pattern, readonly NameClass[]>();
  private readonly attributeClasses = new Map<Pattern, readonly NameClass[]>();
  private readonly attributeFacts = new Map<Pattern, AttributeNames>();

  constructor(
    builder: PatternBuilder,
    private readonly index: SchemaIndex,
    private readonly alphabet: Alphabet,
    private readonly path: ElementPath,
    prefixes: Prefixes,
    namespaces: NamespaceLookup,
    budget: Budget,
  ) {
    this.suggestions = new Suggestions(budget);
    this.namer = new Namer(index, prefixes, budget);
    this.echoes = new Echoes(path);
    this.values = new ValueDescriber(builder, namespaces, this.suggestions, budget);
  }

  /**
   * Undefined if the finding is but another side of one described before.
   *
   * @param meant what wrong attributes of the same tag were said to mean: they are not missing as well
   */
  describe(finding: Finding, meant: readonly string[]): Description | undefined {
    if (this.echoes.isEcho(finding)) return undefined;
    const key = this.keyOf(finding, meant);
    const known = this.described.get(key);
    if (known !== undefined) return known;
    const description = this.describeAnew(finding, meant);
    if (this.described.size >= MAX_REMEMBERED) this.described.clear();
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
      keyOfName(path.lastChild(finding.kind === 'element-incomplete' ? 0 : 1)),
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
    const what = attribute === undefined ? textOf(written(element)) : attributeOf(attribute);
    const { message, expected } = this.values.describe(what, value, pattern);
    return this.onElement(code, message, expected, element);
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
    if (name.uri !== '' && !this.alphabet.knowsNamespace(name.uri)) {
      return this.onElement('element-unknown', messages.namespaceUnknown(written(name), name.uri), expected, name);
    }
    // What may not stand here is no help, however near it is.
    const namesake = facts.listed.find(({ uri, local }) => local === name.local && uri !== name.uri);
    const local = this.suggestions.nearest(name.local, facts.locals.get(name.uri) ?? NO_NAMES);
    const near = local === undefined ? undefined : { uri: name.uri, local };
    const meant = namesake ?? near;
    const shown = meant === undefined ? undefined : this.namer.names([{ kind: 'name', ...meant }], name)[0];
    const message = messages.elementUnknown(written(name), shown, facts);
    return this.onElement('element-unknown', message, expected, meant ?? NOTHING);
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
      parents: this.namer.names(this.index.parentsOf(name.uri, name.local), name),
      elsewhereInParent: this.mayHold(parent, name),
      lastChild: lastChild === undefined ? undefined : written(lastChild),
    };
    const message = messages.elementNotAllowed(written(name), written(parent), places, facts);
    return this.onElement('element-not-allowed', message, facts.expected, name);
  }

  private elementNotAllowedYet(name: XmlName, state: Pattern): Description {
    const parent = this.path.element(1);
    const facts = this.next(state, parent, name);
    const missing = this.namer.names(requiredBefore(state, name), name);
    const needed = this.needed(state, name, name);
    const place = parent === undefined ? 'the document' : written(parent);
    const message = messages.elementNotAllowedYet(written(name), place, { missing, needed });
    return this.onElement('element-not-allowed-yet', message, facts.expected, name);
  }

  private elementIncomplete(state: Pattern): Description {
    const element = this.path.element()!;
    const facts = this.next(state, element, element);
    const missing = this.namer.names(requiredElements(state), element);
    const lastChild = this.path.lastChild();
    // A wrong one is better not named again.
    const last = lastChild !== undefined && this.mayHold(element, lastChild) ? written(lastChild) : undefined;
    const needed = this.needed(state, element);
    const message = messages.elementIncomplete(written(element), { missing, needed }, last);
    return this.onElement('element-incomplete', message, facts.expected, element);
  }

  private needed(state: Pattern, home: Home, name?: XmlName): string[] {
    const listed = [...neededFirst(state, name)].flatMap(({ nameClass }) => listedNames(nameClass));
    return this.namer.names(listed, home);
  }

  private attributeMissing(state: Pattern, meant: readonly string[]): Description | undefined {
    const element = this.path.element()!;
    const required = this.namer.names(requiredAttributes(state), BARE);
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
    // The same name in another namespace.
    const prefixed = possible.find((other) => other.endsWith(`:${name.local}`));
    if (prefixed !== undefined) return prefixed;
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
    const names = this.namer.names(
      holders.flatMap(({ nameClass }) => listedNames(nameClass)),
      home,
    );
    const required = this.namer.names(requiredElements(state), home);
    const plain = PLAIN.map((local) => (home.prefix === '' ? local : `${home.prefix}:${local}`));
    return [...required, ...plain].find((name) => names.includes(name)) ?? names[0];
  }

  private next(state: Pattern, open: XmlName | undefined, near: XmlName): PlaceFacts {
    const key = `${state.id} ${keyOfName(open)} ${open === undefined ? keyOfName(near) : ''}`;
    return remembered(this.places, key, () => {
      const { elements, text, end } = expectations(state);
      const listed = elements.flatMap(({ nameClass }) => listedNames(nameClass));
      const names = this.namer.names(listed, open ?? near);
      const facts = { elements: names, text, end: end && open !== undefined ? written(open) : undefined };
      return { ...facts, expected: expectedNext(facts), listed, locals: localsByNamespace(listed) };
    });
  }

  private attributesOf(state: Pattern): AttributeNames {
    return remembered(this.attributeFacts, state, () => {
      const listed = [...attributePatterns(state)].flatMap(({ nameClass }) => listedNames(nameClass));
      const names = this.namer.names(listed, BARE);
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

  private onElement(code: Code, message: string, expected: readonly string[], name: ElementName): Description {
    return { code, message: this.namer.explained(message), expected, documentation: this.documentationOf(name) };
  }

  private documentationOf(name: ElementName): string | undefined {
    const documented = (element: ElementPattern): boolean => element.documentation !== undefined;
    return this.index.elementsListing(name.uri, name.local).find(documented)?.documentation;
  }
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
