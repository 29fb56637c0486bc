import { describe, expect, it } from 'vitest';
import { compileText, element, grammar, problemsOf } from './compile-text.js';

const p = '<element name="p"><text/></element>';
const att = '<attribute name="n"/>';

describe('prohibited paths (section 7.1)', () => {
  it.each([
    ['an element in an attribute', element(`<attribute name="a">\n${p}</attribute>`), ['4 schema-attribute-content']],
    [
      'an attribute in an attribute',
      element(`<attribute name="a"><choice><text/>\n${att}</choice></attribute>`),
      ['4 schema-attribute-content'],
    ],
    [
      'an attribute in a repeated group',
      element(`<oneOrMore>\n${att}\n${p}</oneOrMore>`),
      ['4 schema-attribute-repeated'],
    ],
    [
      'an attribute in a group deep in what repeats',
      element(`<zeroOrMore><choice><group>${p}<optional>\n${att}</optional></group><empty/></choice></zeroOrMore>`),
      ['4 schema-attribute-repeated'],
    ],
    [
      'an attribute in an interleave that repeats',
      element(`<oneOrMore><interleave>\n${att}${p}</interleave></oneOrMore>`),
      ['4 schema-attribute-repeated'],
    ],
    ['an element in a list', element(`<list>\n${p}</list>`), ['4 schema-list-content']],
    ['text in a list', element('<list><data type="token"/>\n<text/></list>'), ['4 schema-list-content']],
    ['a list in a list', element('<list>\n<list><data type="token"/></list></list>'), ['4 schema-list-content']],
    ['an attribute in a list', element(`<list>\n${att}</list>`), ['4 schema-list-content']],
    [
      'an interleave in a list',
      element('<list>\n<interleave><value>a</value><value>b</value></interleave></list>'),
      ['4 schema-list-content'],
    ],
    [
      'text in an exception',
      element('<data type="token"><except>\n<text/></except></data>'),
      ['4 schema-except-content'],
    ],
    [
      'empty in an exception',
      element('<data type="token"><except><choice><value>a</value>\n<empty/></choice></except></data>'),
      ['4 schema-except-content'],
    ],
    [
      'a list in an exception inside a list',
      element('<list><data type="token"><except>\n<list><value>a</value></list></except></data></list>'),
      ['4 schema-except-content'],
    ],
    ['text in the start', grammar('<start>\n<text/></start>'), ['3 schema-start-content']],
    ['a group in the start', grammar(`<start>\n<group>${p}${p}</group></start>`), ['3 schema-start-content']],
    [
      'a repetition in the start',
      grammar(`<start><choice>${p}\n<oneOrMore>${p}</oneOrMore></choice></start>`),
      ['3 schema-start-content'],
    ],
    ['an optional start', grammar(`<start>\n<optional>${p}</optional></start>`), ['3 schema-start-content']],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema)).toEqual(problems);
  });

  it.each([
    ['a repeated attribute alone', element(`<oneOrMore>${att}</oneOrMore>`)],
    ['a group of one', grammar(`<start><group>${p}</group></start>`)],
    ['a group that simplification dissolves', element(`<oneOrMore><group>${att}<empty/></group></oneOrMore>`)],
    ['what can never match', element(`<choice><text/><group><notAllowed/><list><text/></list></group></choice>`)],
    ['attributes of elements that repeat', element(`<oneOrMore><element name="p">${att}<text/></element></oneOrMore>`)],
    [
      'a group in a list',
      element('<list><oneOrMore><group><data type="token"/><value>a</value></group></oneOrMore></list>'),
    ],
  ])('takes %s', (_what, schema) => {
    expect(problemsOf(schema)).toEqual([]);
  });
});

describe('string sequences (section 7.2)', () => {
  it.each([
    ['a value beside an element', element(`${p}\n<value>a</value>`), ['4 schema-data-not-alone']],
    ['data beside text', element('<data type="date"/><text/>'), ['3 schema-data-not-alone']],
    ['data that repeats', element('<zeroOrMore>\n<data type="date"/></zeroOrMore>'), ['4 schema-data-not-alone']],
    [
      'two values in an attribute',
      element('<attribute name="a"><group><value>a</value>\n<value>b</value></group></attribute>'),
      ['3 schema-data-not-alone'],
    ],
    [
      'a list in mixed content',
      element('<mixed>\n<list><data type="token"/></list></mixed>'),
      ['4 schema-data-not-alone'],
    ],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema)).toEqual(problems);
  });

  it('takes data beside attributes, and data or elements', () => {
    expect(problemsOf(element(`${att}<choice><data type="date"/>${p}</choice>`))).toEqual([]);
  });

  it('checks a definition outside of lists although a list has used it', () => {
    const schema = element('<attribute name="a"><list><ref name="two"/></list></attribute><ref name="two"/>');
    const two = '<define name="two"><value>a</value>\n<value>b</value></define>';
    expect(problemsOf(schema.replace('</grammar>', `${two}</grammar>`))).toEqual(['5 schema-data-not-alone']);
  });
});

describe('attributes (section 7.3)', () => {
  it.each([
    ['the same name twice', element(`${att}\n${att}<text/>`), ['4 schema-attribute-duplicate']],
    [
      'the same name deep in two branches',
      element(`<choice>${att}<empty/></choice><interleave><text/><optional>\n${att}</optional></interleave>`),
      ['4 schema-attribute-duplicate'],
    ],
    [
      'a name in two lists of names',
      element(
        '<attribute><choice><name>a</name><name>b</name></choice></attribute>\n<attribute><choice><name>c</name><name>a</name></choice></attribute>',
      ),
      ['4 schema-attribute-duplicate'],
    ],
    [
      'a name beside any name',
      element(`${att}<zeroOrMore>\n<attribute><anyName/></attribute></zeroOrMore>`),
      ['4 schema-attribute-duplicate'],
    ],
    [
      'any name before a name',
      element(`<zeroOrMore>\n<attribute><anyName/></attribute></zeroOrMore>${att}`),
      ['4 schema-attribute-duplicate'],
    ],
    [
      'two open name classes',
      element(
        '<zeroOrMore><attribute><anyName/></attribute></zeroOrMore><zeroOrMore>\n<attribute><nsName ns="urn:x"/></attribute></zeroOrMore>',
      ),
      ['4 schema-attribute-duplicate'],
    ],
    ['any name once', element('<attribute>\n<anyName/></attribute>'), ['3 schema-attribute-wildcard']],
    [
      'any name of a namespace once',
      element('<optional>\n<attribute><choice><name>a</name><nsName ns="urn:x"/></choice></attribute></optional>'),
      ['4 schema-attribute-wildcard'],
    ],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema)).toEqual(problems);
  });

  it.each([
    ['the same name in a choice', element(`<choice>${att}${att}</choice>`)],
    ['the same name in two elements', element(`${att}<element name="p">${att}</element>`)],
    ['the same name in two namespaces', element(`${att}<attribute name="n" ns="urn:x"/>`)],
    [
      'any name but the one beside it',
      element(
        `${att}<zeroOrMore><attribute><anyName><except><name ns="">n</name></except></anyName></attribute></zeroOrMore>`,
      ),
    ],
    [
      'any name in an element that does not repeat it',
      element('<zeroOrMore><attribute><anyName/></attribute></zeroOrMore><element name="p"><empty/></element>'),
    ],
  ])('takes %s', (_what, schema) => {
    expect(problemsOf(schema)).toEqual([]);
  });

  it('tells a class of attributes used twice at the element, since its own line is right', () => {
    const schema = grammar(
      `<start><element name="p">\n<ref name="att.global"/><ref name="att.global"/></element></start>\n<define name="att.global">${att}</define>`,
    );
    const { diagnostics } = compileText(schema);
    expect(diagnostics).toMatchObject([{ code: 'schema-attribute-duplicate', line: 2 }]);
    expect(diagnostics[0]?.message).toMatch(/"n".*line 4.*twice/);
  });

  it('tells each wrong line once, however many elements share it', () => {
    const schema = grammar(
      `<start><element name="a"><ref name="x"/><element name="b"><ref name="x"/></element></element></start>\n<define name="x">${att}\n${att}</define>`,
    );
    expect(problemsOf(schema)).toEqual(['4 schema-attribute-duplicate']);
  });
});

describe('interleave (section 7.4)', () => {
  it.each([
    [
      'an element in two parts',
      element(`<interleave>${p}<oneOrMore>\n${p}</oneOrMore></interleave>`),
      ['4 schema-interleave-overlap'],
    ],
    [
      'an element beside any element',
      element(`<interleave>${p}\n<element><anyName/><empty/></element></interleave>`),
      ['4 schema-interleave-overlap'],
    ],
    [
      'text in two parts',
      element('<interleave><text/><optional>\n<text/></optional></interleave>'),
      ['4 schema-interleave-text'],
    ],
    ['text in mixed', element('<mixed><choice>\n<text/><empty/></choice></mixed>'), ['3 schema-interleave-text']],
  ])('refuses %s', (_what, schema, problems) => {
    expect(problemsOf(schema)).toEqual(problems);
  });

  it.each([
    ['text in attributes and elements', element(`<mixed>${att}${p}</mixed>`)],
    [
      'elements of two namespaces',
      element(`<interleave>${p}<element name="p" ns="urn:x"><text/></element></interleave>`),
    ],
    ['elements that are a choice of each other', element(`<interleave><choice>${p}${p}</choice><text/></interleave>`)],
  ])('takes %s', (_what, schema) => {
    expect(problemsOf(schema)).toEqual([]);
  });
});
