/** TEI's own test of its Schematron rules, and all rules of tei_all, in both forms in which TEI publishes them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Finding, load, type SchematronResult } from '../../src/schematron/index.js';

const RELAXNG = fileURLToPath(new URL('../../../shared/relaxng/', import.meta.url));
const present = existsSync(`${RELAXNG}detest_xml_schematron.log`);
if (!present) console.warn(`skipped: ${RELAXNG} is not there`);

async function check(schema: string, document: string): Promise<SchematronResult> {
  const { schema: schematron } = await load(`${RELAXNG}${schema}`);
  return schematron!.validate(readFileSync(`${RELAXNG}${document}`), { file: document });
}

/** As the log writes a message: its text, then test and role in parentheses; white space counts for nothing. */
function logged({ text, test, role }: Finding): string {
  return normal(`${text} (${test}${role === undefined ? '' : ` / ${role}`})`);
}

function normal(text: string): string {
  return text.replace(/&gt;/g, '>').replace(/&lt;/g, '<').replace(/\s+/g, ' ').trim();
}

function findings({ output }: SchematronResult): Finding[] {
  return output.patterns.flatMap(({ fired }) => fired.flatMap((rule) => rule.findings));
}

describe.skipIf(!present)('detest.xml', () => {
  const log = (): string[] => {
    // A message ends with its test in parentheses at the end of a line.
    const text = readFileSync(`${RELAXNG}detest_xml_schematron.log`, 'utf8');
    return text
      .split(/(?<=\))\s*\n(?=\s*\S)/)
      .map(normal)
      .filter((line) => line !== '');
  };

  it('gives with detest.isosch the messages of the log, each as often', async () => {
    const found = findings(await check('detest.isosch', 'detest.xml')).map(logged);
    expect([...found].sort()).toEqual(log().sort());
  });
});

describe.skipIf(!present)('the rules of TEI', () => {
  it.each([
    ['tei_all.isosch', 117],
    ['tei_all.rng', 95],
    ['detest.isosch', 118],
    ['detest.rng', 100],
  ])('of %s are all evaluated', async (schema, rules) => {
    const { schema: schematron, diagnostics } = await load(`${RELAXNG}${schema}`);
    expect(diagnostics).toEqual([]);
    expect(schematron!.size).toBe(rules);
  });

  it.each(['tei_all.isosch', 'tei_all.rng'])('of %s about dates have their answers too', async (schema) => {
    const { schema: schematron } = await load(`${RELAXNG}${schema}`);
    const { diagnostics } = schematron!.validate(`<TEI xmlns="http://www.tei-c.org/ns/1.0">
      <path points="0,0 1,1 0,0"/>
      <path points="0,0 1,1 0,1"/>
      <classSpec ident="old" validUntil="1999-12-31"><desc type="deprecationInfo"/></classSpec>
      <classSpec ident="young" validUntil="2999-12-31"><desc type="deprecationInfo"/></classSpec>
    </TEI>`);
    expect(diagnostics.map(({ line, severity, message }) => `${line} ${severity} ${message.slice(0, 60)}`)).toEqual([
      '2 error The first and last elements of this path are the same. To sp',
      '4 error The old construct is outdated (as of 1999-12-31); ODD proces',
      '4 warning The old construct becomes outdated on 1999-12-31',
    ]);
  });

  it('find in both forms of detest the same, but for what only one of them holds', async () => {
    const [standalone, embedded] = await Promise.all([
      check('detest.isosch', 'detest.xml'),
      check('detest.rng', 'detest.xml'),
    ]);
    const line = ({ diagnostic }: Finding): string => `${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`;
    const [inBoth, inGrammar] = [findings(standalone).map(line), findings(embedded).map(line)];
    expect(inBoth.filter((found) => !inGrammar.includes(found))).toEqual([]);
    expect(inGrammar.filter((found) => !inBoth.includes(found))).toMatchInlineSnapshot(`
      [
        "70:9 L'attribut spanTo est requis.",
        "136:11 L'attribut spanTo est requis.",
      ]
    `);
  });
});
