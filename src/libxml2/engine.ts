/** libxml2 itself: schemas compiled and documents judged, from memory alone. Runs on a thread of its own, or here. */
import {
  closeBuffer,
  DtdValidator,
  openBuffer,
  ParseOption,
  readBuffer,
  XmlDocument,
  XmlError,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { LONGEST_MESSAGE } from './limits.js';

/** A schema with all its files. */
export interface Source {
  /** One for each schema of this process. */
  readonly id: number;
  readonly language: 'xsd' | 'dtd';
  readonly uri: string;
  /** Whether libxml2 needs no watching over it. */
  readonly plain: boolean;
  /** Of a DTD: declarations that come before its own, and what their references are relative to. */
  readonly before?: { readonly text: string; readonly base: string } | undefined;
  /** By absolute URI, without fragments. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export type Task =
  | { readonly kind: 'compile'; readonly source: Source }
  | { readonly kind: 'judge'; readonly id: number; readonly xml: string | Uint8Array };

/** What libxml2 says is wrong, at most some hundred characters of it. */
export interface Detail {
  readonly message: string;
  /** One-based; 0 for none. */
  readonly line: number;
  readonly column: number;
  /** URI of the file of the schema. */
  readonly file?: string;
  /** Of the element in the document. */
  readonly xpath?: string;
}

export interface Outcome {
  /** Nothing is wrong where there are none. */
  readonly details: readonly Detail[];
  /** URIs of files that were asked for and are not among the schema's. */
  readonly missing: readonly string[];
  /** Why there is no result: the schema must be compiled first, or what libxml2 broke off for. */
  readonly stopped?: 'not-compiled' | 'time' | 'memory' | 'work' | 'fault';
}

interface Compiled {
  validate(document: XmlDocument): void;
  dispose(): void;
}

/** Schemas kept; one that is asked for again later is compiled again. */
const MOST_SCHEMAS = 20;
const compiled = new Map<number, Compiled>();

/** The files that libxml2 may open, and those that it asked for in vain; nothing while it judges. */
let files: ReadonlyMap<string, Uint8Array> = new Map();
const missing = new Set<string>();
let registered = false;

/** Does a task at once, however long it takes. */
export function perform(task: Task): Outcome {
  missing.clear();
  try {
    if (task.kind === 'compile') return compile(task.source);
    const schema = compiled.get(task.id);
    return schema === undefined ? { ...RIGHT, stopped: 'not-compiled' } : judge(schema, task.xml);
  } catch (error) {
    return failed(error);
  } finally {
    files = new Map();
  }
}

const RIGHT: Outcome = { details: [], missing: [] };

function compile(source: Source): Outcome {
  register();
  files = source.files;
  for (const [id, schema] of compiled) {
    if (compiled.size < MOST_SCHEMAS) break;
    schema.dispose();
    compiled.delete(id);
  }
  compiled.set(source.id, source.language === 'dtd' ? compileDtd(source) : compileXsd(source));
  return { details: [], missing: [...missing] };
}

/** libxml2 reads what is within reach of this alone. */
function register(): void {
  if (registered) return;
  registered = xmlRegisterInputProvider({
    match: () => true,
    open: (asked) => {
      const uri = URL.canParse(asked) ? new URL(asked).href.replace(/#.*$/s, '') : asked;
      const content = files.get(uri);
      if (content === undefined) missing.add(uri);
      return content === undefined ? undefined : openBuffer(content);
    },
    read: readBuffer,
    close: (descriptor) => {
      closeBuffer(descriptor);
      return true;
    },
  });
}

function compileXsd({ uri, files: own }: Source): Compiled {
  const option = ParseOption.XML_PARSE_NOENT | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET;
  // The schema points into the tree that it was made of, so both go together.
  const document = XmlDocument.fromBuffer(own.get(uri)!, { url: uri, option });
  try {
    const validator = XsdValidator.fromDoc(document);
    return {
      validate: (judged) => validator.validate(judged),
      dispose: () => {
        validator.dispose();
        document.dispose();
      },
    };
  } catch (error) {
    document.dispose();
    throw error;
  }
}

function compileDtd({ uri, before = { text: '', base: uri } }: Source): Compiled {
  // As a part of a document's own declarations, since the package reads no parts of a DTD that stands alone.
  const stub = `<!DOCTYPE x [${before.text}<!ENTITY % teigram-dtd SYSTEM "${uri}">%teigram-dtd;]><x/>`;
  // Without XML_PARSE_NONET: it would refuse files that were fetched already, and nothing is read from elsewhere.
  const document = XmlDocument.fromString(stub, { url: before.base, option: ParseOption.XML_PARSE_DTDLOAD });
  const dtd = document.dtd;
  if (dtd === null) throw new Error('The file declares nothing.');
  const validator = new DtdValidator(dtd);
  return { validate: (judged) => validator.validate(judged), dispose: () => document.dispose() };
}

function judge(schema: Compiled, xml: string | Uint8Array): Outcome {
  const option =
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_HUGE |
    ParseOption.XML_PARSE_BIG_LINES;
  const document =
    typeof xml === 'string' ? XmlDocument.fromString(xml, { option }) : XmlDocument.fromBuffer(xml, { option });
  try {
    schema.validate(document);
    return RIGHT;
  } finally {
    document.dispose();
  }
}

function failed(error: unknown): Outcome {
  const asked = [...missing];
  if (error instanceof XmlLibError) {
    const details = error.details.filter(isError).map(({ message, line, col, file, xpath }) => ({
      message: cut(message),
      line: Math.max(0, line),
      column: Math.max(0, col),
      ...(file === undefined ? {} : { file }),
      ...(xpath === undefined ? {} : { xpath }),
    }));
    const memory = details.length === 0 || details.some(({ message }) => NO_MEMORY.test(message));
    return { details, missing: asked, ...(memory ? { stopped: 'memory' } : {}) };
  }
  // The package throws its details away where libxml2 gives up.
  if (error instanceof XmlError) return { ...RIGHT, missing: asked, stopped: 'work' };
  return { ...RIGHT, missing: asked, stopped: 'fault' };
}

const NO_MEMORY = /^(?:memory allocation failed|out of memory)/i;

/** libxml2's level 1 is that of warnings. */
function isError({ level }: { readonly level: number }): boolean {
  return level > 1;
}

/** Both ends of it, since libxml2 quotes values in the middle. */
function cut(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return tidy(message);
  const half = LONGEST_MESSAGE / 2;
  const head = message.slice(0, half).replace(/[\ud800-\udbff]$/, '');
  const tail = message.slice(-half).replace(/^[\udc00-\udfff]/, '');
  return tidy(`${head}…${tail}`);
}

function tidy(message: string): string {
  return message.trim().replace(/\s+/g, ' ');
}
