/** What docs/security.md promises of documents and schemas made to do harm, from the command line. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serve } from '../resources/server.js';
import { CLI, folder, spawned } from './call.js';

const RNC = 'start = any any = element * { attribute * { text }*, (text | any)* }';
/** A gigabyte here would mean that something is kept that should not be. */
const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=256' };

function project(files: Readonly<Record<string, string>>) {
  const dir = folder({ 's.rnc': RNC, 'doc/.keep': '', ...files });
  const validate = (...args: string[]) => spawned(['validate', ...args, '--no-cache'], { cwd: dir, env: SMALL_HEAP });
  return { dir, validate };
}

describe('documents made to do harm', () => {
  const bomb = (n: number) =>
    `<!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">${Array.from({ length: n }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><r>&e${n};</r>`;
  const square = `<!DOCTYPE r [<!ENTITY e "${'a'.repeat(100_000)}">]><r>${'&e;'.repeat(100_000)}</r>`;

  it.each([
    ['ten to the power of twenty', bomb(20)],
    ['a hundred thousand squared', square],
  ])('an entity bomb of %s ends in a diagnostic', async (_, xml) => {
    const { code, out } = await project({ 'a.xml': xml }).validate('a.xml', '-s', 's.rnc');
    expect(code).toBe(1);
    expect(out).toContain('error xml-entity-limit');
  });

  it('external entities, DTDs and parameter entities are never asked for, whatever the schema', async () => {
    const server = await serve((_, response) => response.end('secret'));
    const xml = (uri: string) =>
      `<!DOCTYPE r SYSTEM "${uri}" [<!ENTITY % p SYSTEM "${uri}"> %p; <!ENTITY e SYSTEM "${uri}">]><r>&e;</r>`;
    const { validate } = project({
      'secret.txt': 'TOPSECRET',
      'web.xml': xml(`${server.url}/x`),
      'file.xml': xml('secret.txt'),
      's.dtd': '<!ELEMENT r ANY>',
    });
    for (const schema of ['s.rnc', 's.dtd']) {
      const { out, err } = await validate('web.xml', 'file.xml', '-s', schema);
      expect(out + err).not.toContain('TOPSECRET');
    }
    expect(server.requests).toEqual([]);
  });

  it('a gigabyte of nesting ends where it is too deep, and the rest is not read', async () => {
    const { dir, validate } = project({});
    const file = openSync(join(dir, 'deep.xml'), 'w');
    writeSync(file, '<a>'.repeat(1_000_000));
    ftruncateSync(file, 1_000_000_000);
    closeSync(file);
    const { code, out } = await validate('deep.xml', '-s', 's.rnc');
    expect(code).toBe(1);
    expect(out).toContain('error xml-too-deep');
  });

  it.skipIf(process.platform === 'win32')('devices without end are no documents, schemas or parts', async () => {
    const { dir, validate } = project({
      'rng.xml': '<?xml-model href="/dev/zero"?><r/>',
      'typed.xml': '<?xml-model href="/dev/zero" schematypens="http://relaxng.org/ns/structure/1.0"?><r/>',
      'part.xml': '<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="zero.txt" parse="text"/></r>',
      'include.rng': '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="/dev/zero"/></grammar>',
    });
    for (const name of ['zero.xml', 'zero.txt']) symlinkSync('/dev/zero', join(dir, name));
    expect(await validate('rng.xml', 'typed.xml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is no file but a device'),
    });
    expect(await validate('part.xml', '-s', 's.rnc')).toMatchObject({
      code: 1,
      out: expect.stringContaining('xinclude-failed'),
    });
    expect((await validate('part.xml', '-s', 'include.rng')).code).toBe(2);
    expect(await validate('zero.xml', '-s', 's.rnc')).toMatchObject({
      code: 2,
      err: expect.stringContaining('file-too-large'),
    });
  });

  it('paths that climb out of the folder show nothing of what they lead to', async () => {
    const { dir } = project({ 'secret.txt': 'TOPSECRET <a' });
    const climbing = [
      '<?xml-model href="../secret.txt"?><r/>',
      '<?xml-model href="../secret.txt" schematypens="http://relaxng.org/ns/structure/1.0"?><r/>',
      '<?xml-model href="../s.rnc"?><r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="../secret.txt" parse="text"/></r>',
      '<?xml-model href="../s.rnc"?><r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="../../../../../../etc/passwd" parse="text"/></r>',
    ];
    for (const xml of climbing) {
      const input = spawnSync(process.execPath, [CLI, 'validate', '-', '--no-cache'], {
        cwd: join(dir, 'doc'),
        input: xml,
        encoding: 'utf8',
      });
      expect(input.status).toBeGreaterThan(0);
      expect(input.stdout + input.stderr).not.toContain('TOPSECRET');
      expect(input.stdout + input.stderr).not.toContain('root:x:');
    }
  });
});

describe('schemas made to do harm', () => {
  it.each([
    [
      'includes itself',
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="bad.rng"/></grammar>',
      'schema-reference-cycle',
    ],
    [
      'refers to itself',
      '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="bad.rng"/>',
      'schema-reference-cycle',
    ],
  ])('one that %s is refused', async (_, schema, code) => {
    const { validate } = project({ 'bad.rng': schema, 'a.xml': '<r/>' });
    expect(await validate('a.xml', '-s', 'bad.rng')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(code),
    });
  });

  it('a rule that looks at everything for everything ends, and says so', async () => {
    const schema = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="a">
      <assert test="every $x in //a, $y in //a, $z in //a satisfies $x/@n + $y/@n + $z/@n ge 0">Never.</assert></rule></pattern></schema>`;
    const { validate } = project({ 'bad.sch': schema, 'a.xml': `<r>${'<a n="1"/>'.repeat(3_000)}</r>` });
    const { out, err } = await validate('a.xml', '-s', 'bad.sch');
    expect(out + err).toContain('schematron-too-many-steps');
  });
});

describe('limits', () => {
  const nested = `${'<a>'.repeat(20)}${'</a>'.repeat(20)}`;

  it.each(['parts as XML', 'parts as text', 'parts in fallbacks'])('end inclusions that multiply: %s', async (kind) => {
    const include = (href: string): string =>
      kind === 'parts in fallbacks'
        ? `<xi:include href="gone.xml"><xi:fallback><xi:include href="${href}"/></xi:fallback></xi:include>`
        : `<xi:include href="${href}"/>${kind === 'parts as text' ? `<xi:include href="${href}" parse="text"/>` : ''}`;
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `p${i}.xml`,
        `<r xmlns:xi="http://www.w3.org/2001/XInclude">${include(`p${i + 1}.xml`).repeat(8)}</r>`,
      ]),
    );
    const { code, out } = await project({ ...files, 'p12.xml': '<r/>' }).validate('p0.xml', '-s', 's.rnc');
    expect(code).toBe(1);
    expect(out.match(/error xinclude-failed/g)).toHaveLength(1);
    expect(out).toContain('--limit parts=20000');
  });

  it('end parts that are too much together, and say so once', async () => {
    const { validate } = project({
      'a.xml': `<r xmlns:xi="http://www.w3.org/2001/XInclude">${'<xi:include href="p.xml"/>'.repeat(9)}</r>`,
      'p.xml': `<p>${'x'.repeat(1000)}</p>`,
    });
    const { out } = await validate('a.xml', '-s', 's.rnc', '--limit', 'part-bytes=5000');
    expect(out.match(/error xinclude-failed/g)).toHaveLength(1);
    expect(out).toContain('--limit part-bytes=10000');
  });

  it('can be raised and lowered by name, for threads as well', async () => {
    const { validate } = project({ 'a.xml': nested, 'b.xml': nested });
    expect((await validate('a.xml', '-s', 's.rnc')).code).toBe(0);
    for (const jobs of ['1', '2']) {
      const { code, out } = await validate('a.xml', 'b.xml', '-s', 's.rnc', '-j', jobs, '--limit', 'depth=5');
      expect([code, out.match(/error xml-too-deep/g)?.length]).toEqual([1, 2]);
      expect(out).toContain('--limit depth=10');
    }
  });

  it('that are not to be understood are said to be so, with what was probably meant', async () => {
    const { validate } = project({ 'a.xml': nested });
    const misspelt = await validate('a.xml', '--limit', 'step=9');
    expect(misspelt.code).toBe(2);
    expect(misspelt.err).toMatch(/There is no limit “step”\. Did you mean steps\? There are: expansion \(10000000 /);
    expect((await validate('a.xml', '--limit', 'steps=many')).err).toContain('a name and a whole number');
  });
});
