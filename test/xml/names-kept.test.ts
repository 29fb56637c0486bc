import { describe, expect, it } from 'vitest';
import type { XmlName } from '../../src/xml/events.js';
import { XmlParser } from '../../src/xml/parser.js';

/** The names, attributes and faults of a document, as one parser after the other has them. */
function reading() {
  const names: XmlName[] = [];
  const attributes: string[] = [];
  const faults: string[] = [];
  const parser = new XmlParser({
    startElement: (name, all) => {
      names.push(name);
      for (const { name: own, value } of all) attributes.push(`${own.uri}|${own.local}=${value}`);
    },
    diagnostic: ({ code }) => faults.push(code),
  });
  return { names, attributes, faults, parser };
}

function readWhole(xml: string) {
  const read = reading();
  read.parser.write(xml);
  read.parser.end();
  return read;
}

describe('what one document has taught of names', () => {
  it('serves the next with the same objects', () => {
    const [first, second] = [readWhole('<a xmlns="urn:x"><b/></a>'), readWhole('<a xmlns="urn:x"><b/></a>')];
    expect(second.names[0]).toBe(first.names[0]);
    expect(second.names[1]).toBe(first.names[1]);
  });

  it('says nothing of what prefixes mean there', () => {
    readWhole('<p:a xmlns:p="urn:x"/>');
    expect(readWhole('<p:a/>').faults).toEqual(['xml-unbound-prefix']);
    expect(readWhole('<p:a xmlns:p="urn:y"/>').names[0]).toMatchObject({ uri: 'urn:y', local: 'a', prefix: 'p' });
    expect(readWhole('<a xmlns="urn:x"/>').names[0]!.uri).toBe('urn:x');
    expect(readWhole('<a/>').names[0]!.uri).toBe('');
  });

  it('keeps nothing that a DTD declares', () => {
    const dtd = '<!DOCTYPE a [<!ATTLIST a kind CDATA "usual" id NMTOKENS #IMPLIED>]>';
    expect(readWhole(`${dtd}<a id=" x  y "/>`).attributes).toEqual(['|id=x y', '|kind=usual']);
    expect(readWhole('<a id=" x  y "/>').attributes).toEqual(['|id= x  y ']);
  });

  it('takes no attribute for a second one of its tag', () => {
    for (let n = 0; n < 3; n++) expect(readWhole('<a n="1"><b n="2"/></a>').faults).toEqual([]);
    expect(readWhole('<a n="1" n="2"/>').faults).toEqual(['xml-duplicate-attribute']);
  });

  it('is not shared by documents that are read at the same time', () => {
    const [one, other] = [reading(), reading()];
    one.parser.write('<p:a xmlns:p="urn:one"><p:b');
    other.parser.write('<p:a xmlns:p="urn:other"><p:b');
    for (const { parser } of [one, other]) {
      parser.write('/></p:a>');
      parser.end();
    }
    expect(one.names.map(({ uri }) => uri)).toEqual(['urn:one', 'urn:one']);
    expect(other.names.map(({ uri }) => uri)).toEqual(['urn:other', 'urn:other']);
  });

  it('says nothing of prefixes where a document was left in its middle, which is told no further', () => {
    const left = reading();
    left.parser.write('<p:a xmlns:p="urn:left"><p:b xmlns="urn:inner"><c>');
    left.parser.leave();
    left.parser.write('</c><d>');
    left.parser.end();
    expect(left.names.map(({ local }) => local)).toEqual(['a', 'b', 'c']);
    expect(left.faults).toEqual([]);
    const next = readWhole('<p:a xmlns:p="urn:left"><c/></p:a>');
    expect(next.names[0]).toBe(left.names[0]);
    expect(next.names[1]!.uri).toBe('');
    expect(readWhole('<p:a/>').faults).toEqual(['xml-unbound-prefix']);
  });

  it('is nothing where a document has come to a bad end', () => {
    readWhole('<p:a xmlns:p="urn:x"><p:b></p:a>');
    expect(readWhole('<p:a/>').faults).toEqual(['xml-unbound-prefix']);
  });
});
