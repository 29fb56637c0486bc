import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/budget.js';
import { errorOf, eventsOf, record } from './events.js';

const withEntities = (declarations: string, content: string) => `<!DOCTYPE r [${declarations}]><r>${content}</r>`;
const textOf = (source: string) => eventsOf(source).slice(1, -2);

describe('internal entities', () => {
  it('are expanded in content, markup and all', () => {
    expect(textOf(withEntities('<!ENTITY e "a<i>&f;</i>"><!ENTITY f "b">', '&e;&e;'))).toEqual([
      'text "a"',
      'start i{}',
      'text "b"',
      'end i{}',
      'text "a"',
      'start i{}',
      'text "b"',
      'end i{}',
    ]);
  });

  it('are expanded in attributes, white space in them normalised', () => {
    const source = '<!DOCTYPE r [<!ENTITY e "1\n2&f;"><!ENTITY f "&#10;\t3">]><r a="&e;"/>';
    expect(eventsOf(source)[0]).toBe('start r{} a{}="1 2  3"');
  });

  it('keep what a character reference in the document stands for', () => {
    expect(eventsOf('<r a="&#10;&#9; \n"/>')[0]).toBe('start r{} a{}="\\n\\t  "');
  });

  it('replace character references where they are declared, and entities where they are used', () => {
    const declarations = '<!ENTITY e "<p>&#38;#38; &#38;#38;#38; &amp;amp;</p>">';
    expect(textOf(withEntities(declarations, '&e;'))).toEqual(['start p{}', 'text "& &#38; &amp;"', 'end p{}']);
  });

  it('are bound by their first declaration', () => {
    expect(textOf(withEntities('<!ENTITY e "1"><!ENTITY e "2">', '&e;'))).toEqual(['text "1"']);
  });

  it('may come from a parameter entity', () => {
    expect(textOf(withEntities(`<!ENTITY % p "<!ENTITY e '1'>">%p;`, '&e;'))).toEqual(['text "1"']);
  });

  it.each([
    ['an open element', '<!ENTITY e "<b>">', '&e;</b>', 'xml-unbalanced-entity'],
    ['an end tag', '<!ENTITY e "</b>">', '<b>&e;', 'xml-unbalanced-entity'],
    ['half a comment', '<!ENTITY e "<!--">', '&e;-->', 'xml-unbalanced-entity'],
    ['half a section', '<!ENTITY e "<![CDATA[">', '&e;]]>', 'xml-unbalanced-entity'],
    ['half a reference', '<!ENTITY e "&#38;">', '&e;amp;', 'xml-unbalanced-entity'],
    ['itself', '<!ENTITY e "a&e;">', '&e;', 'xml-recursive-entity'],
    ['itself through another', '<!ENTITY e "&f;"><!ENTITY f "&e;">', '&e;', 'xml-recursive-entity'],
    ['“<” for an attribute', '<!ENTITY e "&#60;">', '<b a="&e;"/>', 'xml-less-than-in-attribute'],
    [
      '“<” for an attribute, deeper',
      '<!ENTITY e "&f;"><!ENTITY f "<i/>">',
      '<b a="&e;"/>',
      'xml-less-than-in-attribute',
    ],
    ['“]]>”', '<!ENTITY e "]]>">', '&e;', 'xml-cdata-end-in-text'],
    ['“]]>”, even if only for an attribute', '<!ENTITY e "]]>">', '<b a="&e;"/>', 'xml-cdata-end-in-text'],
    [
      'an external entity for an attribute',
      '<!ENTITY e "&f;"><!ENTITY f SYSTEM "f">',
      '<b a="&e;"/>',
      'xml-external-entity-in-attribute',
    ],
    ['an unparsed entity', '<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "e" NDATA n>', '&e;', 'xml-unparsed-entity'],
  ])('must not hold %s', (_, declarations, content, code) => {
    expect(errorOf(withEntities(declarations, content))?.code).toBe(code);
  });

  it('may be wrong as long as nobody refers to them', () => {
    expect(errorOf(withEntities('<!ENTITY e "<b>"><!ENTITY f "&f;">', ''))).toBeUndefined();
  });
});

describe('limits', () => {
  const laughs = (last: string) => {
    let declarations = `<!ENTITY l0 "${last}">`;
    for (let i = 1; i <= 12; i++) declarations += `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`;
    return declarations;
  };

  it.each([
    ['in content', withEntities(laughs('lol'), '&l12;')],
    ['in content, of nothing', withEntities(laughs(''), '&l12;')],
    ['in an attribute', withEntities(laughs('lol'), '<b a="&l12;"/>')],
    ['in a default value', withEntities(`${laughs('lol')}<!ATTLIST r a CDATA "&l12;">`, '')],
    ['of parameter entities', `<!DOCTYPE r [<!ENTITY % a "${' '.repeat(1000)}">${'%a;'.repeat(2000)}]><r/>`],
  ])('a billion laughs end: %s', (_, source) => {
    expect(errorOf(source, { budget: new Budget({ expansion: 1_000_000 }) })?.code).toBe('xml-entity-limit');
  });

  it('grow with the document, so that honest use has no end', () => {
    const source = withEntities('<!ENTITY e "é">', '&e;'.repeat(10_000));
    expect(errorOf(source, { budget: new Budget({ expansion: 0 }) })).toBeUndefined();
  });

  it('also hold for depth', () => {
    let declarations = '<!ENTITY l0 "x">';
    for (let i = 1; i <= 200; i++) declarations += `<!ENTITY l${i} "<i>&l${i - 1};</i>">`;
    expect(errorOf(withEntities(declarations, '&l200;'))?.code).toBe('xml-entity-limit');
  });
});

describe('what is not read', () => {
  const warningsOf = (source: string) => record([source]).diagnostics.map((d) => [d.severity, d.code]);

  it('an external entity is skipped, with one warning however often it is referred to', () => {
    const source = withEntities('<!ENTITY e SYSTEM "e.xml">', 'a&e;b&e;');
    expect(textOf(source)).toEqual(['text "ab"']);
    expect(warningsOf(source)).toEqual([['warning', 'xml-skipped-entity']]);
  });

  it.each([
    ['without a DOCTYPE', '<r>&e;</r>', 'error'],
    ['with an internal subset only', withEntities('', '&e;'), 'error'],
    ['with an external subset', '<!DOCTYPE r SYSTEM "r.dtd"><r>&e;</r>', 'warning'],
    ['with a parameter entity that is not read', withEntities('<!ENTITY % p SYSTEM "p">%p;', '&e;'), 'warning'],
    [
      'in a standalone document',
      '<?xml version="1.0" standalone="yes"?><!DOCTYPE r SYSTEM "r.dtd"><r>&e;</r>',
      'error',
    ],
  ])('an undeclared entity %s (WFC: Entity Declared)', (_, source, severity) => {
    expect(record([source]).diagnostics.at(-1)?.severity).toBe(severity);
  });

  it('declarations after a parameter entity that is not read are checked and not used (XML 1.0 §5.1)', () => {
    const skipped = '<!ENTITY % p SYSTEM "p">%p;';
    expect(textOf(withEntities(`${skipped}<!ENTITY e "1">`, 'a&e;'))).toEqual(['text "a"']);
    expect(eventsOf(withEntities(`${skipped}<!ATTLIST r a CDATA "1">`, ''))[0]).toBe('start r{}');
    expect(errorOf(withEntities(`${skipped}<!ENTITY e>`, ''))?.code).toBe('xml-malformed-doctype');
    const standalone = `<?xml version="1.0" standalone="yes"?>${withEntities(`${skipped}<!ENTITY e "1">`, '&e;')}`;
    expect(textOf(standalone)).toEqual(['text "1"']);
  });

  it('an entity used in a default value must be declared before', () => {
    expect(errorOf(withEntities('<!ATTLIST r a CDATA "&e;"><!ENTITY e "1">', ''))?.code).toBe('xml-undeclared-entity');
    expect(errorOf(withEntities('<!ENTITY e "1"><!ATTLIST r a CDATA "&e;">', ''))).toBeUndefined();
    expect(errorOf(withEntities('<!ATTLIST r a CDATA "&e;">', ''))?.code).toBe('xml-undeclared-entity');
    expect(errorOf('<!DOCTYPE r SYSTEM "r.dtd" [<!ATTLIST r a CDATA "&e;">]><r/>')).toBeUndefined();
  });
});

describe('the five predefined entities', () => {
  it('need no declaration', () => {
    expect(textOf('<r>&lt;&gt;&amp;&quot;&apos;</r>')).toEqual([`text "<>&\\"'"`]);
    expect(eventsOf('<r a="&lt;&gt;&amp;&quot;&apos;"/>')[0]).toBe(`start r{} a{}="<>&\\"'"`);
  });

  it('may be declared again, but not to mean something else', () => {
    const right = `<!ENTITY lt "&#38;#60;"><!ENTITY amp "&#38;#x26;"><!ENTITY gt ">"><!ENTITY apos "'"><!ENTITY quot "&#34;">`;
    expect(record([withEntities(right, '&lt;')]).diagnostics).toEqual([]);
    const wrong = record([withEntities('<!ENTITY lt "less">', '&lt;')]);
    expect(wrong.diagnostics.map((d) => d.code)).toEqual(['xml-redeclared-entity']);
    expect(wrong.events[2]).toContain('text "<"');
  });
});
