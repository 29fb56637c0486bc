/** Packages for eXist-db; installed in BaseX, which reads the same kind. */
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { type PackageEntry, type PackageFile, textEntry } from '../../../src/deposit/target.js';
import { xar } from '../../../src/deposit/xar/index.js';
import { zipStream } from '../../../src/deposit/zip.js';
import { parseXml } from '../../../src/xml/parser.js';
import { folder, listing } from '../../cli/call.js';
import { BASEX_ABSENT, basex } from '../basex/server.js';
import { depositor, LITTLE_METADATA, METADATA, packed, sample } from '../sample.js';

describe('xar', () => {
  it('has the documents as data, and what eXist-db needs to know', async () => {
    const files = await packed(xar, sample(xar));
    expect(Object.keys(files)).toEqual([
      ...['expath-pkg.xml', 'repo.xml', 'collection.xconf', 'pre-install.xq'],
      ...['data/1957/d1.xml', 'data/1957/d2 é.xml', 'data/d3.xml', 'schema/tei.rng', 'validation-report.json'],
    ]);
    expect(files['expath-pkg.xml']).toContain(
      '<package xmlns="http://expath.org/ns/pkg" name="https://example.org/edition/telegrams-from-strelsau-zenda-1957" abbrev="telegrams-from-strelsau-zenda-1957" version="1.0.0" spec="1.0">',
    );
    expect(files['expath-pkg.xml']).toContain('<dependency processor="http://exist-db.org" semver-min="5.3.0"/>');
    expect(files['repo.xml']).toContain('<target>telegrams-from-strelsau-zenda-1957</target>');
    expect(files['repo.xml']).toContain('<prepare>pre-install.xq</prepare>');
    expect(files['collection.xconf']).toContain('<text qname="tei:head"/>');
    for (const name of ['expath-pkg.xml', 'repo.xml', 'collection.xconf']) {
      expect(faultsOf(files[name]!), name).toEqual([]);
    }
  });

  it.each([
    [{ version: '2' }, 'version="2.0.0"'],
    [{ version: 'v1.4-beta' }, 'version="1.4.0"'],
    [{ version: 'first' }, 'version="1.0.0"'],
    [{ title: '1957' }, 'abbrev="tei-1957"'],
    [{ title: 'Телеграммы' }, 'abbrev="documents-a9b70bf5"'],
    [{ documentUrl: 'https://x.org/?doc={id}' }, 'name="https://x.org/telegrams-from-strelsau-zenda-1957"'],
    [{ documentUrl: 'https://x.org/a/{path}', name: 'strelsau' }, 'name="https://x.org/a/strelsau"'],
    [{ documentUrl: undefined, title: 'A & B' }, 'name="urn:teigram:university-of-strelsau:a-b"'],
    [{ documentUrl: undefined, publisher: undefined, title: 'A & B' }, 'name="urn:teigram:a-b"'],
  ])('with %o says %s', async (change, expected) => {
    const metadata = JSON.parse(JSON.stringify({ ...METADATA, ...change })) as object;
    expect((await packed(xar, sample(xar, metadata)))['expath-pkg.xml']).toContain(expected);
  });

  it('keeps a schema that lay among the documents there', async () => {
    const schema: PackageFile = { ...textEntry('tei/schema/own.rng', '<grammar/>'), role: 'schema' };
    const input = { ...sample(xar, LITTLE_METADATA), files: [schema] };
    expect(Object.keys(await packed(xar, input))).toContain('data/schema/own.rng');
  });

  it('is one file where --out says so, the same twice', async () => {
    const { at, deposit } = depositor();
    expect(await deposit('xar', 'a.xar')).toMatchObject({ code: 0, err: '' });
    await deposit('xar', 'b.xar');
    const bytes = readFileSync(at('a.xar'));
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.equals(readFileSync(at('b.xar')))).toBe(true);
  });

  it.skipIf(BASEX_ABSENT)(
    `installs in BaseX, where a query finds every document (${BASEX_ABSENT ?? 'installed'})`,
    {
      timeout: 120_000,
    },
    async () => {
      const { at, deposit } = depositor();
      expect(await deposit('xar', 'pkg')).toMatchObject({ code: 0 });
      const home = join(folder(), 'basex');
      mkdirSync(home);
      // BaseX is not eXist-db, and says so of the line that asks for it.
      const entries = listing(at('pkg')).map((path) => fileEntry(at('pkg'), path));
      await pipeline(zipStream(entries, '2026-03-31'), createWriteStream(at('for-basex.xar')));
      const installed = await basex(home, '-c', `REPO INSTALL ${at('for-basex.xar')}; REPO LIST`);
      expect(installed).toContain('https://example.org/edition/telegrams-from-strelsau-zenda-1957');
      const query = `declare namespace tei = "http://www.tei-c.org/ns/1.0";
      sort(collection("${home}/repo/https-example.org-edition-telegrams-from-strelsau-zenda-1957-1.0.0/data")//tei:titleStmt/tei:title/string())`;
      expect((await basex(home, '-q', query)).trim().split('\n')).toEqual(['A paper', 'Telegram 812', 'Telegram 813']);
    },
  );
});

function fileEntry(root: string, path: string): PackageEntry {
  const text = readFileSync(join(root, path), 'utf8');
  return textEntry(path, path === 'expath-pkg.xml' ? text.replace(/ *<dependency [^>]*>\n/, '') : text);
}

function faultsOf(xml: string): string[] {
  const faults: string[] = [];
  parseXml(xml, { diagnostic: ({ message }) => void faults.push(message) });
  return faults;
}
