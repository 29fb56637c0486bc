/** A compiled schema, and the judging of documents by it. */
import { Budget } from '../budget.js';
import type { JudgeOptions, Listener, Schema, UriAttributes, Verdict } from '../engine/contract.js';
import { XmlParser } from '../xml/parser.js';
import { Validator } from './match/validator.js';
import { Alphabet } from './pattern/alphabet.js';
import { Automaton } from './pattern/automaton.js';
import type { PatternBuilder } from './pattern/builder.js';
import type { Pattern } from './pattern/pattern.js';
import { reachableParts, type SchemaParts } from './pattern/reachable.js';
import { SchemaIndex } from './pattern/schema-index.js';

export interface RelaxngOptions extends JudgeOptions {
  /** Stop listing errors after so many; all are listed by default. */
  readonly maxErrors?: number | undefined;
}

/** A document may invent names without end. */
const MOST_TABLES = 10_000;

/**
 * A schema ready to validate with. It learns from each document and is the faster for the next: use one for all. Safe to
 * use for several documents at once.
 */
export class RelaxngSchema implements Schema<RelaxngOptions> {
  readonly #automaton: Automaton;
  readonly #index: SchemaIndex;
  readonly #uriAttributes = new Map<string, UriAttributes>();

  readonly what = 'RELAX NG';
  readonly mayHoldRules: boolean;

  /** @internal Schemas come from `load`. */
  constructor(
    builder: PatternBuilder,
    start: Pattern,
    parts: SchemaParts = reachableParts(start),
    mayHoldRules = false,
  ) {
    this.mayHoldRules = mayHoldRules;
    const { elements, nameClasses, prefixes } = parts;
    const alphabet = new Alphabet(nameClasses);
    this.#automaton = new Automaton(builder, start, alphabet);
    this.#index = new SchemaIndex(elements, alphabet, prefixes);
  }

  /** Judges a document: a string, or bytes in UTF-8, UTF-16 with a byte order mark, or what the XML declaration says. */
  validate(xml: string | Uint8Array, options: RelaxngOptions = {}): Verdict {
    const { budget = new Budget(), file } = options;
    const validator = new Validator(this.#automaton, this.#index, { ...options, budget });
    const parser = new XmlParser(validator, { file, budget });
    parser.write(xml);
    parser.end();
    return validator.verdict;
  }

  /** For those who parse themselves, such as a stream, piece by piece with an `XmlParser`. */
  listen(options: RelaxngOptions = {}): Listener {
    const handler = new Validator(this.#automaton, this.#index, options);
    return { handler, diagnostics: () => handler.verdict.diagnostics };
  }

  /** The attributes of an element whose values the schema types as `xsd:anyURI`, or as lists of it, by the element's name alone. */
  uriAttributes({ uri, local }: { readonly uri: string; readonly local: string }): UriAttributes {
    const key = `${uri} ${local}`;
    const table = this.#uriAttributes.get(key) ?? this.#index.uriAttributes(uri, local);
    if (this.#uriAttributes.size < MOST_TABLES) this.#uriAttributes.set(key, table);
    return table;
  }
}
