import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Catalog } from '../../src/resources/catalog.js';
import { folder } from '../cli/call.js';

const NS = 'urn:oasis:names:tc:entity:xmlns:xml:catalog';

/** A catalog of these entries, others beside it, and what it makes relative to its folder. */
function catalog(entries: string, others: Readonly<Record<string, string>> = {}) {
  const wrap = (text: string) => (text.startsWith('<catalog') ? text : `<catalog xmlns="${NS}">${text}</catalog>`);
  const files = Object.entries({ 'catalog.xml': entries, ...others }).map(([name, text]) => [name, wrap(text)]);
  const dir = folder(Object.fromEntries(files));
  const base = `${pathToFileURL(dir).href}/`;
  const made = new Catalog([`${base}catalog.xml`]);
  const relative = (uri: string | undefined) => uri?.replace(base, '');
  return {
    made,
    dir,
    uri: (name: string) => relative(made.resolveUri(name)),
    external: (publicId?: string, systemId?: string) => relative(made.resolveExternal(publicId, systemId)),
  };
}

describe('Catalog: URIs', () => {
  it('finds an exact entry before any other, the first of two', () => {
    const { uri } = catalog(`
      <rewriteURI uriStartString="https://e.org/" rewritePrefix="local/"/>
      <uri name="https://e.org/a.rng" uri="first.rng"/><uri name="https://e.org/a.rng" uri="second.rng"/>`);
    expect(uri('https://e.org/a.rng')).toBe('first.rng');
    expect(uri('https://e.org/sub/b.rng')).toBe('local/sub/b.rng');
    expect(uri('https://other.org/')).toBeUndefined();
  });

  it('takes the longest start, wherever it stands, and the longest end after that', () => {
    const { uri } = catalog(`
      <uriSuffix uriSuffix="tei.rng" uri="short.rng"/><uriSuffix uriSuffix="my_tei.rng" uri="long.rng"/>
      <rewriteURI uriStartString="https://e.org/a/" rewritePrefix="a/"/>
      <rewriteURI uriStartString="https://e.org/" rewritePrefix="e/"/>`);
    expect(uri('https://e.org/a/tei.rng')).toBe('a/tei.rng');
    expect(uri('https://e.org/b/tei.rng')).toBe('e/b/tei.rng');
    expect(uri('https://f.org/my_tei.rng')).toBe('long.rng');
  });

  it('compares URIs with what they may not hold escaped', () => {
    const { uri } = catalog('<uri name="https://e.org/a b é.rng" uri="x.rng"/>');
    expect(uri('https://e.org/a%20b%20%C3%A9.rng')).toBe('x.rng');
  });

  it('resolves what entries point to by xml:base, of the catalog, a group or the entry', () => {
    const { uri } = catalog(`<catalog xmlns="${NS}" xml:base="one/">
      <uri name="urn:a" uri="a.rng"/>
      <group xml:base="two/"><uri name="urn:b" uri="b.rng"/><uri name="urn:c" uri="c.rng" xml:base="../three/"/></group>
      <uri name="urn:d" uri="d.rng"/></catalog>`);
    expect(['urn:a', 'urn:b', 'urn:c', 'urn:d'].map(uri)).toEqual([
      'one/a.rng',
      'one/two/b.rng',
      'one/three/c.rng',
      'one/d.rng',
    ]);
  });

  it('goes on with the next catalogs in order, after its own entries', () => {
    const { uri } = catalog('<nextCatalog catalog="b.xml"/><nextCatalog catalog="c.xml"/><uri name="urn:a" uri="a"/>', {
      'b.xml': '<uri name="urn:a" uri="not"/><uri name="urn:b" uri="b"/>',
      'c.xml': '<uri name="urn:b" uri="not"/><uri name="urn:c" uri="c"/>',
    });
    expect(['urn:a', 'urn:b', 'urn:c'].map(uri)).toEqual(['a', 'b', 'c']);
  });

  it('asks only the delegates, longest start first, once there are any', () => {
    const { uri } = catalog(
      `<delegateURI uriStartString="https://e.org/" catalog="b.xml"/>
       <delegateURI uriStartString="https://e.org/tei/" catalog="c.xml"/><nextCatalog catalog="d.xml"/>`,
      {
        'b.xml': '<uri name="https://e.org/tei/x" uri="b"/><uri name="https://e.org/tei/y" uri="b"/>',
        'c.xml': '<uri name="https://e.org/tei/x" uri="c"/>',
        'd.xml': '<uri name="https://e.org/tei/z" uri="d"/><uri name="urn:z" uri="d"/>',
      },
    );
    expect(uri('https://e.org/tei/x')).toBe('c');
    expect(uri('https://e.org/tei/y')).toBe('b');
    expect(uri('https://e.org/tei/z')).toBeUndefined();
    expect(uri('urn:z')).toBe('d');
  });

  it('passes over what it does not know, and what lacks an attribute', () => {
    const { uri, made } = catalog(
      '<uri uri="x"/><x:uri xmlns:x="urn:x" name="urn:a" uri="x"/><frob name="urn:a"/><uri name="urn:a" uri="a"/>',
    );
    expect(uri('urn:a')).toBe('a');
    expect(made.takeDiagnostics()).toEqual([]);
  });

  it('ends where catalogs lead in a circle', () => {
    const { uri } = catalog('<nextCatalog catalog="b.xml"/>', {
      'b.xml': '<nextCatalog catalog="catalog.xml"/><delegateURI uriStartString="urn:" catalog="catalog.xml"/>',
    });
    expect(uri('urn:a')).toBeUndefined();
  });
});

describe('Catalog: external identifiers', () => {
  const PUBLIC = '-//TEI//DTD TEI Lite//EN';

  it('finds system identifiers before public ones', () => {
    const { external } = catalog(`
      <public publicId="-//TEI//DTD  TEI Lite//EN" uri="public.dtd"/><system systemId="https://e.org/t.dtd" uri="system.dtd"/>
      <rewriteSystem systemIdStartString="https://f.org/" rewritePrefix="f/"/><systemSuffix systemIdSuffix="/g.dtd" uri="g.dtd"/>`);
    expect(external(PUBLIC, 'https://e.org/t.dtd')).toBe('system.dtd');
    expect(external(PUBLIC, 'https://other.org/')).toBe('public.dtd');
    expect(external(undefined, 'https://f.org/a/t.dtd')).toBe('f/a/t.dtd');
    expect(external(undefined, 'https://other.org/g.dtd')).toBe('g.dtd');
    expect(external(undefined, 'urn:publicid:-:TEI:DTD+TEI+Lite:EN')).toBe('public.dtd');
  });

  it('leaves public entries out where the system identifier is preferred and there is one', () => {
    const { external } = catalog(`<catalog xmlns="${NS}" prefer="system"><public publicId="${PUBLIC}" uri="a"/>
      <group prefer="public"><public publicId="-//B//EN" uri="b"/></group></catalog>`);
    expect(external(PUBLIC, 'https://e.org/')).toBeUndefined();
    expect(external(PUBLIC)).toBe('a');
    expect(external('-//B//EN', 'https://e.org/')).toBe('b');
  });

  it('hands public identifiers on to delegates', () => {
    const { external } = catalog('<delegatePublic publicIdStartString="-//TEI" catalog="b.xml"/>', {
      'b.xml': `<public publicId="${PUBLIC}" uri="b"/>`,
    });
    expect(external(PUBLIC)).toBe('b');
  });
});

describe('Catalog: what is wrong with one', () => {
  it('is said with the place, once, and the others are still asked', () => {
    const { uri, made, dir } = catalog('<nextCatalog catalog="bad.xml"/><nextCatalog catalog="c.xml"/>', {
      'bad.xml': '<catalog\n><x></catalog>',
      'c.xml': '<uri name="urn:a" uri="a"/>',
    });
    expect(uri('urn:a')).toBe('a');
    expect(uri('urn:a')).toBe('a');
    expect(made.takeDiagnostics()).toMatchObject([{ code: 'catalog-unreadable', file: join(dir, 'bad.xml'), line: 2 }]);
  });

  it('is that it is missing, or not on this computer', () => {
    const { uri, made } = catalog('<nextCatalog catalog="missing.xml"/><nextCatalog catalog="https://e.org/c.xml"/>');
    expect(uri('urn:a')).toBeUndefined();
    expect(made.takeDiagnostics().map(({ code }) => code)).toEqual(['catalog-unreadable', 'catalog-unreadable']);
  });
});
