/** From the address of a schema to the engine that judges by it. */

import { basename } from 'node:path';
import { withoutCredentials } from '../../addresses.js';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { decodeText } from '../../encoding.js';
import type { Loaded, Schema } from '../../engine/contract.js';
import {
  absoluteUri,
  displayName,
  SchemaFileError,
  type SchemaResolver,
  type SchemaSource,
} from '../../engine/source.js';
import { reasonOf } from '../../files/reason.js';
// Not through the room's index, which would load the compiler also where a compiled schema is at hand.
import { load as loadRelaxng } from '../../relaxng/load.js';
import { isWeb, Resources } from '../../resources/index.js';
import { shortenedWithin } from '../../shown.js';
import { escapeAttribute } from '../../xml/escape.js';
import { XSD_NAMESPACE } from '../../xml/known-namespaces.js';
import { isOdd, languageByContent, languageByName, type SchemaLanguage } from './language.js';
import type { SchemaImport } from './xml-model.js';

export interface LoadOptions {
  /** Whether compiled schemas are kept in the user's cache folder; default true. */
  readonly cache?: boolean;
  /** Where its files come from; default: this disk and the web, no copies kept. */
  readonly resources?: Resources;
  /** Its language, where that is known; default: by its ending, else by its first element. */
  readonly language?: SchemaLanguage;
  /** The phase of Schematron to take; default: the one that the schema says. */
  readonly phase?: string | undefined;
  /** Of XML Schema: schemas that count together with it, itself first; their addresses absolute. */
  readonly imports?: readonly SchemaImport[] | undefined;
  /** Of a DTD: what the document that names it declares before it. */
  readonly subset?: string | undefined;
  /** URI of the document that names it; undefined where the caller does. */
  readonly asker?: string | undefined;
}

/**
 * Loads a schema by its path or address: RELAX NG (`.rng`, `.rnc`), Schematron (`.sch`, `.isosch`),
 * XML Schema (`.xsd`) or a DTD (`.dtd`). Never throws: what is wrong with the schema is in `diagnostics`.
 */
export async function loadSchema(source: string, options: LoadOptions = {}): Promise<Loaded<Schema>> {
  const { cache = true, resources = new Resources(), asker } = options;
  const uri = absoluteUri(source);
  try {
    const told = options.language ?? languageByName(source);
    const content = told === undefined ? (await resources.read(uri, asker)).content : undefined;
    const language = told ?? languageByContent(content!);
    switch (language) {
      case 'rng':
      case 'rnc':
        return await loadRelaxng(await grammarSource(uri, language, { resources, asker }), {
          cache,
          resolve: resolver(resources, asker),
        });
      case 'schematron':
        return await loadRules(uri, { resources, phase: options.phase, asker, cache });
      case 'xsd':
      case 'dtd': {
        const { load: loadLibxml2 } = await import('../../libxml2/index.js');
        const resolve = resolver(resources, asker);
        const { imports, subset } = options;
        if (imports !== undefined && asker !== undefined) {
          // That this one can be had; of the others it is said that they were done without.
          await resources.read(uri, asker);
          const together = importing(imports);
          const all: SchemaResolver = (file, base) => (base === undefined ? together : resolve(file, base));
          return await loadLibxml2(asker, { language, resolve: all });
        }
        const before = subset === undefined ? {} : { before: { text: subset, base: asker ?? uri } };
        return await loadLibxml2(uri, { language, resolve, ...before });
      }
      default:
        return isOdd(content!)
          ? refuse(source, 'schema-is-odd', odd(source))
          : refuse(source, 'schema-kind-unknown', unknown(source));
    }
  } catch (error) {
    if (error instanceof SchemaFileError) return refuse(source, error.code, error.message);
    return refuse(source, 'schema-file-unreadable', unreadable(displayName(uri), error));
  }
}

/** A schema of nothing but others, for a document that names several. */
function importing(imports: readonly SchemaImport[]): string {
  const lines = imports.map(({ namespace, href }) => {
    const of = namespace === '' ? '' : ` namespace="${escapeAttribute(namespace)}"`;
    return `<xs:import${of} schemaLocation="${escapeAttribute(href)}"/>`;
  });
  // With a namespace of its own, since what has none can be imported by others only.
  return `<xs:schema xmlns:xs="${XSD_NAMESPACE}" targetNamespace="urn:x-teigram:together">${lines.join('')}</xs:schema>`;
}

/** What a schema calls itself counts for more than its name. */
async function grammarSource(
  uri: string,
  language: 'rng' | 'rnc',
  { resources, asker }: RulesOptions,
): Promise<SchemaSource> {
  if (language === 'rng' || /\.rnc$/i.test(uri)) return uri;
  return { text: decodeText((await resources.read(uri, asker)).content).text, uri, syntax: 'compact' };
}

interface RulesOptions extends Pick<LoadOptions, 'phase' | 'asker' | 'cache'> {
  readonly resources: Resources;
}

/** @param isCompact whether the schema itself is in the compact syntax of RELAX NG, whatever its name. */
async function loadRules(
  uri: string,
  { resources, phase, asker, cache }: RulesOptions,
  isCompact = false,
): Promise<Loaded<Schema>> {
  // Most documents need it not, and most rules no compact syntax.
  const [{ load }, { playIfCompact }] = await Promise.all([
    import('../../schematron/index.js'),
    import('./compact.js'),
  ]);
  const play = playIfCompact(isCompact ? uri : undefined);
  return load(uri, { phase, play, cache, resolve: resolver(resources, asker) });
}

/** Gives the engines the files of schemas from where the call has them, and says where that is: the schema's own as its asker may have it. */
function resolver(resources: Resources, asker: string | undefined): SchemaResolver {
  return (uri, base) => resources.read(uri, base ?? asker);
}

/**
 * Loads the Schematron rules that a RELAX NG schema holds, by its absolute URI. A schema that turns out to hold none gives
 * neither a validator nor a fault.
 */
export async function loadEmbeddedRules(
  uri: string,
  options: RulesOptions & { readonly isCompact: boolean },
): Promise<Loaded<Schema>> {
  try {
    const loaded = await loadRules(uri, options, options.isCompact);
    return loaded.diagnostics.some(({ code }) => code === 'schematron-not-schematron') ? { diagnostics: [] } : loaded;
  } catch {
    // That the schema cannot be read, loading it as a grammar has said.
    return { diagnostics: [] };
  }
}

/** The language of a schema whose name does not tell it; undefined also where it cannot be read. */
export async function readLanguage(
  uri: string,
  resources: Resources,
  asker: string | undefined,
): Promise<SchemaLanguage | undefined> {
  try {
    return languageByContent((await resources.read(uri, asker)).content);
  } catch {
    return undefined;
  }
}

/** The name of a schema for a report: the last part of its address. */
export function schemaName(uri: string): string {
  const name = basename(new URL(uri).pathname);
  try {
    return decodeURIComponent(name) || displayName(uri);
  } catch {
    return name || displayName(uri);
  }
}

function refuse(file: string, code: Code, message: string): Loaded<Schema> {
  const shown = { message: withoutCredentials(message), file: withoutCredentials(file) };
  const diagnostic: Diagnostic = { severity: 'error', code, ...shown, source: 'run' };
  return { diagnostics: [diagnostic] };
}

function unknown(source: string): string {
  return `Neither the ending of ${shortenedWithin(source)} nor its first element tells its language. RELAX NG ends in .rng or .rnc, Schematron in .sch or .isosch, XML Schema in .xsd, a DTD in .dtd.`;
}

function odd(source: string): string {
  const name = shortenedWithin(schemaName(absoluteUri(source)));
  const made = name.replace(/(?:\.odd)?(?:\.xml)?$/i, '.rng');
  return `${name} is an ODD: it describes a schema, and the schema has still to be made from it. Upload it to Roma (https://roma.tei-c.org/) and download RELAX NG, or run "teitorelaxng --odd ${name} ${made}" of the TEI Stylesheets (https://github.com/TEIC/Stylesheets). Then name ${made} in its place.`;
}

function unreadable(source: string, error: unknown): string {
  const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : reasonOf(error);
  return `The schema ${shortenedWithin(source)} cannot be read: ${reason}. Check the spelling${isWeb(source) ? '' : ', and the folder that the call runs in'}.`;
}
