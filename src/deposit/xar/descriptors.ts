/** What eXist-db reads of a package: who it is (EXPath Packaging System), where it goes, and what is indexed. */
import { TEI_NAMESPACE, XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import type { DepositRecord } from '../record.js';
import { slugOf } from '../vocabulary/text.js';
import { element, XML_DECLARATION, type XmlElement, xmlText } from '../xml-text.js';

/** eXist-db's version with the index of dates and names as it is written here. */
const EXIST = '5.3.0';

/** The collection below `/db/apps`, and the package's short name: a name of XML. */
export function targetOf({ name }: DepositRecord): string {
  return /^[a-z]/.test(name) ? name : `tei-${name}`;
}

/** http://expath.org/spec/pkg: `expath-pkg.xml`. */
export function expathPkg(record: DepositRecord): string {
  const attributes = {
    xmlns: 'http://expath.org/ns/pkg',
    name: nameOf(record),
    abbrev: targetOf(record),
    version: semanticVersion(record.version),
    spec: '1.0',
  };
  return document(
    element('package', attributes, [
      element('title', {}, record.title),
      element('dependency', { processor: 'http://exist-db.org', 'semver-min': EXIST }),
    ]),
  );
}

/**
 * The same for all versions of a collection, so that one replaces the other, and of this collection only: a house has
 * several. So its own name is a part of it; `name` in the configuration keeps that when the title changes.
 */
function nameOf(record: DepositRecord): string {
  const { documentUrl, publisher } = record;
  const own = targetOf(record);
  if (documentUrl === undefined)
    return publisher === undefined ? `urn:teigram:${own}` : `urn:teigram:${slugOf(publisher)}:${own}`;
  const base = documentUrl
    .replace(/[?#].*$/, '')
    .replace(/\{(?:id|path)\}.*$/, '')
    .replace(/\/+$/, '');
  return base.endsWith(`/${own}`) ? base : `${base}/${own}`;
}

/** Three numbers, of what the version has of them. */
function semanticVersion(version: string | undefined): string {
  const numbers = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(version ?? '');
  return [numbers?.[1] ?? '1', numbers?.[2] ?? '0', numbers?.[3] ?? '0'].map((digits) => Number(digits)).join('.');
}

/** `repo.xml`: a package of data, stored at `/db/apps/…`. */
export function repoXml(record: DepositRecord): string {
  const { title, creators, licence } = record;
  return document(
    element('meta', { xmlns: 'http://exist-db.org/xquery/repo' }, [
      element('description', {}, title),
      ...creators.map(({ name }) => element('author', {}, name)),
      element('status', {}, 'stable'),
      element('license', {}, licence.id ?? licence.name),
      element('copyright', {}, 'true'),
      element('type', {}, 'library'),
      element('target', {}, targetOf(record)),
      element('prepare', {}, 'pre-install.xq'),
    ]),
  );
}

/** `collection.xconf`: full text by divisions, heads and notes; lookup by identifiers, dates, names and terms. */
export function collectionXconf(): string {
  const lookup = ['tei:persName', 'tei:orgName', 'tei:placeName', 'tei:term', 'tei:idno', '@xml:id', '@type', '@when'];
  return document(
    element('collection', { xmlns: 'http://exist-db.org/collection-config/1.0' }, [
      element('index', { 'xmlns:tei': TEI_NAMESPACE, 'xmlns:xs': XSD_NAMESPACE }, [
        element('lucene', {}, [
          element('analyzer', { class: 'org.apache.lucene.analysis.standard.StandardAnalyzer' }),
          element('text', { qname: 'tei:div' }, [element('ignore', { qname: 'tei:div' })]),
          ...['tei:head', 'tei:note', 'tei:title'].map((qname) => element('text', { qname })),
        ]),
        element(
          'range',
          {},
          lookup.map((qname) => element('create', { qname, type: 'xs:string' })),
        ),
      ]),
    ]),
  );
}

/** Puts the index configuration where eXist-db looks for it, before the documents come. */
export const PRE_INSTALL = `xquery version "3.1";

import module namespace xmldb = "http://exist-db.org/xquery/xmldb";

(: Given by eXist-db: the folder of the unpacked package, and the collection that it goes to. :)
declare variable $dir external;
declare variable $target external;

declare function local:make($parent as xs:string, $names as xs:string*) as xs:string {
  if (empty($names)) then $parent
  else local:make(xmldb:create-collection($parent, head($names)), tail($names))
};

let $configuration := local:make("/db/system/config", tokenize($target, "/")[. ne ""])
return xmldb:store-files-from-pattern($configuration, $dir, "collection.xconf")
`;

function document(root: XmlElement): string {
  return XML_DECLARATION + xmlText(root);
}
