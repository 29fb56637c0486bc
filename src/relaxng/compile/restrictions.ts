/** What a simplified schema may not say (§7), each with the place to mend. */
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { isOpen } from '../pattern/name-class.js';
import { schemaDiagnostic } from '../syntax/report.js';
import type { SyntaxNode } from '../syntax/tree.js';
import {
  describe,
  describeName,
  describePair,
  find,
  findContent,
  findGroupedAttribute,
  findTyped,
  findWildcard,
  type Kind,
  partsOf,
  search,
} from './culprits.js';
import { at } from './grammar.js';
import { OccurrenceFinder } from './occurrences.js';
import {
  EMPTY_CONTENT,
  OCCURS,
  SIMPLE_CONTENT,
  type Simple,
  type SimpleAttribute,
  type SimpleCompound,
  type SimpleData,
  type SimpleElement,
} from './simple.js';

/** Checks everything that can be reached from the start, each part once. */
export function checkRestrictions(start: Simple, report: (diagnostic: Diagnostic) => void): void {
  new RestrictionChecker(report).checkSchema(start);
}

class RestrictionChecker {
  readonly #report: (diagnostic: Diagnostic) => void;
  readonly #elements: SimpleElement[] = [];
  readonly #checkedInLists = new Set<Simple>();
  readonly #attributeNames = new OccurrenceFinder('attribute');
  readonly #elementNames = new OccurrenceFinder('element');

  constructor(report: (diagnostic: Diagnostic) => void) {
    this.#report = report;
  }

  checkSchema(start: Simple): void {
    this.#checkStart(start);
    this.#check(start);
    for (let element = this.#elements.pop(); element !== undefined; element = this.#elements.pop()) {
      if (element.content === undefined) continue;
      this.#checkWildcards(element.content);
      this.#check(element.content);
    }
  }

  #check(node: Simple): void {
    if (node.checked) return;
    node.checked = true;
    switch (node.kind) {
      case 'element':
        this.#elements.push(node);
        return;
      case 'attribute':
        this.#checkAttribute(node);
        this.#check(node.operand);
        return;
      case 'list':
        this.#forbid(LIST_FORBIDS, node.operand, 'schema-list-content', (what) => describeInList(what));
        this.#checkInList(node.operand);
        return;
      case 'oneOrMore':
        this.#checkRepeated(node.operand);
        this.#check(node.operand);
        return;
      case 'group':
      case 'interleave':
        this.#checkDataAlone(node);
        this.#checkAttributesOnce(node);
        if (node.kind === 'interleave') this.#checkInterleave(node);
        for (const member of node.members) this.#check(member);
        return;
      case 'choice':
        for (const member of node.members) this.#check(member);
        return;
      case 'data':
        if (node.except !== undefined) this.#checkExcept(node, node.except);
    }
  }

  /** §7.2 does not reach into lists: there, values stand side by side. */
  #checkInList(node: Simple): void {
    if (this.#checkedInLists.has(node)) return;
    this.#checkedInLists.add(node);
    if (node.kind === 'data') this.#check(node);
    for (const part of partsOf(node)) this.#checkInList(part);
  }

  /** §7.1.5. */
  #checkStart(start: Simple): void {
    this.#forbid(
      START_FORBIDS,
      start,
      'schema-start-content',
      (what) =>
        `a document begins with one element, so the start may hold an element or a choice of elements, and here stands ${describe(what)}. Put it into an <element>.`,
    );
  }

  /** §7.1.1. */
  #checkAttribute(node: SimpleAttribute): void {
    this.#forbid(
      ['attribute', 'element'],
      node.operand,
      'schema-attribute-content',
      (what) =>
        `an attribute holds text only, and ${describe(node)} at ${at(node.source, what.source)} is said to hold ${describe(what)}. Move that out of the <attribute>, into the element beside it.`,
    );
  }

  /** §7.1.4. */
  #checkExcept(node: SimpleData, except: Simple): void {
    this.#forbid(
      EXCEPT_FORBIDS,
      except,
      'schema-except-content',
      (what) =>
        `only values can be excepted from the datatype ${node.datatype.name}: <value>, <data> or a <choice> of them, not ${describe(what)}.`,
    );
    this.#check(except);
  }

  /** §7.1.2, and §7.2 for a value said to repeat. */
  #checkRepeated(operand: Simple): void {
    if ((operand.flags & OCCURS.groupedAttribute) !== 0) {
      const found = findGroupedAttribute(operand);
      this.#error(
        'schema-attribute-repeated',
        `${describe(found)} stands in a group that may repeat, and an attribute cannot occur twice. Move it out of the <oneOrMore> or <zeroOrMore>, or wrap what repeats in an <element>.`,
        found.source,
      );
    }
    if (operand.contentType === SIMPLE_CONTENT) {
      const found = findTyped(operand);
      this.#error(
        'schema-data-not-alone',
        `${describe(found)} is said to repeat, but it takes in the whole text of its element or attribute. For several values with spaces between them write <list><oneOrMore>…</oneOrMore></list>.`,
        found.source,
      );
    }
  }

  /** §7.2: what has a datatype is the whole content, apart from attributes. */
  #checkDataAlone(node: SimpleCompound): void {
    if (node.contentType !== SIMPLE_CONTENT) return;
    const filled = node.members.filter((member) => member.contentType !== EMPTY_CONTENT);
    if (filled.length < 2) return;
    const typed = filled.find((member) => member.contentType === SIMPLE_CONTENT)!;
    const found = findTyped(typed);
    const other = filled.find((member) => member !== typed) ?? typed;
    this.#error(
      'schema-data-not-alone',
      `${describe(found)} takes in the whole text of its element, so it may not stand beside ${describe(findContent(other))} (${at(findContent(other).source, found.source)}). For text between elements take <text/>; for several values take <list>; where either may occur, a <choice>.`,
      found.source,
    );
  }

  /** §7.3: no attribute twice. */
  #checkAttributesOnce(node: SimpleCompound): void {
    if ((node.flags & OCCURS.attribute) === 0) return;
    this.#attributeNames.forEachClash(node.members, (second, first, name) => {
      const place = second === first ? node.source : second.source;
      this.#error(
        'schema-attribute-duplicate',
        `the attribute ${describeName(second, name)} could occur twice in one element: ${describePair(second, first, place)}. Take one away, ${
          isOpen(second.nameClass) || isOpen(first.nameClass)
            ? 'or take the name out of the open one with <except>'
            : 'or make them a <choice>'
        }.`,
        place,
      );
    });
  }

  /** §7.3: an open name class stands for any number of attributes. */
  #checkWildcards(content: Simple): void {
    if ((content.flags & OCCURS.unrepeatedWildcard) === 0) return;
    const found = findWildcard(content);
    this.#error(
      'schema-attribute-wildcard',
      'an attribute of any name can occur any number of times, so the schema must say that it repeats: put this <attribute> into a <zeroOrMore> or <oneOrMore>.',
      found.source,
    );
  }

  /** §7.4. */
  #checkInterleave(node: SimpleCompound): void {
    const withText = node.members.filter((member) => (member.flags & OCCURS.text) !== 0);
    if (withText.length > 1) {
      const [first, second] = withText.map((member) => find(member, 'text')) as [Simple, Simple];
      const place = second === first ? node.source : second.source;
      this.#error(
        'schema-interleave-text',
        `text occurs in two parts of one interleave (here and at ${at(first.source, place)}), so no one could tell which part a piece of text belongs to. Keep one: text in one part may stand anywhere between the others. (<mixed> has a text of its own.)`,
        place,
      );
    }
    if ((node.flags & OCCURS.element) === 0) return;
    this.#elementNames.forEachClash(node.members, (second, first, name) => {
      const place = second === first ? node.source : second.source;
      this.#error(
        'schema-interleave-overlap',
        `the element ${describeName(second, name)} occurs in two parts of one interleave (${describePair(second, first, place)}), so no one could tell which part it belongs to. Let it occur in one part only, with <oneOrMore> if it may repeat, or use <group> if the order is fixed.`,
        place,
      );
    });
  }

  /** Reports the first of `kinds` that occurs in `node`: the others are mostly its company. */
  #forbid(kinds: readonly Kind[], node: Simple, code: Code, message: (what: Simple) => string): void {
    const forbidden = kinds.reduce((bits, kind) => bits | OCCURS[kind], 0);
    const what = search(node, forbidden, ({ kind }) => (kinds as readonly string[]).includes(kind));
    if (what !== undefined) this.#error(code, message(what), what.source);
  }

  #error(code: Code, message: string, source: SyntaxNode): void {
    this.#report(schemaDiagnostic(code, message, source.position));
  }
}

/** §7.1.3. */
const LIST_FORBIDS: readonly Kind[] = ['list', 'element', 'attribute', 'text', 'interleave'];
const EXCEPT_FORBIDS: readonly Kind[] = [
  'attribute',
  'element',
  'list',
  'text',
  'group',
  'interleave',
  'oneOrMore',
  'empty',
];
const START_FORBIDS: readonly Kind[] = [
  'attribute',
  'data',
  'value',
  'text',
  'list',
  'group',
  'interleave',
  'oneOrMore',
  'empty',
];

function describeInList(what: Simple): string {
  const start = `a list is one text cut at its spaces, so it may not hold ${describe(what)}.`;
  if (what.kind === 'text') return `${start} For words of any form write <data type="token"/>.`;
  if (what.kind === 'interleave') return `${start} The order of a list is fixed: use <group>.`;
  return `${start} It holds <data> and <value>, with choice, group and repetition.`;
}
