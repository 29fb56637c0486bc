/** Signals that come while one document keeps the run busy: it ends there and then, with its reports whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, listing, spawned } from './call.js';

const GRAMMAR = `start = element r { element a { attribute n { list { xsd:integer* } }, element b { empty }*, element c { empty } }* }`;
const HEAVY = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern><rule context="r">
<assert test="count(a[some $x in ../a satisfies $x/@n &gt; @n + count(../a[@n = $x/@n])]) ge 0">Never.</assert></rule></pattern></schema>`;
const PARTS = (of: string) =>
  `<r xmlns:xi="http://www.w3.org/2001/XInclude">${`<xi:include href="${of}"/>`.repeat(40)}</r>`;
/** Each value is another one, so that none is known from before. */
const DATED = (i: number) =>
  `<a n="${i} 19${10 + (i % 90)}-01-1${i % 9} ${i * 31} 19${10 + (i % 89)}-02-1${i % 8}"><b/><c/></a>`;
const ELEMENT = '<a n="1 2 3 4 5 6 7 8"><b/><c/></a>';

/** Loaded before the command: tells when it listens to signals, just before its work. */
const TELLING = `import { writeSync } from 'node:fs';
const on = process.on;
process.on = function (name, listener) {
  if (name === 'SIGTERM') writeSync(2, 'listening');
  return on.call(this, name, listener);
};`;

/** What keeps a run busy for some seconds where nobody stops it, by what it is. */
const BUSY: Readonly<Record<string, { readonly args: string; readonly files: Record<string, string> }>> = {
  'a long text': {
    args: 'convert t.txt -o out --format json',
    files: {
      't.txt': `1. Telegram From the Legation in Velden to the Ministry\n\nVelden, May 3, 1957.\n\n${'The treaty of 1950 was not signed3 [Page 12] in May.\n\n'.repeat(100_000)}\n`,
    },
  },
  'a grammar': {
    args: 'validate d.xml -s s.rnc --format json',
    files: {
      's.rnc': GRAMMAR.replace('xsd:integer*', '(xsd:integer | xsd:date | xsd:time | "x")*'),
      'd.xml': `<r>${Array.from({ length: 210_000 }, (_, i) => DATED(i)).join('')}</r>`,
    },
  },
  'a grammar, read as a stream': {
    args: 'validate d.xml -s s.rnc --format json',
    files: { 's.rnc': GRAMMAR, 'd.xml': `<r>${ELEMENT.repeat(1_200_000)}</r>` },
  },
  'a rule': {
    args: 'validate d.xml -s s.sch --format json',
    files: { 's.sch': HEAVY, 'd.xml': `<r>${'<a n="1"/>'.repeat(2_000)}</r>` },
  },
  'parts within parts': {
    args: 'validate d.xml -s s.rnc --format json',
    files: {
      's.rnc':
        'start = r r = element r { (r | element a { attribute n { text }, element b { empty }, element c { empty } })* }',
      'd.xml': PARTS('p.xml'),
      'p.xml': PARTS('q.xml'),
      'q.xml': `<r>${ELEMENT.repeat(500)}</r>`,
    },
  },
  'an XML Schema': {
    args: 'validate d.xml -s s.xsd --format json',
    files: {
      's.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" maxOccurs="unbounded"><xs:complexType><xs:attribute name="n"/></xs:complexType></xs:element></xs:sequence></xs:complexType><xs:key name="k"><xs:selector xpath="a"/><xs:field xpath="@n"/></xs:key></xs:element></xs:schema>`,
      'd.xml': `<r>${Array.from({ length: 400_000 }, (_, i) => `<a n="${i}"/>`).join('')}</r>`,
    },
  },
  'a rule, on two threads': {
    args: 'validate d.xml e.xml -s s.sch --format json --jobs 2',
    files: {
      's.sch': HEAVY,
      'd.xml': `<r>${'<a n="1"/>'.repeat(2_000)}</r>`,
      'e.xml': `<r>${'<a n="2"/>'.repeat(2_000)}</r>`,
    },
  },
};

describe('a signal while a run is busy with', () => {
  it.each(Object.entries(BUSY))('%s ends it within the document, with the report whole', async (_, { args, files }) => {
    const { code, out, err } = await stopped(args, files, 'SIGTERM');
    expect(err).toBe('');
    expect(code).toBe(130);
    const report = JSON.parse(out);
    expect(report.files).toEqual([]);
    expect(report.diagnostics).toMatchObject([
      { code: 'run-interrupted', message: expect.stringContaining('after 0 of') },
    ]);
  });

  it.each(['SIGINT', 'SIGHUP'] as const)('a rule is heard, too, where it is %s', async (signal) => {
    const { args, files } = BUSY['a rule']!;
    const { code, out } = await stopped(args, files, signal);
    expect(code).toBe(130);
    expect(JSON.parse(out).files).toEqual([]);
  });

  it('a document of a deposit leaves nothing', async () => {
    const dir = folder({
      'in/d.xml': `<r>${'<a n="1"/>'.repeat(2_000)}</r>`,
      's.sch': HEAVY,
      'm.json': JSON.stringify({
        title: 'Papers',
        creators: [{ name: 'Tarlenheim, Fritz von' }],
        description: 'Letters.',
        licence: 'CC-BY-4.0',
        publicationDate: '2020-05-01',
        publisher: 'Papers',
      }),
    });
    const before = listing(dir);
    const args = 'deposit in --to bag --out out/bag -s s.sch --config m.json --format json';
    const { code } = await stopped(args, {}, 'SIGTERM', dir);
    expect(code).toBe(130);
    expect(listing(dir)).toEqual(before);
  });
});

async function stopped(args: string, files: Record<string, string>, signal: NodeJS.Signals, dir = folder()) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  const { err, ...outcome } = await spawned(args.split(' '), {
    cwd: dir,
    node: ['--import', `data:text/javascript,${encodeURIComponent(TELLING)}`],
    started: (child) => child.stderr?.once('data', () => setTimeout(() => child.kill(signal), 400)),
  });
  return { ...outcome, err: err.replace('listening', '') };
}
