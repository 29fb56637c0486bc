import type { Datatype, NamespaceLookup } from '../../datatypes/types.js';
import type { SchemaPosition } from '../syntax/tree.js';
import { hashOf, nullableBesides, sameMembers, sortedDistinct } from './members.js';
import { type NameClass, nameClassKey } from './name-class.js';
import {
  type AfterPattern,
  type AttributePattern,
  type ChoicePattern,
  type ElementPattern,
  type EmptyPattern,
  HAS_ATTRIBUTE,
  HAS_ELEMENT,
  HAS_TEXT,
  HAS_TYPED,
  type NotAllowedPattern,
  type Pattern,
  type TextPattern,
  type ValuePattern,
} from './pattern.js';

export interface ElementInfo {
  readonly documentation?: string | undefined;
  readonly position?: SchemaPosition | undefined;
}
export interface AttributeInfo {
  readonly documentation?: string | undefined;
}

/** Pattern ids fit in 26 bits, so a pair of them fits exactly in a number that keys a Map. */
const PAIR = 2 ** 26;

const noNamespaces: NamespaceLookup = () => undefined;

/** Thrown when derivatives would need more patterns than the limit: the matcher turns it into a diagnostic. */
export class PatternLimitError extends Error {}

/**
 * Makes patterns, each distinct one once, in the normal form that `pattern.ts` states. The identities
 * applied keep the language: `notAllowed` and `empty` as in section 4.21 of the specification, choice as a set, group and
 * interleave as right-nested lists, and `after` factored so that one open element has as few alternatives as can be.
 */
export class PatternBuilder {
  readonly empty: EmptyPattern = { kind: 'empty', id: 0, nullable: true, flags: 0 };
  readonly notAllowed: NotAllowedPattern = { kind: 'notAllowed', id: 1, nullable: false, flags: 0 };
  readonly text: TextPattern = { kind: 'text', id: 2, nullable: true, flags: HAS_TEXT };

  /** Every element pattern made, in order. */
  readonly elements: ElementPattern[] = [];
  /** Ids are never given twice, so that what is keyed by id never goes stale. */
  private nextId = 3;
  private live = 0;
  /** While true, as it is at first, patterns made are those of the schema itself, which are never forgotten. */
  pinning = true;
  private readonly pinned = new Set<number>([0, 1, 2]);

  private readonly groups = new Map<number, Pattern>();
  private readonly interleaves = new Map<number, Pattern>();
  private readonly afters = new Map<number, Pattern>();
  private readonly repeats = new Map<number, Pattern>();
  private readonly lists = new Map<number, Pattern>();
  /** By a hash of their members. */
  private readonly choices = new Map<number, ChoicePattern[]>();
  private readonly leaves = new Map<string, Pattern>();
  private readonly datatypes = new Map<string, { id: number; datatype: Datatype }>();
  private readonly pooled = new Map<Datatype, { id: number; datatype: Datatype }>();

  /** Patterns interned and not yet forgotten, choices counted with their members. */
  get size(): number {
    return this.live;
  }

  /** At how much `size` making one more pattern throws `PatternLimitError`: at most some hundreds of megabytes. */
  limit = 1_500_000;

  choice(a: Pattern, b: Pattern): Pattern {
    if (a === b || b === this.notAllowed) return a;
    if (a === this.notAllowed) return b;
    return this.choiceOf([a, b]);
  }

  /** The choice of any number of patterns; of none, `notAllowed`. */
  choiceOf(patterns: readonly Pattern[]): Pattern {
    const members = this.distinctMembers(patterns);
    if (members.length === 0) return this.notAllowed;
    if (members.length === 1) return members[0]!;
    const hash = hashOf(members);
    const alike = this.choices.get(hash);
    const known = alike?.find((choice) => sameMembers(choice.members, members));
    if (known !== undefined) return known;
    let nullable = false;
    let flags = 0;
    for (const member of members) {
      nullable ||= member.nullable;
      flags |= member.flags;
    }
    this.live += members.length;
    const made: ChoicePattern = { kind: 'choice', id: this.newId(), nullable, flags, members };
    if (alike === undefined) this.choices.set(hash, [made]);
    else alike.push(made);
    return made;
  }

  group(a: Pattern, b: Pattern): Pattern {
    if (a === this.notAllowed || b === this.notAllowed) return this.notAllowed;
    if (a === this.empty) return b;
    if (b === this.empty) return a;
    if (a.kind === 'group') return this.group(a.left, this.group(a.right, b));
    const key = a.id * PAIR + b.id;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const nullable = a.nullable && b.nullable;
    const made: Pattern = { kind: 'group', id: this.newId(), nullable, flags: a.flags | b.flags, left: a, right: b };
    this.groups.set(key, made);
    return made;
  }

  interleave(a: Pattern, b: Pattern): Pattern {
    if (a === this.notAllowed || b === this.notAllowed) return this.notAllowed;
    if (a === this.empty) return b;
    if (b === this.empty) return a;
    if (a.kind === 'interleave') return this.interleave(a.left, this.interleave(a.right, b));
    const key = a.id * PAIR + b.id;
    const known = this.interleaves.get(key);
    if (known !== undefined) return known;
    const nullable = a.nullable && b.nullable;
    const flags = a.flags | b.flags;
    const made: Pattern = { kind: 'interleave', id: this.newId(), nullable, flags, left: a, right: b };
    this.interleaves.set(key, made);
    return made;
  }

  oneOrMore(operand: Pattern): Pattern {
    if (operand === this.notAllowed || operand === this.empty || operand === this.text) return operand;
    if (operand.kind === 'oneOrMore') return operand;
    if (operand.kind === 'choice' && operand.members[0] === this.empty) {
      return this.choice(this.empty, this.oneOrMore(this.choiceOf(operand.members.slice(1))));
    }
    const known = this.repeats.get(operand.id);
    if (known !== undefined) return known;
    const { nullable, flags } = operand;
    const made: Pattern = { kind: 'oneOrMore', id: this.newId(), nullable, flags, operand };
    this.repeats.set(operand.id, made);
    return made;
  }

  zeroOrMore(operand: Pattern): Pattern {
    return this.optional(this.oneOrMore(operand));
  }

  optional(operand: Pattern): Pattern {
    return this.choice(this.empty, operand);
  }

  list(operand: Pattern): Pattern {
    if (operand === this.notAllowed) return operand;
    const known = this.lists.get(operand.id);
    if (known !== undefined) return known;
    const made: Pattern = { kind: 'list', id: this.newId(), nullable: false, flags: HAS_TYPED, operand };
    this.lists.set(operand.id, made);
    return made;
  }

  data(datatype: Datatype, except?: Pattern): Pattern {
    const excepted = except === this.notAllowed ? undefined : except;
    const pooled = this.pool(datatype);
    const key = `d${pooled.id},${excepted?.id ?? ''}`;
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const { datatype: shared } = pooled;
    const made: Pattern = {
      kind: 'data',
      id: this.newId(),
      nullable: false,
      flags: HAS_TYPED,
      datatype: shared,
      except: excepted,
    };
    this.leaves.set(key, made);
    return made;
  }

  /** `notAllowed` if `lexical` is not of the datatype; `ns` is the schema's namespace context, for QName. */
  value(datatype: Datatype, lexical: string, ns: NamespaceLookup = noNamespaces): Pattern {
    const key = datatype.valueKey(lexical, ns);
    return key === undefined ? this.notAllowed : this.valueWithKey(datatype, lexical, key);
  }

  valueWithKey(datatype: Datatype, lexical: string, key: string): Pattern {
    const pooled = this.pool(datatype);
    const leafKey = `v${pooled.id},${key}`;
    const known = this.leaves.get(leafKey);
    if (known !== undefined) return known;
    const { datatype: shared } = pooled;
    const id = this.newId();
    const made: ValuePattern = { kind: 'value', id, nullable: false, flags: HAS_TYPED, datatype: shared, lexical, key };
    this.leaves.set(leafKey, made);
    return made;
  }

  attribute(nameClass: NameClass, value: Pattern, info: AttributeInfo = {}): Pattern {
    if (value === this.notAllowed) return value;
    const { documentation } = info;
    const key = `a${value.id},${nameClassKey(nameClass)} ${documentation ?? ''}`;
    const known = this.leaves.get(key);
    if (known !== undefined) return known;
    const made: AttributePattern = {
      kind: 'attribute',
      id: this.newId(),
      nullable: false,
      flags: HAS_ATTRIBUTE,
      nameClass,
      value,
      documentation,
    };
    this.leaves.set(key, made);
    return made;
  }

  /** Always a new pattern. Set `content` before matching: patterns are recursive through elements. */
  element(nameClass: NameClass, info: ElementInfo = {}): ElementPattern {
    const made: ElementPattern = {
      kind: 'element',
      id: this.newId(),
      nullable: false,
      flags: HAS_ELEMENT,
      nameClass,
      content: this.notAllowed,
      documentation: info.documentation,
      position: info.position,
    };
    this.elements.push(made);
    return made;
  }

  /** As `element`, with a content that is made when it is first asked for. */
  lazyElement(nameClass: NameClass, info: ElementInfo, makeContent: () => Pattern): ElementPattern {
    const made = this.element(nameClass, info);
    let content: Pattern | undefined;
    Object.defineProperty(made, 'content', {
      get: () => {
        content ??= makeContent();
        return content;
      },
    });
    return made;
  }

  after(first: Pattern, rest: Pattern): Pattern {
    if (first === this.notAllowed || rest === this.notAllowed) return this.notAllowed;
    const key = first.id * PAIR + rest.id;
    const known = this.afters.get(key);
    if (known !== undefined) return known;
    const made: Pattern = { kind: 'after', id: this.newId(), nullable: false, flags: first.flags, first, rest };
    this.afters.set(key, made);
    return made;
  }

  /**
   * Drops all patterns made since `pinning` ended, so that they can be collected. Those still in use stay right, but new ones
   * equal to them will not be identical to them: give them to `intern` and use what it returns.
   */
  forget(): void {
    for (const table of [this.groups, this.interleaves, this.afters, this.repeats, this.lists]) this.unpin(table);
    for (const [hash, alike] of this.choices) {
      const kept = alike.filter(({ id }) => this.pinned.has(id));
      if (kept.length === 0) this.choices.delete(hash);
      else this.choices.set(hash, kept);
    }
    this.unpin(this.leaves);
    this.live = this.pinned.size;
  }

  /** The pattern equal to `p` that this builder knows, made if need be. */
  intern(p: Pattern, known = new Map<Pattern, Pattern>()): Pattern {
    if (this.pinned.has(p.id)) return p;
    let interned = known.get(p);
    if (interned === undefined) {
      interned = this.internParts(p, (part) => this.intern(part, known));
      known.set(p, interned);
    }
    return interned;
  }

  private internParts(p: Pattern, intern: (part: Pattern) => Pattern): Pattern {
    switch (p.kind) {
      case 'choice':
        return this.choiceOf(p.members.map(intern));
      case 'group':
        return this.group(intern(p.left), intern(p.right));
      case 'interleave':
        return this.interleave(intern(p.left), intern(p.right));
      case 'oneOrMore':
        return this.oneOrMore(intern(p.operand));
      case 'after':
        return this.after(intern(p.first), intern(p.rest));
      default:
        // Derivatives make no other kind anew.
        return p;
    }
  }

  private unpin<K>(table: Map<K, Pattern>): void {
    for (const [key, { id }] of table) if (!this.pinned.has(id)) table.delete(key);
  }

  private distinctMembers(patterns: readonly Pattern[]): Pattern[] {
    let members: Pattern[] = [];
    let hasAfter = false;
    let otherNullable = false;
    for (const pattern of patterns) {
      if (pattern.kind === 'choice') for (const member of pattern.members) members.push(member);
      else if (pattern !== this.notAllowed) members.push(pattern);
      hasAfter ||= (pattern.kind === 'choice' ? pattern.members[0]! : pattern).kind === 'after';
      // A choice may be nullable by `empty` alone.
      otherNullable ||=
        pattern.nullable && (pattern.kind === 'choice' ? nullableBesides(pattern) : pattern !== this.empty);
    }
    members = sortedDistinct(members);
    if (hasAfter && members.length > 1) members = sortedDistinct(this.factorAfters(members));
    return otherNullable && members[0] === this.empty ? members.slice(1) : members;
  }

  /** (a, then k) | (b, then k) is (a | b), then k; and (a, then k) | (a, then l) is a, then (k | l). */
  private factorAfters(patterns: Iterable<Pattern>): Pattern[] {
    const byRest = new Map<Pattern, Pattern[]>();
    const others: Pattern[] = [];
    for (const pattern of patterns) {
      if (pattern.kind === 'after') append(byRest, pattern.rest, pattern.first);
      else others.push(pattern);
    }
    const byFirst = new Map<Pattern, Pattern[]>();
    for (const [rest, firsts] of byRest) append(byFirst, this.choiceOf(firsts), rest);
    for (const [first, rests] of byFirst) others.push(this.after(first, this.choiceOf(rests)) as AfterPattern);
    return others;
  }

  private pool(datatype: Datatype): { id: number; datatype: Datatype } {
    const known = this.pooled.get(datatype);
    if (known !== undefined) return known;
    const key = JSON.stringify([datatype.library, datatype.name, datatype.params.map((p) => [p.name, p.value])]);
    let entry = this.datatypes.get(key);
    if (entry === undefined) {
      entry = { id: this.datatypes.size, datatype };
      this.datatypes.set(key, entry);
    }
    this.pooled.set(datatype, entry);
    return entry;
  }

  private newId(): number {
    this.live++;
    if (this.live > this.limit || this.nextId >= PAIR) throw new PatternLimitError('too many patterns');
    const id = this.nextId++;
    if (this.pinning) this.pinned.add(id);
    return id;
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
