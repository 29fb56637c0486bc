/** The syntax of XPath's regular expressions (Functions and Operators 3.1, §5.6.1), which goes beyond XML Schema's. */
import type { CharSet } from '../../../datatypes/regexp/char-set.js';
import type { RegexpNode } from '../../../datatypes/regexp/nodes.js';
import { PatternReader, RegexpError } from '../../../datatypes/regexp/reader.js';
import { inAnyCase } from './case.js';
import { RegExpFault } from './fault.js';
import type { Flags } from './flags.js';

export interface Syntax {
  readonly node: RegexpNode;
  /** Of each group that keeps its text, by its number, the one that it stands in; 0 for none. The first is not used. */
  readonly parents: readonly number[];
}

/** @throws RegExpFault */
export function readSyntax(source: string, flags: Flags): Syntax {
  if (flags.literal) return { node: literal(source, flags), parents: [0] };
  const reader = new XPathReader(source, flags);
  try {
    return { node: reader.read(), parents: reader.parents };
  } catch (error) {
    if (error instanceof RegexpError) throw new RegExpFault('FORX0002', error.message);
    throw error;
  }
}

function literal(source: string, flags: Flags): RegexpNode {
  const items = Array.from(source, (character): RegexpNode => {
    const codePoint = character.codePointAt(0)!;
    return { kind: 'chars', set: characters(codePoint, codePoint, flags) };
  });
  return { kind: 'sequence', items };
}

/** Of all that `i` changes, only characters and ranges, as they are written: `\p{Lu}` stays as it is. */
function characters(from: number, to: number, { anyCase }: Flags): CharSet {
  return anyCase ? inAnyCase(from, to) : { kind: 'range', from, to };
}

const EVERY_CHARACTER: CharSet = { kind: 'range', from: 0, to: 0x10ffff };

/** What people write who know other languages, and what to write here. */
const FOREIGN_ESCAPES: Readonly<Record<string, string>> = {
  b: 'around a word, (^|\\W) and (\\W|$) do',
  B: 'there is none for the inside of a word',
  A: 'a text begins at ^',
  z: 'a text ends at $',
  Z: 'a text ends at $',
  h: 'write [ \\t]',
  R: 'write \\r?\\n',
  u: 'write the character itself, in XML as &#x…;',
  x: 'write the character itself, in XML as &#x…;',
  '0': 'groups are counted from 1',
};

class XPathReader extends PatternReader {
  readonly #flags: Flags;
  readonly #source: string;
  /** Where each character stood before white space was taken out. */
  readonly #origins: readonly number[] | undefined;
  readonly parents = [0];
  /** The groups that are open. */
  readonly #open = [0];
  protected override readonly noun = 'regular expression';
  protected override readonly language = "XPath's regular expressions";
  // A brace that closes nothing is taken as Saxon takes it.
  protected override readonly meta = '.\\?*+()|[]{^$';

  constructor(source: string, flags: Flags) {
    const kept = flags.spaced ? withoutSpace(source) : undefined;
    super(kept === undefined ? source : kept.map((i) => source[i]!).join(''));
    this.#flags = flags;
    this.#source = source;
    this.#origins = kept;
  }

  protected override atom(): RegexpNode {
    if (this.eat('^')) return { kind: 'start', ofLines: this.#flags.lines };
    if (this.eat('$')) return { kind: 'end', ofLines: this.#flags.lines };
    if (this.peek() === '\\' && /^[1-9]$/.test(this.peek(1))) return this.#reference();
    return super.atom();
  }

  protected override group(): RegexpNode {
    if (this.eat('?:')) return super.group();
    if (this.peek() === '?') this.#refuseSpecialGroup();
    const number = this.parents.push(this.#open.at(-1)!) - 1;
    this.#open.push(number);
    const item = super.group();
    this.#open.pop();
    return { kind: 'group', item, number };
  }

  #refuseSpecialGroup(): never {
    const [, flags] = /^\?([a-z]+)\)/.exec(this.pattern.slice(this.at, this.at + 10)) ?? [];
    if (flags !== undefined)
      this.fail(`“(?${flags})” is no group of XPath: flags are the last argument of the function`);
    this.fail('groups are written (…) or (?:…); XPath has no others, such as those that look ahead or have names');
  }

  protected override quantified(atom: RegexpNode): RegexpNode {
    const node = super.quantified(atom);
    return node !== atom && node.kind === 'repeat' && this.eat('?') ? { ...node, reluctant: true } : node;
  }

  /** `\12` is the twelfth group where so many have been opened, else the first with a 2 behind it. */
  #reference(): RegexpNode {
    const start = this.at;
    const groups = this.parents.length - 1;
    this.at++;
    let number = Number(this.peek());
    this.at++;
    while (/^\d$/.test(this.peek()) && number * 10 + Number(this.peek()) <= groups) {
      number = number * 10 + Number(this.peek());
      this.at++;
    }
    if (number <= groups && !this.#open.includes(number)) return { kind: 'reference', number };
    this.at = start;
    this.fail(
      number > groups
        ? `“\\${number}” refers to group ${number}, but before it ${opened(groups)}`
        : `“\\${number}” refers to the group that it stands in; it can only stand behind the group's “)”`,
    );
  }

  /** As Saxon and XML Schema 1.1 take it: behind a range, or behind such as `\w`. */
  protected override mayBeHyphen(): boolean {
    return this.peek(-1) !== '-' && this.peek(1) !== '-';
  }

  protected override noEscape(char: string): string {
    const instead = FOREIGN_ESCAPES[char];
    if (/^[1-9]$/.test(char))
      return `“\\${char}” cannot stand in a class: what a group has matched is no set of characters`;
    return instead === undefined
      ? super.noEscape(char)
      : `“\\${char}” is not an escape of ${this.language}; ${instead}`;
  }

  protected override wildcard(): CharSet {
    return this.#flags.dotAll ? EVERY_CHARACTER : super.wildcard();
  }

  protected override range(from: number, to: number): CharSet {
    return characters(from, to, this.#flags);
  }

  protected override position(): number {
    return (this.#origins === undefined ? this.at : (this.#origins[this.at] ?? this.#source.length)) + 1;
  }

  protected override written(): string {
    return this.#source;
  }
}

function opened(groups: number): string {
  if (groups === 0) return 'there is no group';
  return groups === 1 ? 'there is only one group' : `there are only ${groups} groups`;
}

/** With `x`: the places of the characters that count, which are those in classes, and all that are no white space. */
function withoutSpace(source: string): number[] {
  const kept: number[] = [];
  let depth = 0;
  let escaped = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (depth === 0 && /[ \t\n\r]/.test(char)) continue;
    kept.push(i);
    if (!escaped && char === '[') depth++;
    else if (!escaped && char === ']') depth = Math.max(0, depth - 1);
    escaped = !escaped && char === '\\';
  }
  return kept;
}
