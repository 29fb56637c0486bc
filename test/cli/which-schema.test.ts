import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve, serveFiles } from '../resources/server.js';
import { call, folder, spawned, telegram } from './call.js';

const RNG = '<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>';
const RNC = 'element r { text }';
const GOOD = '<r>1</r>';
const model = (href: string, rest = '') => `<?xml-model href="${href}"${rest}?>\n`;
const TYPENS = ' schematypens="http://relaxng.org/ns/structure/1.0"';

describe('validate: the schema that is meant', () => {
  it('is the bundled one for what teigram made', async () => {
    const dir = folder({ 'in/a.txt': telegram(1) });
    const { out } = await call('convert', join(dir, 'in'), '--stdout');
    writeFileSync(join(dir, 'a.xml'), out);
    const outcome = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(outcome.out).toContain('checked against telegram.rng; valid');
  });

  it('is asked for where nothing tells, with the schema of TEI as an example for TEI', async () => {
    const dir = folder({ 'a.xml': GOOD, 't.xml': '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>' });
    const plain = await call('validate', join(dir, 'a.xml'));
    expect(plain.code).toBe(2);
    expect(plain.err).toContain('error schema-not-chosen: Which schema shall this document be checked against?');
    const tei = await call('validate', join(dir, 't.xml'));
    expect(tei.err).toContain('--schema https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng');
  });

  it('need not be known to say that a document is not XML', async () => {
    const dir = folder({ 'a.xml': '<r>\n</s>' });
    const { code, out, err } = await call('validate', join(dir, 'a.xml'));
    expect(code).toBe(1);
    expect(out).toContain('a.xml:2:1: error xml-');
    expect(out + err).not.toContain('schema-not-chosen');
  });

  it.each([
    ['s.rnc', model('s.rnc', ' type="application/relax-ng-compact-syntax"'), RNC],
    ['s.txt', model('s.txt', ` type="application/relax-ng-compact-syntax"${TYPENS}`), RNC],
    ['s.php', model('s.php', TYPENS), RNG],
    ['schema', model('schema'), RNG],
  ])('is %s, as the document says', async (name, hint, schema) => {
    const dir = folder({ [name]: schema, 'a.xml': hint + GOOD, 'b.xml': `${hint}<s/>` });
    const { out } = await call('validate', dir, '--no-cache');
    expect(out).toContain(`a.xml: checked against ${name}; valid`);
    expect(out).toMatch(/b\.xml:2:1: error element-/);
  });

  it('is every one that the document names', async () => {
    const other = RNG.replace(
      '<text/>',
      '<data type="integer" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"/>',
    );
    const dir = folder({ 'a.rng': RNG, 'b.rng': other, 'a.xml': `${model('a.rng') + model('b.rng')}<r>x</r>` });
    const { code, out } = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(code).toBe(1);
    expect(out).toContain('checked against a.rng and b.rng');
  });

  it('is missed at the place that names it', async () => {
    const dir = folder({ 'a.xml': `<?xml version="1.0"?>\n${model('gone.rng')}${GOOD}` });
    const { code, err } = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(code).toBe(2);
    expect(err).toContain('a.xml:2:1: error schema-file-unreadable');
    expect(err).toContain('gone.rng');
  });
});

describe('validate: schemas that documents name as they did before xml-model', () => {
  const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const XSD = (namespace: string, element: string, content = '') =>
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"${namespace === '' ? '' : ` targetNamespace="${namespace}" xmlns="${namespace}"`} elementFormDefault="qualified"><xs:element name="${element}"${content === '' ? ' type="xs:integer"/>' : `>${content}</xs:element>`}</xs:schema>`;
  const SCH =
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="r"><assert test=". = 1">One.</assert></rule></pattern></schema>';
  const ANY =
    '<xs:complexType><xs:sequence><xs:any namespace="##other" processContents="lax"/></xs:sequence></xs:complexType>';
  const files = {
    's.rng': RNG,
    's.rnc': RNC,
    's.sch': SCH,
    's.xsd': XSD('', 'r'),
    'n.xsd': XSD('urn:n', 'r', ANY),
    'm.xsd': XSD('urn:m', 'm'),
    's.dtd': '<!ENTITY % mod "IGNORE"><![%mod;[<!ELEMENT q EMPTY>]]><!ELEMENT r ANY>',
  };

  it.each([
    ['<?oxygen RNGSchema="s.rng" type="xml"?>', '<r>1</r>', '<s/>', 's.rng, as its <?oxygen?> instruction says'],
    ['<?oxygen RNGSchema="s.rnc" type="compact"?>', '<r>1</r>', '<s/>', 's.rnc, as its <?oxygen?> instruction says'],
    ['<?oxygen SCHSchema="s.sch"?>', '<r>1</r>', '<r>2</r>', 's.sch, as its <?oxygen?> instruction says'],
    [
      '<?oxygen RNGSchema="s.rng" type="xml"?><?oxygen SCHSchema="s.sch"?><!DOCTYPE r SYSTEM "gone.dtd">',
      '<r>1</r>',
      '<r>2</r>',
      's.rng and s.sch, as its <?oxygen?> instruction says',
    ],
    [
      '',
      `<r ${XSI} xsi:noNamespaceSchemaLocation="s.xsd">1</r>`,
      `<r ${XSI} xsi:noNamespaceSchemaLocation="s.xsd">x</r>`,
      's.xsd, as its xsi:noNamespaceSchemaLocation says',
    ],
    [
      '',
      `<r xmlns="urn:n" ${XSI} xsi:schemaLocation="urn:m m.xsd\n urn:n n.xsd"><m xmlns="urn:m">1</m></r>`,
      `<r xmlns="urn:n" ${XSI} xsi:schemaLocation="urn:m m.xsd urn:n n.xsd"><m xmlns="urn:m">x</m></r>`,
      'n.xsd, as its xsi:schemaLocation says',
    ],
    ['<!DOCTYPE r SYSTEM "s.dtd">', '<r>1</r>', '<r><q/></r>', 's.dtd, as its DOCTYPE says'],
    ['<!DOCTYPE r PUBLIC "-//X//R//EN" "s.dtd" []>', '<r>1</r>', '<r><q/></r>', 's.dtd, as its DOCTYPE says'],
    [
      '<!DOCTYPE r SYSTEM "s.dtd" [<!ENTITY % mod "INCLUDE">\n<!ENTITY x "]>">]>',
      '<r><q/></r>',
      '<r><q/><s/></r>',
      's.dtd, as its DOCTYPE says',
    ],
  ])('are taken, and it is said: %s %s', async (prolog, good, bad, said) => {
    const dir = folder({ ...files, 'good.xml': `${prolog}\n${good}`, 'bad.xml': `${prolog}\n${bad}` });
    const right = await call('validate', join(dir, 'good.xml'), '--no-cache');
    expect(right.out).toContain(`checked against ${said}; valid`);
    const wrong = await call('validate', join(dir, 'bad.xml'), '--no-cache');
    expect(wrong.code).toBe(1);
    expect(wrong.out).toMatch(/bad\.xml:\d+:\d+: error/);
  });

  it('are not looked at where an xml-model or the call says otherwise', async () => {
    const dir = folder({
      ...files,
      'a.xml': `${model('s.rng')}<?oxygen RNGSchema="gone.rng"?><r>1</r>`,
      'b.xml': '<?oxygen RNGSchema="gone.rng"?><r>1</r>',
    });
    expect((await call('validate', join(dir, 'a.xml'), '--no-cache')).out).toContain('checked against s.rng; valid');
    const named = await call('validate', join(dir, 'b.xml'), '--schema', join(dir, 's.rng'), '--no-cache');
    expect(named.out).toContain('checked against s.rng; valid');
  });

  it('are missed at the place that names them', async () => {
    const dir = folder({
      'a.xml': '\n<?oxygen RNGSchema="gone.rng"?><r>1</r>',
      'b.xml': `<r\n ${XSI} xsi:schemaLocation="urn:n gone.xsd"/>`,
      'c.xml': '<!DOCTYPE r SYSTEM "gone.dtd"><r/>',
    });
    const { code, err } = await call('validate', dir, '--no-cache');
    expect(code).toBe(2);
    for (const place of ['a.xml:2:1', 'b.xml:2:56', 'c.xml:1:1'])
      expect(err).toContain(`${place}: error schema-file-unreadable`);
  });

  it('make the verdict one in part where one of several cannot be had', async () => {
    const dir = folder({
      ...files,
      'a.xml': `<r xmlns="urn:n" ${XSI} xsi:schemaLocation="urn:n n.xsd urn:m gone.xsd"><m xmlns="urn:m">1</m></r>`,
    });
    const { code, out, err } = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(code).toBe(3);
    expect(out + err).toContain('gone.xsd');
  });

  it('are no DTD of the web, which is mostly but a name', async () => {
    const dir = folder({ 'a.xml': '<!DOCTYPE r PUBLIC "-//X//R//EN" "http://example.org/r.dtd"><r/>' });
    expect((await call('validate', join(dir, 'a.xml'))).err).toContain('schema-not-chosen');
  });
});

describe('validate: folders that hold other XML, too', () => {
  const files = {
    's.rnc': RNC,
    'in/good.xml': `${model('../s.rnc')}<r>1</r>`,
    'in/sheet.xml': '<stylesheet/>',
    'in/sub/more.xml': '<project/>',
  };

  it('are checked as far as files name schemas, the others counted and said', async () => {
    const dir = folder(files);
    const asked = await call('validate', join(dir, 'in'), '--no-cache');
    expect(asked.code).toBe(2);
    for (const jobs of ['1', '2']) {
      const flags = ['--no-cache', '--skip-unassociated', '--jobs', jobs];
      const { code, out, err } = await call('validate', join(dir, 'in'), ...flags);
      expect(code).toBe(0);
      expect(out).toContain('good.xml: checked against s.rnc; valid');
      expect(out).not.toContain('sheet.xml:');
      expect(err).toMatch(
        /files-skipped: 2 of 3 files name no schema and were passed over: .*sheet\.xml, .*more\.xml\./,
      );
      const json = JSON.parse((await call('validate', join(dir, 'in'), ...flags, '--format', 'json')).out);
      expect(json.summary).toMatchObject({ files: 1, valid: 1, skipped: 2, exitCode: 0 });
    }
  });

  it('have the verdict of what was checked, and what is no XML is still said', async () => {
    const dir = folder({ ...files, 'in/bad.xml': `${model('../s.rnc')}<s/>`, 'in/torn.xml': '<a><b></a>' });
    const { code, out } = await call('validate', join(dir, 'in'), '--no-cache', '--skip-unassociated');
    expect(code).toBe(1);
    expect(out).toContain('bad.xml:2:1: error element-');
    expect(out).toContain('torn.xml:1:7: error xml-');
  });

  it('are said to be nothing to check where no file names a schema', async () => {
    const dir = folder({ 'in/sheet.xml': '<stylesheet/>' });
    const { code, err } = await call('validate', join(dir, 'in'), '--no-cache', '--skip-unassociated');
    expect(code).toBe(0);
    expect(err).toContain('warning files-skipped: Nothing was checked: 1 of 1 files');
    const strict = await call('validate', join(dir, 'in'), '--no-cache', '--skip-unassociated', '--fail-on', 'warning');
    expect(strict.code).toBe(1);
  });
});

describe('validate: an ODD in the place of a schema', () => {
  const ODD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><schemaSpec ident="p"/></text></TEI>';

  it('is answered with the ways to make a schema of it, whoever names it', async () => {
    const dir = folder({ 'p.odd': ODD, 'q.odd.xml': ODD, 'a.xml': GOOD, 'b.xml': `${model('p.odd')}<r/>` });
    for (const [name, made] of [
      ['p.odd', 'p.rng'],
      ['q.odd.xml', 'q.rng'],
    ] as const) {
      const { code, err } = await call('validate', join(dir, 'a.xml'), '--schema', join(dir, name));
      expect(code).toBe(2);
      expect(err).toContain('schema-is-odd');
      expect(err).toContain(`teitorelaxng --odd ${name} ${made}`);
    }
    const { err } = await call('validate', join(dir, 'b.xml'));
    expect(err).toContain('b.xml:1:1: error schema-is-odd');
  });

  it('is no other TEI', async () => {
    const dir = folder({ 'p.xml': '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', 'a.xml': GOOD });
    const { err } = await call('validate', join(dir, 'a.xml'), '--schema', join(dir, 'p.xml'));
    expect(err).toContain('schema-kind-unknown');
  });
});

describe('validate: schemas on the web', () => {
  it('are fetched once for many documents, with what they include, and kept for the next run', async () => {
    const grammar = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="part.rng"/></grammar>`;
    const part = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>${RNG}</start></grammar>`;
    const { url, requests, stop } = await serveFiles({ '/s/s.rng': grammar, '/s/part.rng': part });
    const hint = model(`${url}/s/s.rng`, TYPENS);
    const dir = folder({ 'in/a.xml': hint + GOOD, 'in/b.xml': hint + GOOD, 'in/c.xml': `${hint}<s/>` });
    const env = { XDG_CACHE_HOME: join(dir, 'cache') };
    const first = await spawned(['validate', 'in'], { cwd: dir, env });
    expect(first).toMatchObject({ code: 1, err: expect.not.stringContaining('schema-from-cache') });
    expect(first.out).toContain('a.xml: checked against s.rng; valid');
    expect([...requests].sort()).toEqual(['GET /s/part.rng', 'GET /s/s.rng']);
    await stop();
    const second = await spawned(['validate', 'in', '--offline'], { cwd: dir, env });
    expect(second.out).toBe(first.out);
  });

  it('may be named with --schema', async () => {
    const { url } = await serveFiles({ '/s.rng': RNG });
    const dir = folder({ 'a.xml': GOOD });
    const { code, out } = await call('validate', join(dir, 'a.xml'), '--schema', `${url}/s.rng`, '--no-cache');
    expect(code).toBe(0);
    expect(out).toContain('checked against s.rng; valid');
  });

  it('are a fault of the call where they cannot be had, told at the place that names them', async () => {
    const { url } = await serve((_, response) => response.writeHead(500).end());
    const dir = folder({ 'a.xml': model(`${url}/s.rng`) + GOOD });
    const hinted = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(hinted.code).toBe(2);
    expect(hinted.err).toContain('a.xml:1:1: error schema-not-fetched');
    expect(hinted.err).toContain('the server answered 500 Internal Server Error');
    const named = await call('validate', join(dir, 'a.xml'), '--schema', `${url}/s.rng`, '--no-cache');
    expect(named).toMatchObject({ code: 2, out: '' });
    const offline = await call('validate', join(dir, 'a.xml'), '--offline', '--no-cache');
    expect(offline.err).toContain('(--offline)');
  });

  it('cannot include files of this disk', async () => {
    const dir = folder({ 'part.rng': RNG });
    const { url } = await serveFiles({
      '/s.rng': `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="file://${dir}/part.rng"/></grammar>`,
    });
    writeFileSync(join(dir, 'a.xml'), model(`${url}/s.rng`) + GOOD);
    const { code, err } = await call('validate', join(dir, 'a.xml'), '--no-cache');
    expect(code).toBe(2);
    expect(err).toContain('schema-reaches-for-disk');
  });
});

describe('validate: local files for addresses', () => {
  const hint = model('https://schemas.example.org/v1/s.rng', TYPENS);

  it('come from a catalog, also for what schemas include', async () => {
    const grammar =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="https://schemas.example.org/v1/part.rng"/></grammar>';
    const part = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start>${RNG}</start></grammar>`;
    const dir = folder({
      'cat.xml': `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <rewriteURI uriStartString="https://schemas.example.org/v1/" rewritePrefix="schema/"/></catalog>`,
      'schema/s.rng': grammar,
      'schema/part.rng': part,
      'a.xml': hint + GOOD,
    });
    const args = ['validate', join(dir, 'a.xml'), '--catalog', join(dir, 'cat.xml'), '--no-cache', '--offline'];
    expect(await call(...args)).toMatchObject({
      code: 0,
      out: expect.stringContaining('checked against s.rng; valid'),
    });
  });

  it('come from catalog.xml and teigram.config.json of the working folder', async () => {
    const dir = folder({ 'schema/s.rng': RNG, 'catalog/a.xml': hint + GOOD, 'config/a.xml': hint + GOOD });
    writeFileSync(
      join(dir, 'catalog/catalog.xml'),
      `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <system systemId="https://schemas.example.org/v1/s.rng" uri="../schema/s.rng"/></catalog>`,
    );
    const schemas = { 'https://schemas.example.org/v1/s.rng': '../schema/s.rng' };
    writeFileSync(join(dir, 'config/teigram.config.json'), JSON.stringify({ schemas, title: 'Telegrams' }));
    for (const cwd of ['catalog', 'config']) {
      const outcome = await spawned(['validate', 'a.xml', '--offline', '--no-cache'], { cwd: join(dir, cwd) });
      expect(outcome).toMatchObject({ code: 0, err: '', out: expect.stringContaining('checked against s.rng; valid') });
    }
  });

  it('are refused where the catalog or the configuration cannot be read', async () => {
    const dir = folder({ 'a.xml': GOOD, 'bad.xml': '<catalog', 'bad.json': '{ "schemas": ["s.rng"] }' });
    mkdirSync(join(dir, 'empty'));
    const catalog = await call('validate', join(dir, 'a.xml'), '--catalog', join(dir, 'bad.xml'));
    expect(catalog).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error catalog-unreadable') });
    const config = await call('validate', join(dir, 'a.xml'), '--config', join(dir, 'bad.json'));
    expect(config).toMatchObject({ code: 2, out: '', err: expect.stringContaining('error config-wrong-type') });
  });
});
