import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/budget.js';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { IncludableFiles } from '../../../src/validate/xinclude/files.js';
import { Includer } from '../../../src/validate/xinclude/includer.js';
import { LineMap } from '../../../src/validate/xinclude/line-map.js';
import type { XmlHandler, XmlLocator } from '../../../src/xml/events.js';
import { parseXml } from '../../../src/xml/parser.js';
import { folder } from '../../cli/call.js';

const XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"';

/** What a listener hears of `main.xml`: markup without positions, and where each element stands. */
function hear(files: Readonly<Record<string, string>>, name = 'main.xml') {
  const dir = folder(files);
  let markup = '';
  const places: string[] = [];
  const lines = new LineMap();
  const heard: Diagnostic[] = [];
  let locator: XmlLocator | undefined;
  const target: XmlHandler = {
    startDocument(given) {
      locator = given;
    },
    startElement({ local }, attributes) {
      markup += `<${local}${attributes.map((a) => ` ${a.name.local}="${a.value}"`).join('')}>`;
      const { line, column } = locator!;
      heard.push({
        severity: 'info',
        code: 'xml-version',
        message: local,
        file: 'main.xml',
        line,
        column,
        source: 'xml',
      });
    },
    endElement({ local }) {
      markup += `</${local}>`;
    },
    text(data) {
      markup += data;
    },
    comment(data) {
      markup += `<!--${data}-->`;
    },
    processingInstruction(target) {
      markup += `<?${target}?>`;
    },
    diagnostic(diagnostic) {
      heard.push(diagnostic);
    },
    endDocument() {
      markup += '$';
    },
  };
  const path = join(dir, name);
  const display = (absolute: string) => absolute.slice(dir.length + 1);
  const includer = new Includer(target, {
    file: name,
    path,
    uri: pathToFileURL(path).href,
    display,
    lines,
    files: new IncludableFiles(1_000_000),
    budget: new Budget(),
  });
  parseXml(files[name]!, includer, { file: name });
  for (const { file, line, column, message } of lines.putBack([...heard, ...includer.diagnostics])) {
    places.push(`${file}:${line}:${column} ${message}`);
  }
  return { markup, places, faults: places.filter((place) => place.includes('cannot be put')) };
}

describe('Includer', () => {
  it('puts parts in place, and parts in parts, each at the place in its own file', () => {
    const { markup, places } = hear({
      'main.xml': `<r ${XI}>\n<a/><xi:include href="sub/one.xml"/>\n<z/></r>`,
      'sub/one.xml': `<?xml version="1.0"?>\n<?pi?><!--c--><one>\n  <xi:include ${XI} href="two.xml"/><b/></one>\n<!--c-->`,
      'sub/two.xml': '\n<two n="1"/>',
    });
    expect(markup).toBe('<r>\n<a></a><!--c--><one>\n  <two n="1"></two><b></b></one><!--c-->\n<z></z></r>$');
    expect(places).toEqual([
      'main.xml:1:1 r',
      'main.xml:2:1 a',
      'sub/one.xml:2:15 one',
      'sub/two.xml:2:1 two',
      'sub/one.xml:3:74 b',
      'main.xml:3:1 z',
    ]);
  });

  it('includes text, as text', () => {
    const { markup } = hear({
      'main.xml': `<r ${XI}><xi:include href="t.txt" parse="text"/></r>`,
      't.txt': 'a<b>&amp;',
    });
    expect(markup).toBe('<r>a<b>&amp;</r>$');
  });

  it('includes the element that an xpointer names', () => {
    const part = '<p><a xml:id="x">1<b/></a>2<a xml:id="y">3</a></p>';
    for (const xpointer of ['x', 'element(x)']) {
      const main = `<r ${XI}><xi:include href="p.xml" xpointer="${xpointer}"/></r>`;
      expect(hear({ 'main.xml': main, 'p.xml': part }).markup).toBe('<r><a id="x">1<b></b></a></r>$');
    }
    for (const xpointer of [
      'z',
      'xpointer(//a)',
      'element(z)',
      'element(/2)',
      'element(/1/3)',
      'element(x/1/1)',
      'element(',
    ]) {
      const main = (fallback: string) =>
        `<r ${XI}><xi:include href="p.xml" xpointer="${xpointer}">${fallback}</xi:include></r>`;
      expect(hear({ 'main.xml': main(''), 'p.xml': part }).faults, xpointer).toHaveLength(1);
      const made = hear({ 'main.xml': main('<xi:fallback>f</xi:fallback>'), 'p.xml': part });
      expect(made.faults, xpointer).toEqual([]);
      expect(made.markup, xpointer).toBe('<r>f</r>$');
    }
  });

  it.each([
    ['xpointer(id("x"))', 'a'],
    ["xpointer(//*[@xml:id='x'])", 'a'],
    ['element(/1)', 'p'],
    ['element(/1/2)', 'a'],
    ['element(/1/1/1)', 'b'],
    ['element(x/1)', 'b'],
    ['element(y/1/2)', 'd'],
    ['element(/1/2/1/1) element(/1)', 'e'],
    ['xmlns(t=urn:t) xpointer(//t:q) element(gone) element(x/9)element(y)', 'a'],
    ['other(^)(^() x^)) element(/1/2)', 'a'],
    ['element(/1/2/2) element(/1/2/1/2)', 'd'],
  ])('includes what %s points to', (xpointer, name) => {
    const part = '<p><a xml:id="x">1<b/></a>2<a xml:id="y"><c><e/><d/></c></a></p>';
    for (const attribute of ['xpointer', 'fragid']) {
      const main = `<r ${XI}><s/><xi:include href="p.xml" ${attribute}='${xpointer.replaceAll("'", '&apos;')}'/><z/></r>`;
      const { markup, faults } = hear({ 'main.xml': main, 'p.xml': part });
      expect(faults).toEqual([]);
      expect(markup).toMatch(new RegExp(`^<r><s></s><${name}[ >].*</${name}><z></z></r>\\$$`));
    }
  });

  it('finds the place of an element in its file', () => {
    const main = `<r ${XI}><xi:include href="p.xml" xpointer="element(gone) element(/1/2)"/></r>`;
    const { places } = hear({ 'main.xml': main, 'p.xml': '<p>\n<a/>\n <b/></p>' });
    expect(places).toEqual(['main.xml:1:1 r', 'p.xml:3:2 b']);
  });

  it.each([
    ['line=2,3', 'third\n'],
    ['line=,1', 'first\n'],
    ['line=3,', 'fou\u{1F41F}th'],
    ['line=1', ''],
    ['line=9,12', ''],
    ['line=1,2;length=25,UTF-8', 'second\n'],
    ['char=0,5', 'first'],
    ['char=5,7', '\ns'],
    ['char=22,24', '\u{1F41F}t'],
  ])('includes the part of a text that %s names', (range, expected) => {
    const text = 'first\nsecond\r\nthird\rfou\u{1F41F}th';
    for (const attribute of ['xpointer', 'fragid']) {
      const main = `<r ${XI}><xi:include href="t.txt" parse="text" ${attribute}="${range}"/></r>`;
      const { markup, faults } = hear({ 'main.xml': main, 't.txt': text });
      expect(faults).toEqual([]);
      expect(markup).toBe(`<r>${expected}</r>$`);
    }
  });

  it.each([
    ['an unknown range', 'href="p.xml" parse="text" fragid="word=1"'],
    ['a file that is refused', 'href="../../../../../../../../etc/passwd" parse="text"'],
    ['an unknown kind', 'href="p.xml" parse="application/json"'],
    ['the web', 'href="http://example.org/p.xml"'],
  ])('takes the fallback of what cannot be had: %s', (_, attributes) => {
    const main = (fallback: string) => `<r ${XI}><xi:include ${attributes}>${fallback}</xi:include></r>`;
    expect(hear({ 'main.xml': main(''), 'p.xml': '<p/>' }).faults).toHaveLength(1);
    const made = hear({ 'main.xml': main('<xi:fallback>f</xi:fallback>'), 'p.xml': '<p/>' });
    expect([made.markup, made.faults]).toEqual(['<r>f</r>$', []]);
  });

  it.each([
    ['a place in href', 'href="p.xml#x"', /xpointer="x"/],
    ['a circle', 'href="main.xml"', /include itself/],
    ['what is no text', 'href="t.txt" parse="text"', /may not stand in XML/],
  ])('takes no fallback for what is wrong with the inclusion: %s', (_, attributes, message) => {
    const main = `<r ${XI}><xi:include ${attributes}><xi:fallback>f</xi:fallback></xi:include></r>`;
    const { markup, faults } = hear({ 'main.xml': main, 'p.xml': '<p/>', 't.txt': 'a\u0000b' });
    expect(markup).toBe('<r></r>$');
    expect(faults).toEqual([expect.stringMatching(message)]);
  });

  it('takes the fallback of what is missing, parts within it included, and passes over that of what is not', () => {
    const main = (href: string) =>
      `<r ${XI}><xi:include href="${href}"><x/><xi:fallback><f/><xi:include href="p.xml"/><xi:include href="gone2.xml"><xi:fallback>g</xi:fallback></xi:include></xi:fallback></xi:include><z/></r>`;
    const missing = hear({ 'main.xml': main('gone.xml'), 'p.xml': '<p/>' });
    expect(missing.markup).toBe('<r><f></f><p></p>g<z></z></r>$');
    expect(missing.faults).toEqual([]);
    expect(hear({ 'main.xml': main('p.xml'), 'p.xml': '<p/>' }).markup).toBe('<r><p></p><z></z></r>$');
  });

  it('says of a part without fallback that it is missing, where it is asked for', () => {
    const { faults } = hear({ 'main.xml': `<r ${XI}>\n <xi:include href="gone.xml"/></r>` });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^main\.xml:2:2 .*there is no file gone\.xml/);
  });

  it('goes on after a part that is not well-formed, and says so in the part', () => {
    const { markup, places } = hear({
      'main.xml': `<r ${XI}><xi:include href="p.xml"/><z/></r>`,
      'p.xml': '<p>\n<q>\n</p>',
    });
    expect(markup).toContain('<p>\n<q>\n</q></p><z></z></r>$');
    expect(places.some((place) => place.startsWith('p.xml:3:'))).toBe(true);
  });

  it('follows xml:base', () => {
    const { markup } = hear({
      'main.xml': `<r ${XI}><s xml:base="sub/"><xi:include href="p.xml"/></s><xi:include href="p.xml"/></r>`,
      'sub/p.xml': '<inner/>',
      'p.xml': '<outer/>',
    });
    expect(markup).toBe('<r><s base="sub/"><inner></inner></s><outer></outer></r>$');
  });

  it('ends where parts include one another', () => {
    const loop = hear({
      'main.xml': `<r ${XI}><xi:include href="p.xml"/></r>`,
      'p.xml': `<p ${XI}><xi:include href="main.xml"/><xi:include href="p.xml"/></p>`,
    });
    expect(loop.faults).toHaveLength(2);
    expect(loop.markup).toBe('<r><p></p></r>$');
  });

  it('ends where parts double at every level', () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `${i}.xml`,
        `<p ${XI}>${'<!-- -->'.repeat(1_000)}<xi:include href="${i + 1}.xml"/><xi:include href="${i + 1}.xml"/></p>`,
      ]),
    );
    const { faults } = hear({ ...files, 'main.xml': `<r ${XI}><xi:include href="0.xml"/></r>` });
    expect(faults.length).toBeGreaterThan(0);
  });

  it('reads nothing from the web, and nothing outside the folders of the document and the call', () => {
    const outside = folder({ 'secret.txt': 'secret' });
    const inside = folder({});
    symlinkSync(join(outside, 'secret.txt'), join(inside, 'link.txt'));
    for (const href of [
      `file://${outside}/secret.txt`,
      `../${outside.split('/').at(-1)}/secret.txt`,
      'file:///etc/passwd',
      `file://${inside}/link.txt`,
      'https://example.org/x',
    ]) {
      const { markup, faults } = hear({ 'main.xml': `<r ${XI}><xi:include parse="text" href="${href}"/></r>` });
      expect(markup, href).toBe('<r></r>$');
      expect(faults, href).toHaveLength(1);
    }
  });
});

describe('LineMap', () => {
  it('puts lines that a message names back too', () => {
    const lines = new LineMap();
    const start = lines.add('p.xml', 10, { line: 3, column: 1 });
    const [found] = lines.putBack([
      {
        severity: 'error',
        code: 'xml-version',
        message: `Also on line ${start + 4}, in 1961.`,
        file: 'm.xml',
        line: start + 2,
        endLine: start + 3,
        source: 'xml',
      },
    ]);
    expect(found).toMatchObject({ file: 'p.xml', line: 2, endLine: 3, message: 'Also on line 4 of p.xml, in 1961.' });
  });
});
