/** What libxml2 says, in words of ours where its own are of no use to those who read them. */
import type { Diagnostic } from '../diagnostics.js';
import { displayName } from '../engine/source.js';
import { XSD_NAMESPACE } from '../xml/known-namespaces.js';
import type { Detail, Outcome, Source } from './engine.js';
import { memoryToJudge, SCHEMA_MEMORY, timeToCompile, timeToJudge } from './limits.js';
import type { Located } from './locate.js';
import { beyond } from './look.js';
import type { ScannedFile } from './scan.js';

type Stopped = Exclude<Outcome['stopped'], undefined | 'not-compiled'>;

/** What is wrong with a schema that could not be compiled; at least one finding. */
export function faultsOfSchema(outcome: Outcome, source: Source, scanned: readonly ScannedFile[]): Diagnostic[] {
  const name = displayName(source.uri);
  const told = outcome.details.filter(({ message }) => !BY_THE_WAY.test(message));
  // In a DTD the last fault is that there was one.
  const faults = told.length > 1 ? told.filter(({ message }) => !NO_DECLARATION.test(message)) : told;
  const newer = scanned.flatMap((file) => file.newer ?? [])[0];
  if (newer !== undefined) return [schemaInvalid(ofLater(newer.name), newer.place)];
  if (outcome.stopped !== undefined && outcome.stopped !== 'not-compiled') {
    return [beyond({ file: name }, `${WHY_NO_SCHEMA[outcome.stopped](sizeOf(source))} ${SIMPLER}`)];
  }
  if (faults.length === 0) return [beyond({ file: name }, `${WHY_NO_SCHEMA.work(0)} ${SIMPLER}`)];
  return faults.map(({ message, line, column, file }) => {
    const known = file !== undefined && source.files.has(file) ? displayName(file) : name;
    const place = { file: known, ...(line > 0 ? { line } : {}), ...(line > 0 && column > 0 ? { column } : {}) };
    return schemaInvalid(inOurWords(message), place);
  });
}

/** What libxml2 says beside what is wrong: of files it says nothing that was not said already, of its own failures nothing that helps. */
const BY_THE_WAY = /^(?:failed to load |internal error\b)|Failed to compile the content model/i;
const NO_DECLARATION = /^Content error in the (?:internal|external) subset/;

function schemaInvalid(message: string, place: { readonly file: string }): Diagnostic {
  const said = `The schema is not correct: ${message}`;
  return { severity: 'error', code: 'schema-invalid', message: said, ...place, source: 'libxml2' };
}

function sizeOf({ files }: Source): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

const SIMPLER =
  'Mostly groups that refer to one another many times over, long lists of optional elements or patterns with repetitions in repetitions are the cause: write them more simply, or take a schema in RELAX NG.';

const WHY_NO_SCHEMA: Readonly<Record<Stopped, (bytes: number) => string>> = {
  time: (bytes) =>
    `The schema is too intricate: it could not be made ready within ${seconds(timeToCompile(bytes))}, and was given up.`,
  memory: (bytes) =>
    `The schema is too intricate: to make it ready takes more than ${megabytes(SCHEMA_MEMORY + 10 * bytes)} of memory.`,
  work: () => 'The schema is too intricate to be made ready.',
  fault: () => 'The schema is too intricate: libxml2, which reads it, broke down over it.',
};

const WHY_NO_VERDICT: Readonly<Record<Stopped, (bytes: number) => string>> = {
  time: (bytes) => `it took longer than ${seconds(timeToJudge(bytes))}`,
  memory: (bytes) => `it takes more than ${megabytes(memoryToJudge(bytes))} of memory`,
  work: () => 'a value or the content of an element can be compared with the schema in too many ways',
  fault: () => 'libxml2, which checks it, broke down over it',
};

/** Why a document has no verdict. */
export function givenUp(stopped: Stopped, bytes: number, schema: string, file: { readonly file?: string }): Diagnostic {
  const message = `The check against ${schema} was given up: ${WHY_NO_VERDICT[stopped](bytes)}. The document may be right or wrong. Look in the schema for patterns with repetitions in repetitions and for keys with .// in them, and write them more simply; or check against a schema in RELAX NG.`;
  return beyond(file, message);
}

/** What the schema says of a document, or a document of the schema. */
export function violation(
  { message, line }: Detail,
  place: Located | undefined,
  { file, schema }: { readonly file: { readonly file?: string }; readonly schema: string },
): Diagnostic {
  const [, model, content] = /^Content model of (\S+) is not determinist(?:ic)?: (.*)/s.exec(message) ?? [];
  if (model !== undefined) return schemaInvalid(ambiguous(model, content ?? ''), { file: schema });
  const where = place ?? (line > 0 ? { line } : {});
  const source = 'libxml2';
  return { severity: 'error', code: 'schema-violation', message: sentence(message), ...file, ...where, source };
}

function ambiguous(element: string, content: string): string {
  const shown = content.length <= 100 ? content : `${content.slice(0, 100)}…`;
  return `what it says of the content of ${element} can be read in several ways, ${shown}, which a DTD must not. Write it so that the next element alone tells where it belongs: (a, (b | c)) in the place of ((a, b) | (a, c)).`;
}

function ofLater(name: string): string {
  return `xs:${name} is of XML Schema 1.1, and only version 1.0 is known here. Take the schema in version 1.0, or in RELAX NG.`;
}

/** Patterns of libxml2's messages, and what they mean. */
const WORDS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /The value '(.*?)'? of the facet 'pattern' is not a valid regular expression/s,
    (pattern) =>
      `${quoted(pattern)} is no pattern of XML Schema. Look for a bracket that is not closed, or for what other programs allow and XML Schema does not (^, $, \\b, (?:…)).`,
  ],
  [
    /^Excessive depth in document: (\d+)/,
    (depth) =>
      `its elements stand within one another more than ${depth} levels deep. Give inner types names of their own, and refer to them.`,
  ],
  [
    /circular|must not import\/include\/redefine itself/i,
    (all) => `${sentence(all)} What is defined by itself never comes to an end: take one of the references out.`,
  ],
  [
    NO_DECLARATION,
    () =>
      'here stands something that is no declaration of a DTD, such as <!ELEMENT p (#PCDATA)>. Look whether it is the file that you mean.',
  ],
  [
    /^Maximum entity amplification/,
    () => 'its parameter entities come to very much more text than the file has. Write out what they stand for.',
  ],
  [
    /entity reference loop/,
    () =>
      'an entity holds itself, directly or through others. What holds itself never comes to an end: take one of the references out.',
  ],
  [
    /^The XML document '.*?' is not a schema document/s,
    () =>
      'the file is XML, but not an XML Schema, whose first element is xs:schema. Look whether it is the file that you mean.',
  ],
];

function inOurWords(message: string): string {
  const plain = message.replaceAll(`{${XSD_NAMESPACE}}`, 'xs:');
  for (const [form, words] of WORDS) {
    const match = form.exec(plain);
    if (match !== null) return words(match[1] ?? plain);
  }
  return sentence(plain);
}

function quoted(text: string): string {
  return `"${text.length <= 60 ? text : `${text.slice(0, 57)}…`}"`;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1_000).toLocaleString('en')} seconds`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}
