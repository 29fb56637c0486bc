import { Budget } from '../../budget.js';
import type { Code } from '../../codes/index.js';
import { PatternTooCostly } from '../../datatypes/regexp/index.js';
import type { NamespaceLookup } from '../../datatypes/types.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { JudgeOptions, Verdict } from '../../engine/contract.js';
import { checkedOf } from '../../engine/given-up.js';
import { LF, unitAt } from '../../xml/chars.js';
import type { XmlAttribute, XmlHandler, XmlLocator, XmlName } from '../../xml/events.js';
import type { Place } from '../../xml/failure.js';
import { firstInk } from '../../xml/white-space.js';
import type { Automaton } from '../pattern/automaton.js';
import { PatternLimitError } from '../pattern/builder.js';
import type { SchemaIndex } from '../pattern/schema-index.js';
import { Describer } from './describer.js';
import type { Finding } from './findings.js';
import { type IdPlace, IdTable } from './ids.js';
import { Matcher } from './matcher.js';
import * as messages from './messages.js';
import { ElementPath, written } from './path.js';

export interface ValidatorOptions extends JudgeOptions {
  readonly maxErrors?: number | undefined;
}

/** What is to be done with character data in the open element. */
type TextMode = 'ignore' | 'look' | 'gather';

/**
 * Checks the events of one document against a schema, as they come. Keeps the open elements, the IDs and what it
 * found, nothing else of the document.
 */
export class Validator implements XmlHandler {
  private readonly path = new ElementPath();
  private readonly ids = new IdTable();
  private readonly found: Diagnostic[] = [];
  private errors = 0;
  private locator!: XmlLocator;
  private matcher!: Matcher;
  private describer!: Describer;
  private textMode: TextMode = 'ignore';
  private gathered = '';
  /** Where the text since the last tag begins, if it is more than white space. */
  private textPlace: { -readonly [Key in keyof Place]: Place[Key] } | undefined;
  /** Attributes of the current start tag whose values are wrong: as IDs they would be wrong twice. */
  private readonly wrongAttributes: XmlAttribute[] = [];
  /** What its misspelt attributes probably mean. */
  private readonly meantAttributes: string[] = [];
  /** Nothing more is matched or listed. */
  private stopped = false;
  private readonly maxErrors: number;
  private readonly budget: Budget;

  constructor(
    private readonly automaton: Automaton,
    private readonly index: SchemaIndex,
    private readonly options: ValidatorOptions = {},
  ) {
    this.budget = options.budget ?? new Budget();
    this.maxErrors = options.maxErrors ?? this.budget.limits.findings;
  }

  /** What has been found so far; the whole truth after `endDocument`. */
  get verdict(): Verdict {
    const diagnostics = [...this.found].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
    return { valid: this.errors === 0, checked: checkedOf(diagnostics), diagnostics };
  }

  startDocument(locator: XmlLocator): void {
    this.locator = locator;
    const namespaces: NamespaceLookup = Object.assign((prefix: string) => locator.lookupNamespace(prefix), {
      isUnparsedEntity: (entity: string) => locator.isUnparsedEntity(entity),
    });
    const { alphabet, builder } = this.automaton;
    const prefixes = (): ReadonlyMap<string, string> => locator.namespaces();
    this.describer = new Describer(builder, this.index, alphabet, this.path, prefixes, namespaces, this.budget);
    this.matcher = new Matcher(this.automaton, this.index, (finding) => this.note(finding), namespaces);
  }

  startElement(name: XmlName, attributes: readonly XmlAttribute[]): void {
    if (this.stopped) return;
    try {
      if (this.textPlace !== undefined) this.matcher.text();
      this.path.open(name);
      // Not where they are empty already: that costs as much as all else that is done for an attribute.
      if (this.wrongAttributes.length > 0) this.wrongAttributes.length = 0;
      if (this.meantAttributes.length > 0) this.meantAttributes.length = 0;
      this.matcher.startElement(name, attributes);
    } catch (error) {
      this.giveUp(error);
    }
    if (attributes.length > 0) this.recordIds(attributes);
    this.prepareForText();
  }

  text(data: string, ink = firstInk(data)): void {
    if (this.textMode === 'ignore' || this.stopped) return;
    if (this.textMode === 'gather') this.gathered += data;
    if (this.textPlace !== undefined) {
      this.textPlace.endLine = this.locator.endLine;
      this.textPlace.endColumn = this.locator.endColumn;
    } else if (ink !== -1) this.textPlace = this.placeOfText(data, ink);
  }

  endElement(): void {
    if (this.stopped) return;
    try {
      if (this.textMode === 'gather') this.matcher.endElement(this.gathered);
      else {
        if (this.textPlace !== undefined) this.matcher.text();
        this.matcher.endElement(undefined);
      }
    } catch (error) {
      this.giveUp(error);
    }
    this.path.close();
    this.textMode = this.matcher.ignoresText ? 'ignore' : 'look';
    this.textPlace = undefined;
  }

  comment(): void {
    if (this.textMode === 'look' && this.textPlace !== undefined) this.endTextPiece();
  }

  processingInstruction(): void {
    if (this.textMode === 'look' && this.textPlace !== undefined) this.endTextPiece();
  }

  /** Well-formedness errors and warnings, from the parser. */
  diagnostic(diagnostic: Diagnostic): void {
    this.add(diagnostic);
  }

  endDocument(): void {
    if (this.stopped) return;
    for (const reference of this.ids.unresolved()) {
      if (!this.budget.affords('findings')) {
        this.stopListing();
        return;
      }
      const { id, path, line, column, endLine, endColumn } = reference;
      const message = messages.idrefUnresolved(id);
      this.add({ ...this.base('idref-unresolved', message), path, line, column, endLine, endColumn });
    }
  }

  /** Text beyond a comment is the same text to the schema, but to who wrote it another slip. */
  private endTextPiece(): void {
    if (this.stopped) return;
    try {
      this.matcher.text();
    } catch (error) {
      this.giveUp(error);
    }
    this.textPlace = undefined;
  }

  private prepareForText(): void {
    this.textPlace = undefined;
    if (this.matcher.wantsWholeText) {
      this.textMode = 'gather';
      this.gathered = '';
    } else this.textMode = this.matcher.ignoresText ? 'ignore' : 'look';
  }

  private recordIds(attributes: readonly XmlAttribute[]): void {
    const { elementSymbol, attributeSymbols } = this.matcher;
    const { xmlId } = this.automaton.alphabet;
    const types = this.index.idTypes(elementSymbol);
    for (let i = 0; i < attributes.length; i++) {
      const symbol = attributeSymbols[i]!;
      // Of all attributes few are.
      if (!symbol.mayBeId) continue;
      const declared = types.get(symbol.id);
      // Of type ID whatever the grammar says of it (xml:id 1.0, section 4).
      const idType = declared ?? (symbol === xmlId ? 'ID' : undefined);
      if (idType === undefined) continue;
      const attribute = attributes[i]!;
      if (this.wrongAttributes.includes(attribute)) continue;
      const path = (): string => `${this.path}/@${written(attribute.name)}`;
      const earlier = this.ids.add(idType, attribute.value, attribute, path);
      // The grammar's verdict stays its own: what it does not ask for is a warning.
      if (earlier !== undefined) this.noteDuplicate(attribute, earlier, path(), declared ? 'error' : 'warning');
    }
  }

  private noteDuplicate(
    attribute: XmlAttribute,
    earlier: IdPlace,
    path: string,
    severity: Diagnostic['severity'],
  ): void {
    const { line, column, endLine, endColumn } = attribute;
    if (!this.budget.affords('findings', 2)) {
      this.stopListing();
      return;
    }
    const id = attribute.value.trim();
    const message = messages.idDuplicate(written(attribute.name), id, earlier.line, earlier.column);
    this.add({ ...this.base('id-duplicate', message), severity, path, line, column, endLine, endColumn });
    this.add({ ...this.base('id-duplicate-first', messages.idFirst(id, line)), ...earlier, severity: 'info' });
  }

  private note(finding: Finding): void {
    if (finding.kind === 'attribute-value-invalid') this.wrongAttributes.push(finding.attribute);
    if (this.errors >= this.maxErrors || !this.budget.affords('findings')) {
      this.stopListing();
      return;
    }
    const description = this.describer.describe(finding, this.meantAttributes);
    if (description === undefined) return;
    const { code, message, expected, documentation, meant } = description;
    if (meant !== undefined) this.meantAttributes.push(meant);
    const suffix = 'attribute' in finding ? `/@${written(finding.attribute.name)}` : '';
    const path = `${this.path}${suffix}`;
    this.add({
      ...this.base(code, message),
      ...this.placeOf(finding),
      ...(path === '' ? {} : { path }),
      ...(expected.length === 0 ? {} : { expected }),
      ...(documentation === undefined ? {} : { documentation }),
    });
  }

  private placeOf(finding: Finding): Place {
    if ('attribute' in finding) return copyPlace(finding.attribute);
    const { line, column } = this.locator;
    if (finding.kind === 'text-invalid')
      return { ...(this.textPlace ?? copyPlace(this.locator)), endLine: line, endColumn: column };
    if (finding.kind === 'text-not-allowed' && this.textPlace !== undefined) return this.textPlace;
    return copyPlace(this.locator);
  }

  /** From the first character of `data` that is not white space, at the index `ink`. */
  private placeOfText(data: string, ink: number): Place {
    let { line, column } = this.locator;
    const { endLine, endColumn } = this.locator;
    for (let i = 0; i < ink; i++) {
      if (unitAt(data, i) === LF) {
        line++;
        column = 1;
      } else column++;
    }
    return { line, column, endLine, endColumn };
  }

  private add(diagnostic: Diagnostic): void {
    if (diagnostic.severity === 'error') this.errors++;
    this.found.push(diagnostic);
  }

  private base(code: Code, message: string): Pick<Diagnostic, 'severity' | 'code' | 'message' | 'source' | 'file'> {
    const { file } = this.options;
    return { severity: 'error', code, message, source: 'relaxng', ...(file === undefined ? {} : { file }) };
  }

  private stopListing(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.add({
      ...this.base('too-many-errors', messages.tooManyErrors(this.maxErrors)),
      ...copyPlace(this.locator),
      severity: 'info',
    });
  }

  /** The schema needs more than may be spent on it; anything else is a fault of this program and goes on upwards. */
  private giveUp(error: unknown): void {
    if (!(error instanceof PatternLimitError || error instanceof RangeError)) throw error;
    this.stopped = true;
    const message = error instanceof PatternTooCostly ? messages.patternTooCostly() : messages.schemaTooComplex();
    this.add({ ...this.base('schema-too-complex', message), ...copyPlace(this.locator) });
  }
}

function copyPlace({ line, column, endLine, endColumn }: Place): Place {
  return { line, column, endLine, endColumn };
}
