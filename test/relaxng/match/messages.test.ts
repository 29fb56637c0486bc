/** Mistakes that historians make, and what is said of each: the whole of it, since a second sentence may spoil the first. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { load, type Schema } from '../../../src/relaxng/index.js';
import { schemaFrom } from '../schemas.js';

const FUND = schemaFrom(
  {
    uri: 'fund.rnc',
    text: `default namespace = "urn:fund"
      namespace k = "urn:kitchen"
      namespace xl = "http://www.w3.org/1999/xlink"
      start = fund
      fund = element fund { attribute year { xsd:gYear { minInclusive = "1800" maxInclusive = "1999" } }?,
        attribute shelf { xsd:token { pattern = "[A-Z]{2}-[0-9]+" } }?, attribute pages { xsd:positiveInteger { maxInclusive = "500" } }?,
        attribute langs { list { xsd:language+ } }?, attribute kind { "letter" | "note" | "telegram" }?,
        attribute rating { xsd:decimal { fractionDigits = "1" } }?, attribute code { xsd:string { length = "4" } }?,
        attribute word { xsd:token - ("stop" | "halt") }?, attribute lang { xsd:language | "" }?, attribute uri { xsd:anyURI }?,
        attribute when { xsd:date | xsd:gYear | xsd:gMonth | xsd:gDay | xsd:gYearMonth | xsd:gMonthDay | xsd:time | xsd:dateTime }?,
        attribute share { xsd:double | xsd:token { pattern = "[0-9]+/[0-9]+" } | xsd:decimal }?,
        attribute xl:href { text }?, (box | pan)*, notes? }
      box = element box { attribute id { xsd:ID }?, (element a { text } & element b { xsd:date } & element c { empty }?) }
      notes = element notes { element head { text }?, element note { text }+, element seal { empty }? }
      pan = element k:pan { attribute k:size { "S" | "M" }, (element k:lid { empty } | element k:handle { empty }) }`,
  },
  { cache: false },
);

/** All that is said, but for where the first of two equal ids stands. */
function said(schema: Schema, xml: string): string[] {
  const errors = schema.validate(xml).diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map(({ message }) => message);
}
const ofFund = (attributes: string, content = '') =>
  said(FUND, `<fund xmlns="urn:fund" xmlns:k="urn:kitchen" ${attributes}>${content}</fund>`);

describe('values', () => {
  const NAME = 'an identifier: a name (a letter or “_”, then letters, digits, “.”, “-”, “_”; no spaces)';
  it.each([
    ['year="1780"', 'it must be a year of four digits such as 1961, not before 1800.'],
    ['year="2004"', 'it must be a year of four digits such as 1961, not after 1999.'],
    ['pages="900"', 'it must be a whole number of at most 500.'],
    ['pages="-3"', 'it must be a whole number of at least 1.'],
    ['rating="4.25"', 'it must be a number such as 12 or 12.5 of at most 1 digit after the point.'],
    [
      'rating="4,2"',
      'it must be a number such as 12 or 12.5 of at most 1 digit after the point. The "," does not fit; "4.2" would.',
    ],
    ['code="abc"', 'it must be text of exactly 4 characters.'],
    ['shelf="ab-12"', 'it must be text that matches the pattern [A-Z]{2}-[0-9]+ (no spaces). "AB-12" would fit.'],
    [
      'shelf="AB 12"',
      'it must be text that matches the pattern [A-Z]{2}-[0-9]+ (no spaces). The space does not fit; "AB-12" would.',
    ],
    ['shelf="AB-12?"', 'it must be text that matches the pattern [A-Z]{2}-[0-9]+ (no spaces). The "?" does not fit.'],
    ['kind="memo"', 'it must be one of "letter", "note" or "telegram".'],
    ['kind="Letter"', 'it must be one of "letter", "note" or "telegram". Did you mean "letter"?'],
    ['word="halt"', 'the schema excludes "halt" and "stop" here.'],
    ['lang="fr_FR"', 'it must be a language tag such as en or pt-BR; or empty. The "_" does not fit; "fr-FR" would.'],
    [
      'share="a third"',
      'it must be a number such as 12 or 12.5; or text that matches the pattern [0-9]+/[0-9]+ (no spaces).',
    ],
    [
      'uri="%zz"',
      'it must be a web address or a pointer such as https://example.org/page or #note1. The "%" does not fit.',
    ],
    ['when="1957-02-29"', '1957 has no 29 February.'],
    ['when="961"', 'years have four digits, as in 0961.'],
    ['when="1961-2-5"', 'months, days and hours have two digits each, as in 1961-02-05.'],
    ['when="15.12.1961"', 'a date begins with the year and has hyphens, as in 1961-12-15.'],
    ['when="12/15/1961"', 'a date begins with the year and has hyphens, as in 1961-12-15.'],
    ['when="1961/12/15"', 'a date has hyphens, as in 1961-12-15.'],
    ['when="14.30"', 'a time has colons and seconds, as in 14:30:00.'],
    ['when="1961-12-15T14:30"', 'a time has seconds, too, as in 14:30:00.'],
    [
      'when="May 1961"',
      'it must be a date such as 1961-12-15; or a year of four digits such as 1961; or a year and month such as 1961-12; or one of 5 other forms.',
    ],
    [
      'when="--5"',
      'it must be a month such as --12; or a day of the month such as ---15; or a month and day such as --12-15; or one of 5 other forms.',
    ],
  ])('%s', (attribute, reason) => {
    const [, name, value] = /(.*)="(.*)"/.exec(attribute)!;
    expect(ofFund(attribute)).toEqual([`The attribute ${name} cannot be "${value}": ${reason}`]);
  });

  it('of which one in a list is wrong', () => {
    expect(ofFund('langs="en fr_FR de"')).toEqual([
      'The attribute langs cannot hold "fr_FR": each item, separated by spaces, must be a language tag such as en or pt-BR. The "_" does not fit; "fr-FR" would.',
    ]);
  });

  it.each([
    ['1a', 'It may not begin with "1".'],
    ['1961-letter', 'It may not begin with "1".'],
    ['note 1', 'The space does not fit; "note-1" would.'],
    ['n:1', 'The ":" does not fit; "n-1" would.'],
    ['n?1', 'The "?" does not fit.'],
  ])('that are no identifier: %s', (id, reason) => {
    const box = `<box id="${id}"><a/><b>1961-01-01</b></box>`;
    expect(ofFund('', box)).toEqual([`The attribute id cannot be "${id}": it must be ${NAME}. ${reason}`]);
  });

  it('as text', () => {
    expect(ofFund('', '<box><a/><b>1 Jan</b></box>')).toEqual([
      'The text of <b> cannot be "1 Jan": it must be a date such as 1961-12-15.',
    ]);
  });
});

describe('names', () => {
  const POSSIBLE = 'Here may stand: <box>, <k:pan> or <notes>.';
  it.each([
    ['', '<Box/>', 'The schema has no element <Box>. Did you mean <box>?'],
    ['', '<pan/>', 'The schema has no element <pan>. Did you mean <k:pan>?'],
    [
      '',
      '<i/>',
      `The schema has no element <i>. Look for a spelling mistake, or choose an element that the schema has. ${POSSIBLE}`,
    ],
    [
      '',
      '<svg xmlns="urn:svg"><g/></svg>',
      '<svg> is in the namespace "urn:svg", whose elements may not stand here. Check its xmlns, or use a schema that allows them.',
    ],
    ['', '<note/>', `<note> may not stand in <fund>. <note> may stand in: <notes>. ${POSSIBLE}`],
    [
      '',
      '<foo><bar baz="1">x</bar></foo>',
      `The schema has no element <foo>. Look for a spelling mistake, or choose an element that the schema has. ${POSSIBLE}`,
    ],
    ['href="x"', '', '<fund> has no attribute href. Did you mean xl:href?'],
    ['yer="1900"', '', '<fund> has no attribute yer. Did you mean year?'],
    ['', '<k:pan size="S"><k:lid/></k:pan>', '<k:pan> has no attribute size. Did you mean k:size?'],
  ])('%s %s', (attributes, content, message) => {
    expect(ofFund(attributes, content)).toEqual([message]);
  });
});

describe('what is missing, or in the wrong order, is said once', () => {
  it.each([
    ['nothing there', '<box/>', '<box> is not complete: it lacks <a> and <b>.'],
    [
      'one of two',
      '<k:pan k:size="S"/>',
      '<k:pan> is not complete. Before it ends, it needs one of <k:handle> or <k:lid>.',
    ],
    [
      'text in the place of what is needed',
      '<notes>one</notes>',
      'Text may not stand directly in <notes>. Put it into an element, such as <note>…</note>.',
    ],
    [
      'a stranger in its place',
      '<notes><li>one</li></notes>',
      'The schema has no element <li>. Look for a spelling mistake, or choose an element that the schema has. Here may stand: <head> or <note>.',
    ],
    [
      'a stranger, and what comes after it',
      '<notes><li>one</li><seal/></notes>',
      'The schema has no element <li>. Look for a spelling mistake, or choose an element that the schema has. Here may stand: <head> or <note>.',
    ],
    [
      'what comes later, first',
      '<notes><seal/><note>x</note><note>y</note></notes>',
      '<seal> comes too early in <notes>: <note> must come before it.',
    ],
    ['an element in a date', '<box><a/><b><c/></b></box>', '<c> may not stand in <b>. <c> may stand in: <box>.'],
  ])('%s', (_, content, message) => {
    expect(ofFund('', content)).toEqual([message]);
  });

  it('but two slips are two', () => {
    expect(ofFund('', '<notes><li>one</li></notes><notes><note/></notes>')).toHaveLength(2);
    expect(ofFund('', '<box><a/><li/><b>1961-01-01</b><a/></box>')).toHaveLength(2);
    expect(ofFund('', '<k:pan k:size="S"><note/></k:pan>')).toEqual([
      '<note> may not stand in <k:pan>. <note> may stand in: <notes>. Here may stand: <k:handle> or <k:lid>.',
      '<k:pan> is not complete. Before it ends, it needs one of <k:handle> or <k:lid>.',
    ]);
  });

  it('in a choice of ways only those that lead on', () => {
    const schema = schemaFrom(
      {
        uri: 's.rnc',
        text: `start = element r { e.lb*, (((element who { empty } | element whom { empty }), e.lb*, element at { empty }?) | element p { empty }+)? }
          e.lb = element lb { empty }`,
      },
      { cache: false },
    );
    expect(said(schema, '<r><at/></r>')).toEqual([
      '<at> comes too early in <r>: one of <who> or <whom> must come before it.',
    ]);
    const needing = schemaFrom(
      {
        uri: 's.rnc',
        text: 'start = element r { element lb { empty }*, (element a { empty } | element b { empty })+ }',
      },
      { cache: false },
    );
    expect(said(needing, '<r><lb/></r>')).toEqual(['<r> is not complete. After <lb>, it needs one of <a> or <b>.']);
  });
});

const shared = (name: string) => fileURLToPath(new URL(`../../../../shared/relaxng/${name}`, import.meta.url));

describe.skipIf(!existsSync(shared('tei_all.rng')))('mistakes in TEI (needs ../shared/relaxng)', () => {
  let tei: Schema;
  beforeAll(async () => {
    tei = (await load({ uri: 'tei_all.rng', text: readFileSync(shared('tei_all.rng'), 'utf8') })).schema!;
  });
  const inBody = (body: string) =>
    said(
      tei,
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>${body}</body></text></TEI>`,
    );

  it.each([
    ['<p id="x">a</p>', '<p> has no attribute id. Did you mean xml:id?'],
    ['<p>a<pb id="p1"/></p>', '<pb> has no attribute id. Did you mean xml:id?'],
    ['<p lang="fr">a</p>', '<p> has no attribute lang. Did you mean xml:lang?'],
    [
      '<p>One <p>two</p></p>',
      '<p> may not stand in <p>. If the <p> before it should have ended, its end tag </p> is missing.',
    ],
    ['<p>a <persname>B</persname></p>', 'The schema has no element <persname>. Did you mean <persName>?'],
    ['<list>x</list>', 'Text may not stand directly in <list>. Put it into an element, such as <item>…</item>.'],
    ['<lg>Roses</lg>', 'Text may not stand directly in <lg>. Put it into an element, such as <l>…</l>.'],
    ['loose text', 'Text may not stand directly in <body>. Put it into an element, such as <p>…</p>.'],
    [
      '<div><p>x<head>y</head></p></div>',
      /^<head> may not stand in <p>\. Here may stand: <list>, <note>, .* and \d+ more, or text\.$/,
    ],
    [
      '<div><closer>x</closer><p>y</p></div>',
      /^<closer> comes too early in <div>: one of <p>, <ab>, .* and \d+ more must come before it\.$/,
    ],
    ['', /^<body> is not complete\. Before it ends, it needs one of <p>, <ab>, <div>, /],
    ['<p><date when="15 December 1961">x</date></p>', /; or one of 5 other forms\.$/],
  ])('%s', (body, message) => {
    expect(inBody(body)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });
});
