/** Reads a schema (ISO/IEC 19757-3) from its files: standalone, or embedded in RELAX NG. */

import type { Diagnostic } from '../diagnostics.js';
import { RELAXNG_NAMESPACE, SCHEMATRON_NAMESPACE, XSLT_NAMESPACE } from '../xml/known-namespaces.js';
import { Includes, type Part } from './includes.js';
import * as messages from './messages.js';
import type {
  CheckModel,
  KeyModel,
  LetModel,
  MessageModel,
  MessagePart,
  PatternModel,
  PhaseModel,
  RuleModel,
  SchemaModel,
} from './model.js';
import { substitute } from './parameters.js';
import { OLD_SCHEMATRON, placeOf, type Sources } from './source.js';
import { attributeValue, ELEMENT, type ElementNode, rootElement, stringValue, TEXT, writtenName } from './tree.js';
import { checksWithin, isKnownIn } from './vocabulary.js';

/** The schema, if there is one, with what is wrong with it. */
export function readSchema(sources: Sources): { model?: SchemaModel; diagnostics: readonly Diagnostic[] } {
  const document = sources.documents.get(sources.root);
  const root = document && rootElement(document);
  if (root === undefined) return { diagnostics: [] };
  const reader = new Reader(sources);
  const model = reader.read(root);
  return model === undefined ? { diagnostics: reader.diagnostics } : { model, diagnostics: reader.diagnostics };
}

type Parameters = ReadonlyMap<string, string>;
const NO_PARAMETERS: Parameters = new Map();

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #root: string;
  readonly #includes: Includes;
  readonly #namespaces = new Map<string, string>();
  readonly #lets: LetModel[] = [];
  readonly #keys: KeyModel[] = [];
  readonly #phases = new Map<string, PhaseModel>();
  readonly #diagnostics = new Map<string, MessageModel>();
  readonly #patterns: Part[] = [];
  readonly #abstractPatterns = new Map<string, Part>();
  readonly #abstractRules = new Map<string, Part>();
  readonly #unknown = new Set<ElementNode>();
  /** Assertions and reports in parts that are not known. */
  #passedOver = 0;
  #title: string | undefined;

  constructor(sources: Sources) {
    this.#root = sources.root;
    this.#includes = new Includes(sources, this.diagnostics);
  }

  read(root: ElementNode): SchemaModel | undefined {
    const part: Part = { element: root, uri: this.#root };
    const isSchema = root.name.uri === SCHEMATRON_NAMESPACE && root.name.local === 'schema';
    const parts = isSchema ? this.#includes.children(part) : this.#includes.embedded(part);
    if (root.name.uri === OLD_SCHEMATRON) return this.#refuse(messages.oldNamespace(placeOf(root, this.#root)));
    if (!isSchema && parts.length === 0)
      return this.#refuse(messages.notSchematron(writtenName(root.name), placeOf(root, this.#root)));
    for (const child of parts) this.#top(child);
    // Abstract rules may stand behind, and in other patterns than, those that extend them.
    for (const pattern of [...this.#patterns, ...this.#abstractPatterns.values()]) this.#collectAbstractRules(pattern);
    const passedOver = this.#passedOver;
    return {
      title: this.#title,
      schemaVersion: attributeValue(root, '', 'schemaVersion'),
      queryBinding: (attributeValue(root, '', 'queryBinding') ?? (isSchema ? 'xslt' : 'xslt2')).toLowerCase(),
      defaultPhase: attributeValue(root, '', 'defaultPhase'),
      namespaces: this.#namespaces,
      lets: this.#lets,
      keys: this.#keys,
      phases: this.#phases,
      patterns: this.#patterns.flatMap((pattern) => this.#pattern(pattern) ?? []),
      passedOver,
      diagnostics: this.#diagnostics,
    };
  }

  #refuse(diagnostic: Diagnostic): undefined {
    this.diagnostics.push(diagnostic);
    return undefined;
  }

  #top(part: Part): void {
    const { element, uri } = part;
    const { local } = element.name;
    if (element.name.uri === XSLT_NAMESPACE) {
      this.#stylesheetPart(part);
      return;
    }
    switch (local) {
      case 'title':
        this.#title = stringValue(element).trim();
        break;
      case 'ns': {
        const [prefix, name] = [attributeValue(element, '', 'prefix'), attributeValue(element, '', 'uri')];
        if (prefix !== undefined && name !== undefined) this.#namespaces.set(prefix, name);
        break;
      }
      case 'let':
        this.#lets.push(...this.#letsOf([part], NO_PARAMETERS));
        break;
      case 'phase':
        this.#phase(part);
        break;
      case 'diagnostics':
        for (const child of this.#includes.children(part)) {
          const id = attributeValue(child.element, '', 'id');
          if (id !== undefined) this.#diagnostics.set(id, this.#message(child, NO_PARAMETERS));
        }
        break;
      case 'pattern':
      case 'rule':
        this.#sortPattern(part);
        break;
      case 'assert':
      case 'report':
        // Directly in the RELAX NG of an element: about that element.
        this.#patterns.push(part);
        break;
      default:
        if (element.name.uri === OLD_SCHEMATRON) this.diagnostics.push(messages.oldNamespace(placeOf(element, uri)));
        else if (!isKnownIn('schema', element)) this.#passOver(part, `<${writtenName(element.name)}>`);
    }
  }

  /** What is not known may ask for anything: that is said once for each place, and counted. */
  #passOver({ element, uri }: Part, what: string): void {
    this.#passedOver += checksWithin(element);
    if (!this.#unknown.has(element)) this.diagnostics.push(messages.partUnknown(what, placeOf(element, uri)));
    this.#unknown.add(element);
  }

  #passOverUnknown(parent: 'pattern' | 'rule', children: readonly Part[]): void {
    for (const child of children) {
      const { element } = child;
      if (!isKnownIn(parent, element)) this.#passOver(child, `<${writtenName(element.name)}>`);
    }
  }

  #stylesheetPart({ element, uri }: Part): void {
    const name = attributeValue(element, '', 'name');
    if (name === undefined) return;
    if (element.name.local === 'function')
      this.diagnostics.push(messages.functionDeclared(name, placeOf(element, uri)));
    if (element.name.local !== 'key') return;
    const [match, use] = [attributeValue(element, '', 'match'), attributeValue(element, '', 'use')];
    if (match !== undefined && use !== undefined) this.#keys.push({ name, match, use, place: placeOf(element, uri) });
  }

  #sortPattern(part: Part): void {
    const { element } = part;
    const id = attributeValue(element, '', 'id');
    const isAbstract = attributeValue(element, '', 'abstract') === 'true';
    if (element.name.local === 'rule' && isAbstract) {
      if (id !== undefined) this.#abstractRules.set(id, part);
    } else if (!isAbstract) this.#patterns.push(part);
    else if (id !== undefined) this.#abstractPatterns.set(id, part);
  }

  #collectAbstractRules(pattern: Part): void {
    if (pattern.element.name.local !== 'pattern') return;
    for (const rule of this.#includes.children(pattern)) {
      const { element } = rule;
      const id = attributeValue(element, '', 'id');
      if (element.name.local === 'rule' && attributeValue(element, '', 'abstract') === 'true' && id !== undefined) {
        this.#abstractRules.set(id, rule);
      }
    }
  }

  #phase(part: Part): void {
    const id = attributeValue(part.element, '', 'id');
    if (id === undefined) return;
    const children = this.#includes.children(part);
    const active = children.flatMap(({ element, uri }) => {
      const pattern = element.name.local === 'active' ? attributeValue(element, '', 'pattern') : undefined;
      return pattern === undefined ? [] : [{ pattern, place: placeOf(element, uri) }];
    });
    const lets = this.#letsOf(children, NO_PARAMETERS);
    this.#phases.set(id, { lets, active, place: placeOf(part.element, part.uri) });
  }

  #pattern(part: Part): PatternModel | undefined {
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const base = { id: attributeValue(element, '', 'id'), place };
    const before = this.#passedOver;
    // Embedded in RELAX NG, a rule or a test may stand without a pattern.
    if (element.name.local === 'rule') {
      const rule = this.#rule(part, NO_PARAMETERS);
      return rule && { ...base, title: undefined, lets: [], rules: [rule], passedOver: this.#passedOver - before };
    }
    if (element.name.local !== 'pattern') return this.#bareCheck(part);
    const isA = attributeValue(element, '', 'is-a');
    if (isA === undefined) return this.#patternBody(part, base, NO_PARAMETERS);
    const abstract = this.#abstractPatterns.get(isA);
    if (abstract === undefined) return this.#refuse(messages.referenceMissing('abstract pattern', isA, place));
    const parameters = new Map<string, string>();
    for (const source of [abstract, part]) {
      for (const child of this.#includes.children(source)) {
        const name = child.element.name.local === 'param' ? attributeValue(child.element, '', 'name') : undefined;
        if (name !== undefined) parameters.set(name, attributeValue(child.element, '', 'value') ?? '');
      }
    }
    return this.#patternBody(abstract, base, parameters);
  }

  #patternBody(part: Part, base: Pick<PatternModel, 'id' | 'place'>, parameters: Parameters): PatternModel {
    const children = this.#includes.children(part);
    const title = children.find(({ element }) => element.name.local === 'title');
    if (attributeValue(part.element, '', 'documents') !== undefined) {
      this.diagnostics.push(
        messages.notEvaluable(
          'pattern',
          attributeValue(part.element, '', 'documents')!,
          'it reads other documents, which teigram never does while it validates',
          placeOf(part.element, part.uri),
          base.id,
        ),
      );
      return { ...base, title: undefined, lets: [], rules: [], passedOver: checksWithin(part.element) };
    }
    const before = this.#passedOver;
    this.#passOverUnknown('pattern', children);
    const rules = children.flatMap((child) => {
      if (child.element.name.local !== 'rule' || attributeValue(child.element, '', 'abstract') === 'true') return [];
      return this.#rule(child, parameters) ?? [];
    });
    return {
      ...base,
      title: title && stringValue(title.element).trim(),
      lets: this.#letsOf(children, parameters),
      rules,
      passedOver: this.#passedOver - before,
    };
  }

  /** A test directly within the RELAX NG of an element. */
  #bareCheck(part: Part): PatternModel | undefined {
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const name = nearestElementName(element);
    if (name === undefined) return this.#refuse(messages.attributeMissing('rule', 'context', place));
    const prefix = [...this.#namespaces].find(([, bound]) => bound === name.uri)?.[0];
    if (name.uri !== '' && prefix === undefined) {
      return this.#refuse(messages.referenceMissing('<ns> for the namespace', name.uri, place));
    }
    const check = this.#check(part, NO_PARAMETERS, {});
    if (check === undefined) return undefined;
    const context = prefix === undefined ? name.local : `${prefix}:${name.local}`;
    const rule: RuleModel = {
      id: undefined,
      context,
      role: undefined,
      flag: undefined,
      lets: [],
      checks: [check],
      place,
    };
    return { id: undefined, title: undefined, lets: [], rules: [rule], passedOver: 0, place };
  }

  #rule(part: Part, parameters: Parameters): RuleModel | undefined {
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const context = attributeValue(element, '', 'context');
    if (context === undefined) return this.#refuse(messages.attributeMissing('rule', 'context', place));
    const [role, flag] = [attributeValue(element, '', 'role'), attributeValue(element, '', 'flag')];
    const body = this.#ruleBody(part, []);
    const isEach = attributeValue(element, '', 'visit-each') !== undefined;
    // It would be applied to other nodes than it is meant for; its context still keeps later rules from applying.
    if (isEach) this.#passOver(part, '@visit-each');
    else this.#passOverUnknown('rule', body);
    return {
      id: attributeValue(element, '', 'id'),
      context: substitute(context, parameters),
      role,
      flag,
      lets: this.#letsOf(body, parameters),
      checks: isEach ? [] : body.flatMap((child) => this.#check(child, parameters, { role, flag }) ?? []),
      place,
    };
  }

  /** A rule's children, each `extends` replaced by those of the rule that it names. */
  #ruleBody(part: Part, within: readonly string[]): Part[] {
    return this.#includes.children(part).flatMap((child) => {
      const { element, uri } = child;
      if (!this.#includes.count(child)) return [];
      if (element.name.local !== 'extends') return [child];
      const name = attributeValue(element, '', 'rule');
      if (name === undefined) return [];
      const abstract = this.#abstractRules.get(name);
      if (abstract === undefined)
        this.diagnostics.push(messages.referenceMissing('abstract rule', name, placeOf(element, uri)));
      else if (within.includes(name)) this.diagnostics.push(messages.extendsCycle(name, placeOf(element, uri)));
      else return this.#ruleBody(abstract, [...within, name]);
      return [];
    });
  }

  #letsOf(parts: readonly Part[], parameters: Parameters): LetModel[] {
    return parts.flatMap(({ element, uri }) => {
      const name = element.name.local === 'let' ? attributeValue(element, '', 'name') : undefined;
      if (name === undefined) return [];
      const place = placeOf(element, uri);
      const value = attributeValue(element, '', 'value');
      if (value === undefined) {
        this.diagnostics.push(
          messages.notEvaluable(
            'variable',
            `$${name}`,
            'its value is not an expression in @value but elements',
            place,
            undefined,
          ),
        );
        return [];
      }
      return [{ name, value: substitute(value, parameters), place }];
    });
  }

  #check(
    part: Part,
    parameters: Parameters,
    outer: { role?: string | undefined; flag?: string | undefined },
  ): CheckModel | undefined {
    const { element, uri } = part;
    const kind = element.name.local;
    if (kind !== 'assert' && kind !== 'report') return undefined;
    const place = placeOf(element, uri);
    const attribute = (name: string): string | undefined => attributeValue(element, '', name);
    const test = attribute('test');
    if (test === undefined) return this.#refuse(messages.attributeMissing(kind, 'test', place));
    const subject = attribute('subject');
    return {
      kind,
      test: substitute(test, parameters),
      message: this.#message(part, parameters),
      id: attribute('id'),
      role: attribute('role') ?? outer.role,
      flag: attribute('flag') ?? outer.flag,
      see: attribute('see'),
      subject: subject && substitute(subject, parameters),
      diagnostics:
        attribute('diagnostics')
          ?.split(/\s+/)
          .filter((id) => id !== '') ?? [],
      place,
    };
  }

  #message({ element, uri }: Part, parameters: Parameters): MessageModel {
    const parts: MessagePart[] = [];
    const gather = (parent: ElementNode): void => {
      for (let child = parent.firstChild; child !== undefined; child = child.next) {
        if (child.kind === TEXT) parts.push({ type: 'text', text: substitute(child.data, parameters) });
        if (child.kind !== ELEMENT) continue;
        const { local } = child.name;
        const select = attributeValue(child, '', 'select');
        const path = attributeValue(child, '', 'path');
        if (local === 'value-of' && select !== undefined)
          parts.push({ type: 'value-of', select: substitute(select, parameters) });
        else if (local === 'name') parts.push({ type: 'name', path: path && substitute(path, parameters) });
        else gather(child);
      }
    };
    gather(element);
    return { parts, place: placeOf(element, uri) };
  }
}

/** The name of the RELAX NG element around. */
function nearestElementName(inner: ElementNode): { uri: string; local: string } | undefined {
  let namespace: string | undefined;
  let local: string | undefined;
  for (let at = inner.parent; at !== undefined && at.kind === ELEMENT; at = at.parent) {
    if (local === undefined && at.name.uri === RELAXNG_NAMESPACE && at.name.local === 'element') {
      local = attributeValue(at, '', 'name');
      if (local === undefined) return undefined;
    }
    if (local !== undefined) namespace ??= attributeValue(at, '', 'ns');
  }
  return local === undefined ? undefined : { uri: namespace ?? '', local: local.replace(/^.*:/, '') };
}
