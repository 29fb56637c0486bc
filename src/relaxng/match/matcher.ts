import type { NamespaceLookup } from '../../datatypes/types.js';
import type { XmlAttribute, XmlName } from '../../xml/events.js';
import type { SchemaSymbol } from '../pattern/alphabet.js';
import type { Automaton, State } from '../pattern/automaton.js';
import type { SchemaIndex } from '../pattern/schema-index.js';
import type { Finding } from './findings.js';

/**
 * Follows a document through the automaton of a schema and says where it leaves it.
 *
 * After a slip it goes on as a reader would. What came too early is read as if the missing part had been there; what does
 * not belong here, but is known, is read as what it is, and then the parent goes on as if it had not been there;
 * what is unknown is passed over with all it holds, but for known elements in it. In such an unknown element
 * nothing more can be said: its state is `notAllowed`, and slips there are not reported.
 */
export class Matcher {
  private state: State;
  /** Per open element, the state after its end tag; undefined where that depends on the content (`automaton.ts`). */
  private readonly rests: (State | undefined)[] = [];
  /** The symbols of the last start tag's attributes, in their order; those of earlier tags may follow. */
  readonly attributeSymbols: SchemaSymbol[] = [];
  /** That of the last start tag's own name. */
  elementSymbol!: SchemaSymbol;

  constructor(
    private readonly automaton: Automaton,
    private readonly index: SchemaIndex,
    private readonly report: (finding: Finding) => void,
    private readonly namespaces: NamespaceLookup,
  ) {
    this.state = automaton.start;
    if (this.state.isNotAllowed) report({ kind: 'schema-allows-nothing' });
  }

  /** Must the text now be gathered whole, to be given to `endElement`? If so, `text` is not to be called before a start tag. */
  get wantsWholeText(): boolean {
    return this.state.isTyped;
  }

  /** Can text be passed over unseen? */
  get ignoresText(): boolean {
    return this.automaton.ignoresText(this.state);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    const { alphabet } = this.automaton;
    const symbol = alphabet.symbolOf(name);
    this.elementSymbol = symbol;
    for (let i = 0; i < attributes.length; i++) this.attributeSymbols[i] = alphabet.symbolOf(attributes[i]!.name);
    if (this.automaton.isFull) this.renew();
    this.open(name, symbol);
    for (let i = 0; i < attributes.length; i++) this.attribute(attributes[i]!, this.attributeSymbols[i]!);
    this.close();
  }

  private open(name: XmlName, symbol: SchemaSymbol): void {
    const { automaton, state } = this;
    const step = automaton.open(state, symbol);
    if (step === undefined) this.openWrong(name, symbol);
    else this.enter(step.inside, step.rest);
  }

  private renew(): void {
    const [state, ...rests] = this.automaton.renew([this.state, ...this.rests]);
    this.state = state!;
    rests.forEach((rest, depth) => {
      this.rests[depth] = rest;
    });
  }

  private openWrong(name: XmlName, symbol: SchemaSymbol): void {
    const { automaton, state } = this;
    const skipping = automaton.openSkipping(state, symbol);
    if (skipping !== undefined) {
      this.complain({ kind: 'element-not-allowed-yet', name, state: state.pattern });
      this.enter(skipping.inside, skipping.rest);
      return;
    }
    const known = this.index.elementsNamed(name.uri, name.local);
    const kind = known.length === 0 ? 'element-unknown' : 'element-not-allowed';
    this.complain({ kind, name, state: state.pattern });
    this.enter(automaton.stateOf(automaton.builder.choiceOf(known.map(({ content }) => content))), state);
  }

  private enter(inside: State, rest: State | undefined): void {
    this.rests.push(rest);
    this.state = inside;
  }

  private attribute(attribute: XmlAttribute, symbol: SchemaSymbol): void {
    const { automaton, state } = this;
    const step = automaton.attribute(state, symbol);
    if (step === undefined) {
      this.complain({ kind: 'attribute-not-allowed', attribute, state: state.pattern });
      return;
    }
    const next = automaton.attributeValue(step, attribute.value, this.namespaces);
    if (next === undefined) {
      this.complain({ kind: 'attribute-value-invalid', attribute, value: step.judge.pattern });
    }
    this.state = next ?? step.rest;
  }

  private close(): void {
    const { automaton, state } = this;
    const closed = automaton.close(state);
    if (closed.isNotAllowed) {
      this.complain({ kind: 'attribute-missing', state: state.pattern });
      this.state = automaton.closeSkipping(state);
    } else this.state = closed;
  }

  /** Text beside elements that is not only white space. False if it may not stand here. */
  text(): boolean {
    const { automaton, state } = this;
    const next = automaton.text(state);
    if (next.isNotAllowed) {
      this.complain({ kind: 'text-not-allowed', state: state.pattern });
      return false;
    }
    this.state = next;
    return true;
  }

  /** `wholeText` is the element's whole text content, given where `wantsWholeText` was true and no child came. */
  endElement(wholeText: string | undefined): void {
    const rest = this.rests.pop();
    if (wholeText === undefined) this.end(rest);
    else this.endWithText(rest, wholeText);
  }

  private end(rest: State | undefined): void {
    const { automaton, state } = this;
    if (rest === undefined) {
      const next = automaton.end(state);
      if (next.isNotAllowed) this.complain({ kind: 'element-incomplete', state: state.pattern });
      this.state = next.isNotAllowed ? automaton.endSkipping(state) : next;
    } else {
      if (!state.isNullable) this.complain({ kind: 'element-incomplete', state: state.pattern });
      this.state = rest;
    }
  }

  private endWithText(rest: State | undefined, text: string): void {
    const { automaton, state } = this;
    if (rest === undefined) {
      const next = automaton.endWithText(state, text, this.namespaces);
      if (next.isNotAllowed) this.complain({ kind: 'text-invalid', text, state: state.pattern });
      this.state = next.isNotAllowed ? automaton.endSkipping(state) : next;
    } else {
      if (!automaton.judge(state.pattern).accepts(text, this.namespaces)) {
        this.complain({ kind: 'text-invalid', text, state: state.pattern });
      }
      this.state = rest;
    }
  }

  private complain(finding: Finding): void {
    if (!this.state.isNotAllowed) this.report(finding);
  }
}
