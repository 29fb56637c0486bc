import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, folder } from '../cli/call.js';

const WEB = 'http://schemas.example.org/harbour';
const CATALOG = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';
const RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"';
const SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"';
const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';

/** A schema, what it takes in by a name of the web, and what that takes in beside itself. */
const SCHEMAS: Readonly<Record<string, readonly [schema: string, base: string, part: string]>> = {
  rnc: [`include "${WEB}/base.rnc"`, 'include "parts/mast.rnc"', 'start = element ship { element mast { empty } }'],
  rng: [
    `<externalRef ${RNG} href="${WEB}/base.rng"/>`,
    `<element ${RNG} name="ship"><externalRef href="parts/mast.rng"/></element>`,
    `<element ${RNG} name="mast"><empty/></element>`,
  ],
  sch: [
    `<schema ${SCH}><include href="${WEB}/base.sch"/></schema>`,
    `<pattern ${SCH}><include href="parts/mast.sch"/></pattern>`,
    `<rule ${SCH} context="ship"><assert test="mast">No mast.</assert></rule>`,
  ],
  xsd: [
    `<xs:schema ${XS}><xs:include schemaLocation="${WEB}/base.xsd"/></xs:schema>`,
    `<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<xs:schema ${XS}>\n<xs:redefine\n  schemaLocation="parts/mast.xsd"/><xs:element name="ship"><xs:complexType><xs:sequence><xs:element ref="mast"/></xs:sequence></xs:complexType></xs:element></xs:schema>`,
    `<xs:schema ${XS}><xs:element name="mast"/></xs:schema>`,
  ],
  dtd: [
    `<!ENTITY % base SYSTEM "${WEB}/base.dtd">%base;`,
    '<!ENTITY % mast SYSTEM "parts/mast.dtd">%mast;<!ELEMENT ship (mast)>',
    '<!ELEMENT mast EMPTY>',
  ],
};

function files(language: string, entries: string): Readonly<Record<string, string>> {
  const [schema, base, part] = SCHEMAS[language]!;
  return {
    [`s.${language}`]: schema,
    [`local/base.${language}`]: base,
    [`local/parts/mast.${language}`]: part,
    'catalog.xml': `<catalog xmlns="${CATALOG}">${entries}</catalog>`,
    'more.xml': `<catalog xmlns="${CATALOG}"><uri name="${WEB}/base.${language}" uri="local/base.${language}"/></catalog>`,
    'good.xml': '<ship><mast/></ship>',
    'bad.xml': '<ship/>',
  };
}

const ENTRIES: readonly (readonly [string, (language: string) => string])[] = [
  ['uri', (it) => `<uri name="${WEB}/base.${it}" uri="local/base.${it}"/>`],
  ['system', (it) => `<system systemId="${WEB}/base.${it}" uri="local/base.${it}"/>`],
  ['rewriteURI', () => `<rewriteURI uriStartString="${WEB}/" rewritePrefix="local/"/>`],
  ['uriSuffix', (it) => `<uriSuffix uriSuffix="/base.${it}" uri="local/base.${it}"/>`],
  ['delegateURI', () => `<delegateURI uriStartString="${WEB}" catalog="more.xml"/>`],
  ['nextCatalog', () => '<nextCatalog catalog="more.xml"/>'],
];

describe('what a catalog puts in the place of an address', () => {
  for (const language of Object.keys(SCHEMAS)) {
    it.each(ENTRIES)(`is the base of what it takes in: ${language}, by %s`, async (_, entries) => {
      const dir = folder(files(language, entries(language)));
      const schema = join(dir, `s.${language}`);
      const flags = ['--offline', '--no-cache', '--catalog', join(dir, 'catalog.xml'), '--schema', schema];
      const good = await call('validate', join(dir, 'good.xml'), ...flags);
      expect(good.out + good.err).toContain('; valid');
      expect(good.code).toBe(0);
      expect((await call('validate', join(dir, 'bad.xml'), ...flags)).code).toBe(1);
    });
  }

  it('is looked at again where the catalog has another file instead, kept schemas or not', async () => {
    const to = (place: string) =>
      `<catalog xmlns="${CATALOG}"><uri name="${WEB}/base.rnc" uri="${place}/base.rnc"/></catalog>`;
    const dir = folder({
      ...files('rnc', ''),
      'other/base.rnc': SCHEMAS['rnc']![1],
      'other/parts/mast.rnc': 'start = element ship { empty }',
      'one.xml': to('local'),
      'two.xml': to('other'),
    });
    const { load } = await import('../../src/relaxng/index.js');
    const { Resources } = await import('../../src/resources/index.js');
    const takes = async (catalog: string) => {
      const resources = new Resources({ catalogs: [join(dir, catalog)], offline: true });
      const resolve = (uri: string, base: string | undefined) => resources.read(uri, base);
      const { schema } = await load(join(dir, 's.rnc'), { resolve, cache: join(dir, 'kept') });
      return schema!.validate('<ship><mast/></ship>').valid;
    };
    expect([await takes('one.xml'), await takes('one.xml'), await takes('two.xml')]).toEqual([true, true, false]);
  });

  it('is one file by whichever name it is asked for', async () => {
    const named = files('rnc', `<uri name="${WEB}/base.rnc" uri="local/base.rnc"/>`);
    const dir = folder({
      ...named,
      's.rnc': `include "${WEB}/base.rnc"\ninclude "local/base.rnc"`,
      'local/base.rnc': 'include "../s.rnc"',
    });
    const flags = ['--offline', '--no-cache', '--catalog', join(dir, 'catalog.xml'), '--schema', join(dir, 's.rnc')];
    expect((await call('validate', join(dir, 'good.xml'), ...flags)).err).toContain('schema-reference-cycle');
  });

  it('is told as the place of what is wrong in it', async () => {
    const named = files('rnc', `<uri name="${WEB}/base.rnc" uri="local/base.rnc"/>`);
    const dir = folder({ ...named, 'local/parts/mast.rnc': 'start = element ship {' });
    const flags = ['--offline', '--no-cache', '--catalog', join(dir, 'catalog.xml'), '--schema', join(dir, 's.rnc')];
    expect((await call('validate', join(dir, 'good.xml'), ...flags)).err).toMatch(
      /local\/parts\/mast\.rnc:1:\d+: error/,
    );
  });

  it('is the base of what a part of a document includes', async () => {
    const XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"';
    const dir = folder({
      'in/a.xml': `<ship ${XI}><xi:include href="${WEB}/parts/all.xml"/></ship>`,
      'parts/all.xml': `<mast ${XI}>\n<xi:include href="sail.xml"/></mast>`,
      'parts/sail.xml': '\n<sail/>',
      's.rnc': 'element ship { element mast { text } }',
      'catalog.xml': `<catalog xmlns="${CATALOG}"><rewriteURI uriStartString="${WEB}/" rewritePrefix="./"/></catalog>`,
    });
    const flags = ['--no-cache', '--catalog', join(dir, 'catalog.xml'), '--schema', join(dir, 's.rnc')];
    const { code, out } = await call('validate', join(dir, 'in/a.xml'), ...flags);
    expect(code).toBe(1);
    expect(out).toMatch(/parts\/sail\.xml:2:1: error element-/);
    expect((await call('validate', join(dir, 'in/a.xml'), ...flags.slice(0, 1), ...flags.slice(3))).out).toContain(
      'xinclude-failed',
    );
  });

  it('lies below what a rewriting names, and is nothing hidden, whatever the rest of the name says', async () => {
    const { Catalog } = await import('../../src/resources/catalog.js');
    const dir = folder({
      'c.xml': `<catalog xmlns="${CATALOG}"><rewriteURI uriStartString="urn:x:" rewritePrefix="file:///schemas/"/></catalog>`,
    });
    const made = new Catalog([`file://${join(dir, 'c.xml')}`]);
    expect(made.resolveUri('urn:x:a/b.rng')).toBe('file:///schemas/a/b.rng');
    for (const name of ['../etc/s.rng', 'a/../../s.rng', '.git/config', 'a/%2e%2e/s.rng', 'a/.hidden/s.rng'])
      expect(made.resolveUri(`urn:x:${name}`)).toBeUndefined();
  });
});
