/** What libxml2 may read: the files of schemas, by the way that all schemas are had, and nothing else. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/index.js';
import { load } from '../../src/libxml2/index.js';
import { call, folder } from '../cli/call.js';
import { serve, serveFiles } from '../resources/server.js';

const xsd = (content: string) => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${content}</xs:schema>`;
const LOCAL = xsd('<xs:element name="local"/>');
const GOOD = '<local/>';

const check = async (schema: string, xml: string, options: object = {}) => {
  const { valid, checked, diagnostics } = await validate(xml, { schemas: [schema], cache: false, ...options });
  return { valid, checked, codes: diagnostics.map(({ code }) => code), diagnostics };
};

describe('an XML Schema of the web', () => {
  it.each(['include', 'import', 'redefine'])('gets no file of this disk by xs:%s', async (element) => {
    const dir = folder({ 'local.xsd': LOCAL });
    const address = pathToFileURL(join(dir, 'local.xsd')).href;
    const namespace = element === 'import' ? 'namespace="urn:x" ' : '';
    const { url } = await serveFiles({
      '/s.xsd': xsd(`<xs:${element} ${namespace}schemaLocation="${address}"/><xs:element name="web"/>`),
    });
    for (const xml of [GOOD, '<web/>']) {
      const { valid, codes, diagnostics } = await check(`${url}/s.xsd`, xml);
      expect(valid).toBe(false);
      expect(codes).toEqual(['schema-reaches-for-disk']);
      expect(diagnostics[0]).toMatchObject({ line: 1, file: `${url}/s.xsd` });
    }
  });

  it('gets none by the name that its kept copy has neighbours of', async () => {
    const dir = folder({ 'doc.xml': '<a/>' });
    const { url, requests } = await serveFiles({ '/s.xsd': xsd('<xs:include schemaLocation="source.json"/>') });
    const { code, err } = await call('validate', join(dir, 'doc.xml'), '--schema', `${url}/s.xsd`, '--no-cache');
    expect(code).toBe(2);
    expect(err).toContain(`${url}/source.json`);
    expect(requests).toEqual(['GET /s.xsd', 'GET /source.json']);
  });

  it('gets none by a redirection', async () => {
    const dir = folder({ 'local.xsd': LOCAL });
    const { url } = await serve((request, response) => {
      if (request.url === '/s.xsd') response.end(xsd('<xs:include schemaLocation="part.xsd"/>'));
      else response.writeHead(302, { location: pathToFileURL(join(dir, 'local.xsd')).href }).end();
    });
    expect(await check(`${url}/s.xsd`, GOOD)).toMatchObject({ valid: false, codes: ['schema-not-fetched'] });
  });

  it('gets none for a part of a DTD, directly or by a part of the web', async () => {
    const dir = folder({ 'local.ent': '<!ELEMENT local EMPTY>' });
    const address = pathToFileURL(join(dir, 'local.ent')).href;
    const local = `<!ENTITY % p SYSTEM "${address}">%p;`;
    const { url } = await serveFiles({
      '/a.dtd': local,
      '/b.dtd': '<!ENTITY % q SYSTEM "q.ent">%q;',
      '/q.ent': local,
    });
    const own = folder({ 'c.dtd': `<!ENTITY % q SYSTEM "${url}/q.ent">%q;` });
    for (const schema of [`${url}/a.dtd`, `${url}/b.dtd`, join(own, 'c.dtd')]) {
      expect(await check(schema, GOOD)).toMatchObject({ valid: false, codes: ['schema-reaches-for-disk'] });
    }
  });

  it('is read with all that it includes from there, each once, relative to where it lies', async () => {
    const { url, requests } = await serveFiles({
      '/dir/s.xsd': xsd('<xs:include schemaLocation="sub/a.xsd"/><xs:include schemaLocation="./sub/../sub/b.xsd"/>'),
      '/dir/sub/a.xsd': xsd('<xs:include schemaLocation="b.xsd"/>'),
      '/dir/sub/b.xsd': xsd('<xs:include schemaLocation="../s.xsd"/><xs:element name="b" type="xs:int"/>'),
    });
    expect(await check(`${url}/dir/s.xsd`, '<b>1</b>')).toMatchObject({ valid: true, checked: 'fully', codes: [] });
    expect(requests.toSorted()).toEqual(['GET /dir/s.xsd', 'GET /dir/sub/a.xsd', 'GET /dir/sub/b.xsd']);
    expect((await check(`${url}/dir/s.xsd`, '<b>x</b>')).codes).toEqual(['schema-violation']);
  });

  it('is never asked for offline, nor what a schema here includes from there', async () => {
    const { url, requests } = await serveFiles({ '/part.xsd': LOCAL });
    const dir = folder({ 's.xsd': xsd(`\n<xs:include schemaLocation="${url}/part.xsd"/>`) });
    const offline = await check(join(dir, 's.xsd'), GOOD, { offline: true });
    expect(offline).toMatchObject({ valid: false, codes: ['schema-not-fetched'] });
    expect(offline.diagnostics[0]).toMatchObject({ line: 2, file: join(dir, 's.xsd') });
    expect(offline.diagnostics[0]!.message).toContain(`${url}/part.xsd`);
    expect(requests).toEqual([]);
    expect(await check(join(dir, 's.xsd'), GOOD)).toMatchObject({ valid: true });
    const map = { [`${url}/part.xsd`]: join(folder({ 'copy.xsd': LOCAL }), 'copy.xsd') };
    expect(await check(join(dir, 's.xsd'), GOOD, { map, offline: true })).toMatchObject({ valid: true });
    expect(requests).toHaveLength(1);
  });

  it('may take in so many files and no more, those that are not there among them', async () => {
    const { url, requests } = await serve((request, response) => {
      const n = Number(/\d+/.exec(request.url!)?.[0] ?? 0);
      response.end(xsd(`<xs:include schemaLocation="${n + 1}.xsd"/><xs:include schemaLocation="x${n}.rng"/>`));
    });
    const resolve = async (uri: string) => new Uint8Array(await (await fetch(uri)).arrayBuffer());
    const { schema, diagnostics } = await load(`${url}/0.xsd`, { language: 'xsd', resolve, mostFiles: 20 });
    expect(schema).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({ code: 'schema-beyond-limits' });
    expect(requests).toHaveLength(20);
  });
});

describe('a schema of this disk', () => {
  it('reads what it includes, by names with letters and spaces as addresses have them', async () => {
    const dir = folder({
      's.xsd': xsd('<xs:include schemaLocation="my%20part.xsd"/>'),
      'my part.xsd': LOCAL,
      'wrong.xsd': xsd('\n <xs:include schemaLocation="my part.xsd"/>'),
    });
    expect(await check(join(dir, 's.xsd'), GOOD)).toMatchObject({ valid: true });
    const { diagnostics } = await check(join(dir, 'wrong.xsd'), GOOD);
    expect(diagnostics).toMatchObject([{ code: 'schema-invalid', line: 2, column: 2 }]);
    expect(diagnostics[0]!.message).toContain('my%20part.xsd');
  });

  it.skipIf(process.platform === 'win32')('reads ordinary files only', async () => {
    const dir = folder({
      'a.xsd': xsd('<xs:include schemaLocation="pipe"/>'),
      'b.xsd': xsd('<xs:include schemaLocation="/dev/zero"/>'),
    });
    execFileSync('mkfifo', [join(dir, 'pipe')]);
    for (const name of ['a.xsd', 'b.xsd']) {
      expect(await check(join(dir, name), GOOD)).toMatchObject({ valid: false, codes: ['schema-file-unreadable'] });
    }
  });

  it('names the file that is not there, and where it is asked for', async () => {
    const dir = folder({ 's.xsd': xsd('\n<xs:include schemaLocation="gone.xsd"/>') });
    const { diagnostics } = await check(join(dir, 's.xsd'), GOOD);
    expect(diagnostics).toMatchObject([{ code: 'schema-file-unreadable', line: 2, file: join(dir, 's.xsd') }]);
    expect(diagnostics[0]!.message).toContain(join(dir, 'gone.xsd'));
  });

  it('may do without what it imports and does not need, and says so', async () => {
    const gone = '<xs:import namespace="urn:x" schemaLocation="gone.xsd"/>';
    const dir = folder({
      's.xsd': xsd(`${gone}<xs:element name="local"/>`),
      'needs.xsd': xsd(`${gone}<xs:element name="local" type="x:t" xmlns:x="urn:x"/>`),
    });
    const without = await check(join(dir, 's.xsd'), GOOD);
    expect(without).toMatchObject({ valid: true, checked: 'partly', codes: ['schema-file-unreadable'] });
    const { valid, codes } = await check(join(dir, 'needs.xsd'), GOOD);
    expect(valid).toBe(false);
    expect(codes[0]).toBe('schema-file-unreadable');
  });

  it('has no entity of another file', async () => {
    const dir = folder({ 'secret.xsd': '<xs:element xmlns:xs="http://www.w3.org/2001/XMLSchema" name="local"/>' });
    const doctype = `<!DOCTYPE xs:schema [<!ENTITY e SYSTEM "${pathToFileURL(join(dir, 'secret.xsd')).href}">]>`;
    const inner = folder({
      's.xsd': doctype + xsd('&e;'),
      'includes.xsd': xsd('<xs:include schemaLocation="s.xsd"/>'),
    });
    for (const name of ['s.xsd', 'includes.xsd']) {
      const { valid, checked } = await check(join(inner, name), GOOD);
      expect({ valid, checked }).toEqual({ valid: false, checked: 'partly' });
    }
  });

  it('is not joined by those that a document names for itself', async () => {
    const dir = folder({ 's.xsd': xsd('<xs:element name="r"/>'), 'other.xsd': LOCAL });
    const hints = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${join(dir, 'other.xsd')}"`;
    expect((await check(join(dir, 's.xsd'), `<local ${hints}/>`)).valid).toBe(false);
  });

  it('reads the parts of a DTD, and is none without them', async () => {
    const dir = folder({
      'a.dtd': '<!ENTITY % more "INCLUDE"><!ENTITY % p PUBLIC "-//X//Y" "sub/p.ent">%p;<!ELEMENT r EMPTY>',
      'sub/p.ent': '<![%more;[<!ENTITY % q SYSTEM "q.ent">%q;]]>',
      'sub/q.ent': '<!ATTLIST r n CDATA #REQUIRED>',
      'b.dtd': '<!ENTITY % p SYSTEM "gone.ent">%p;<!ELEMENT r EMPTY>',
    });
    expect(await check(join(dir, 'a.dtd'), '<r n="1"/>')).toMatchObject({ valid: true, checked: 'fully' });
    expect(await check(join(dir, 'a.dtd'), '<r/>')).toMatchObject({ valid: false, codes: ['schema-violation'] });
    const { codes, diagnostics } = await check(join(dir, 'b.dtd'), '<r/>');
    expect(codes).toEqual(['schema-file-unreadable']);
    expect(diagnostics[0]!.message).toContain('gone.ent');
  });
});
