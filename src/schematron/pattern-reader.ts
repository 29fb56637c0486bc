/** Reads patterns, groups and rules, abstract ones in the place of what refers to them. */
import type { Diagnostic } from '../diagnostics.js';
import { OLD_SCHEMATRON_NAMESPACE, RELAXNG_NAMESPACE } from '../xml/known-namespaces.js';
import { NO_PARAMETERS, type Parameters, readCheck, readDeclarations } from './check-reader.js';
import type { Includes, Part } from './includes.js';
import * as messages from './messages.js';
import type { KeyModel, PatternModel, RuleModel } from './model.js';
import { isAbstract, nameAttribute } from './names.js';
import { substitute } from './parameters.js';
import { placeOf } from './source.js';
import { attributeValue, ELEMENT, type ElementNode, stringValue } from './tree.js';
import type { Unknown } from './unknown.js';

/** What patterns have in common with the schema around them, and add to. */
export interface Surroundings {
  readonly includes: Includes;
  readonly diagnostics: Diagnostic[];
  readonly unknown: Unknown;
  /** By prefix. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly keys: KeyModel[];
}

export class PatternReader {
  readonly #around: Surroundings;
  readonly #patterns: Part[] = [];
  readonly #abstractPatterns = new Map<string, Part>();
  readonly #abstractRules = new Map<string, Part>();
  #expandsText = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes a child of the schema: all but patterns, groups, rules and, within RELAX NG, assertions and reports is left. */
  add(part: Part): void {
    const { element } = part;
    const id = nameAttribute(element, 'id');
    switch (element.name.local) {
      case 'pattern':
      case 'group':
        if (!isAbstract(element)) this.#patterns.push(part);
        else if (id !== undefined) this.#abstractPatterns.set(keyOf(element, id), part);
        break;
      case 'rule':
        if (!isAbstract(element)) this.#patterns.push(part);
        else if (id !== undefined) this.#abstractRules.set(id, part);
        break;
      case 'rules':
        this.#around.unknown.passOver('rules', this.#around.includes.children(part));
        this.#collectAbstractRules(part);
        break;
      case 'assert':
      case 'report':
        // Directly in the RELAX NG of an element: about that element.
        this.#patterns.push(part);
        break;
      default:
    }
  }

  /** All that was taken, once all was: abstract rules may stand behind, and in other patterns than, those that extend them. */
  read(expandsText: boolean): readonly PatternModel[] {
    this.#expandsText = expandsText;
    for (const pattern of [...this.#patterns, ...this.#abstractPatterns.values()]) this.#collectAbstractRules(pattern);
    return this.#patterns.flatMap((pattern) => this.#pattern(pattern) ?? []);
  }

  /** `key` of Schematron 1.5, which is about the nodes of its rule, and of 1.6, which says itself what it is about. */
  readOldKey({ element, uri }: Part, context: string | undefined): void {
    const name = nameAttribute(element, 'name');
    const match = attributeValue(element, '', 'match') ?? context;
    const use = attributeValue(element, '', 'path') ?? attributeValue(element, '', 'use');
    if (name !== undefined && match !== undefined && use !== undefined)
      this.#around.keys.push({ name, match, use, body: [], place: placeOf(element, uri) });
  }

  #collectAbstractRules(container: Part): void {
    if (!CONTAINERS.has(container.element.name.local)) return;
    for (const rule of this.#around.includes.children(container)) {
      const id = nameAttribute(rule.element, 'id');
      if (rule.element.name.local === 'rule' && isAbstract(rule.element) && id !== undefined)
        this.#abstractRules.set(id, rule);
    }
  }

  #pattern(part: Part): PatternModel | undefined {
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const base: Base = {
      id: nameAttribute(element, 'id'),
      isGroup: element.name.local === 'group',
      isOld: element.name.uri === OLD_SCHEMATRON_NAMESPACE,
      place,
    };
    // Embedded in RELAX NG, a rule or a test may stand without a pattern.
    if (element.name.local === 'rule') {
      const before = this.#around.unknown.passedOver;
      const rule = this.#rule(part, NO_PARAMETERS);
      return rule && withOneRule(base, rule, this.#around.unknown.passedOver - before);
    }
    if (!CONTAINERS.has(element.name.local)) return this.#bareCheck(part, base);
    const isA = nameAttribute(element, 'is-a');
    if (isA === undefined) return this.#patternBody([part], base, NO_PARAMETERS);
    const abstract = this.#abstractPatterns.get(keyOf(element, isA));
    if (abstract === undefined)
      return this.#refuse(messages.referenceMissing(`abstract ${element.name.local}`, isA, place));
    const parameters = new Map<string, string>();
    for (const source of [abstract, part]) {
      for (const child of this.#around.includes.children(source)) {
        const name = child.element.name.local === 'param' ? nameAttribute(child.element, 'name') : undefined;
        const value = attributeValue(child.element, '', 'value');
        if (name !== undefined && (value !== undefined || source === part)) parameters.set(name, value ?? '');
      }
    }
    return this.#patternBody([abstract, part], base, parameters);
  }

  /** @param parts the abstract pattern and that which stands for it, or a pattern of its own. */
  #patternBody(parts: readonly Part[], base: Base, parameters: Parameters): PatternModel {
    const { includes, unknown } = this.#around;
    const children = parts.flatMap((part) => includes.children(part));
    const title = children.findLast(({ element }) => element.name.local === 'title')?.element;
    const documents = parts.map(({ element }) => attributeValue(element, '', 'documents')).find((each) => each);
    const before = unknown.passedOver;
    unknown.passOver('pattern', children);
    const rules = children.flatMap((child) => {
      if (child.element.name.local !== 'rule' || isAbstract(child.element)) return [];
      return this.#rule(child, parameters) ?? [];
    });
    return {
      ...base,
      documents: documents === undefined ? undefined : substitute(documents, parameters),
      // In Schematron 1.5 it is an attribute.
      title: title === undefined ? attributeValue(parts.at(-1)!.element, '', 'name') : stringValue(title).trim(),
      lets: readDeclarations(children, 'let', parameters),
      rules,
      passedOver: unknown.passedOver - before,
    };
  }

  /** A test directly within the RELAX NG of an element. */
  #bareCheck(part: Part, base: Base): PatternModel | undefined {
    const { element } = part;
    const { place } = base;
    const name = nearestElementName(element);
    if (name === undefined) return this.#refuse(messages.attributeMissing('rule', 'context', place));
    const prefix = [...this.#around.namespaces].find(([, bound]) => bound === name.uri)?.[0];
    if (name.uri !== '' && prefix === undefined)
      return this.#refuse(messages.referenceMissing('<ns> for the namespace', name.uri, place));
    const check = readCheck(part, {}, this.#around.diagnostics, { expandsText: this.#expandsText });
    if (check === undefined) return undefined;
    const context = prefix === undefined ? name.local : `${prefix}:${name.local}`;
    const none = { id: undefined, visitEach: undefined, role: undefined, flag: undefined };
    return withOneRule({ ...base, id: undefined }, { ...none, context, lets: [], checks: [check], place }, 0);
  }

  #rule(part: Part, parameters: Parameters): RuleModel | undefined {
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const written = attributeValue(element, '', 'context');
    if (written === undefined) return this.#refuse(messages.attributeMissing('rule', 'context', place));
    const context = substitute(written, parameters);
    const attribute = (name: string): string | undefined => attributeValue(element, '', name);
    const [role, flag, visitEach] = [attribute('role'), attribute('flag'), attribute('visit-each')];
    const inherited = { role, flag, severity: attribute('severity'), subject: attribute('subject') };
    const body = this.#ruleBody(part, []);
    this.#around.unknown.passOver('rule', body);
    for (const child of body) if (child.element.name.local === 'key') this.readOldKey(child, context);
    const reading = { parameters, expandsText: this.#expandsText };
    return {
      id: nameAttribute(element, 'id'),
      context,
      visitEach: visitEach && substitute(visitEach, parameters),
      role,
      flag,
      lets: readDeclarations(body, 'let', parameters),
      checks: body.flatMap((child) => readCheck(child, inherited, this.#around.diagnostics, reading) ?? []),
      place,
    };
  }

  /** A rule's children, each `extends` replaced by those of the rule that it names. */
  #ruleBody(part: Part, within: readonly string[]): Part[] {
    const { includes, diagnostics } = this.#around;
    return includes.children(part).flatMap((child) => {
      const { element, uri } = child;
      if (!includes.count(child)) return [];
      if (element.name.local !== 'extends') return [child];
      const name = nameAttribute(element, 'rule');
      if (name === undefined) return [];
      const abstract = this.#abstractRules.get(name);
      if (abstract === undefined)
        diagnostics.push(messages.referenceMissing('abstract rule', name, placeOf(element, uri)));
      else if (within.includes(name)) diagnostics.push(messages.extendsCycle(name, placeOf(element, uri)));
      else return this.#ruleBody(abstract, [...within, name]);
      return [];
    });
  }

  #refuse(diagnostic: Diagnostic): undefined {
    this.#around.diagnostics.push(diagnostic);
    return undefined;
  }
}

type Base = Pick<PatternModel, 'id' | 'isGroup' | 'isOld' | 'place'>;

/** What holds rules. */
const CONTAINERS: ReadonlySet<string> = new Set(['pattern', 'group', 'rules']);

/** An abstract group is no abstract pattern of the same name. */
function keyOf({ name }: ElementNode, id: string): string {
  return `${name.local} ${id}`;
}

function withOneRule(base: Base, rule: RuleModel, passedOver: number): PatternModel {
  return { ...base, documents: undefined, title: undefined, lets: [], rules: [rule], passedOver };
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
