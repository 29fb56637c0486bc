/**
 * The automaton that derivatives make of a schema, built as documents ask for it. A state is the residue of the open
 * element's content; where one element pattern alone can have matched, its continuation is kept apart (`rest`), so
 * that states are shared by all places where an element stands.
 *
 * What bounds it: states are residues of the schema's own content models and transitions are keyed by the schema's own
 * names (`Alphabet`), so that for ordinary schemas both are bounded by the schema. Schemas can be written whose residues
 * grow without end or exponentially; hence, at `TABLE_LIMIT` states, transitions and patterns, all but what is in use is
 * dropped (`renew`), and when what is in use reaches the builder's `limit`, it throws `PatternLimitError`.
 */
import type { NamespaceLookup } from '../../datatypes/types.js';
import type { Alphabet, SchemaSymbol } from './alphabet.js';
import type { PatternBuilder } from './builder.js';
import * as derive from './derivatives.js';
import { HAS_TYPED, type Pattern } from './pattern.js';
import { ValueJudge } from './value-judge.js';

/** States, transitions and patterns together; about 100 bytes each. */
const TABLE_LIMIT = 500_000;

/** Where a start tag leads: the state inside the element, and the state after it if that does not depend on the content. */
export interface OpenStep {
  readonly inside: State;
  readonly rest: State | undefined;
}

/** Where an attribute leads: per alternative what its value must match and the state then. */
export interface AttributeStep {
  readonly judge: ValueJudge;
  readonly rest: State;
  /** Several alternatives that go on differently, by the value (rare): `judge` and `rest` are then those of any value. */
  readonly alternatives: readonly { readonly judge: ValueJudge; readonly rest: Pattern }[] | undefined;
}

export class State {
  readonly opens = new Map<number, OpenStep | undefined>();
  /** The element that came here last: often several of the same come one after the other. */
  lastOpen: SchemaSymbol | undefined;
  lastOpenStep: OpenStep | undefined;
  readonly skippingOpens = new Map<number, OpenStep | undefined>();
  readonly attributes = new Map<number, AttributeStep | undefined>();
  /** The attribute that came here last: mostly the same comes next time. */
  lastAttribute: SchemaSymbol | undefined;
  lastAttributeStep: AttributeStep | undefined;
  closed: State | undefined;
  closedSkipping: State | undefined;
  afterText: State | undefined;
  /** Whether text makes no difference. */
  ignoresText: boolean | undefined;
  afterEnd: State | undefined;
  afterEndSkipping: State | undefined;

  constructor(
    readonly pattern: Pattern,
    readonly isNotAllowed: boolean,
    /** May the text of the element be data, so that it must be read whole? */
    readonly isTyped: boolean,
    /** Is the content complete? Kept here, since patterns of so many kinds are slow to be asked. */
    readonly isNullable: boolean,
  ) {}

  forget(): void {
    this.opens.clear();
    this.lastOpen = undefined;
    this.skippingOpens.clear();
    this.attributes.clear();
    this.lastAttribute = undefined;
    this.closed = undefined;
    this.closedSkipping = undefined;
    this.afterText = undefined;
    this.ignoresText = undefined;
    this.afterEnd = undefined;
    this.afterEndSkipping = undefined;
  }
}

export class Automaton {
  readonly start: State;
  readonly notAllowed: State;
  private readonly states = new Map<Pattern, State>();
  private readonly judges = new Map<Pattern, ValueJudge>();
  private steps = 0;
  private threshold: number;

  constructor(
    readonly builder: PatternBuilder,
    start: Pattern,
    readonly alphabet: Alphabet,
    private readonly tableLimit = TABLE_LIMIT,
  ) {
    this.threshold = tableLimit;
    builder.pinning = false;
    this.notAllowed = this.stateOf(builder.notAllowed);
    this.start = this.stateOf(start);
  }

  stateOf(pattern: Pattern): State {
    let state = this.states.get(pattern);
    if (state === undefined) {
      const isTyped = (pattern.flags & HAS_TYPED) !== 0;
      state = new State(pattern, pattern === this.builder.notAllowed, isTyped, pattern.nullable);
      this.states.set(pattern, state);
    }
    return state;
  }

  /** Undefined if the element may not stand here. */
  open(state: State, symbol: SchemaSymbol): OpenStep | undefined {
    if (state.lastOpen === symbol) return state.lastOpenStep;
    let step = state.opens.get(symbol.id);
    if (step === undefined && !state.opens.has(symbol.id)) {
      this.steps++;
      step = this.openStep(derive.openDerivative(this.builder, state.pattern, symbol));
      state.opens.set(symbol.id, step);
    }
    state.lastOpen = symbol;
    state.lastOpenStep = step;
    return step;
  }

  /** As `open`, as if whatever the element waits for had been there. */
  openSkipping(state: State, symbol: SchemaSymbol): OpenStep | undefined {
    const known = state.skippingOpens.get(symbol.id);
    if (known !== undefined || state.skippingOpens.has(symbol.id)) return known;
    this.steps++;
    const step = this.openStep(derive.openSkippingDerivative(this.builder, state.pattern, symbol));
    state.skippingOpens.set(symbol.id, step);
    return step;
  }

  /** Undefined if the attribute may not stand here. */
  attribute(state: State, symbol: SchemaSymbol): AttributeStep | undefined {
    if (state.lastAttribute === symbol) return state.lastAttributeStep;
    let step = state.attributes.get(symbol.id);
    if (step === undefined && !state.attributes.has(symbol.id)) {
      this.steps++;
      step = this.attributeStep(derive.attributeDerivative(this.builder, state.pattern, symbol));
      state.attributes.set(symbol.id, step);
    }
    state.lastAttribute = symbol;
    state.lastAttributeStep = step;
    return step;
  }

  /** The state after an attribute with this value; undefined if the value is not allowed. */
  attributeValue(step: AttributeStep, value: string, ns: NamespaceLookup): State | undefined {
    if (step.alternatives === undefined) return step.judge.accepts(value, ns) ? step.rest : undefined;
    const accepted = step.alternatives.filter(({ judge }) => judge.accepts(value, ns)).map(({ rest }) => rest);
    return accepted.length === 0 ? undefined : this.stateOf(this.builder.choiceOf(accepted));
  }

  /** The state once the start tag has ended; not allowed if an attribute is missing. */
  close(state: State): State {
    state.closed ??= this.stateOf(derive.closeDerivative(this.builder, state.pattern));
    return state.closed;
  }

  closeSkipping(state: State): State {
    state.closedSkipping ??= this.stateOf(derive.closeSkippingDerivative(this.builder, state.pattern));
    return state.closedSkipping;
  }

  /** The state after text beside elements; not allowed if there may be none. */
  text(state: State): State {
    state.afterText ??= this.stateOf(derive.mixedTextDerivative(this.builder, state.pattern));
    return state.afterText;
  }

  ignoresText(state: State): boolean {
    state.ignoresText ??= state.isNotAllowed || this.text(state) === state;
    return state.ignoresText;
  }

  /** For states whose continuation is not kept apart: the state after the end tag. */
  end(state: State): State {
    state.afterEnd ??= this.stateOf(derive.endDerivative(this.builder, state.pattern));
    return state.afterEnd;
  }

  endSkipping(state: State): State {
    state.afterEndSkipping ??= this.stateOf(derive.endSkippingDerivative(this.builder, state.pattern));
    return state.afterEndSkipping;
  }

  /** As `end`, when the element's whole content is `text`. */
  endWithText(state: State, text: string, ns: NamespaceLookup): State {
    const complete = derive.alternatives(state.pattern).filter(({ first }) => this.judge(first).accepts(text, ns));
    return this.stateOf(this.builder.choiceOf(complete.map(({ rest }) => rest)));
  }

  judge(pattern: Pattern): ValueJudge {
    let judge = this.judges.get(pattern);
    if (judge === undefined) {
      judge = new ValueJudge(this.builder, pattern);
      this.judges.set(pattern, judge);
    }
    return judge;
  }

  private openStep(derivative: Pattern): OpenStep | undefined {
    if (derivative === this.builder.notAllowed) return undefined;
    if (derivative.kind !== 'after') return { inside: this.stateOf(derivative), rest: undefined };
    return { inside: this.stateOf(derivative.first), rest: this.stateOf(derivative.rest) };
  }

  private attributeStep(derivative: Pattern): AttributeStep | undefined {
    if (derivative === this.builder.notAllowed) return undefined;
    if (derivative.kind === 'after') {
      return { judge: this.judge(derivative.first), rest: this.stateOf(derivative.rest), alternatives: undefined };
    }
    const all = derive.alternatives(derivative);
    return {
      judge: this.judge(this.builder.choiceOf(all.map(({ first }) => first))),
      rest: this.stateOf(this.builder.choiceOf(all.map(({ rest }) => rest))),
      alternatives: all.map(({ first, rest }) => ({ judge: this.judge(first), rest })),
    };
  }

  /** Is it time for whoever is between two events to call `renew`? */
  get isFull(): boolean {
    return this.steps + this.states.size + this.builder.size > this.threshold;
  }

  /** Drops all that is memoised but for `inUse`, and gives the states to use in their place. */
  renew(inUse: readonly (State | undefined)[]): (State | undefined)[] {
    for (const state of this.states.values()) state.forget();
    this.states.clear();
    this.judges.clear();
    this.builder.forget();
    this.steps = 0;
    const known = new Map<Pattern, Pattern>();
    const renewed = inUse.map((state) => state && this.stateOf(this.builder.intern(state.pattern, known)));
    // If nearly all is in use, there is no sense in trying again at every event.
    this.threshold = Math.max(this.tableLimit, 2 * (this.states.size + this.builder.size));
    return renewed;
  }
}
