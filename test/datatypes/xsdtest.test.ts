import { existsSync, readFileSync } from 'node:fs';
import { type Element, parseXmlDocument } from 'slimdom';
import { describe, expect, it } from 'vitest';
import type { NamespaceLookup } from '../../src/datatypes/index.js';
import { xsd } from './support.js';

const SUITE = new URL('../../../shared/relaxng/xsdtest.xml', import.meta.url);

/** The context in which a case stands: its namespaces, and the entities of the DTD that it asks for. */
function contextOf(element: Element): NamespaceLookup {
  const subset = element.getAttribute('internalSubset') ?? '';
  const entities = new Set([...subset.matchAll(/<!ENTITY (\S+) SYSTEM '[^']*' NDATA/g)].map((match) => match[1]));
  const lookup = (prefix: string) => element.lookupNamespaceURI(prefix === '' ? null : prefix) ?? undefined;
  return Object.assign(lookup, { isUnparsedEntity: (name: string) => entities.has(name) });
}

const children = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.localName === name);
const textOf = (element: Element): string => element.textContent ?? '';

describe.skipIf(!existsSync(SUITE))(
  "James Clark's datatype suite (skipped where ../shared/relaxng/xsdtest.xml is absent)",
  () => {
    const suite = existsSync(SUITE) ? parseXmlDocument(readFileSync(SUITE, 'utf8')).documentElement! : undefined;

    for (const datatype of suite === undefined ? [] : children(suite, 'datatype')) {
      const name = datatype.getAttribute('name')!;
      describe(name, () => {
        for (const outcome of ['valid', 'invalid'] as const) {
          for (const element of children(datatype, outcome)) {
            it(`${outcome}: ${JSON.stringify(textOf(element))}`, () => {
              expect(xsd(name).allows(textOf(element), contextOf(element))).toBe(outcome === 'valid');
            });
          }
        }

        for (const equiv of children(datatype, 'equiv')) {
          const context = contextOf(equiv);
          const classes = children(equiv, 'class').map((each) => children(each, 'value').map(textOf));
          it(`equal within, different between: ${JSON.stringify(classes)}`, () => {
            const keys = classes.map((values) => new Set(values.map((value) => xsd(name).valueKey(value, context))));
            expect(keys.map((set) => set.size)).toEqual(classes.map(() => 1));
            const distinct = new Set(keys.flatMap((set) => [...set]));
            expect(distinct.has(undefined)).toBe(false);
            expect(distinct.size).toBe(classes.length);
          });
        }

        for (const order of ['lessThan', 'incomparable'] as const) {
          for (const element of children(datatype, order)) {
            const context = contextOf(element);
            const [a, b] = children(element, 'value').map(textOf) as [string, string];
            const holds = order === 'lessThan';
            it(`${order}: ${a}, ${b}`, () => {
              expect(xsd(name, { minExclusive: a }).allows(b, context)).toBe(holds);
              expect(xsd(name, { maxExclusive: b }).allows(a, context)).toBe(holds);
              expect(xsd(name, { minInclusive: a }).allows(b, context)).toBe(holds);
              expect(xsd(name, { maxInclusive: b }).allows(a, context)).toBe(holds);
              expect(xsd(name, { minInclusive: b }).allows(a, context)).toBe(false);
              expect(xsd(name, { maxExclusive: a }).allows(b, context)).toBe(false);
            });
          }
        }

        for (const element of children(datatype, 'length')) {
          const length = Number(element.getAttribute('value'));
          it(`length ${length}: ${JSON.stringify(textOf(element))}`, () => {
            const allows = (facet: string, value: number) =>
              xsd(name, { [facet]: String(value) }).allows(textOf(element), contextOf(element));
            expect(allows('length', length)).toBe(true);
            expect(allows('length', length + 1)).toBe(false);
            expect(allows('minLength', length)).toBe(true);
            expect(allows('minLength', length + 1)).toBe(false);
            expect(allows('maxLength', length)).toBe(true);
            if (length > 0) expect(allows('maxLength', length - 1)).toBe(false);
          });
        }
      });
    }
  },
);
