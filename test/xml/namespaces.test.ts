import { describe, expect, it } from 'vitest';
import type { XmlLocator, XmlName } from '../../src/xml/events.js';
import { parseXml } from '../../src/xml/parser.js';
import { errorOf, eventsOf } from './events.js';

describe('namespaces', () => {
  it('end with the element that declares them', () => {
    expect(
      eventsOf('<a xmlns="u"><b xmlns="v" xmlns:p="w"><p:c/></b><d xmlns=""/><e/></a>').filter((e) =>
        e.startsWith('start'),
      ),
    ).toEqual(['start a{u}', 'start b{v}', 'start p:c{w}', 'start d{}', 'start e{u}']);
  });

  it('are not by default those of attributes', () => {
    expect(eventsOf('<a xmlns="u" xmlns:p="u" n="1" p:n="2"/>')[0]).toBe('start a{u} n{}="1" p:n{u}="2"');
  });

  it('may be declared after their use in the same tag', () => {
    expect(eventsOf('<p:a p:n="1" xmlns:p="u"/>')[0]).toBe('start p:a{u} p:n{u}="1"');
  });

  it('may be declared by a default value', () => {
    const source = '<!DOCTYPE a [<!ATTLIST a xmlns CDATA "u" xmlns:p CDATA #FIXED "v">]><a><p:a/></a>';
    expect(eventsOf(source)[1]).toBe('start p:a{v}');
    expect(eventsOf(source)[0]).toBe('start a{u}');
  });

  it('bind xml always, also if it is declared', () => {
    const xml = 'http://www.w3.org/XML/1998/namespace';
    expect(eventsOf('<a xml:id="x"/>')[0]).toBe(`start a{} xml:id{${xml}}="x"`);
    expect(errorOf(`<a xmlns:xml="${xml}"/>`)).toBeUndefined();
  });

  it.each([
    ['<p:a/>', 'xml-unbound-prefix'],
    ['<a p:n="1"/>', 'xml-unbound-prefix'],
    ['<a><b xmlns:p="u"/><p:c/></a>', 'xml-unbound-prefix'],
    ['<a xmlns:p="u" xmlns:q="u" p:n="1" q:n="2"/>', 'xml-duplicate-attribute'],
    ['<a xmlns:p=""/>', 'xml-empty-namespace'],
    ['<a xmlns:xml="u"/>', 'xml-reserved-namespace'],
    ['<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>', 'xml-reserved-namespace'],
    ['<a xmlns="http://www.w3.org/XML/1998/namespace"/>', 'xml-reserved-namespace'],
    ['<a xmlns:xmlns="u"/>', 'xml-reserved-namespace'],
    ['<a xmlns="http://www.w3.org/2000/xmlns/"/>', 'xml-reserved-namespace'],
    ['<xmlns:a/>', 'xml-reserved-namespace'],
    ['<a:b:c/>', 'xml-malformed-name'],
    ['<:a/>', 'xml-malformed-name'],
    ['<a:/>', 'xml-malformed-name'],
    ['<a xmlns:a="u"><a:-b/></a>', 'xml-malformed-name'],
    ['<a b:="1"/>', 'xml-malformed-name'],
    ['<a><?b:c?></a>', 'xml-malformed-name'],
    ['<!DOCTYPE a [<!ENTITY b:c "">]><a/>', 'xml-malformed-name'],
    ['<!DOCTYPE a [<!NOTATION b:c SYSTEM "">]><a/>', 'xml-malformed-name'],
    ['<!DOCTYPE a [<!ELEMENT b:c:d ANY>]><a/>', 'xml-malformed-name'],
  ])('%s: %s', (source, code) => {
    expect(errorOf(source)?.code).toBe(code);
  });

  it('are told to who asks during an event', () => {
    const seen: unknown[] = [];
    let locator: XmlLocator;
    const look = () =>
      seen.push(Object.fromEntries(locator.namespaces()), locator.lookupNamespace('p'), locator.lookupNamespace(''));
    parseXml('<a xmlns:p="u"><b xmlns="v"/></a>', {
      startDocument: (given) => {
        locator = given;
      },
      startElement: look,
      endElement: ({ local }) => local === 'a' && look(),
    });
    const xml = 'http://www.w3.org/XML/1998/namespace';
    expect(seen).toEqual([{ xml, p: 'u' }, 'u', '', { xml, p: 'u', '': 'v' }, 'u', 'v', { xml, p: 'u' }, 'u', '']);
  });

  it('give one frozen name for each prefix, local name and namespace', () => {
    const names: XmlName[] = [];
    parseXml('<p:a xmlns:p="u"><p:a/><b><p:a xmlns:p="v"/></b><p:a p:a=""/></p:a>', {
      startElement: (name, attributes) => names.push(name, ...attributes.map((a) => a.name)),
    });
    const [first, second, , other, last, attribute] = names;
    expect(second).toBe(first);
    expect(last).toBe(first);
    expect(attribute).toBe(first);
    expect(other).toMatchObject({ uri: 'v', local: 'a', prefix: 'p' });
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('cost nothing extra with many attributes', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => ` p:a${i}="1" q:b${i}="2"`).join('');
    expect(errorOf(`<r xmlns:p="u" xmlns:q="v"${many}/>`)).toBeUndefined();
  });
});
