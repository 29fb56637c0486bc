/** XML catalogs: an address or none, the same each time, whatever the catalog holds. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Catalog } from '../../../src/resources/catalog.js';
import type { Target } from '../target.js';
import { scratch } from './scratch.js';

const NAMES = [
  'http://a.org/b',
  'urn:x:y',
  'http://a.org/b/c%20d',
  'urn:publicid:-:P:Q+R:EN',
  '',
  'é',
  '%',
  'urn:publicid:%25;:+',
];

export const catalog: Target = {
  name: 'catalog',
  promise: 'an address or none, and the same when asked again; what cannot be read is said',
  seeds: [
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="http://a.org/b" uri="b.rng"/><rewriteURI uriStartString="http://a.org/" rewritePrefix="local/"/></catalog>',
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" prefer="system" xml:base="http://c.org/"><group prefer="public" xml:base="d/"><public publicId="-//P//Q R//EN" uri="q"/><system systemId="urn:x:y" uri="../z"/></group><uriSuffix uriSuffix="c%20d" uri="s"/></catalog>',
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><delegateURI uriStartString="http" catalog="catalog.xml"/><delegatePublic publicIdStartString="-//" catalog="catalog.xml"/><nextCatalog catalog="catalog.xml"/><rewriteSystem systemIdStartString="urn:" rewritePrefix="x:"/><systemSuffix systemIdSuffix="y" uri="w"/></catalog>',
  ],
  dictionary: [
    ...[
      'uri',
      'rewriteURI',
      'uriSuffix',
      'delegateURI',
      'system',
      'rewriteSystem',
      'systemSuffix',
      'delegateSystem',
      'public',
      'delegatePublic',
      'nextCatalog',
      'group',
    ].flatMap((name) => [`<${name} `, `</${name}>`]),
    ...[
      ' name="',
      ' uri="',
      ' uriStartString="',
      ' rewritePrefix="',
      ' catalog="',
      ' systemId="',
      ' publicId="',
      ' publicIdStartString="',
      ' prefer="public"',
      ' xml:base="',
      'catalog.xml',
      '"',
      '/>',
      '>',
    ],
    ...[
      'http:',
      'http://a.org/',
      'urn:',
      'urn:publicid:',
      'file:///x',
      '//',
      '../',
      '%',
      '%20',
      '%zz',
      'é',
      ' ',
      '-//P//Q R//EN',
      'http://[',
      '\\',
    ],
  ],
  check(input) {
    const path = scratch('catalog.xml');
    writeFileSync(path, input);
    const ask = () => {
      const catalog = new Catalog([pathToFileURL(path).href]);
      const answers = NAMES.flatMap((name) => [
        catalog.resolveUri(name),
        catalog.resolveExternal(name, undefined),
        catalog.resolveExternal('-//P//Q R//EN', name),
      ]);
      return { answers, diagnostics: catalog.takeDiagnostics() };
    };
    const first = ask();
    if (JSON.stringify(first) !== JSON.stringify(ask())) return 'other answers when asked again';
    if (first.answers.includes('')) return 'an empty address';
    return undefined;
  },
};
