import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RelaxngSchema } from '../../../src/relaxng/schema.js';
import { ELEMENT_NAMES } from '../../../src/relaxng/syntax/rules.js';
import { runs } from '../../setup/effort.js';
import { compileText, problemsOf } from './compile-text.js';

const NS = 'http://relaxng.org/ns/structure/1.0';

interface Tree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Tree[];
}

/** Elements of RELAX NG anyhow, in each other anyhow. */
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom(...ELEMENT_NAMES, 'foreign'),
    attributes: fc.dictionary(
      fc.constantFrom('name', 'ns', 'type', 'combine', 'href', 'datatypeLibrary'),
      fc.constantFrom('a', 'b', 'x:a', '', 'choice', 'token', 'main.rng', 'other.rng', 'urn:x'),
    ),
    text: fc.constantFrom('', 'a', ' '),
    children: fc.oneof({ maxDepth: 5 }, fc.constant([]), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })),
  }),
}));

/** A schema that keeps to the syntax, so that simplification and restrictions are reached. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => {
  const one = tie('pattern');
  const some = fc.array(one, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  const name = fc.constantFrom('a', 'b', 'c');
  const nameClass = fc.oneof(
    name.map((local) => `<name>${local}</name>`),
    fc.constantFrom('<anyName/>', '<nsName ns="urn:x"/>', '<anyName><except><name>a</name></except></anyName>'),
    fc.constantFrom(
      '<choice><name>a</name><name>b</name></choice>',
      '<nsName><except><name>a</name></except></nsName>',
    ),
  );
  const wrappers = fc.constantFrom(
    'group',
    'interleave',
    'choice',
    'optional',
    'zeroOrMore',
    'oneOrMore',
    'mixed',
    'list',
  );
  return {
    pattern: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('<empty/>', '<text/>', '<notAllowed/>', '<data type="token"/>', '<value>a</value>'),
      name.map((local) => `<ref name="${local}"/>`),
      name.map((local) => `<attribute name="${local}"/>`),
      fc.tuple(nameClass, some).map(([names, content]) => `<element>${names}${content}</element>`),
      fc.tuple(nameClass, one).map(([names, content]) => `<attribute>${names}${content}</attribute>`),
      fc.tuple(wrappers, some).map(([wrapper, content]) => `<${wrapper}>${content}</${wrapper}>`),
      one.map(
        (content) => `<grammar><start>${content}</start><define name="a"><parentRef name="b"/></define></grammar>`,
      ),
    ),
  };
});

function write({ name, attributes, text, children }: Tree): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  const namespace = name === 'foreign' ? ' xmlns="urn:foreign"' : ` xmlns="${NS}"`;
  return `<${name}${namespace}${written.join('')}>${text}${children.map(write).join('')}</${name}>`;
}

describe('any schema', () => {
  it('is taken or refused with a place and an explained code, never thrown at', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const schema = `<grammar xmlns="${NS}">${write(root)}</grammar>`;
        problemsOf(schema, { 'other.rng': schema });
      }),
      { numRuns: runs(500), seed: 3 },
    );
  });

  it('that is taken validates', () => {
    let taken = 0;
    fc.assert(
      fc.property(pattern, pattern, pattern, (start, a, b) => {
        const { grammar, diagnostics } = compileText(
          `<grammar xmlns="${NS}"><start><element name="r">${start}</element></start><define name="a">${a}</define><define name="b">${b}</define><define name="c"><element name="c"><text/></element></define></grammar>`,
        );
        if (grammar === undefined || diagnostics.some(({ severity }) => severity === 'error')) return;
        taken++;
        const schema = new RelaxngSchema(grammar.builder, grammar.start);
        expect(schema.validate('<other/>').valid).toBe(false);
      }),
      { numRuns: runs(500), seed: 3 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
