/** That references of the types IDREF and IDREFS find what they name, however the schema says which these are. */
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/index.js';
import { folder } from '../cli/call.js';

const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const schema = (content: string, rest = '') => `<xs:schema ${XS} ${rest}>${content}</xs:schema>`;
const TYPES =
  '<xs:attribute name="id" type="xs:ID"/><xs:attribute name="ref" type="xs:IDREF"/><xs:attribute name="refs" type="xs:IDREFS"/><xs:attribute name="word" type="xs:NCName"/>';

async function judge(files: Readonly<Record<string, string>>, xml: string) {
  const dir = folder(files);
  const { valid, diagnostics } = await validate(xml, { schemas: [`${dir}/s.xsd`], cache: false });
  return { valid, found: diagnostics.map(({ code, line, column, message }) => ({ code, line, column, message })) };
}

const lost = async (files: Readonly<Record<string, string>>, xml: string) => {
  const { found } = await judge(files, xml);
  expect(found.filter(({ code }) => code !== 'idref-unresolved')).toEqual([]);
  return found.map(({ message }) => /"(.*?)"/.exec(message)?.[1]);
};

describe('references under an XML Schema', () => {
  const plain = {
    's.xsd': schema(
      `<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="p" maxOccurs="99"><xs:complexType>${TYPES}</xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`,
    ),
  };

  it('find what stands before and behind, and are errors at their attributes where they do not', async () => {
    expect(
      await lost(plain, '<r><p ref="b"/><p id="b" ref=" b "/><p refs="b a&#10;b"/><p id="a" word="c"/></r>'),
    ).toEqual([]);
    const { valid, found } = await judge(plain, '<r>\n<p id="a"/>\n<p refs="a b c" ref="d"/></r>');
    expect(valid).toBe(false);
    expect(found.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'idref-unresolved 3:4',
      'idref-unresolved 3:4',
      'idref-unresolved 3:17',
    ]);
  });

  it('may be elements, by types that are derived', async () => {
    const files = {
      's.xsd': schema(
        `<xs:simpleType name="key"><xs:restriction base="xs:ID"/></xs:simpleType>
         <xs:simpleType name="link"><xs:restriction base="xs:IDREF"><xs:maxLength value="9"/></xs:restriction></xs:simpleType>
         <xs:simpleType name="links"><xs:list itemType="link"/></xs:simpleType>
         <xs:simpleType name="either"><xs:union memberTypes="xs:IDREF xs:date"/></xs:simpleType>
         <xs:complexType name="full"><xs:simpleContent><xs:extension base="link"><xs:attribute name="n"/></xs:extension></xs:simpleContent></xs:complexType>
         <xs:element name="r"><xs:complexType><xs:choice maxOccurs="99"><xs:element name="key" type="key"/><xs:element name="link" type="link"/>
         <xs:element name="links" type="links"/><xs:element name="either" type="either"/><xs:element name="full" type="full"/>
         <xs:element name="inner"><xs:simpleType><xs:list><xs:simpleType><xs:restriction base="xs:IDREF"/></xs:simpleType></xs:list></xs:simpleType></xs:element></xs:choice></xs:complexType></xs:element>`,
      ),
    };
    expect(
      await lost(
        files,
        '<r><key>a</key><link>a</link><link>b</link><links>a c</links><either>d</either><full n="1">e</full><inner>f a</inner></r>',
      ),
    ).toEqual(['b', 'c', 'e', 'f']);
  });

  it('are told from attributes of the same name elsewhere', async () => {
    const files = {
      's.xsd': schema(
        `<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a"><xs:complexType><xs:attribute name="to" type="xs:IDREF"/></xs:complexType></xs:element>
         <xs:element name="b"><xs:complexType><xs:attribute name="to" type="xs:string"/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`,
      ),
    };
    expect(await lost(files, '<r><a to="x"/><b to="y"/></r>')).toEqual(['x']);
  });

  it('are known through groups, extensions, substitutions, xsi:type, other namespaces and files', async () => {
    const files = {
      's.xsd': schema(
        `<xs:include schemaLocation="types.xsd"/><xs:import namespace="urn:o" schemaLocation="other.xsd"/>
         <xs:element name="head" type="t:base" abstract="true"/><xs:element name="sub" type="t:more" substitutionGroup="t:head"/>
         <xs:element name="r"><xs:complexType><xs:sequence><xs:element ref="t:head" minOccurs="0"/><xs:element name="plain" type="t:base" minOccurs="0" maxOccurs="9"/><xs:group ref="t:g" minOccurs="0"/>
         <xs:any namespace="urn:o" minOccurs="0" maxOccurs="9"/></xs:sequence></xs:complexType></xs:element>`,
        'targetNamespace="urn:t" xmlns:t="urn:t" elementFormDefault="qualified"',
      ),
      'types.xsd': schema(
        `<xs:attributeGroup name="links"><xs:attribute name="to" type="link"/></xs:attributeGroup><xs:simpleType name="link"><xs:restriction base="xs:IDREF"/></xs:simpleType>
         <xs:complexType name="base"/><xs:complexType name="more"><xs:complexContent><xs:extension base="base"><xs:attributeGroup ref="links"/></xs:extension></xs:complexContent></xs:complexType>
         <xs:group name="g"><xs:sequence><xs:element name="g1" type="more"/></xs:sequence></xs:group>`,
        'elementFormDefault="qualified"',
      ),
      'other.xsd': schema(
        '<xs:element name="o"><xs:complexType><xs:attribute ref="o:at"/></xs:complexType></xs:element><xs:attribute name="at" type="xs:IDREF"/>',
        'targetNamespace="urn:o" xmlns:o="urn:o"',
      ),
    };
    const xml = `<r xmlns="urn:t" xmlns:o="urn:o" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><sub to="a"/><plain/><plain xsi:type="more" to="b"/><g1 to="c"/><o:o o:at="d"/></r>`;
    expect(await lost(files, xml)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('count only where a schema looks', async () => {
    const files = (how: string) => ({
      's.xsd': schema(
        `<xs:element name="r"><xs:complexType><xs:sequence><xs:any processContents="${how}"/></xs:sequence></xs:complexType></xs:element><xs:element name="q"><xs:complexType><xs:attribute name="to" type="xs:IDREF"/></xs:complexType></xs:element>`,
      ),
    });
    expect(await lost(files('skip'), '<r><q to="x"/></r>')).toEqual([]);
    expect(await lost(files('lax'), '<r><q to="x"/></r>')).toEqual(['x']);
  });

  it('are known where a type is redefined', async () => {
    const files = {
      's.xsd': schema(
        '<xs:redefine schemaLocation="old.xsd"><xs:complexType name="t"><xs:complexContent><xs:extension base="t"><xs:attribute name="n"/></xs:extension></xs:complexContent></xs:complexType></xs:redefine><xs:element name="r" type="t"/>',
      ),
      'old.xsd': schema('<xs:complexType name="t"><xs:attribute name="to" type="xs:IDREF"/></xs:complexType>'),
    };
    expect(await lost(files, '<r n="1" to="x"/>')).toEqual(['x']);
  });
});
