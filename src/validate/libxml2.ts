/**
 * libxml2 behind the interface of schema.ts: XML Schema and DTDs. Import this module lazily; it
 * loads 1.5 MB of WebAssembly.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
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
import { parseXml } from '../xml/parser.js';
import { type Located, locateElements } from './locate.js';
import type { LoadedValidator, ValidateOptions, Validator } from './schema.js';

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

/**
 * Loads a schema of libxml2's languages.
 *
 * @param path of the file; what it includes is read relative to it.
 */
export function loadLibxml2Schema(path: string, kind: 'xsd' | 'dtd'): LoadedValidator {
  let text: Uint8Array;
  try {
    text = readFileSync(path);
  } catch (error) {
    const message = `The schema ${path} cannot be read: ${(error as Error).message}. Check the name, and the folder that the call runs in.`;
    return { diagnostics: [{ ...schemaError(path), code: 'schema-file-unreadable', message }] };
  }
  loadingSchema = true;
  try {
    const engine = compile(text, pathToFileURL(path).href, kind);
    return { validator: new Libxml2Validator(engine), diagnostics: [] };
  } catch (error) {
    return { diagnostics: detailsOf(error).map((detail) => ({ ...schemaError(path), ...positioned(detail) })) };
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

class Libxml2Validator implements Validator {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  validate(xml: string | Uint8Array, options: ValidateOptions = {}): Diagnostic[] {
    // Whether it is XML at all is said in the same words whatever the schema's language.
    const faults: Diagnostic[] = [];
    parseXml(xml, { diagnostic: (diagnostic) => void faults.push(diagnostic) }, options);
    return faults.some(({ severity }) => severity === 'error') ? faults : [...faults, ...this.#judge(xml, options)];
  }

  #judge(xml: string | Uint8Array, options: ValidateOptions): Diagnostic[] {
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

function sentence(message: string): string {
  const text = message.trim().replace(/\s+/g, ' ');
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
