/** A package holds all that its documents were checked with, where they find it: it is valid by itself. */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, spawned } from '../../cli/call.js';
import { LITTLE_METADATA } from '../sample.js';
import { alone, edited, edition, judged, model, RNG, tei } from './edition.js';

const SCH = 'http://purl.oclc.org/dsdl/schematron';
const WITH_START = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="parts/any.rng"/></grammar>';
const XSD = (more: string) =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0">${more}</xs:schema>`;

/** Editions by what their documents need, each with the places in the package. */
const EDITIONS: Readonly<Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>> = {
  'a part beside the folder': [
    {
      'tei/a.xml': tei({ prolog: model('../s.rng'), body: '<xi:include href="../part.xml"/>' }),
      'part.xml': '<p xmlns="http://www.tei-c.org/ns/1.0">Of the part.</p>',
      's.rng': RNG(),
    },
    ['part.xml', 's.rng', 'tei/a.xml'],
  ],
  'a part in the folder, which is no document of its own': [
    {
      'tei/a.xml': tei({ prolog: model('s.rng'), body: '<xi:include href="parts/p.xml"/>' }),
      'tei/parts/p.xml': '<p xmlns="http://www.tei-c.org/ns/1.0">Of the part.</p>',
      'tei/s.rng': RNG(),
    },
    ['tei/a.xml', 'tei/parts/p.xml', 'tei/s.rng'],
  ],
  'a text that is taken in': [
    {
      'tei/a.xml': tei({ prolog: model('s.rng'), body: '<p><xi:include href="words.txt" parse="text"/></p>' }),
      'tei/words.txt': 'Words.',
      'tei/s.rng': RNG(),
    },
    ['tei/a.xml', 'tei/s.rng', 'tei/words.txt'],
  ],
  'a grammar that includes another': [
    { 'tei/a.xml': tei({ prolog: model('../rng/s.rng') }), 'rng/s.rng': WITH_START, 'rng/parts/any.rng': RNG() },
    ['rng/parts/any.rng', 'rng/s.rng', 'tei/a.xml'],
  ],
  'a grammar that refers to another': [
    {
      'tei/a.xml': tei({ prolog: model('../rng/s.rng') }),
      'rng/s.rng': '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="any.rng"/>',
      'rng/any.rng': RNG(),
    },
    ['rng/any.rng', 'rng/s.rng', 'tei/a.xml'],
  ],
  'a compact grammar that includes another': [
    {
      'tei/a.xml': tei({ prolog: '<?xml-model href="../rng/s.rnc" type="application/relax-ng-compact-syntax"?>' }),
      'rng/s.rnc': 'include "any.rnc"',
      'rng/any.rnc': 'start = any\nany = element * { attribute * { text }*, (text | any)* }',
    },
    ['rng/any.rnc', 'rng/s.rnc', 'tei/a.xml'],
  ],
  'rules that include others and read a list': [
    {
      'tei/a.xml': tei({ prolog: model('../rules/s.sch', SCH) }),
      'rules/s.sch': `<schema xmlns="${SCH}" queryBinding="xslt2"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><include href="pattern.sch"/></schema>`,
      'rules/pattern.sch': `<pattern xmlns="${SCH}"><rule context="t:title"><assert test=". = doc('titles.xml')//title">not in the list</assert></rule></pattern>`,
      'rules/titles.xml': '<titles><title>Telegram 812</title></titles>',
    },
    ['rules/pattern.sch', 'rules/s.sch', 'rules/titles.xml', 'tei/a.xml'],
  ],
  'an XML Schema that includes another': [
    {
      'tei/a.xml': tei({ prolog: model('../xsd/s.xsd', 'http://www.w3.org/2001/XMLSchema') }),
      'xsd/s.xsd': XSD('<xs:include schemaLocation="tei.xsd"/>'),
      'xsd/tei.xsd': XSD(
        '<xs:element name="TEI"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType></xs:element>',
      ),
    },
    ['tei/a.xml', 'xsd/s.xsd', 'xsd/tei.xsd'],
  ],
  'a DTD and entities of other files': [
    {
      'tei/a.xml': tei({ prolog: `${model('s.rng')}<!DOCTYPE TEI SYSTEM "../dtd/t.dtd">\n`, body: '<p>&who;</p>' }),
      'dtd/t.dtd': '<!ENTITY who "Sapt"><!ENTITY % more SYSTEM "more.ent"> %more;',
      'dtd/more.ent': '<!ENTITY where "Zenda">',
      'tei/s.rng': RNG(),
    },
    ['dtd/more.ent', 'dtd/t.dtd', 'tei/a.xml', 'tei/s.rng'],
  ],
  'members of a corpus without a schema of their own': [
    {
      'tei/a.xml': `${model('s.rng')}<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader/><xi:include href="letters/b.xml"/></teiCorpus>`,
      'tei/letters/b.xml': tei(),
      'tei/s.rng': RNG(),
    },
    ['tei/a.xml', 'tei/letters/b.xml', 'tei/s.rng'],
  ],
  'a schema two folders up': [
    { 'data/tei/a.xml': tei({ prolog: model('../../schema/s.rng') }), 'schema/s.rng': RNG() },
    ['data/tei/a.xml', 'schema/s.rng'],
  ],
  'a schema beside documents in folders': [
    {
      'tei/1957/a.xml': tei({ prolog: model('../s.rng') }),
      'tei/b.xml': tei({ prolog: model('s.rng') }),
      'tei/s.rng': RNG(),
    },
    ['tei/1957/a.xml', 'tei/b.xml', 'tei/s.rng'],
  ],
  'a catalog': [
    {
      'tei/a.xml': tei({ prolog: model('https://strelsau.example/s.rng') }),
      'catalog.xml':
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="https://strelsau.example/s.rng" uri="rng/local.rng"/></catalog>',
      'rng/local.rng': RNG(),
    },
    ['catalog.xml', 'schema/strelsau.example/s.rng', 'tei/a.xml'],
  ],
};

describe('a package by itself is valid, whose documents need', () => {
  it.each(Object.entries(EDITIONS))('%s', async (_, [files, places]) => {
    const documents = Object.keys(files).find((name) => name.endsWith('tei/a.xml') || name.includes('tei/1957'))!;
    const dir = /^(?:data\/)?tei/.exec(documents)![0];
    const own = edition(files, LITTLE_METADATA, dir);
    expect(await own.deposit('ro-crate', 'out/crate')).toMatchObject({ code: 0 });
    expect(await own.deposit('bag', 'out/bag.zip')).toMatchObject({ code: 0 });
    expect(await own.deposit('zenodo', 'out/zenodo')).toMatchObject({ code: 0 });
    expect(await own.deposit('zenodo', 'out/zenodo.zip')).toMatchObject({ code: 0 });
    expect(await own.deposit('xar', 'out/edition.xar')).toMatchObject({ code: 0 });
    const packages = alone(own, 'out');
    const crate = join(packages, 'crate');
    expect(edited(crate)).toEqual(places);
    expect(await judged(crate, dir)).toMatchObject({ code: 0 });
    // The same in archives.
    const unpacked = folder();
    expect(spawnSync('unzip', ['-q', join(packages, 'bag.zip'), '-d', unpacked]).status).toBe(0);
    const data = join(unpacked, 'telegrams-from-strelsau-zenda-1957/data');
    expect(await judged(data, dir)).toMatchObject({ code: 0 });
    expect(
      spawnSync('unzip', [
        '-q',
        join(packages, 'zenodo/files/telegrams-from-strelsau-zenda-1957.zip'),
        '-d',
        join(unpacked, 'z'),
      ]).status,
    ).toBe(0);
    expect(edited(join(unpacked, 'z'))).toEqual(places);
  });
});

describe('a schema of the web', () => {
  it('goes along with what it includes, and a catalog says for which address', async () => {
    const served: Readonly<Record<string, string>> = { '/rng/s.rng': WITH_START, '/rng/parts/any.rng': RNG() };
    const server = createServer(({ url = '' }, response) =>
      response.writeHead(served[url] === undefined ? 404 : 200).end(served[url]),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rng/s.rng`;
    const own = edition({ 'tei/a.xml': tei({ prolog: model(address) }) }, LITTLE_METADATA);
    const outcome = await own.deposit('ro-crate', 'out/crate');
    server.close();
    server.closeAllConnections();
    expect(outcome).toMatchObject({ code: 0 });
    const crate = alone(own, 'out/crate');
    expect(edited(crate)).toEqual([
      'catalog.xml',
      'schema/127.0.0.1/rng/parts/any.rng',
      'schema/127.0.0.1/rng/s.rng',
      'tei/a.xml',
    ]);
    // With no copy of an earlier run, either.
    const env = { XDG_CACHE_HOME: folder() };
    expect(await spawned(['validate', 'tei', '--offline'], { cwd: crate, env })).toMatchObject({ code: 0 });
  });
});

describe('a schema of the call', () => {
  it('may lie on the web', async () => {
    const server = createServer((_, response) => response.end(RNG()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/s.rng`;
    const own = edition({ 'tei/a.xml': tei() }, LITTLE_METADATA);
    const outcome = await own.deposit('ro-crate', 'out/crate', '--schema', address);
    server.close();
    server.closeAllConnections();
    expect(outcome).toMatchObject({ code: 0 });
    expect(edited(join(own.root, 'out/crate'))).toEqual(['catalog.xml', 'schema/127.0.0.1/s.rng', 'tei/a.xml']);
  });

  it('lies in schema/, with what it includes', async () => {
    const files = { 'tei/a.xml': tei(), 'elsewhere/s.rng': WITH_START, 'elsewhere/parts/any.rng': RNG() };
    const own = edition(files, LITTLE_METADATA);
    expect(await own.deposit('ro-crate', 'out/crate', '--schema', 'elsewhere/s.rng')).toMatchObject({ code: 0 });
    const crate = alone(own, 'out/crate');
    expect(edited(crate)).toEqual(['schema/parts/any.rng', 'schema/s.rng', 'tei/a.xml']);
    expect(await spawned(['validate', 'tei', '--schema', 'schema/s.rng'], { cwd: crate })).toMatchObject({ code: 0 });
  });
});

describe('a package that would not be valid by itself', () => {
  it('is not made, and it is said why', async () => {
    const schema = join(folder({ 's.rng': RNG() }), 's.rng');
    const own = edition({ 'tei/a.xml': tei({ prolog: model(`file://${schema}`) }) }, LITTLE_METADATA);
    for (const out of ['out/crate', 'out/crate.zip']) {
      const { code, err } = await own.deposit('ro-crate', out);
      expect({ code, said: /deposit-(?:not-whole|outside)/.test(err) }).toEqual({ code: 2, said: true });
    }
    expect(edited(join(own.root, 'out'))).toEqual(['.keep']);
  });
});
