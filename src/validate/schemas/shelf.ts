/**
 * The schemas of a run, each loaded once, and which of them a document is checked against: those that
 * the caller names, else those that the document names, by `xml-model` or in an older way, else the bundled one for what
 * teigram made.
 */

import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import type { Loaded, Schema } from '../../engine/contract.js';
import { absoluteUri } from '../../engine/source.js';
import { BUNDLED_SCHEMA_PATH } from '../../platform/node/package.js';
import { isWeb, Resources } from '../../resources/index.js';
import { discreet, reachOf } from './discretion.js';
import { keepingOf } from './keeping.js';
import { languageByName, languageOfHint, type SchemaLanguage } from './language.js';
import { loadEmbeddedRules, loadSchema, readLanguage, schemaName } from './load.js';
import { askForSchema, notAnAddress, nothingButRules, tooManyHints } from './messages.js';
import { olderHints } from './older.js';
import { isMadeByTeigram, PROLOG_LENGTH, type SchemaHint, type SchemaImport, schemaHints } from './xml-model.js';

export interface SchemaChoice {
  /** File names of the schemas, for reports. */
  readonly names: readonly string[];
  /** Whether neither the call nor the document names any. */
  readonly isUnassociated?: true;
  /** Where the document names them, if that is not in an `xml-model`: `its DOCTYPE`. */
  readonly by?: string;
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
  /** Whether Schematron is evaluated, also the rules that stand within grammars; default true. */
  readonly schematron?: boolean | undefined;
}

/** A schema on the shelf. */
interface Wanted {
  /** Absolute, and looked up in map and catalogs. */
  readonly uri: string;
  readonly language?: SchemaLanguage | undefined;
  /** Of Schematron. */
  readonly phase?: string | undefined;
  /** See {@link SchemaHint}; their addresses absolute. */
  readonly imports?: readonly SchemaImport[] | undefined;
  readonly subset?: string | undefined;
  /** Of rules within a grammar, which may have none: how the grammar is written. */
  readonly within?: 'rng' | 'rnc';
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
  readonly #schematron: boolean;
  readonly #loaded = new Map<string, Promise<Loaded<Schema>>>();
  readonly #notices: Diagnostic[] = [];
  /** The same for each document. */
  #choice: Promise<SchemaChoice> | undefined;

  constructor(options: SchemaShelfOptions = {}) {
    const { schemas = [], cache = true, resources, phase, schematron = true } = options;
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

  /** The file that a catalog has instead of the address of a part. */
  standInFor(uri: string): ReturnType<Resources['standInFor']> {
    return this.#resources.standInFor(uri);
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
    for (const older of olderHints(text)) {
      if (older.localOnly && !(await this.#isLocal(older.hints, base))) continue;
      return { ...(await this.#takeHinted(older.hints, base)), by: older.by };
    }
    if (isMadeByTeigram(text)) return this.#take([{ uri: pathToFileURL(BUNDLED_SCHEMA_PATH).href, language: 'rng' }]);
    return { ...NOTHING, isUnassociated: true, diagnostics: [askForSchema(text)] };
  }

  /** One schema with the rules within it, for who checks the schema itself. @param name a path or address. */
  async take(name: string): Promise<SchemaChoice> {
    return this.#takeNamed([name]);
  }

  #namedChoice(): Promise<SchemaChoice> {
    this.#choice ??= this.#takeNamed(this.#named);
    return this.#choice;
  }

  async #takeNamed(names: readonly string[]): Promise<SchemaChoice> {
    const named = names.map((name) => this.#wanted(absoluteUri(name), languageByName(name)));
    return this.#take(await Promise.all(named));
  }

  async #takeHinted(hints: readonly SchemaHint[], base: string): Promise<SchemaChoice> {
    if (hints.length > MOST_HINTS) return { ...NOTHING, diagnostics: [tooManyHints(hints, MOST_HINTS)] };
    const usable = hints.filter(({ href }) => URL.canParse(href, base));
    const wanted = await Promise.all(
      usable.map(async (hint) => {
        const located = await this.#wanted(new URL(hint.href, base).href, languageOfHint(hint), base);
        const { phase, subset } = hint;
        const imports = hint.imports?.flatMap(({ namespace, href }) => {
          return URL.canParse(href, base) ? [{ namespace, href: new URL(href, base).href }] : [];
        });
        return { ...located, phase, subset, imports, hint, asker: base };
      }),
    );
    const choice = await this.#take(wanted);
    const faults = hints.filter((hint) => !usable.includes(hint)).map(notAnAddress);
    return { ...choice, diagnostics: [...faults, ...choice.diagnostics] };
  }

  async #isLocal(hints: readonly SchemaHint[], base: string): Promise<boolean> {
    for (const { href } of hints) {
      if (!URL.canParse(href, base)) return false;
      if (!(await this.#resources.locate(new URL(href, base).href)).startsWith('file:')) return false;
    }
    return true;
  }

  async #wanted(uri: string, language: SchemaLanguage | undefined, asker?: string): Promise<Wanted> {
    const located = await this.#resources.locate(uri);
    // What stands for the schema may be written in another language than the one that it stands for.
    const known = located === uri ? language : (languageByName(located) ?? language);
    // Documents name one file twice, as grammar and as rules; a copy of the grammar stands for both.
    if (language === 'schematron' && known === 'rng') return { uri: located, language };
    return { uri: located, language: known ?? (await readLanguage(located, this.#resources, asker)) };
  }

  /** With the rules that stand in the grammars. */
  async #take(schemas: readonly Wanted[]): Promise<SchemaChoice> {
    const wanted = this.#schematron ? withRules(schemas) : schemas.filter(({ language }) => language !== 'schematron');
    // To be checked against nothing is not to be valid.
    if (schemas.length > 0 && wanted.length === 0) return { ...NOTHING, diagnostics: [nothingButRules()] };
    return combine(await Promise.all(wanted.map((schema) => this.#takeOne(schema))));
  }

  async #takeOne(wanted: Wanted): Promise<Taken> {
    const { uri, within, hint } = wanted;
    if (within !== undefined) {
      const { within: _, ...grammar } = { ...wanted, language: within };
      // Of a grammar that cannot be had, its rules need not be asked for: that may be hundreds of requests again.
      if ((await this.#load(grammar)).schema?.mayHoldRules !== true) return { ...NOTHING, hint };
    }
    const { schema, diagnostics } = await this.#load(wanted);
    const faults = diagnostics.filter(({ severity }) => severity === 'error');
    if (schema === undefined) return { ...NOTHING, hint, diagnostics: faults };
    return {
      names: [within === undefined ? schemaName(uri) : ITS_RULES],
      paths: within === undefined ? await this.#pathOf(uri) : [],
      schemas: [schema],
      diagnostics: faults,
      hint,
    };
  }

  #load(wanted: Wanted): Promise<Loaded<Schema>> {
    const { uri, language, phase = this.#phase, within, asker, imports, subset } = wanted;
    const reach =
      asker === undefined
        ? undefined
        : [uri, ...(imports ?? []).map(({ href }) => href)].map((to) => reachOf(to, asker));
    const key = JSON.stringify([uri, language, language === 'schematron' ? phase : undefined, reach, imports, subset]);
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      const options = {
        cache: this.#cache,
        resources: this.#resources,
        phase: this.#phase ?? phase,
        asker,
        imports,
        subset,
      };
      const given = language === undefined ? {} : { language };
      const loading =
        within === undefined
          ? loadSchema(uri, { ...options, ...given })
          : loadEmbeddedRules(uri, { ...options, isCompact: within === 'rnc' });
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
    const { language } = schema;
    if ((language !== 'rng' && language !== 'rnc') || asked.has(schema.uri)) return [schema];
    return [schema, { ...schema, language: 'schematron' as const, within: language }];
  });
}

function isSame(a: Wanted, b: Wanted): boolean {
  return a.uri === b.uri && a.language === b.language && a.phase === b.phase;
}

const NOTHING: SchemaChoice = { names: [], paths: [], schemas: [], diagnostics: [] };

/** A schema of the choice, and where the document asks for it. */
interface Taken extends SchemaChoice {
  readonly hint: SchemaHint | undefined;
}

const ITS_RULES = 'the Schematron rules in it';

function combine(choices: readonly Taken[]): SchemaChoice {
  const names = choices.flatMap((choice) => choice.names);
  return {
    // A file that is named twice is a grammar and its rules.
    names: names.map((name, i) => (names.indexOf(name) < i ? ITS_RULES : name)),
    paths: [...new Set(choices.flatMap(({ paths }) => paths))],
    schemas: choices.flatMap(({ schemas }) => schemas),
    diagnostics: placed(choices),
  };
}

/** What is wrong with a file is said once, whoever asks for it. */
function placed(choices: readonly Taken[]): readonly Diagnostic[] {
  const said = new Set<string>();
  return choices.flatMap(({ diagnostics, hint }) =>
    diagnostics.flatMap((diagnostic) => {
      const { code, message, file, line, column } = diagnostic;
      const key = JSON.stringify([code, message, file, line, column]);
      if (said.has(key)) return [];
      said.add(key);
      return hint === undefined ? [diagnostic] : [placedAt(hint, diagnostic)];
    }),
  );
}

/** What is wrong with a schema as a whole is said where the document asks for it. */
function placedAt({ line, column }: SchemaHint, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.line !== undefined) return diagnostic;
  const { file: _, ...rest } = diagnostic;
  return { ...rest, line, column };
}
