import { XmlParser } from '../xml/parser.js';
import { type ValidationResult, Validator, type ValidatorOptions } from './match/validator.js';
import { Alphabet } from './pattern/alphabet.js';
import { Automaton } from './pattern/automaton.js';
import type { PatternBuilder } from './pattern/builder.js';
import type { Pattern } from './pattern/pattern.js';
import { reachableParts, type SchemaParts } from './pattern/reachable.js';
import { SchemaIndex } from './pattern/schema-index.js';
import type { UriAttributes } from './pattern/uri-attributes.js';

export type { UriAttributes, UriUse } from './pattern/uri-attributes.js';

export type ValidateOptions = ValidatorOptions;

/** Bytes are UTF-8 or UTF-16 with a byte order mark, or what the XML declaration says. */
export type XmlInput = string | Uint8Array | AsyncIterable<Uint8Array>;

/**
 * A schema ready to validate with. It learns from each document and is the faster for the next: use one for all. Safe to
 * use for several documents at once.
 */
export class Schema {
  private readonly automaton: Automaton;
  private readonly index: SchemaIndex;

  /** @internal Schemas come from `loadSchema`. */
  constructor(builder: PatternBuilder, start: Pattern, parts: SchemaParts = reachableParts(start)) {
    const { elements, nameClasses } = parts;
    const alphabet = new Alphabet(nameClasses);
    this.automaton = new Automaton(builder, start, alphabet);
    this.index = new SchemaIndex(elements, alphabet);
  }

  /**
   * Validates a document. Errors of well-formedness come in the same list as errors against the schema. Rejects only if
   * reading `xml` fails.
   */
  async validate(xml: XmlInput, options: ValidateOptions = {}): Promise<ValidationResult> {
    if (typeof xml === 'string' || xml instanceof Uint8Array) return this.validateSync(xml, options);
    const validator = this.createValidator(options);
    const parser = new XmlParser(validator, options.file === undefined ? {} : { file: options.file });
    for await (const chunk of xml) parser.write(chunk);
    parser.end();
    return validator.result;
  }

  /** As `validate`, at once. */
  validateSync(xml: string | Uint8Array, options: ValidateOptions = {}): ValidationResult {
    const validator = this.createValidator(options);
    const parser = new XmlParser(validator, options.file === undefined ? {} : { file: options.file });
    parser.write(xml);
    parser.end();
    return validator.result;
  }

  /** A listener for the events of one document, for those who parse themselves; its `result` is complete after `endDocument`. */
  createValidator(options: ValidateOptions = {}): Validator {
    return new Validator(this.automaton, this.index, options);
  }

  /**
   * The attributes of an element that point to something: those whose values the schema types as `xsd:anyURI`, or as
   * lists of it. Looked up by the element's name alone; keep the answer for elements of the same name.
   *
   * @returns by `namespace local`, such as ` target` or `http://www.w3.org/XML/1998/namespace base`.
   */
  uriAttributes(element: { readonly uri: string; readonly local: string }): UriAttributes {
    return this.index.uriAttributes(element.uri, element.local);
  }
}
