/** One account for all that is done for a document, and what passes through every engine. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { Budget, LIMIT_NAMES, LIMITS, LimitPassed, MovedElsewhere } from '../src/budget.js';
import { nearest, Suggestions } from '../src/nearest.js';
import { loadSync } from '../src/relaxng/index.js';
import { load } from '../src/schematron/index.js';
import { checkDocument } from '../src/validate/check.js';
import { checkFiles } from '../src/validate/files.js';
import { openShelf } from '../src/validate/schemas/open.js';
import { XmlParser } from '../src/xml/parser.js';

const dir = mkdtempSync(join(tmpdir(), 'teigram-budget-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const grammar = loadSync({
  text: 'start = any any = element * { attribute * { text }*, (text | any)* }',
  uri: 'file:///any.rnc',
}).schema!;

async function rules(test: string, context = 'r') {
  const text = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="${context}"><assert test="${test}">no</assert></rule></pattern></schema>`;
  return (await load({ text, uri: 'file:///s.sch' })).schema!;
}

/** Looks at each row for each row, and nothing of it can be looked up. */
const BUSY = "count(//row[count(../row[@k = 'none']) gt 1]) ge 0";
const ROWS = `<r>${Array.from({ length: 1500 }, (_, i) => `<row k="${i}"/>`).join('')}</r>`;

const check = (xml: string, schemas: Parameters<typeof checkDocument>[1], budget: Budget, name = 'd.xml') =>
  checkDocument({ bytes: new TextEncoder().encode(xml) }, schemas, {
    file: name,
    path: join(dir, name),
    pointers: false,
    xinclude: true,
    budget,
  });

describe('a budget', () => {
  it('has all limits by default, and others where they are given', () => {
    const budget = new Budget({ depth: 3 });
    expect(LIMIT_NAMES.map((name) => budget.left(name))).toEqual(
      LIMIT_NAMES.map((name) => (name === 'depth' ? 3 : LIMITS[name])),
    );
  });

  it('is spent down to nothing, and says then what was allowed', () => {
    const budget = new Budget({ steps: 10 });
    budget.spend('steps', 10);
    expect(budget.affords('steps')).toBe(false);
    budget.earn('steps', 2);
    expect(budget.affords('steps', 2)).toBe(true);
    expect(() => budget.spend('steps')).toThrow(LimitPassed);
    expect(() => budget.spend('steps')).toThrow(/more than 10 steps/);
  });
});

describe('suggestions', () => {
  it('are looked for once for each word, and no longer than the budget allows', () => {
    const budget = new Budget();
    const suggestions = new Suggestions(budget);
    const words = ['persName', 'orgName'];
    expect(suggestions.nearest('presName', words)).toBe('persName');
    const left = budget.left('comparisons');
    expect(left).toBeLessThan(LIMITS.comparisons);
    expect(suggestions.nearest('presName', words)).toBe('persName');
    expect(budget.left('comparisons')).toBe(left);
    expect(new Suggestions(new Budget({ comparisons: 20 })).nearest('presName', words)).toBeUndefined();
  });

  it('cost nothing where the word is longer than any slip of the pen', () => {
    let asked = 0;
    const counting = (): boolean => ++asked > 0;
    expect(nearest('x'.repeat(1_000_000), ['y'.repeat(1_000_000)], counting)).toBeUndefined();
    expect(asked).toBe(0);
  });
});

describe('what is busy', () => {
  it('lets others have their turn, between the stretches of rules and between pieces of a parse', async () => {
    let turns = 0;
    let done = false;
    const others = (async () => {
      for (; !done; turns++) await setImmediate();
    })();
    await check(
      ROWS,
      [await rules("count(//row) ge count(//row[concat(@k, current()/@k) = 'none'])", 'row')],
      new Budget(),
    );
    const ofRules = turns;
    const unknown = loadSync({ text: 'start = element a { empty }', uri: 'file:///a.rnc' }).schema!;
    await check(`<a>${Array.from({ length: 40_000 }, (_, i) => `<b${i}/>`).join('')}</a>`, [unknown], new Budget());
    done = true;
    await others;
    expect(ofRules).toBeGreaterThan(2);
    expect(turns - ofRules).toBeGreaterThan(2);
  });

  it('breathes, and ends without a finding where it goes on elsewhere', async () => {
    const moved = (after: number) => {
      let breaths = 0;
      return new Budget(
        {},
        {
          breathe() {
            if (++breaths > after) throw new MovedElsewhere();
          },
        },
      );
    };
    const schema = await rules(BUSY);
    expect(() => schema.validate(ROWS, { budget: moved(2) })).toThrow(MovedElsewhere);
    await expect(check(ROWS, [schema], moved(2))).rejects.toThrow(MovedElsewhere);
    // With values that carry their types, too.
    const full = await rules(`avg((1, 2)) lt 1 or ${BUSY}`);
    expect(() => full.validate(ROWS, { budget: moved(0) })).toThrow(MovedElsewhere);
    writeFileSync(join(dir, 'part.xml'), '<p/>');
    const parts = `<r xmlns:xi="http://www.w3.org/2001/XInclude">${'<xi:include href="part.xml"/>'.repeat(3)}</r>`;
    await expect(check(parts, [grammar], moved(2))).rejects.toThrow(MovedElsewhere);
    expect((await check(parts, [grammar], moved(3))).diagnostics).toEqual([]);
  });
});

describe('one account', () => {
  const entities = (n: number) => `<!DOCTYPE r [<!ENTITY e "${'x'.repeat(1000)}">]><r>${'&e;'.repeat(n)}</r>`;

  it('is that of the document and of the parts that it includes', async () => {
    writeFileSync(join(dir, 'entities.xml'), entities(50));
    const xml = `<r xmlns:xi="http://www.w3.org/2001/XInclude">${'<xi:include href="entities.xml"/>'.repeat(3)}</r>`;
    const codesWith = async (expansion: number) => {
      const { checked, diagnostics } = await check(xml, [grammar], new Budget({ expansion }));
      return [checked, ...diagnostics.map(({ code }) => code)];
    };
    expect(await codesWith(160_000)).toEqual(['fully']);
    expect(await codesWith(100_000)).toEqual(['partly', 'xml-entity-limit']);
  });

  it('is that of all schemas of a document', async () => {
    const schema = await rules(BUSY);
    const spent = async (schemas: readonly (typeof schema)[]): Promise<number> => {
      const budget = new Budget({ steps: 1e9 });
      await check(ROWS, schemas, budget);
      // What each has earned by the size of the document.
      return 1e9 + schemas.length * 100 * 3000 - budget.left('steps');
    };
    const once = await spent([schema]);
    expect(once).toBeGreaterThan(1e6);
    expect((await spent([schema, schema])) / once).toBeCloseTo(2, 1);
  });

  it('counts attributes that each element has by default', () => {
    const declared = Array.from({ length: 200 }, (_, i) => `a${i} CDATA "value"`).join(' ');
    const xml = `<!DOCTYPE r [<!ATTLIST b ${declared}>]><r>${'<b/>'.repeat(200)}</r>`;
    const codes: string[] = [];
    const parser = new XmlParser(
      { diagnostic: ({ code }) => void codes.push(code) },
      { budget: new Budget({ expansion: 100_000 }) },
    );
    parser.write(xml);
    parser.end();
    expect(codes).toEqual(['xml-entity-limit']);
  });

  it('ends the list of findings, whichever engine finds them', async () => {
    const schema = loadSync({
      text: 'start = element r { element row { attribute id { xsd:ID }?, attribute to { xsd:anyURI }? }* }',
      uri: 'file:///r.rnc',
    }).schema!;
    const of = async (row: (i: number) => string, schemas: Parameters<typeof checkDocument>[1]) => {
      const xml = `<r>${Array.from({ length: 50 }, (_, i) => row(i)).join('')}</r>`;
      const { checked, diagnostics } = await checkDocument({ bytes: new TextEncoder().encode(xml) }, schemas, {
        ...{ file: 'd.xml', path: join(dir, 'd.xml'), pointers: true, xinclude: true },
        budget: new Budget({ findings: 20 }),
      });
      expect(checked).toBe('partly');
      expect(diagnostics.length).toBe(21);
      return diagnostics.at(-1)!.code;
    };
    expect(await of((i) => `<x${i}/>`, [schema])).toBe('too-many-errors');
    expect(await of(() => '<row to="#gone"/>', [schema])).toBe('pointers-too-many');
    const found = await of(() => '<row/>', [await rules('false()', 'row')]);
    expect(['too-many-errors', 'schematron-assert']).toContain(found);
  });

  it('begins anew with each document of a run', async () => {
    mkdirSync(join(dir, 'run'));
    writeFileSync(join(dir, 's.rnc'), 'start = element r { text }');
    const files = ['a.xml', 'b.xml'].map((name) => ({ path: join(dir, 'run', name), display: name, layout: name }));
    for (const { path } of files) writeFileSync(path, entities(50));
    const { shelf } = await openShelf({ schemas: [join(dir, 's.rnc')], cache: false });
    const codes: string[] = [];
    for await (const { report } of checkFiles(files, shelf, { limits: { expansion: 60_000 } })) {
      codes.push(...report.diagnostics.map(({ code }) => code), String(report.valid));
    }
    expect(codes).toEqual(['true', 'true']);
  });
});
