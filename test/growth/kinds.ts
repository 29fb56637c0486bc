/** Kinds of input that can be made longer, and what is done with them. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { convert } from '../../src/convert.js';
import { readManifest } from '../../src/deposit/bag/tag-files.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { readHeader } from '../../src/header/index.js';
import { elementSources } from '../../src/lossless/index.js';
import {
  htmlReporter,
  jsonReporter,
  junitReporter,
  type Reporter,
  type Sink,
  sarifReporter,
} from '../../src/report/index.js';
import { Catalog } from '../../src/resources/catalog.js';
import { load } from '../../src/schematron/index.js';
import { splitLines } from '../../src/telegram/lines/units.js';
import { findWrapping } from '../../src/telegram/page/wrapping.js';
import { checkDocument } from '../../src/validate/check.js';
import { XmlParser } from '../../src/xml/parser.js';
import { schemaFrom } from '../relaxng/schemas.js';

/** Work of a size: made ready once, then measured. */
export type Work = () => unknown;

export interface Kind {
  readonly name: string;
  /** Large enough that what grows with the square shows. */
  readonly n: number;
  ready(n: number): Work | Promise<Work>;
}

const times = (n: number, part: (i: number) => string): string => Array.from({ length: n }, (_, i) => part(i)).join('');

function parsed(name: string, n: number, make: (n: number) => string): Kind {
  const ready = (size: number): Work => {
    const xml = make(size);
    return () => {
      const parser = new XmlParser({});
      parser.write(xml);
      parser.end();
    };
  };
  return { name: `XML: ${name}`, n, ready };
}

/** @param schema in the compact syntax, of the size as well. */
function judged(name: string, n: number, schema: (n: number) => string, make: (n: number) => string): Kind {
  const ready = (size: number): Work => {
    const relaxng = schemaFrom({ text: schema(size), uri: 'growth.rnc' });
    const xml = make(size);
    return () => relaxng.validate(xml);
  };
  return { name: `RELAX NG: ${name}`, n, ready };
}

function ruled(name: string, n: number, rules: (n: number) => string, make: (n: number) => string): Kind {
  const ready = async (size: number): Promise<Work> => {
    const text = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">${rules(size)}</schema>`;
    const { schema, diagnostics } = await load({ text, uri: 'growth.sch' });
    if (schema === undefined) throw new Error(diagnostics[0]!.message);
    const xml = make(size);
    return () => schema.validate(xml);
  };
  return { name: `Schematron: ${name}`, n, ready };
}

function converted(name: string, n: number, make: (n: number) => string): Kind {
  return {
    name: `conversion: ${name}`,
    n,
    ready: (size) => {
      const text = make(size);
      return () => convert(text);
    },
  };
}

/** A TEI that was changed, beside the text that it was made of. */
function linked(name: string, n: number, make: (n: number) => string, change: (xml: string) => string): Kind {
  const ready = (size: number): Work => {
    const text = make(size);
    const { telegram, xml } = convert(text);
    const changed = change(xml);
    return () => elementSources(text, telegram, changed);
  };
  return { name: `sources: ${name}`, n, ready };
}

const letter = (paragraphs: string, notes: string): string =>
  `1. Telegram From the Embassy in Velden to the Department of State\n\nVelden, May 3, 1961.\n\n${paragraphs}Cole\n\n${notes}`;

function reported(name: string, n: number, reporter: (sink: Sink) => Reporter): Kind {
  const finding = (i: number): Diagnostic => ({
    severity: 'error',
    code: 'element-unknown',
    message: `No ${i}.`,
    file: 'a.xml',
    line: i + 1,
    column: 1,
    endLine: i + 1,
    endColumn: 4,
    path: `/r/b[${i}]`,
    source: 'relaxng',
  });
  const ready = (size: number): Work => {
    const diagnostics = Array.from({ length: size }, (_, i) => finding(i));
    const source = times(size, (i) => `<b>${i}</b>\n`);
    return () => {
      const sink = { out: () => {}, err: () => {} };
      const report = reporter(sink);
      report.file({ file: 'a.xml', valid: false, diagnostics, source: () => source });
      report.end();
    };
  };
  return { name: `report: ${name}`, n, ready };
}

const CHECKED = { file: 'a.xml', path: '/growth/a.xml', pointers: true, xinclude: true };
const POINTERS =
  'start = element r { (element p { attribute xml:id { xsd:ID } } | element q { attribute target { list { xsd:anyURI+ } } })* }';

function pointing(name: string, n: number, make: (n: number) => string): Kind {
  const ready = (size: number): Work => {
    const schema = schemaFrom({ text: POINTERS, uri: 'growth.rnc' });
    const bytes = new TextEncoder().encode(make(size));
    return () => checkDocument({ bytes }, [schema], CHECKED);
  };
  return { name: `pointers: ${name}`, n, ready };
}

const scratch = (): string => mkdtempSync(join(tmpdir(), 'teigram-growth-'));
const CABLE = 'R 121530Z MAY 75\nFM AMEMBASSY ORSK\nTO SECSTATE WASHDC\n';
const HEADING = '7. Letter From A. Hollis to B. Orme\n\n';

export const KINDS: readonly Kind[] = [
  parsed('depth', 4000, (n) => '<a>'.repeat(n) + '</a>'.repeat(n)),
  parsed('width', 10_000, (n) => `<a>${'<b/>'.repeat(n)}</a>`),
  parsed('different names', 5000, (n) => `<a>${times(n, (i) => `<b${i}/>`)}</a>`),
  parsed('attributes of one element', 2000, (n) => `<a ${times(n, (i) => `b${i}="" `)}/>`),
  parsed('a long attribute of references', 10_000, (n) => `<a b="${'x&amp;&#10;'.repeat(n)}"/>`),
  parsed(
    'namespaces one within the other',
    2000,
    (n) => `${times(n, (i) => `<a xmlns:n${i}="u${i}">`)}${'</a>'.repeat(n)}`,
  ),
  parsed('namespaces of one element', 2000, (n) => `<a ${times(n, (i) => `xmlns:n${i}="u${i}" `)}/>`),
  parsed('comments and instructions', 10_000, (n) => `<a>${'<!-- - --><?b c?>'.repeat(n)}</a>`),
  parsed('references to entities', 5000, (n) => `<!DOCTYPE a [<!ENTITY e "f">]><a>${'&e; '.repeat(n)}</a>`),
  parsed('declarations of entities', 2000, (n) => `<!DOCTYPE a [${times(n, (i) => `<!ENTITY e${i} "f">`)}]><a/>`),
  parsed(
    'declarations of attributes',
    2000,
    (n) => `<!DOCTYPE a [${times(n, (i) => `<!ATTLIST a b${i} CDATA "c">`)}]><a/>`,
  ),
  {
    name: 'XML: one text in small chunks',
    n: 50_000,
    ready: (n) => () => {
      const parser = new XmlParser({});
      parser.write('<a b="');
      for (let i = 0; i < n; i++) parser.write('x ');
      parser.write('"/>');
      parser.end();
    },
  },

  judged(
    'wrong elements, one within the other',
    2000,
    () => 'start = element a { element b { text } }',
    (n) => '<a>'.repeat(n) + '</a>'.repeat(n),
  ),
  judged(
    'wrong elements, one after the other',
    3000,
    () => 'start = element a { element b { element c { text }* } }',
    (n) => `<a><b>${'<a/>'.repeat(n)}</b></a>`,
  ),
  judged(
    'unknown elements',
    500,
    () => `start = element a { ${times(200, (i) => `element name${i} { text } | `)} empty }`,
    (n) => `<a>${times(n, (i) => `<nome${i}/>`)}</a>`,
  ),
  judged(
    'an interleave of a few, repeated',
    10_000,
    () => 'start = element a { element b { empty }* & element c { empty }* & text }',
    (n) => `<a>${'<b/>t<c/>'.repeat(n)}</a>`,
  ),
  judged(
    'a choice of many',
    500,
    (n) => `start = element a { (${times(n, (i) => `element b${i} { text } | `)} text)* }`,
    (n) => `<a>${times(n, (i) => `<b${i}/>`)}</a>`,
  ),
  judged(
    'a long list',
    10_000,
    () => 'start = element a { list { (xsd:int | "x")* } }',
    (n) => `<a>${'1 x '.repeat(n)}</a>`,
  ),
  judged(
    'a long wrong list',
    // At both sizes its tokens are more than the heap keeps beside other things, which some machines take their time for.
    60_000,
    () => 'start = element a { list { xsd:int* } }',
    (n) => `<a>${'1 '.repeat(n)}x</a>`,
  ),
  judged(
    'a long value against an enumeration',
    20_000,
    () => `start = element a { ${times(20, (i) => `"value${i}" | `)} "x" }`,
    (n) => `<a>${'y'.repeat(n)}</a>`,
  ),
  judged(
    'ids and references to them',
    5000,
    () => 'start = element r { element b { attribute id { xsd:ID }, attribute ref { xsd:IDREF } }* }',
    (n) => `<r>${times(n, (i) => `<b id="i${i}" ref="i${n - i}"/>`)}</r>`,
  ),
  {
    name: 'RELAX NG: a schema of many definitions',
    // So many that both schemas outgrow what is collected cheaply while it is young.
    n: 2000,
    ready: (n) => {
      const text = `start = d0\n${times(n, (i) => `d${i} = element e${i} { attribute b { text }?, (d${(i + 1) % n} | d${(i * 7) % n})* }\n`)}`;
      return () => schemaFrom({ text, uri: 'growth.rnc' });
    },
  },

  ruled(
    'nodes',
    2000,
    () => '<pattern><rule context="b"><assert test="@c">no c</assert></rule></pattern>',
    (n) => `<a>${'<b/><b c=""/>'.repeat(n)}</a>`,
  ),
  ruled(
    'rules',
    200,
    (n) => `<pattern>${times(n, (i) => `<rule context="b${i}"><assert test="@c">no c</assert></rule>`)}</pattern>`,
    () => `<a>${times(400, (i) => `<b${i}/>`)}</a>`,
  ),
  ruled(
    'findings one within the other',
    400,
    () => '<pattern><rule context="b"><assert test="@c">no c</assert></rule></pattern>',
    (n) => '<b>'.repeat(n) + '</b>'.repeat(n),
  ),

  pointing(
    'to ids further on',
    3000,
    (n) => `<r>${times(n, (i) => `<q target="#i${i}"/>`)}${times(n, (i) => `<p xml:id="i${i}"/>`)}</r>`,
  ),
  pointing('to nowhere', 2000, (n) => `<r>${times(n, (i) => `<q target="#i${i}"/>`)}</r>`),
  pointing('many in one attribute', 3000, (n) => `<r><p xml:id="a"/><q target="${'#a '.repeat(n)}"/></r>`),
  {
    name: 'XInclude: many parts',
    n: 100,
    ready: (n) => {
      const folder = scratch();
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'part.xml'), '<p/>');
      const xml = `<r xmlns:xi="http://www.w3.org/2001/XInclude">${'<xi:include href="part.xml"/>'.repeat(n)}</r>`;
      const bytes = new TextEncoder().encode(xml);
      return () => checkDocument({ bytes }, [], { ...CHECKED, path: join(folder, 'a.xml') });
    },
  },

  converted(
    'notes at their markers',
    150,
    (n) =>
      `${HEADING}${times(n, (i) => `Some ordinary words end here.${i + 1}\n\n`)}Hollis\n${times(n, (i) => `  ${i + 1}. See Document ${i + 1}.\n`)}`,
  ),
  converted(
    'markers without notes',
    200,
    (n) => `${HEADING}${times(n, (i) => `Some ordinary words end here.${i + 1}\n\n`)}Hollis\n\n  1. See Document 3.\n`,
  ),
  converted('documents', 60, (n) =>
    times(
      n,
      (i) => `${i + 1}. Letter From A. Hollis to B. Orme\n\nWashington, June 3, 1962.\n\nWe agree.\n\nHollis\n\n`,
    ),
  ),
  converted(
    'one long paragraph',
    500,
    (n) => `${HEADING}${'We shall wait (for a while), as Mr. Marsh said in Document 3. '.repeat(n)}\n`,
  ),
  converted('a long table', 200, (n) => `${HEADING}Port\t1955\t1956\n${times(n, (i) => `Hof\t${i}\t310\n`)}\n`),
  converted('a long list', 200, (n) => `${HEADING}${times(n, (i) => `${i + 1}. One thing.\n\n(a) Another.\n\n`)}`),
  converted('brackets that are not closed', 1000, (n) => `${HEADING}${'[2 lines (1 '.repeat(n)}\n`),
  converted(
    'a cable with a long head',
    200,
    (n) => `${CABLE}INFO ${'AMEMBASSY VELDEN PRIORITY\n'.repeat(n)}UNCLAS ORSK 913\nTAGS: NO\n\n1. TEXT.\n`,
  ),
  converted(
    'a cable of many paragraphs',
    150,
    (n) => `${CABLE}UNCLAS ORSK 913\nTAGS: NO\n\n${times(n, (i) => `${i + 1}. TEXT IS\nTEXT.\n\n`)}`,
  ),
  {
    name: 'conversion: the width of a page of many lines',
    n: 20_000,
    ready: (n) => {
      const text = times(n, (i) => (i % 9 === 0 ? `${'a word '.repeat(30 + (i % 97))}\n` : 'Yes\n'));
      const lines = splitLines(text);
      return () => findWrapping(text, lines);
    },
  },
  converted('cables', 30, (n) => `${CABLE}UNCLAS ORSK 913\nTAGS: NO\n\n1. TEXT.\n\n`.repeat(n)),

  {
    name: 'catalog: entries',
    n: 2000,
    ready: (n) => {
      const path = join(scratch(), 'catalog.xml');
      const entries = times(
        n,
        (i) =>
          `<uri name="http://a.org/${i}" uri="${i}.rng"/><rewriteURI uriStartString="http://b.org/${i}" rewritePrefix="x"/>`,
      );
      writeFileSync(path, `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${entries}</catalog>`);
      return () => new Catalog([pathToFileURL(path).href]).resolveUri('http://c.org/');
    },
  },
  {
    name: 'bag: lines of a manifest',
    n: 5000,
    ready: (n) => {
      const text = times(n, (i) => `${'a'.repeat(64)}  data/${i}%25.txt\n`);
      return () => readManifest(text, '1.0');
    },
  },
  {
    name: 'header: correspondents',
    n: 1000,
    ready: (n) => {
      const actions = times(
        n,
        (i) => `<correspAction type="sent"><persName>A. ${i}</persName><date when="1962-06-03"/></correspAction>`,
      );
      const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc>${actions}</correspDesc></profileDesc></teiHeader></TEI>`;
      return () => readHeader(xml, 'a.xml');
    },
  },

  linked(
    'notes of one number, all changed',
    200,
    (n) =>
      letter(
        times(n, (i) => `Loan may be signed.[${i + 1}]\n\n`),
        times(n, (i) => `  [${i + 1}] Telegram ${i} was not printed.\n`),
      ),
    (xml) => xml.replaceAll(/(<note n=")\d+/g, '$11').replaceAll('was not', 'is not'),
  ),
  linked(
    'a text of one letter, changed again and again',
    60,
    (n) =>
      letter(
        times(n, () => `${'a '.repeat(80)}b\n\n`),
        '',
      ),
    (xml) => xml.replaceAll(' b', ' c'),
  ),
  reported('JSON', 3000, (sink) => jsonReporter(sink)),
  reported('SARIF', 3000, (sink) => sarifReporter(sink, { root: '/growth', maxFindings: 0 })),
  reported('JUnit', 2000, (sink) => junitReporter(sink)),
  reported('HTML', 500, (sink) => htmlReporter(sink, { maxFindings: 0 })),
];
