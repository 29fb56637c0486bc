import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { schemaFrom } from '../relaxng/schemas.js';
import { call, folder, spawned } from './call.js';

const SCH = 'http://purl.oclc.org/dsdl/schematron';
const RNG = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="${SCH}">
  <sch:pattern><sch:rule context="p"><sch:assert test="@n" role="warning">A p needs an n.</sch:assert></sch:rule></sch:pattern>
  <start><element name="r"><zeroOrMore><element name="p"><optional><attribute name="n"/></optional><text/></element></zeroOrMore></element></start>
</grammar>`;
const RULES = `<schema xmlns="${SCH}" queryBinding="xslt2" defaultPhase="loose"><title>House rules</title>
  <phase id="loose"><active pattern="a"/></phase><phase id="strict"><active pattern="a"/><active pattern="b"/></phase>
  <pattern id="a"><rule context="r"><report id="many" test="count(p) > 2" diagnostics="d">Too many: <value-of select="count(p)"/>.</report></rule></pattern>
  <pattern id="b"><rule context="p"><assert test="normalize-space()">An empty p.</assert></rule></pattern>
  <diagnostics><diagnostic id="d">Split &amp; go.</diagnostic></diagnostics>
</schema>`;
const XML = '<r>\n <p/>\n <q/>\n <p n="1">x</p>\n <p/></r>';
const model = (href: string, rest = '') => `<?xml-model href="${href}"${rest}?>`;
const AS_RULES = ` schematypens="${SCH}"`;
const AS_GRAMMAR = ' schematypens="http://relaxng.org/ns/structure/1.0"';

const findings = (out: string) =>
  [...out.matchAll(/(\d+:\d+): (\w+ [\w-]+)/g)].map(([, place, what]) => `${place} ${what}`);

function project(files: Readonly<Record<string, string>>) {
  const dir = folder({ 's.rng': RNG, 'rules.sch': RULES, ...files });
  return {
    dir,
    validate: (name: string, ...args: string[]) => call('validate', join(dir, name), '--no-cache', ...args),
  };
}

describe('validate: Schematron', () => {
  it('is evaluated where the grammar that is used holds it, in one list with the grammar', async () => {
    const { dir, validate } = project({ 'a.xml': XML });
    const { code, out } = await validate('a.xml', '-s', join(dir, 's.rng'));
    expect(code).toBe(1);
    expect(out).toContain('checked against s.rng and the Schematron rules in it; not valid');
    expect(findings(out)).toEqual([
      '2:2 warning schematron-assert',
      '3:2 error element-unknown',
      '5:2 warning schematron-assert',
    ]);
    const alone = await validate('a.xml', '-s', join(dir, 's.rng'), '--no-schematron');
    expect(alone.out).toContain('checked against s.rng; not valid');
    expect(findings(alone.out)).toEqual(['3:2 error element-unknown']);
  });

  it('is read from the same file once where the document names it twice', async () => {
    const { validate } = project({ 'a.xml': model('s.rng', AS_GRAMMAR) + model('s.rng', AS_RULES) + XML });
    const { out } = await validate('a.xml');
    expect(out).toContain('checked against s.rng and the Schematron rules in it; not valid');
    expect(findings(out)).toHaveLength(3);
  });

  it('takes the phase of the call, else of the document, else of the schema', async () => {
    const phased = model('rules.sch', `${AS_RULES} phase="strict"`);
    const { dir, validate } = project({ 'a.xml': XML, 'strict.xml': phased + XML });
    expect(findings((await validate('a.xml', '-s', join(dir, 'rules.sch'))).out)).toEqual([
      '1:1 error schematron-report',
    ]);
    expect(findings((await validate('a.xml', '-s', join(dir, 'rules.sch'), '--phase', 'strict')).out)).toHaveLength(3);
    expect(findings((await validate('strict.xml')).out)).toHaveLength(3);
    expect(findings((await validate('strict.xml', '--phase', 'loose')).out)).toHaveLength(1);
    const unknown = await validate('a.xml', '-s', join(dir, 'rules.sch'), '--phase', 'x');
    expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('schematron-phase-unknown') });
  });

  it('says once of a rule that it cannot be evaluated, however many documents there are', async () => {
    const rules = RULES.replace('count(p) > 2', "collection('x')");
    const { dir, validate } = project({ 'in/a.xml': XML, 'in/b.xml': XML, 'c.sch': rules });
    const { code, out, err } = await validate('in', '-s', join(dir, 'c.sch'));
    expect(code).toBe(3);
    expect((out + err).match(/schematron-not-evaluable/g)?.length).toBe(2);
    expect(err).toContain('warning schematron-not-evaluable: This report (id “many”) cannot be evaluated');
  });

  it('counts the rules that were not evaluated, and takes that only where it is allowed', async () => {
    const some = '<assert test="true()">So.</assert><assert test="collection(\'c\')">Never.</assert>';
    const { dir, validate } = project({
      'a.xml': '<r/>',
      'b.xml': '<r/>',
      'p.sch': `<schema xmlns="${SCH}" queryBinding="xslt2"><pattern><rule context="r">${some}</rule></pattern></schema>`,
    });
    const rules = ['-s', join(dir, 'p.sch')];
    const said = 'valid as far as checked: 1 of 2 rules not evaluated';
    expect(await validate('a.xml', ...rules)).toMatchObject({ code: 3, out: expect.stringContaining(said) });
    const allowed = await validate('a.xml', ...rules, '--allow-unchecked', '--format', 'json');
    expect(allowed).toMatchObject({ code: 0 });
    expect(JSON.parse(allowed.out)).toMatchObject({
      files: [{ valid: true, checked: 'partly', unchecked: '1 of 2 rules not evaluated' }],
      summary: { unchecked: 1, exitCode: 0 },
    });
    const json = await call('validate', dir, '--jobs', '2', ...rules, '--no-cache', '--format', 'json');
    expect(json.code).toBe(3);
    expect(JSON.parse(json.out)).toMatchObject({ summary: { unchecked: 2, exitCode: 3 } });
  });

  it('counts what is wrong with the schema for --fail-on, in the exit code and in the report', async () => {
    const rules = RULES.replace('count(p) > 2', "collection('x')");
    const { dir, validate } = project({ 'a.xml': XML, 'c.sch': rules });
    const strict = ['-s', join(dir, 'c.sch'), '--allow-unchecked', '--fail-on', 'warning', '--format', 'json'];
    const { code, out } = await validate('a.xml', ...strict);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ summary: { exitCode: 1 } });
  });

  it.each([
    ['<patern><rule context="r"><assert test="@n">N.</assert></rule></patern>', '<patern>', 1],
    ['<pattern><rules><rule context="r"><assert test="@n"/><report test="p"/></rule></rules></pattern>', '<rules>', 2],
    ['<pattern><rule context="r"><asert test="@n">N.</asert><assert test="true()"/></rule></pattern>', '<asert>', 1],
  ])('says of %s that it is not known, and passes no verdict on it', async (part, name, checks) => {
    const { dir, validate } = project({
      'a.xml': '<r/>',
      'n.sch': `<schema xmlns="${SCH}" queryBinding="xslt3">${part}</schema>`,
    });
    const { code, out, err } = await validate('a.xml', '-s', join(dir, 'n.sch'));
    expect(code).toBe(3);
    expect(out).toMatch(new RegExp(`${checks} of \\d rules not evaluated`));
    expect(err).toContain(`schematron-part-unknown: ${name}`);
  });

  it('says of an attribute that no edition knows that it does nothing', async () => {
    const rule = '<rule context="r"><assert test="@n" roll="warning" my:note="x" xmlns:my="urn:my">N.</assert></rule>';
    const { dir, validate } = project({
      'a.xml': '<r/>',
      'n.sch': `<schema xmlns="${SCH}"><pattern name="p">${rule}</pattern></schema>`,
    });
    const { code, err } = await validate('a.xml', '-s', join(dir, 'n.sch'));
    expect(code).toBe(1);
    expect(err.match(/schematron-attribute-unknown: [^\n]*/g)).toEqual([
      expect.stringContaining('gives <assert> an attribute roll'),
    ]);
  });

  it('is not all that a document is valid against where it is left out', async () => {
    const { dir, validate } = project({ 'a.xml': model('rules.sch', AS_RULES) + XML });
    for (const more of [[], ['-s', join(dir, 'rules.sch')]]) {
      const { code, err } = await validate('a.xml', '--no-schematron', ...more);
      expect(code).toBe(2);
      expect(err).toContain('schema-not-chosen: Nothing is left to check against');
    }
  });

  it('leaves a grammar without rules as it was', async () => {
    const { dir, validate } = project({
      'plain.rng': RNG.replace(/<sch:pattern>.*<\/sch:pattern>/, '').replace(/ xmlns:sch="[^"]*"/, ''),
      'a.xml': XML,
    });
    expect((await validate('a.xml', '-s', join(dir, 'plain.rng'))).out).toContain(
      'checked against plain.rng; not valid',
    );
  });

  it('is evaluated in grammars that include others, in either syntax, also where they are kept compiled', async () => {
    const { dir } = project({
      'main.rnc': 'include "part.rng"\nr.extra = empty',
      'part.rng': RNG,
      'a.xml': XML,
      'named.xml': model('main.rnc', AS_RULES) + XML,
    });
    const env = { XDG_CACHE_HOME: join(dir, 'cache') };
    for (const args of [['a.xml', '-s', 'main.rnc'], ['a.xml', '-s', 'main.rnc'], ['named.xml']]) {
      const { out } = await spawned(['validate', ...args], { cwd: dir, env });
      expect(out.match(/warning schematron-assert: A p needs an n\./g)).toHaveLength(2);
    }
    const alone = await spawned(['validate', 'named.xml', '-s', 'main.rnc', '--no-schematron'], { cwd: dir, env });
    expect(alone.out).not.toContain('schematron');
  });

  it('is evaluated where it is annotations of the compact syntax, whatever the file is called', async () => {
    const compact = `namespace sch = "${SCH}"
sch:ns [ prefix = "x" uri = "urn:x" ]
[ sch:rule [ context = "p[@n]" sch:report [ test = "true()" role = "info" "n is " sch:value-of [ select = "@n" ] ] ] ]
start = element r { [ sch:assert [ test = "@n" "A p " ~ "needs an n." ] ] element p { attribute n { text }?, text }* }
>> sch:pattern [ sch:rule [ context = "r" sch:report [ test = "count(p) > 2" "Too many." ] ] ]
`;
    const typed = ' type="application/relax-ng-compact-syntax"';
    const { validate } = project({
      's.txt': compact,
      'a.xml': `${model('s.txt', typed)}\n<r><p/><p n="1"/><p n="2"/></r>`,
    });
    const { out } = await validate('a.xml');
    expect(findings(out)).toEqual([
      '2:1 error schematron-report',
      '2:4 error schematron-assert',
      '2:8 info schematron-report',
      '2:18 info schematron-report',
    ]);
    expect(out).toContain('A p needs an n.');
    expect(out).toContain('n is 2');
  });
});

describe('validate: a schema that cannot be had or read', () => {
  it.each([
    ['missing', undefined, 'schema-file-unreadable'],
    ['not well-formed', '<grammar', 'xml-'],
    [
      'of a part that is missing',
      RNG.replace('<start>', '<include href="gone.rng"/><start>'),
      'schema-file-unreadable',
    ],
  ])('is told of once where it is %s and named as a grammar and as rules', async (_, content, code) => {
    const files = content === undefined ? {} : { 'b.rng': content };
    const { validate } = project({ ...files, 'a.xml': model('b.rng', AS_GRAMMAR) + model('b.rng', AS_RULES) + XML });
    const outcome = await validate('a.xml');
    expect(outcome.code).toBe(2);
    const errors = outcome.err.match(/error [\w-]+/g) ?? [];
    expect(errors).toEqual([expect.stringContaining(code)]);
  });
});

describe('validate: schemas themselves', () => {
  it('are checked where there are no documents, each with what is in it', async () => {
    const { dir } = project({ 'x.dtd': '<!ELEMENT r ANY>' });
    const names = ['s.rng', 'rules.sch', 'x.dtd'].flatMap((name) => ['-s', join(dir, name)]);
    const { code, out } = await call('validate', ...names, '--no-cache');
    expect(code).toBe(0);
    expect(out).toContain('s.rng: the schema itself: RELAX NG and 1 Schematron rule; valid');
    expect(out).toContain('rules.sch: the schema itself: 1 Schematron rule; valid');
    expect(out).toContain('x.dtd: the schema itself: a DTD; valid');
  });

  it('cannot be used where they are wrong, and the others are checked all the same', async () => {
    const { dir } = project({ 'bad.rnc': 'start = element r {\n gone }' });
    const args = ['-s', join(dir, 'bad.rnc'), '-s', join(dir, 's.rng'), '--no-cache'];
    const { code, out, err } = await call('validate', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.rnc:2:2: error schema-ref-undefined/);
    expect(out).toContain('s.rng: the schema itself');
    const json = await call('validate', ...args, '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ summary: { files: 2, unusable: 1, exitCode: 2 } });
  });

  it('are not fully checked where a rule of them cannot be evaluated', async () => {
    const { dir } = project({ 'c.sch': RULES.replace('count(p) > 2', "collection('x')") });
    const args = ['-s', join(dir, 'c.sch'), '--phase', '#ALL'];
    const { code, out } = await call('validate', ...args);
    expect(code).toBe(3);
    expect(out).toContain('valid as far as checked: 1 of 2 rules not evaluated, 1 warning');
    expect((await call('validate', ...args, '--allow-unchecked')).code).toBe(0);
    expect((await call('validate', ...args, '--fail-on', 'warning')).code).toBe(1);
  });
});

describe('validate: SVRL', () => {
  const schema = schemaFrom(fileURLToPath(new URL('../report/schemas/svrl.rnc', import.meta.url)), {
    cache: false,
  });

  it('follows its schema, for one document and for several', async () => {
    const { dir, validate } = project({ 'in/a.xml': XML, 'in/b.xml': '<r/>' });
    for (const name of ['in/a.xml', 'in']) {
      const args = ['-s', join(dir, 's.rng'), '-s', join(dir, 'rules.sch'), '--phase', '#ALL'];
      const { out } = await validate(name, ...args, '--format', 'svrl');
      expect(schema.validate(out).diagnostics).toEqual([]);
      expect(out).toContain('<svrl:diagnostic-reference diagnostic="d">Split &amp; go.</svrl:diagnostic-reference>');
      expect(out).toContain('<svrl:text>Too many: 3.</svrl:text>');
      expect(out).toContain('location="/r[1]/p[3]"');
    }
  });

  it('may stand beside other reports', async () => {
    const { dir, validate } = project({ 'a.xml': XML });
    const { out } = await validate('a.xml', '-s', join(dir, 'rules.sch'), '--format', `svrl=${join(dir, 'o.svrl')}`);
    expect(out).toContain('error schematron-report');
    expect(schema.validate(readFileSync(join(dir, 'o.svrl'))).diagnostics).toEqual([]);
  });
});

const shared = fileURLToPath(new URL('../../../shared/relaxng/', import.meta.url));
describe.skipIf(!existsSync(shared))('validate: everything about a TEI document (needs ../shared/relaxng)', () => {
  it('brings grammar, rules and pointers into one order', async () => {
    const { out } = await call(
      'validate',
      `${shared}detest.xml`,
      '-s',
      `${shared}tei_all.rng`,
      '--pointers',
      '--format',
      'json',
    );
    const { diagnostics } = JSON.parse(out).files[0];
    const sources = new Set(diagnostics.map(({ source }: { source: string }) => source));
    expect([...sources].sort()).toEqual(['pointers', 'relaxng', 'schematron']);
    const lines = diagnostics.map(({ line }: { line?: number }) => line ?? 0);
    expect(lines).toEqual([...lines].sort((a: number, b: number) => a - b));
  });
});
