/** XML Schema and DTDs, by libxml2. Import this module lazily: it loads 1.5 MB of WebAssembly. */
import { readFileSync } from 'node:fs';
import {
  DtdValidator,
  ParseOption,
  XmlDocument,
  XmlDtd,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import type { Diagnostic } from '../diagnostics.js';
import type { JudgeOptions, Loaded, Schema, Verdict } from '../engine/contract.js';
import { absoluteUri, displayName } from '../engine/source.js';
import { shortened } from '../shown.js';
import { parseXml } from '../xml/parser.js';
import { type Located, locateElements } from './locate.js';

// Schemas may include others from their folder; documents must not reach files, so the door is open only while a schema loads.
let loadingSchema = false;
xmlRegisterInputProvider({
  ...fsInputProviders,
  match: (filename) => loadingSchema && fsInputProviders.match(filename),
});

const PARSE_OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_BIG_LINES;

interface Engine {
  validate(document: XmlDocument): void;
}

export interface LoadOptions {
  readonly language: 'xsd' | 'dtd';
}

/**
 * Loads a schema by its path or `file:` URI. What it includes is read relative to it, from this disk only. Neither
 * throws nor rejects: what is wrong with the schema is in the diagnostics.
 */
export async function load(source: string | URL, { language }: LoadOptions): Promise<Loaded<Schema>> {
  const uri = absoluteUri(source);
  const file = displayName(uri);
  let text: Uint8Array;
  try {
    text = readFileSync(new URL(uri));
  } catch (error) {
    const message = `The schema ${file} cannot be read: ${(error as Error).message}. Check the name, and the folder that the call runs in.`;
    return { diagnostics: [{ ...schemaError(file), code: 'schema-file-unreadable', message }] };
  }
  loadingSchema = true;
  try {
    return { schema: new Libxml2Schema(compile(text, uri, language)), diagnostics: [] };
  } catch (error) {
    return { diagnostics: detailsOf(error).map((detail) => ({ ...schemaError(file), ...positioned(detail) })) };
  } finally {
    loadingSchema = false;
  }
}

function compile(text: Uint8Array, url: string, kind: 'xsd' | 'dtd'): Engine {
  if (kind === 'dtd') return new DtdValidator(XmlDtd.fromBuffer(text));
  const document = XmlDocument.fromBuffer(text, { url });
  return XsdValidator.fromDoc(document);
}

function schemaError(file: string): Diagnostic {
  return { severity: 'error', code: 'schema-invalid', message: '', file, source: 'libxml2' };
}

function positioned(detail: Detail): { message: string; line?: number; column?: number } {
  const message = `The schema is not correct: ${sentence(detail.message)}`;
  return detail.line > 0
    ? { message, line: detail.line, ...(detail.col > 0 ? { column: detail.col } : {}) }
    : { message };
}

class Libxml2Schema implements Schema {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  validate(xml: string | Uint8Array, options: JudgeOptions = {}): Verdict {
    // Whether it is XML at all is said in the same words whatever the schema's language.
    const faults: Diagnostic[] = [];
    const { file } = options;
    parseXml(xml, { diagnostic: (diagnostic) => void faults.push(diagnostic) }, file === undefined ? {} : { file });
    const diagnostics = faults.some(isError) ? faults : [...faults, ...this.#judge(xml, options)];
    return { valid: !diagnostics.some(isError), checked: 'fully', diagnostics };
  }

  #judge(xml: string | Uint8Array, options: JudgeOptions): Diagnostic[] {
    const file = options.file === undefined ? {} : { file: options.file };
    let document: XmlDocument | undefined;
    try {
      document =
        typeof xml === 'string'
          ? XmlDocument.fromString(xml, { option: PARSE_OPTIONS })
          : XmlDocument.fromBuffer(xml, { option: PARSE_OPTIONS });
      this.#engine.validate(document);
      return [];
    } catch (error) {
      const details = detailsOf(error);
      const places = locateElements(
        xml,
        details.flatMap(({ xpath }) => xpath ?? []),
      );
      return details.map((detail) => invalid(detail, places.get(detail.xpath ?? ''), file));
    } finally {
      document?.dispose();
    }
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function invalid(detail: Detail, place: Located | undefined, file: { readonly file?: string }): Diagnostic {
  return {
    severity: 'error',
    code: 'schema-violation',
    message: sentence(detail.message),
    ...file,
    ...(place ?? (detail.line > 0 ? { line: detail.line } : {})),
    source: 'libxml2',
  };
}

interface Detail {
  readonly message: string;
  readonly line: number;
  readonly col: number;
  readonly xpath?: string;
}

function detailsOf(error: unknown): readonly Detail[] {
  if (error instanceof XmlLibError && error.details.length > 0) return error.details;
  return [{ message: error instanceof Error ? error.message : String(error), line: 0, col: 0 }];
}

/** In UTF-16 code units: libxml2 quotes values and lists whole. */
const LONGEST = 1_000;

function sentence(message: string): string {
  const text = shortened(message.trim().replace(/\s+/g, ' '), LONGEST);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
