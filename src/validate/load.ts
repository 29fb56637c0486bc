/** From the address of a schema to the engine that judges by it. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics.js';
import { addressOf, checkLocalFile, isWeb, ResourceError, Resources } from '../resources/index.js';
import { languageByContent, languageByName, type SchemaLanguage } from './language.js';
import { loadRelaxngSchema } from './relaxng.js';
import type { LoadedValidator } from './schema.js';

export interface LoadOptions {
  /** Whether compiled schemas are kept in the user's cache folder; default true. */
  readonly cache?: boolean;
  /** Where its files come from; default: this disk and the web, no copies kept. */
  readonly resources?: Resources;
  /** Its language, where that is known; default: by its ending, else by its first element. */
  readonly language?: SchemaLanguage;
  /** The phase of Schematron to take; default: the one that the schema says. */
  readonly phase?: string | undefined;
}

/**
 * Loads a schema by its path or address: RELAX NG (`.rng`, `.rnc`), Schematron (`.sch`, `.isosch`),
 * XML Schema (`.xsd`) or a DTD (`.dtd`). Never throws: what is wrong with the schema is in `diagnostics`.
 */
export async function loadValidator(source: string, options: LoadOptions = {}): Promise<LoadedValidator> {
  const { cache = true, resources = new Resources() } = options;
  const uri = addressOf(source);
  try {
    const told = options.language ?? languageByName(source);
    const language = told ?? languageByContent((await resources.read(uri)).content);
    switch (language) {
      case 'rng':
      case 'rnc':
        return await loadRelaxngSchema(uri, { cache, resources, compact: language === 'rnc' });
      case 'schematron': {
        const { loadSchematronSchema } = await import('./schematron.js');
        return await loadSchematronSchema(uri, { resources, phase: options.phase });
      }
      case 'xsd':
      case 'dtd': {
        const path = uri.startsWith('file:') ? fileURLToPath(uri) : (await resources.read(uri)).path;
        if (path === undefined) return refuse(source, 'schema-not-fetched', unkept(source));
        checkLocalFile(path);
        const { loadLibxml2Schema } = await import('./libxml2.js');
        return loadLibxml2Schema(path, language);
      }
      default:
        return refuse(source, 'schema-kind-unknown', unknown(source));
    }
  } catch (error) {
    if (error instanceof ResourceError) return refuse(source, error.code, error.message);
    return refuse(source, 'schema-file-unreadable', unreadable(source, error));
  }
}

/**
 * Loads the Schematron rules that a RELAX NG schema holds, by its absolute URI. A schema that holds none gives
 * neither a validator nor a fault, and is not read as Schematron at all.
 */
export async function loadEmbeddedRules(
  uri: string,
  { resources, phase }: { readonly resources: Resources; readonly phase?: string | undefined },
): Promise<LoadedValidator> {
  try {
    const content = Buffer.from((await resources.read(uri)).content);
    if (!RULES.some((sign) => content.includes(sign))) return { diagnostics: [] };
    const { loadEmbeddedSchematron } = await import('./schematron.js');
    return await loadEmbeddedSchematron(uri, { resources, phase });
  } catch {
    // That the schema cannot be read, loading it as a grammar has said.
    return { diagnostics: [] };
  }
}

/** A schema without any of these has no rules, nor do files that it includes. */
const RULES = ['purl.oclc.org/dsdl/schematron', 'include', 'externalRef'];

/** The language of a schema whose name does not tell it; undefined also where it cannot be read. */
export async function readLanguage(uri: string, resources: Resources): Promise<SchemaLanguage | undefined> {
  try {
    return languageByContent((await resources.read(uri)).content);
  } catch {
    return undefined;
  }
}

/** The name of a schema for a report: the last part of its address. */
export function schemaName(uri: string): string {
  const name = basename(new URL(uri).pathname);
  try {
    return decodeURIComponent(name) || uri;
  } catch {
    return name || uri;
  }
}

function refuse(file: string, code: string, message: string): LoadedValidator {
  const diagnostic: Diagnostic = { severity: 'error', code, message, file, source: 'run' };
  return { diagnostics: [diagnostic] };
}

function unknown(source: string): string {
  return `Neither the ending of ${source} nor its first element tells its language. RELAX NG ends in .rng or .rnc, Schematron in .sch or .isosch, XML Schema in .xsd, a DTD in .dtd.`;
}

function unkept(source: string): string {
  return `${source} was fetched, but XML Schema is read from this disk only, and the copy could not be kept. Download the schema and name the copy.`;
}

function unreadable(source: string, error: unknown): string {
  const reason =
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
  return `The schema ${source} cannot be read: ${reason}. Check the spelling${isWeb(source) ? '' : ', and the folder that the call runs in'}.`;
}
