/**
 * The schemas of a run, each loaded once, and which of them a document is checked against: those that
 * the caller names, else those that the document names, else the bundled one for what teigram made.
 */

import { fileURLToPath, pathToFileURL } from 'node:url';
import { withoutCredentials } from '../../addresses.js';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import type { Loaded, Schema } from '../../engine/contract.js';
import { absoluteUri } from '../../engine/source.js';
import { BUNDLED_SCHEMA_PATH } from '../../platform/node/package.js';
import { isWeb, Resources } from '../../resources/index.js';
import { TEI_NAMESPACE } from '../../xml/known-namespaces.js';
import { discreet, reachOf } from './discretion.js';
import { keepingOf } from './keeping.js';
import { languageByName, languageOfHint, type SchemaLanguage } from './language.js';
import { loadEmbeddedRules, loadSchema, readLanguage, schemaName } from './load.js';
import { isMadeByTeigram, PROLOG_LENGTH, type SchemaHint, schemaHints } from './xml-model.js';

export interface SchemaChoice {
  /** File names of the schemas, for reports. */
  readonly names: readonly string[];
  /** Absolute paths of those that lie on this disk, copies of what was fetched included. */
  readonly paths: readonly string[];
  readonly schemas: readonly Schema[];
  /** What is wrong with a schema or the choice of it: after an error the document cannot be judged. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface SchemaShelfOptions {
  /** Paths or addresses of schemas that every document is checked against, whatever it names itself. */
  readonly schemas?: readonly string[];
  /** Whether compiled schemas and copies of fetched ones are kept in the user's cache folder; default true. */
  readonly cache?: boolean;
  /** Where the files of schemas come from; default: this disk and the web. */
  readonly resources?: Resources;
  /** The phase of Schematron to take; default: the one that a document names with its schema, else that of the schema. */
  readonly phase?: string | undefined;
  /**
   * Whether Schematron is evaluated. By default a schema that the caller names is what its name says, a `.rng` a
   * grammar and no more; of a schema that the document names, the rules within it are evaluated too. `true` takes
   * these of every grammar, `false` evaluates none.
   */
  readonly schematron?: boolean | undefined;
}

/** A schema on the shelf. */
interface Wanted {
  /** Absolute, and looked up in map and catalogs. */
  readonly uri: string;
  readonly language?: SchemaLanguage | undefined;
  /** Of Schematron. */
  readonly phase?: string | undefined;
  /** The rules within a grammar, which may have none. */
  readonly embedded?: boolean;
  /** Where the document asks for it. */
  readonly hint?: SchemaHint;
  /** The `file:` URI of that document; undefined for what the caller names. */
  readonly asker?: string;
}

/** Of one document; each is read, and may be fetched. */
const MOST_HINTS = 50;

export class SchemaShelf {
  readonly #named: readonly string[];
  readonly #cache: boolean;
  readonly #resources: Resources;
  readonly #phase: string | undefined;
  readonly #schematron: boolean | undefined;
  readonly #loaded = new Map<string, Promise<Loaded<Schema>>>();
  readonly #notices: Diagnostic[] = [];
  /** The same for each document. */
  #choice: Promise<SchemaChoice> | undefined;

  constructor(options: SchemaShelfOptions = {}) {
    const { schemas = [], cache = true, resources, phase, schematron } = options;
    const { cache: isKept, copies, notices } = keepingOf(cache);
    this.#named = schemas;
    this.#cache = isKept;
    this.#notices.push(...notices);
    this.#resources = resources ?? new Resources(copies === undefined ? {} : { copies });
    this.#phase = phase;
    this.#schematron = schematron;
  }

  /** Loads the schemas that every document is checked against; what is wrong with them. */
  async prepare(): Promise<readonly Diagnostic[]> {
    return (await this.#namedChoice()).diagnostics;
  }

  /**
   * What the user should know of the schemas whatever the documents: that one was not to be fetched and a copy had to
   * do, that a rule cannot be evaluated. Each is given out once.
   */
  takeNotices(): readonly Diagnostic[] {
    return [...this.#resources.takeNotices(), ...this.#notices.splice(0)];
  }

  /**
   * The schemas for one document.
   *
   * @param head the document, or at least its first {@link PROLOG_LENGTH} bytes.
   * @param path of the document, to which the schemas that it names are relative.
   */
  async choose(head: string | Uint8Array, path: string): Promise<SchemaChoice> {
    if (this.#named.length > 0) return this.#namedChoice();
    const text = typeof head === 'string' ? head : decodeText(head.subarray(0, PROLOG_LENGTH)).text;
    const base = pathToFileURL(path).href;
    const hints = schemaHints(text);
    if (hints.length > 0) return this.#takeHinted(hints, base);
    if (isMadeByTeigram(text)) return this.#take([{ uri: pathToFileURL(BUNDLED_SCHEMA_PATH).href, language: 'rng' }]);
    return { ...NOTHING, diagnostics: [askForSchema(text)] };
  }

  #namedChoice(): Promise<SchemaChoice> {
    this.#choice ??= this.#takeNamed();
    return this.#choice;
  }

  async #takeNamed(): Promise<SchemaChoice> {
    const named = this.#named.map((name) => this.#wanted(absoluteUri(name), languageByName(name)));
    return this.#take(await Promise.all(named), this.#schematron === true);
  }

  async #takeHinted(hints: readonly SchemaHint[], base: string): Promise<SchemaChoice> {
    if (hints.length > MOST_HINTS) return { ...NOTHING, diagnostics: [tooManyHints(hints)] };
    const usable = hints.filter(({ href }) => URL.canParse(href, base));
    const wanted = await Promise.all(
      usable.map(async (hint) => {
        const located = await this.#wanted(new URL(hint.href, base).href, languageOfHint(hint), base);
        return { ...located, phase: hint.phase, hint, asker: base };
      }),
    );
    const choice = await this.#take(wanted);
    const faults = hints.filter((hint) => !usable.includes(hint)).map(notAnAddress);
    return { ...choice, diagnostics: [...faults, ...choice.diagnostics] };
  }

  async #wanted(uri: string, language: SchemaLanguage | undefined, asker?: string): Promise<Wanted> {
    const located = await this.#resources.locate(uri);
    // What stands for the schema may be written in another language than the one that it stands for.
    const known = located === uri ? language : (languageByName(located) ?? language);
    // Documents name one file twice, as grammar and as rules; a copy of the grammar stands for both.
    if (language === 'schematron' && known === 'rng') return { uri: located, language };
    return { uri: located, language: known ?? (await readLanguage(located, this.#resources, asker)) };
  }

  /** `embedded`: with the rules that stand in the grammars. */
  async #take(schemas: readonly Wanted[], embedded = true): Promise<SchemaChoice> {
    const asked = this.#schematron === false ? schemas.filter(({ language }) => language !== 'schematron') : schemas;
    const wanted = embedded && this.#schematron !== false ? withRules(asked) : asked;
    return combine(await Promise.all(wanted.map((schema) => this.#takeOne(schema))));
  }

  async #takeOne(wanted: Wanted): Promise<SchemaChoice> {
    const { uri, embedded = false, hint } = wanted;
    // Of a grammar that cannot be had, its rules need not be asked for: that may be hundreds of requests again.
    if (embedded && (await this.#load({ ...wanted, language: 'rng', embedded: false })).schema === undefined)
      return NOTHING;
    const { schema, diagnostics } = await this.#load(wanted);
    const faults = diagnostics.filter(({ severity }) => severity === 'error');
    const placed = hint === undefined ? faults : faults.map((fault) => placedAt(hint, fault));
    if (schema === undefined) return { ...NOTHING, diagnostics: placed };
    const name = embedded ? 'its Schematron' : schemaName(uri);
    return {
      names: [name],
      paths: embedded ? [] : await this.#pathOf(uri),
      schemas: [schema],
      diagnostics: placed,
    };
  }

  #load({ uri, language, phase = this.#phase, embedded = false, asker }: Wanted): Promise<Loaded<Schema>> {
    const reach = asker === undefined ? undefined : reachOf(uri, asker);
    const key = JSON.stringify([uri, language, language === 'schematron' ? phase : undefined, reach]);
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      const options = { cache: this.#cache, resources: this.#resources, phase: this.#phase ?? phase, asker };
      const given = language === undefined ? {} : { language };
      const loading = embedded ? loadEmbeddedRules(uri, options) : loadSchema(uri, { ...options, ...given });
      loaded = loading.then((given) => {
        const result = discreet(given, asker ?? uri);
        this.#notices.push(...result.diagnostics.filter(({ severity }) => severity !== 'error'));
        return result;
      });
      this.#loaded.set(key, loaded);
    }
    return loaded;
  }

  async #pathOf(uri: string): Promise<readonly string[]> {
    const path = isWeb(uri) ? (await this.#resources.read(uri)).path : fileURLToPath(uri);
    return path === undefined ? [] : [path];
  }
}

/** Each grammar with the rules that it may hold, unless they are asked for anyway. */
function withRules(schemas: readonly Wanted[]): readonly Wanted[] {
  const asked = new Set(schemas.filter(({ language }) => language === 'schematron').map(({ uri }) => uri));
  const once = schemas.filter((schema, i) => i === schemas.findIndex((other) => isSame(schema, other)));
  return once.flatMap((schema) => {
    if (schema.language !== 'rng' || asked.has(schema.uri)) return [schema];
    return [schema, { ...schema, language: 'schematron' as const, embedded: true }];
  });
}

function isSame(a: Wanted, b: Wanted): boolean {
  return a.uri === b.uri && a.language === b.language && a.phase === b.phase;
}

const NOTHING: SchemaChoice = { names: [], paths: [], schemas: [], diagnostics: [] };

function combine(choices: readonly SchemaChoice[]): SchemaChoice {
  const names = choices.flatMap((choice) => choice.names);
  return {
    // A file that is named twice is a grammar and its rules.
    names: names.map((name, i) => (names.indexOf(name) < i ? 'its Schematron' : name)),
    paths: [...new Set(choices.flatMap(({ paths }) => paths))],
    schemas: choices.flatMap(({ schemas }) => schemas),
    diagnostics: choices.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** What is wrong with a schema as a whole is said where the document asks for it. */
function placedAt({ line, column }: SchemaHint, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.line !== undefined) return diagnostic;
  const { file: _, ...rest } = diagnostic;
  return { ...rest, line, column };
}

function tooManyHints(hints: readonly SchemaHint[]): Diagnostic {
  const { line, column } = hints[MOST_HINTS]!;
  const message = `The document names ${hints.length} schemas, and no more than ${MOST_HINTS} are read for one document. Name those that count with --schema.`;
  return { severity: 'error', code: 'schema-too-many-files', message, line, column, source: 'run' };
}

function notAnAddress({ href, line, column }: SchemaHint): Diagnostic {
  const message = `The document names the schema "${withoutCredentials(href)}", which is neither a path nor an address. Correct its xml-model instruction, or name the schema with --schema.`;
  return { severity: 'error', code: 'schema-file-unreadable', message, line, column, source: 'run' };
}

const TEI_ALL = 'https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng';

function askForSchema(text: string): Diagnostic {
  const isTei = text.slice(0, PROLOG_LENGTH).includes(TEI_NAMESPACE);
  const example = isTei
    ? `It is TEI, so if your project has no schema of its own, take the one of all TEI: --schema ${TEI_ALL}`
    : 'Name it: --schema FILE (RELAX NG, Schematron, XML Schema or a DTD)';
  const message = `Which schema shall this document be checked against? It names none itself (an xml-model instruction on top would), and it is not one that teigram made. ${example}`;
  return { severity: 'error', code: 'schema-not-chosen', message, source: 'run' };
}
