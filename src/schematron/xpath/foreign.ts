/**
 * fontoxpath, for expressions beyond this engine's own. It is loaded at the first of them: loading takes longer than
 * judging a small document.
 */
import { fontoxpath as loadLibrary } from '../../platform/node/machine.js';
import { stringValue, type TreeNode } from '../tree.js';
import type { Kind } from './compiled.js';
import { equalTrees } from './equal.js';
import { EvaluationSpent, XPathDynamicError, XPathNotEvaluable } from './errors.js';
import { CountingFacade, LOOK } from './foreign-facade.js';
import { CURRENT_VARIABLE, OWN_NAMESPACE, ROOT_VARIABLE } from './print.js';
import { compileRegExp, RegExpFault, type XPathRegExp } from './regexp/index.js';
import type { Dynamic, Item, Sequence } from './runtime.js';
import { namespaceOf } from './scope.js';
import { joined } from './values.js';

type Fontoxpath = typeof import('fontoxpath');
type Facade = import('fontoxpath').IDomFacade;

/** A variable in reach of a foreign expression. */
export type ForeignVariable =
  /** Evaluated by this engine, and handed over. */
  | { readonly type: 'native'; readonly name: string; readonly slot: number; readonly kind: Kind }
  /** Evaluated by fontoxpath within each expression that needs it. */
  | { readonly type: 'text'; readonly name: string; readonly text: string; readonly global: boolean };

export interface ForeignScope {
  readonly namespaces: ReadonlyMap<string, string>;
  /** In order: each may refer to those before it. */
  readonly variables: readonly ForeignVariable[];
}

/** An expression that fontoxpath evaluates with the context of the {@link Dynamic}. */
export class ForeignExpression {
  readonly #text: string;
  readonly #handed: readonly Extract<ForeignVariable, { type: 'native' }>[];
  readonly #namespaces: ReadonlyMap<string, string>;

  constructor(text: string, { namespaces, variables }: ForeignScope) {
    this.#namespaces = namespaces;
    const handed: Extract<ForeignVariable, { type: 'native' }>[] = [];
    let whole = text;
    // Backwards, for a variable's own text may need those before it.
    for (const variable of [...variables].reverse()) {
      if (!mentions(whole, variable.name)) continue;
      if (variable.type === 'native') handed.push(variable);
      else {
        const value = variable.global ? `$${ROOT_VARIABLE} ! (${variable.text})` : `(${variable.text})`;
        whole = `let $${variable.name} := ${value} return (${whole})`;
      }
    }
    this.#text = counting(whole, handed);
    this.#handed = handed;
  }

  /** Throws an {@link XPathNotEvaluable} where fontoxpath cannot read the expression. */
  check(): void {
    const variables: Record<string, unknown> = { [CURRENT_VARIABLE]: null, [ROOT_VARIABLE]: null };
    for (const { name } of this.#handed) variables[name] = null;
    try {
      fontoxpath().evaluateXPath(
        `if (false()) then (${this.#text}) else ()`,
        null,
        null,
        variables,
        undefined,
        this.#options(),
      );
    } catch (error) {
      throw new XPathNotEvaluable(firstLine(error));
    }
  }

  test(c: Dynamic): boolean {
    return this.#run(c, (library, args) => library.evaluateXPathToBoolean(...args));
  }

  string(c: Dynamic): string {
    return this.strings(c).join(' ');
  }

  strings(c: Dynamic): string[] {
    return this.#run(c, (library, args) => library.evaluateXPathToStrings(...args));
  }

  nodes(c: Dynamic): TreeNode[] {
    return this.#run(c, (library, args) => library.evaluateXPathToNodes(...args)) as unknown as TreeNode[];
  }

  #run<T>(c: Dynamic, evaluate: (library: Fontoxpath, args: Arguments) => T): T {
    c.spend(EVALUATING + this.#text.length);
    const library = fontoxpath();
    const facade = new CountingFacade(c) as unknown as Facade;
    const variables: Record<string, unknown> = { [CURRENT_VARIABLE]: c.current, [ROOT_VARIABLE]: c.document };
    try {
      for (const { name, slot, kind } of this.#handed) {
        const items = c.variable(slot);
        c.spend(LOOK * items.length);
        variables[name] = library.createTypedValueFactory(`${XPATH_TYPES[kind]}*`)(items as unknown[], facade);
      }
      const value = evaluate(library, [this.#text, c.item, facade, variables, this.#options(c)]);
      if (c.stopped !== undefined) throw c.stopped;
      return value;
    } catch (error) {
      // fontoxpath wraps what its callbacks throw.
      if (c.stopped !== undefined) throw c.stopped;
      if (/call stack|(?:string|array) length/.test(String(error))) throw new EvaluationSpent();
      if (error instanceof XPathDynamicError) throw error;
      const line = firstLine(error);
      throw /XPST\d/.test(line) ? new XPathNotEvaluable(line) : new XPathDynamicError(line);
    }
  }

  #options(c?: Dynamic): import('fontoxpath').Options {
    return {
      namespaceResolver: (prefix) => (prefix === '' ? null : namespaceOf(prefix, { namespaces: this.#namespaces })),
      currentContext: c,
      logger: SILENT,
    };
  }
}

/** What rules trace goes nowhere; by default it would go into the middle of a report. */
const SILENT = { trace() {} };

type Arguments = [string, Item, Facade, Record<string, unknown>, import('fontoxpath').Options];

const XPATH_TYPES: Readonly<Record<Kind, string>> = {
  node: 'node()',
  mixed: 'item()',
  empty: 'item()',
  string: 'xs:string',
  untyped: 'xs:untypedAtomic',
  boolean: 'xs:boolean',
  integer: 'xs:integer',
  decimal: 'xs:decimal',
  double: 'xs:double',
};

/**
 * The text with each use of a variable counted, which a loop may go through again and again: those handed over, and
 * those that it binds itself with `let`.
 */
function counting(text: string, handed: readonly { readonly name: string }[]): string {
  const bound = [...text.matchAll(/\$([\w.-]+)\s*:=/g)].map(([, name]) => name!);
  const names = new Set([...bound, ...handed.map(({ name }) => name)]);
  return text.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\$([\w.-]+)(?![\w.-]|\s*(?::=|in\b))/g, (found, name?: string) =>
    name === undefined || !names.has(name) || name.startsWith('teigram.')
      ? found
      : `(Q{${OWN_NAMESPACE}}looked(count(${found})), ${found})`,
  );
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(`$${name}`); at !== -1; at = text.indexOf(`$${name}`, at + 1)) {
    if (!/[\w.-]/.test(text[at + name.length + 1] ?? '')) return true;
  }
  return false;
}

/** What is wrong, without the expression that fontoxpath shows above it. */
function firstLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const line = lines.find((each) => /^Error: /.test(each)) ?? lines[0]!;
  return line.replace(/^Error: |\.$/g, '').slice(0, 300);
}

/** So many steps takes a part of an expression. */
const CALL = 100;
/** And so many the call of fontoxpath itself. */
const EVALUATING = 1000;

/** And so many a character in a search. */
const SEARCHING = 50;

let loaded: Fontoxpath | undefined;

function fontoxpath(): Fontoxpath {
  loaded ??= load();
  return loaded;
}

function load(): Fontoxpath {
  const library = loadLibrary();
  provide(library, 'tick', ['xs:integer'], 'item()*', (c, parts) => {
    c.spend(CALL * (3 + Number(parts)));
    return [];
  });
  provide(library, 'spent', [], 'xs:boolean', (c) => {
    c.spend(10 * CALL);
    return false;
  });
  provide(library, 'looked', ['xs:integer'], 'item()*', (c, count) => {
    c.keepAll(Number(count));
    return [];
  });
  provide(library, 'written', ['xs:string'], 'xs:string', (c, text) => joined(c, text as string));
  provide(library, 'pairs', ['xs:integer', 'xs:integer'], 'item()*', (c, a, b) => {
    c.spend(10 * CALL + (LOOK * Number(a) * Number(b)) / 2);
    return [];
  });
  provide(library, 'read', ['xs:string?'], 'xs:string?', (c, text) => counted(c, text, 1));
  provide(library, 'searched', ['xs:string?'], 'xs:string?', (c, text) => counted(c, text, SEARCHING));
  provide(library, 'deep-equal', ['node()*', 'node()*'], 'xs:boolean', (c, a, b) =>
    equalTrees(c, a as TreeNode[], b as TreeNode[]),
  );
  provide(library, 'range', ['xs:integer?', 'xs:integer?'], 'xs:integer*', (c, from, to) => {
    if (from === null || to === null || Number(from) > Number(to)) return [];
    const length = Number(to) - Number(from) + 1;
    c.keepAll(length);
    c.spend(LOOK * length);
    return Array.from({ length }, (_, i) => Number(from) + i);
  });
  provide(library, 'id', ['item()*'], 'node()*', (c, values) => byId(c, values as Sequence));
  provide(library, 'id', ['item()*', 'node()?'], 'node()*', (c, values) => byId(c, values as Sequence));
  provide(library, 'key', ['xs:string', 'item()*'], 'node()*', (c, name, values) => [
    ...c.keys.lookup(c, name as string, (values as Sequence).map(plainText)),
  ]);
  provideSearches(library);
  provide(library, 'normalize-unicode', ['xs:string?'], 'xs:string', (_c, text) =>
    ((text ?? '') as string).normalize('NFC'),
  );
  provide(library, 'base-uri', ['node()?'], 'xs:string?', (c) => c.document.uri ?? null);
  provide(library, 'document-uri', ['node()?'], 'xs:string?', (c) => c.document.uri ?? null);
  provide(library, 'resolve-uri', ['xs:string?'], 'xs:string?', (c, uri) => resolved(uri, c.document.uri));
  provide(library, 'resolve-uri', ['xs:string?', 'xs:string'], 'xs:string?', (_c, uri, base) => resolved(uri, base));
  return library;
}

function provide(
  library: Fontoxpath,
  localName: string,
  parameters: string[],
  result: string,
  call: (c: Dynamic, ...args: unknown[]) => unknown,
): void {
  library.registerCustomXPathFunction(
    { namespaceURI: OWN_NAMESPACE, localName },
    parameters,
    result,
    (context, ...args) => call(context.currentContext as Dynamic, ...args),
  );
}

function provideSearches(library: Fontoxpath): void {
  const [text, string] = ['xs:string?', 'xs:string'];
  const str = (value: unknown): string => (value ?? '') as string;
  for (const flags of [[], [string]]) {
    provide(library, 'matches', [text, string, ...flags], 'xs:boolean', (c, value, pattern, options) =>
      search(c, pattern, options, (regExp, spend) => regExp.test(str(value), spend)),
    );
    provide(library, 'tokenize', [text, string, ...flags], 'xs:string*', (c, value, pattern, options) => {
      const tokens = search(c, pattern, options, (regExp, spend) => regExp.tokenize(str(value), spend));
      c.keepAll(tokens.length);
      return tokens;
    });
    provide(library, 'replace', [text, string, string, ...flags], string, (c, value, pattern, by, options) =>
      joined(
        c,
        search(c, pattern, options, (regExp, spend) => regExp.replace(str(value), str(by), spend)),
      ),
    );
  }
}

function search<T>(
  c: Dynamic,
  pattern: unknown,
  flags: unknown,
  work: (regExp: XPathRegExp, spend: (steps: number) => void) => T,
): T {
  const spend = (steps: number): void => c.spend(steps);
  c.spend(10 * CALL);
  try {
    return work(compileRegExp(pattern as string, (flags ?? '') as string), spend);
  } catch (error) {
    if (error instanceof RegExpFault) throw new XPathDynamicError(error.message);
    throw error;
  }
}

/** The text, or null, unchanged. */
function counted(c: Dynamic, text: unknown, weight: number): unknown {
  if (typeof text === 'string') c.spend(weight * text.length);
  return text;
}

function plainText(item: Item): string {
  return typeof item === 'object' ? stringValue(item) : String(item);
}

function byId(c: Dynamic, values: Sequence): TreeNode[] {
  return values
    .flatMap((value) => {
      const text = plainText(value);
      c.spend(text.length);
      return text.split(/\s+/);
    })
    .flatMap((id) => c.document.ids.get(id) ?? [])
    .sort((a, b) => a.order - b.order);
}

function resolved(uri: unknown, base: unknown): string | null {
  if (typeof uri !== 'string') return null;
  const from = typeof base === 'string' ? base : undefined;
  return URL.canParse(uri, from) ? new URL(uri, from).href : uri;
}
