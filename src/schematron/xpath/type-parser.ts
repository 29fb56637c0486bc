/** Types of sequences, and tests of nodes (XPath 3.1, §2.5.4 and §2.5.5). */
import type { ItemType, KindTest, NameTest, NodeTest, SequenceType } from './ast.js';
import { XPathNotEvaluable } from './errors.js';
import { KINDS } from './grammar.js';
import type { Token } from './lexer.js';
import { TokenReader } from './token-reader.js';

/** `xs:string?`, as signatures of functions and stylesheets have it. Throws as {@link parseXPath} does. */
export function parseSequenceType(text: string): SequenceType {
  return new TypeParser(text).whole();
}

export class TypeParser extends TokenReader {
  whole(): SequenceType {
    const type = this.sequenceType();
    if (this.peek().type !== 'end') this.fail();
    return type;
  }

  protected sequenceType(): SequenceType {
    const item = this.nested(() => this.#itemType());
    if (item.type === 'empty') return { item, occurrence: '' };
    return { item, occurrence: this.#occurrence() };
  }

  /** The type of `cast as`: atomic, and possibly of nothing. */
  protected singleType(): SequenceType {
    const item: ItemType = { type: 'atomic', name: this.#typeName() };
    return { item, occurrence: this.take('?') ? '?' : '' };
  }

  #occurrence(): SequenceType['occurrence'] {
    for (const sign of ['?', '*', '+'] as const) if (this.take(sign)) return sign;
    return '';
  }

  #itemType(): ItemType {
    if (this.take('(')) {
      const item = this.#itemType();
      this.expect(')');
      return item;
    }
    if (!this.is('(', 1)) return { type: 'atomic', name: this.#typeName() };
    const { text } = this.peek();
    if (KINDS.has(text)) return { type: 'node', test: this.kindTest() };
    this.skip(2);
    switch (text) {
      case 'empty-sequence':
      case 'item':
        this.expect(')');
        return { type: text === 'item' ? 'item' : 'empty' };
      case 'function':
        return this.#functionType();
      case 'map':
        return this.#mapType();
      case 'array': {
        if (this.#takeAny()) return { type: 'array' };
        const member = this.sequenceType();
        this.expect(')');
        return { type: 'array', member };
      }
      case 'schema-element':
      case 'schema-attribute':
        throw new XPathNotEvaluable(`${text}() asks for a type of a schema, and the documents of rules have none`);
      default:
        return this.fail(-2);
    }
  }

  /** `*)`. */
  #takeAny(): boolean {
    if (!this.take('*')) return false;
    this.expect(')');
    return true;
  }

  #functionType(): ItemType {
    if (this.#takeAny()) return { type: 'function' };
    const parameters: SequenceType[] = [];
    if (!this.take(')')) {
      do parameters.push(this.sequenceType());
      while (this.take(','));
      this.expect(')');
    }
    this.expect('as');
    return { type: 'function', parameters, result: this.sequenceType() };
  }

  #mapType(): ItemType {
    if (this.#takeAny()) return { type: 'map' };
    const key = this.#typeName();
    this.expect(',');
    const value = this.sequenceType();
    this.expect(')');
    return { type: 'map', key, value };
  }

  #typeName(): string {
    const { type, text } = this.next();
    if (type !== 'name') this.fail(-1);
    return text;
  }

  /** `element(p, xs:string)`, and its like. */
  protected kindTest(): NodeTest {
    const kind = this.next().text as KindTest;
    this.expect('(');
    if (this.take(')')) return { type: 'kind', kind };
    const test = this.#kindArguments(kind);
    this.expect(')');
    return test;
  }

  #kindArguments(kind: KindTest): NodeTest {
    switch (kind) {
      case 'processing-instruction': {
        const { type, text } = this.next();
        if (type !== 'name' && type !== 'string') this.fail(-1);
        return { type: 'kind', kind, target: text.trim() };
      }
      case 'document-node': {
        if (!this.isWord('element')) this.fail();
        const root = this.kindTest();
        return root.type === 'kind' && root.name !== undefined
          ? { type: 'kind', kind, name: root.name }
          : { type: 'kind', kind };
      }
      case 'element':
      case 'attribute': {
        const name = this.take('*') ? undefined : nameTest(this.#name());
        const typeName = this.take(',') ? this.#typeName() : undefined;
        // element(p, xs:string?) allows what is nilled, and here nothing is.
        if (typeName !== undefined) this.take('?');
        return {
          type: 'kind',
          kind,
          ...(name === undefined ? {} : { name }),
          ...(typeName === undefined ? {} : { typeName }),
        };
      }
      default:
        return this.fail();
    }
  }

  #name(): Token {
    const token = this.next();
    if (token.type !== 'name') this.fail(-1);
    return token;
  }
}

export function nameTest({ prefix, uri, local }: Token): NameTest {
  return {
    type: 'name',
    ...(prefix === undefined ? {} : { prefix }),
    ...(uri === undefined ? {} : { uri }),
    ...(local === undefined ? {} : { local }),
  };
}
