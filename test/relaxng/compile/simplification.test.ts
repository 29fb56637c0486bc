import { describe, expect, it } from 'vitest';
import type { ElementPattern, Pattern } from '../../../src/relaxng/pattern/pattern.js';
import { compileText, element, grammar, problemsOf } from './compile-text.js';

const p = '<element name="p"><text/></element>';

function start(schema: string): Pattern {
  const { grammar: compiled, diagnostics } = compileText(schema);
  expect(diagnostics).toEqual([]);
  return compiled!.start;
}

function startElement(schema: string): ElementPattern {
  const pattern = start(schema);
  if (pattern.kind !== 'element') throw new Error(`start is ${pattern.kind}`);
  return pattern;
}

describe('simplification (section 4)', () => {
  it('inherits namespaces for elements and for attributes with a name child, not for those with a name attribute (4.8, 4.9)', () => {
    const schema = grammar(
      '<start ns="urn:a"><element name="root"><attribute name="x"/><attribute><name>y</name></attribute></element></start>',
    );
    const root = startElement(schema);
    expect(root.nameClass).toEqual({ kind: 'name', uri: 'urn:a', local: 'root' });
    const names = root.content.kind === 'group' ? [root.content.left, root.content.right] : [];
    expect(names).toMatchObject([{ nameClass: { uri: '', local: 'x' } }, { nameClass: { uri: 'urn:a', local: 'y' } }]);
  });

  it('resolves prefixes where they stand (4.10)', () => {
    const schema = grammar('<start><element name=" t:root " xmlns:t="urn:t"><empty/></element></start>');
    expect(startElement(schema).nameClass).toEqual({ kind: 'name', uri: 'urn:t', local: 'root' });
    expect(problemsOf(element('<element name="t:a"><empty/></element>'))).toEqual(['3 schema-prefix-undeclared']);
  });

  it('lets an attribute without content hold text, and a value without type be a token (4.4, 4.12)', () => {
    const { content } = startElement(element('<attribute name="a"/>'));
    expect(content).toMatchObject({ kind: 'attribute', value: { kind: 'text' } });
    const value = startElement(element('<value datatypeLibrary="urn:unknown">a</value>')).content;
    expect(value).toMatchObject({ kind: 'value', datatype: { library: '', name: 'token' } });
  });

  it('keeps the documentation and the place of elements', () => {
    const schema = grammar(
      `<start><ref name="p"/></start>\n<define name="p"><a:documentation xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0">a paragraph</a:documentation>\n${p}</define>`,
    );
    expect(startElement(schema)).toMatchObject({ documentation: 'a paragraph', position: { line: 4, column: 1 } });
  });

  it('drops what can never match (4.20)', () => {
    const schema = element(`<choice><group><notAllowed/>${p}</group><text/></choice>`);
    expect(startElement(schema).content.kind).toBe('text');
    expect(start(grammar('<start><notAllowed/></start>')).kind).toBe('notAllowed');
  });

  it.each([
    [
      'any name excepted from any name',
      element('<element><anyName><except>\n<anyName/></except></anyName><text/></element>'),
      ['4 schema-name-class-except'],
    ],
    [
      'a namespace excepted from a namespace',
      element(
        '<element><nsName><except><choice>\n<nsName ns="urn:x"/><name>a</name></choice></except></nsName><text/></element>',
      ),
      ['4 schema-name-class-except'],
    ],
    [
      'any name excepted from a namespace excepted from any name',
      element(
        '<element><anyName><except><nsName><except>\n<anyName/></except></nsName></except></anyName><text/></element>',
      ),
      ['4 schema-name-class-except'],
    ],
    ['xmlns as an attribute', element('<attribute name=" xmlns"/>'), ['3 schema-attribute-xmlns']],
    [
      'the namespace of xmlns in an attribute',
      element('<attribute ns="http://www.w3.org/2000/xmlns" name="a"/>'),
      ['3 schema-attribute-xmlns'],
    ],
    ['an unknown datatype', element('<data type="data"/>'), ['3 schema-datatype']],
    ['an unknown library', element('<data type="date" datatypeLibrary="urn:none"/>'), ['3 schema-datatype']],
    ['an unknown param', element('<data type="date"><param name="size">1</param></data>'), ['3 schema-datatype']],
    [
      'a wrong datatype in what nothing refers to',
      grammar(`<start>${p}</start>\n<define name="x"><data type="data"/></define>`),
      ['3 schema-datatype'],
    ],
    [
      'two definitions of a name',
      grammar(`<start>${p}</start>\n<define name="x">${p}</define>\n<define name="x">${p}</define>`),
      ['4 schema-define-twice'],
    ],
    ['two starts', grammar(`<start>${p}</start>\n<start>${p}</start>`), ['3 schema-define-twice']],
    [
      'two ways to combine',
      grammar(`<start combine="choice">${p}</start>\n<start combine="interleave">${p}</start>`),
      ['3 schema-combine-conflict'],
    ],
    ['no start', grammar(`<define name="p">${p}</define>`), ['1 schema-start-missing']],
    ['no definition', element('<ref name="para"/>'), ['3 schema-ref-undefined']],
    [
      'no definition, in what nothing refers to',
      grammar(`<start>${p}</start>\n<define name="x"><ref name="y"/></define>`),
      ['3 schema-ref-undefined'],
    ],
    [
      'no grammar',
      '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">\n<ref name="a"/></element>',
      ['2 schema-ref-undefined'],
    ],
    ['no parent', element('<parentRef name="a"/>'), ['3 schema-ref-undefined']],
    [
      'a definition that is itself',
      grammar(
        '<start><ref name="x"/></start>\n<define name="x"><choice><ref name="x"/><notAllowed/></choice></define>',
      ),
      ['3 schema-recursion'],
    ],
    [
      'definitions that are each other',
      grammar(
        `<start><element name="r"><ref name="x"/></element></start>\n<define name="x"><optional><ref name="y"/></optional></define>\n<define name="y"><group>${p}<ref name="x"/></group></define>`,
      ),
      ['4 schema-recursion'],
    ],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema)).toEqual(problems);
  });

  it('takes elements that hold themselves, and loops that nothing refers to (4.19)', () => {
    const recursive = grammar(
      '<start><ref name="div"/></start><define name="div"><element name="div"><zeroOrMore><ref name="div"/></zeroOrMore></element></define>',
    );
    expect(problemsOf(recursive)).toEqual([]);
    expect(problemsOf(grammar(`<start>${p}</start><define name="x"><ref name="x"/></define>`))).toEqual([]);
  });

  it('proposes the definition that was meant', () => {
    const schema = grammar(`<start><ref name="pragraph"/></start><define name="paragraph">${p}</define>`);
    expect(compileText(schema).diagnostics[0]?.message).toContain('Did you mean "paragraph"?');
  });

  it('warns of a value that its datatype excludes, and goes on', () => {
    const { grammar: compiled, diagnostics } = compileText(
      element('<choice>\n<value type="integer">one</value><value type="integer">1</value></choice>'),
    );
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'schema-value-impossible', line: 4 }]);
    expect(compiled?.start).toMatchObject({ content: { kind: 'value', lexical: '1' } });
  });

  it('refuses a nesting that would overrun the stack, in words', () => {
    const depth = 9_000;
    const schema = element(`${'<optional>'.repeat(depth)}<text/>${'</optional>'.repeat(depth)}`);
    expect(problemsOf(schema)).toEqual(['1 schema-too-deep']);
  });

  it('follows a chain of elements of any length', () => {
    const length = 5_000;
    const defines = Array.from(
      { length },
      (_, i) => `<define name="e${i}"><element name="e${i}"><ref name="e${i + 1}"/></element></define>`,
    );
    const schema = grammar(
      `<start><ref name="e0"/></start>${defines.join('')}<define name="e${length}"><text/></define>`,
    );
    expect(problemsOf(schema)).toEqual([]);
  });
});
