/**
 * The schemas of a run, each loaded once, and which of them a document is checked against: those that
 * the caller names, else those that the document names, else the bundled one for what teigram made.
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import { decodeText } from '../encoding.js';
import { cacheFolder } from '../relaxng/cache.js';
import { addressOf, isWeb, Resources } from '../resources/index.js';
import { BUNDLED_SCHEMA_PATH } from './bundled-path.js';
import { languageByName, languageOfHint, type SchemaLanguage } from './language.js';
import { loadValidator, schemaName } from './load.js';
import type { LoadedValidator, Validator } from './schema.js';
import { isMadeByTeigram, PROLOG_LENGTH, type SchemaHint, schemaHints } from './xml-model.js';

export interface SchemaChoice {
  /** File names of the schemas, for reports. */
  readonly names: readonly string[];
  /** Absolute paths of those that lie on this disk, copies of what was fetched included. */
  readonly paths: readonly string[];
  readonly validators: readonly Validator[];
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
}

/** A schema on the shelf. */
interface Wanted {
  /** Absolute, and looked up in map and catalogs. */
  readonly uri: string;
  readonly language?: SchemaLanguage;
}

export class SchemaShelf {
  readonly #named: readonly string[];
  readonly #cache: boolean;
  readonly #resources: Resources;
  readonly #loaded = new Map<string, Promise<LoadedValidator>>();

  constructor({ schemas = [], cache = true, resources }: SchemaShelfOptions = {}) {
    this.#named = schemas;
    this.#cache = cache;
    this.#resources = resources ?? new Resources(cache ? { copies: copiesFolder() } : {});
  }

  /** Loads the schemas that every document is checked against; what is wrong with them. */
  async prepare(): Promise<readonly Diagnostic[]> {
    const { diagnostics } = await this.#take(await this.#namedSchemas());
    return diagnostics;
  }

  /** What the user should know of how schemas were come by, such as that the network failed; each is given out once. */
  takeNotices(): readonly Diagnostic[] {
    return this.#resources.takeNotices();
  }

  /**
   * The schemas for one document.
   *
   * @param head the document, or at least its first {@link PROLOG_LENGTH} bytes.
   * @param path of the document, to which the schemas that it names are relative.
   */
  async choose(head: string | Uint8Array, path: string): Promise<SchemaChoice> {
    if (this.#named.length > 0) return this.#take(await this.#namedSchemas());
    const text = typeof head === 'string' ? head : decodeText(head.subarray(0, PROLOG_LENGTH)).text;
    const base = pathToFileURL(path).href;
    const hints = schemaHints(text).filter((hint) => languageOfHint(hint) !== 'schematron');
    if (hints.length > 0) return combine(await Promise.all(hints.map((hint) => this.#takeHinted(hint, base))));
    if (isMadeByTeigram(text)) return this.#take([{ uri: pathToFileURL(BUNDLED_SCHEMA_PATH).href }]);
    return { ...NOTHING, diagnostics: [askForSchema(text)] };
  }

  #namedSchemas(): Promise<readonly Wanted[]> {
    return Promise.all(this.#named.map((name) => this.#wanted(addressOf(name), languageByName(name))));
  }

  async #takeHinted(hint: SchemaHint, base: string): Promise<SchemaChoice> {
    if (!URL.canParse(hint.href, base)) return { ...NOTHING, diagnostics: [notAnAddress(hint)] };
    const wanted = await this.#wanted(new URL(hint.href, base).href, languageOfHint(hint));
    const choice = await this.#take([wanted]);
    return { ...choice, diagnostics: choice.diagnostics.map((diagnostic) => placedAt(hint, diagnostic)) };
  }

  async #wanted(uri: string, language: SchemaLanguage | undefined): Promise<Wanted> {
    const located = await this.#resources.locate(uri);
    // What stands for the schema may be written in another language than the one that it stands for.
    const known = located === uri ? language : (languageByName(located) ?? language);
    return { uri: located, ...(known === undefined ? {} : { language: known }) };
  }

  async #take(schemas: readonly Wanted[]): Promise<SchemaChoice> {
    return combine(
      await Promise.all(
        schemas.map(async (wanted): Promise<SchemaChoice> => {
          const { validator, diagnostics } = await this.#load(wanted);
          if (validator === undefined) return { ...NOTHING, diagnostics };
          const path = await this.#pathOf(wanted.uri);
          return { names: [schemaName(wanted.uri)], paths: path ?? [], validators: [validator], diagnostics };
        }),
      ),
    );
  }

  #load({ uri, language }: Wanted): Promise<LoadedValidator> {
    const key = `${language ?? ''} ${uri}`;
    let loaded = this.#loaded.get(key);
    if (loaded === undefined) {
      const given = language === undefined ? {} : { language };
      loaded = loadValidator(uri, { cache: this.#cache, resources: this.#resources, ...given });
      this.#loaded.set(key, loaded);
    }
    return loaded;
  }

  async #pathOf(uri: string): Promise<readonly string[] | undefined> {
    const path = isWeb(uri) ? (await this.#resources.read(uri)).path : fileURLToPath(uri);
    return path === undefined ? undefined : [path];
  }
}

const NOTHING: SchemaChoice = { names: [], paths: [], validators: [], diagnostics: [] };

/** Where copies of fetched schemas are kept. */
export function copiesFolder(): string {
  return join(cacheFolder(), 'schemas');
}

function combine(choices: readonly SchemaChoice[]): SchemaChoice {
  return {
    names: choices.flatMap(({ names }) => names),
    paths: choices.flatMap(({ paths }) => paths),
    validators: choices.flatMap(({ validators }) => validators),
    diagnostics: choices.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** What is wrong with a schema as a whole is said where the document asks for it. */
function placedAt({ line, column }: SchemaHint, diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.line !== undefined) return diagnostic;
  const { file: _, ...rest } = diagnostic;
  return { ...rest, line, column };
}

function notAnAddress({ href, line, column }: SchemaHint): Diagnostic {
  const message = `The document names the schema "${href}", which is neither a path nor an address. Correct its xml-model instruction, or name the schema with --schema.`;
  return { severity: 'error', code: 'schema-file-unreadable', message, line, column, source: 'run' };
}

const TEI_ALL = 'https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng';

function askForSchema(text: string): Diagnostic {
  const isTei = text.slice(0, PROLOG_LENGTH).includes('http://www.tei-c.org/ns/1.0');
  const example = isTei
    ? `It is TEI, so if your project has no schema of its own, take the one of all TEI: --schema ${TEI_ALL}`
    : 'Name it: --schema FILE (RELAX NG, XML Schema or a DTD)';
  const message = `Which schema shall this document be checked against? It names none itself (an xml-model instruction on top would), and it is not one that teigram made. ${example}`;
  return { severity: 'error', code: 'schema-not-chosen', message, source: 'run' };
}
