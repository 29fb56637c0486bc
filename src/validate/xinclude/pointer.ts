/**
 * Which element of a part an inclusion means (XPointer Framework; XPointer element() Scheme; XML Inclusions 1.1 §3.1), and
 * the looking for it among the events of a parse. Of the scheme xpointer(), what people use it for: an element by its id.
 */
import type { XmlAttribute } from '../../xml/events.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';

/** An element: the one of an id, or the document, and from there by the numbers of children. */
export interface Pointer {
  readonly id: string | undefined;
  readonly steps: readonly number[];
  /** The same for pointers that mean the same. */
  readonly key: string;
}

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}._\u00b7-]*`;
const SHORTHAND = new RegExp(`^${NAME}$`, 'u');
const ELEMENT = new RegExp(`^(${NAME})?((?:/[1-9][0-9]*)*)$`, 'u');
const BY_ID = /^(?:id\(\s*(["'])([^"']+)\1\s*\)|\/\/\*\[\s*@xml:id\s*=\s*(["'])([^"']+)\3\s*\])$/;
const SCHEME = /\s*([^\s()]+)\(/y;

/**
 * The elements that a pointer may mean, the first that there is counts; of schemes that are not known there are none.
 *
 * @param written such as `part1`, `element(part1/2)`, `xpointer(id('part1'))`, or several of these with a scheme.
 */
export function readPointer(written: string): readonly Pointer[] {
  const text = written.trim();
  if (SHORTHAND.test(text)) return [pointer(text, [])];
  const found: Pointer[] = [];
  for (const [scheme, data] of schemes(text)) {
    if (scheme === 'element') {
      const [, id, steps = ''] = ELEMENT.exec(data.trim()) ?? [];
      const numbers = steps.split('/').slice(1).map(Number);
      if (id !== undefined || numbers.length > 0) found.push(pointer(id, numbers));
    } else if (scheme === 'xpointer' || scheme === 'xpath1' || scheme === 'xpath') {
      const [, , id, , other] = BY_ID.exec(data.trim()) ?? [];
      const meant = id ?? other;
      if (meant !== undefined) found.push(pointer(meant, []));
    }
  }
  return found;
}

function pointer(id: string | undefined, steps: readonly number[]): Pointer {
  return { id, steps, key: [id ?? '', ...steps].join('/') };
}

/** The parts of a pointer, each with the data between its brackets; none where it is not written as pointers are. */
function schemes(text: string): readonly (readonly [scheme: string, data: string])[] {
  const parts: [string, string][] = [];
  for (let at = 0; at < text.length; ) {
    SCHEME.lastIndex = at;
    const opening = SCHEME.exec(text);
    if (opening === null) return [];
    let data = '';
    let depth = 1;
    for (at = SCHEME.lastIndex; depth > 0; at++) {
      const c = text[at];
      if (c === undefined) return [];
      if (c === '(') depth++;
      else if (c === ')') depth--;
      // A circumflex makes a bracket, or a circumflex, a letter like others (Framework §3.1).
      if (c === '^') data += text[++at] ?? '';
      else if (depth > 0) data += c;
    }
    parts.push([opening[1]!, data]);
  }
  return parts;
}

/** Looks for an element as a document is read. */
export class Finder {
  readonly #pointer: Pointer;
  #depth = 0;
  /** Depth of the element that the numbers begin at; undefined until it is open. */
  #anchor: number | undefined;
  /** How many of the steps lead to elements that are open, and the children of the last of these so far. */
  #taken = 0;
  #children = 0;
  #isOver = false;

  constructor(pointer: Pointer) {
    this.#pointer = pointer;
    if (pointer.id === undefined) this.#anchor = 0;
  }

  /** An element begins; whether it is the one. */
  enter(attributes: readonly XmlAttribute[]): boolean {
    this.#depth++;
    if (this.#isOver) return false;
    const { id, steps } = this.#pointer;
    if (this.#anchor === undefined) {
      if (!attributes.some(({ name, value }) => isId(name) && value.trim() === id)) return false;
      this.#anchor = this.#depth;
    } else {
      if (this.#depth !== this.#anchor + this.#taken + 1) return false;
      this.#children++;
      if (this.#children !== steps[this.#taken]) return false;
      this.#taken++;
      this.#children = 0;
    }
    this.#isOver = this.#taken === steps.length;
    return this.#isOver;
  }

  leave(): void {
    // An element on the way ends, and what it should hold has not come.
    if (this.#anchor !== undefined && this.#depth > 0 && this.#depth === this.#anchor + this.#taken)
      this.#isOver = true;
    this.#depth--;
  }
}

function isId({ uri, local }: XmlAttribute['name']): boolean {
  return local === 'id' && uri === XML_NAMESPACE;
}
