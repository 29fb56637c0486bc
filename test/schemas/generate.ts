/** Random documents from a RELAX NG schema, so that what it permits can be held against another schema. */
import { type Document, type Element, parseXmlDocument } from 'slimdom';

/** A value for each pattern that the schema uses; `#` stands for a number that is used only once. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '[A-Za-z_][0-9A-Za-z_.\\-]*-teigram': ['d1-teigram'],
  '#[A-Za-z_][0-9A-Za-z_.\\-]*-teigram': ['#d1-teigram'],
  'https?://\\S+': ['https://example.org/'],
  '[0-9a-f]{64}': ['0a'.repeat(32)],
  '(https://history\\.state\\.gov/historicaldocuments/[^\\s/]+/)?[$]1': [
    '$1',
    'https://history.state.gov/historicaldocuments/frus1949v01/$1',
  ],
  '[A-Za-z_][0-9A-Za-z_.\\-]*-char-U[0-9A-F]{4}': ['d1-char-U0#'],
  '\uFFFD+': ['\uFFFD', '\uFFFD\uFFFD'],
  '#[A-Za-z_][0-9A-Za-z_.\\-]*-char-U[0-9A-F]{4}': ['#d1-char-U0001'],
  '[0-9A-F]{4}': ['0007'],
  '[0-9]+(\\.[0-9]+){0,3}': ['1', '0.1.0'],
  '[A-Za-z_][0-9A-Za-z_.\\-]*': ['d#', 'd#a', 'strelsau_d#'],
  '[A-Za-z_][0-9A-Za-z_.\\-]*fn[0-9A-Za-z_.\\-]*': ['d1fn#', 'docfn#b'],
  '([A-Za-z_][0-9A-Za-z_.\\-]*_)?pg_[0-9A-Za-z_.\\-]+': ['pg_#', 'strelsau_pg_XLV#'],
  '[A-Za-z_][0-9A-Za-z_.\\-]*gap[0-9b-z\\-]+': ['d1gap#'],
  '[A-Za-z_][0-9A-Za-z_.\\-]*bibl[0-9b-z\\-]+': ['d1bibl#'],
  '[^\\p{C}\\p{Z}]+': ['Facsimile', 'Ä.1'],
  '[0-9]+(\\.[0-9]+)?': ['2', '0.5'],
  'frus:(p[0-9]/)?d[0-9]+[a-z]?(fn[0-9]+[a-z]?)?': ['frus:d387', 'frus:p2/d60afn3'],
  'https://history\\.state\\.gov/historicaldocuments/[0-9A-Za-z%_.~\\-]+(/d[0-9]+[a-z]?(fn[0-9]+[a-z]?)?)?': [
    'https://history.state.gov/historicaldocuments/frus1949v01',
    'https://history.state.gov/historicaldocuments/frus1949v01/d3fn2',
  ],
  '[0-9]{4}-.*': ['1961-12-15', '1961-12-15Z'],
  '[0-9]{4}-[0-9]{2}-[0-9]{2}T24:00:00(Z|[+\\-][0-9:]{5})?': ['1961-12-15T24:00:00', '1961-12-15T24:00:00Z'],
  '[0-9]{4}-.*T([01][0-9]|2[0-3]):[0-9:]{5}(Z|[+\\-][0-9:]{5})?': ['1938-01-05T09:00:00', '1968-08-04T11:30:00+05:30'],
  '[0-9]{4}(Z|[+\\-][0-9:]{5})?': ['1961', '1961Z'],
  '#[A-Za-z_][0-9A-Za-z_.\\-]*': ['#d117', '#d117fn2'],
};

/** The same for datatypes without a pattern. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  nonNegativeInteger: ['0', '17'],
  language: ['en', 'de-CH'],
  token: ['1', '60a', '*'],
};

/** How large a document may grow before the generator takes the short way out of every choice. */
const ENOUGH = 300;

export class Generator {
  readonly #defines = new Map<string, Element>();
  readonly #start: Element;
  readonly #ns: string;

  constructor(schema: string) {
    const document: Document = parseXmlDocument(schema);
    const grammar = document.documentElement!;
    this.#ns = grammar.getAttribute('ns') ?? '';
    this.#start = grammar.getElementsByTagName('start')[0]!;
    for (const define of grammar.getElementsByTagName('define'))
      this.#defines.set(define.getAttribute('name')!, define);
  }

  /** The names of all patterns that the schema defines. */
  get names(): string[] {
    return [...this.#defines.keys()];
  }

  /** One document; `random` gives numbers from 0 up to, not including, its argument. */
  generate(random: (below: number) => number): { xml: string; used: ReadonlySet<string> } {
    const state: State = { random, used: new Set(), elements: 0, depth: 0, counter: 0 };
    const content: string[] = [];
    this.#expand(this.#start, state, content, new Map());
    return { xml: content.join('').replace(/^<[^\s>]+/, (tag) => `${tag} xmlns="${this.#ns}"`), used: state.used };
  }

  #expand(pattern: Element, state: State, content: string[], attributes: Map<string, string>): void {
    const children = pattern.children.filter((child) => child.namespaceURI === pattern.namespaceURI);
    const all = () => {
      for (const child of children) this.#expand(child, state, content, attributes);
    };
    switch (pattern.localName) {
      case 'start':
      case 'define':
      case 'group':
        all();
        return;
      case 'ref': {
        const name = pattern.getAttribute('name')!;
        state.used.add(name);
        this.#expand(this.#defines.get(name)!, state, content, attributes);
        return;
      }
      case 'element':
        this.#element(pattern, children, state, content);
        return;
      case 'attribute': {
        const value: string[] = [];
        for (const child of children) this.#expand(child, state, value, attributes);
        attributes.set(pattern.getAttribute('name')!, value.join(''));
        return;
      }
      case 'optional':
        if (state.random(2) === 0) all();
        return;
      case 'zeroOrMore':
      case 'oneOrMore': {
        const least = pattern.localName === 'oneOrMore' ? 1 : 0;
        const times = least + (full(state) ? 0 : state.random(3));
        for (let i = 0; i < times; i++) all();
        return;
      }
      case 'choice': {
        const short = full(state) ? children.find(({ localName }) => localName === 'text') : undefined;
        this.#expand(short ?? children[state.random(children.length)]!, state, content, attributes);
        return;
      }
      case 'text':
        content.push(['', 'words ', ' &amp; '][state.random(3)]!);
        return;
      case 'value':
        content.push(escaped(pattern.textContent ?? ''));
        return;
      case 'data':
        content.push(escaped(dataValue(pattern, state)));
        return;
      case 'empty':
        return;
      default:
        throw new Error(`The generator does not know ${pattern.localName}.`);
    }
  }

  #element(pattern: Element, children: Element[], state: State, content: string[]): void {
    const name = pattern.getAttribute('name')!;
    const attributes = new Map<string, string>();
    const inner: string[] = [];
    state.elements++;
    state.depth++;
    for (const child of children) this.#expand(child, state, inner, attributes);
    state.depth--;
    const written = [...attributes].map(([key, value]) => ` ${key}="${value}"`).join('');
    content.push(`<${name}${written}>${inner.join('')}</${name}>`);
  }
}

interface State {
  readonly random: (below: number) => number;
  readonly used: Set<string>;
  elements: number;
  depth: number;
  counter: number;
}

/** Numbers that depend on the seed alone (a linear congruential generator), so that a failure names its document. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function full(state: State): boolean {
  return state.elements > ENOUGH || state.depth > 14;
}

function dataValue(data: Element, state: State): string {
  const pattern = data.children.find((child) => child.getAttribute('name') === 'pattern')?.textContent;
  const type = data.getAttribute('type')!;
  const values = type === 'gYearMonth' ? ['1961-12'] : pattern == null ? TYPES[type] : VALUES[pattern];
  if (values === undefined) throw new Error(`Give the generator a value for ${type} ${pattern}.`);
  state.counter++;
  return values[state.random(values.length)]!.replace('0#', String(state.counter).padStart(4, '0')).replace(
    /#(?=$|[ab])/,
    String(state.counter),
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
