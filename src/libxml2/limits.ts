/** What a schema and a document may cost here: generous for what people write, little for what is made to be slow. */

/** Files of one schema, whether they were had or not, itself included. */
export const MOST_FILES = 500;
/** In bytes: of one file of a schema. */
export const LARGEST_FILE = 100_000_000;
/** In bytes: of all files of a schema together. */
export const LARGEST_SCHEMA = 200_000_000;
/** Definitions that stand on one another: types on types, groups in groups. No schema in use has thirty. */
export const MOST_LEVELS = 300;
/** What a definition comes to once all groups in it are put in their places. */
export const MOST_PARTICLES = 100_000;
/** How often counted repetitions within counted repetitions of a pattern may be gone through. */
export const MOST_REPETITIONS = 100_000;
/** In characters: of one pattern. */
export const LONGEST_PATTERN = 100_000;
/** Alternatives in one pattern. */
export const MOST_ALTERNATIVES = 10_000;
/** Addresses in one wildcard (`namespace` of `xs:any`). */
export const MOST_NAMESPACES = 1_000;
/** Of schemas that need no watching, see `look.ts`: about a tenth of a second. */
export const LITTLE_WORK = 20_000_000;
/** In bytes: of such schemas, and of documents that need no watching by them. */
export const SHORT_SCHEMA = 100_000;
export const SHORT_DOCUMENT = 50_000;
/** In bytes: memory for a schema beside ten times its size, and the least for a document. */
export const SCHEMA_MEMORY = 512_000_000;
/** In characters: of what libxml2 says, which may quote a value of any length. */
export const LONGEST_MESSAGE = 500;

/** In milliseconds: how long a schema of so many bytes may take to be made ready. TEI's needs some seconds for 500 kB. */
export function timeToCompile(bytes: number): number {
  return Math.min(2_000 + bytes / 10, 120_000);
}

/** In milliseconds: how long a document of so many bytes may be judged. Usual are 100 milliseconds a megabyte. */
export function timeToJudge(bytes: number): number {
  return Math.min(2_000 + bytes / 20, 120_000);
}

/** In bytes: memory for judging a document of so many bytes, whose tree takes ten times as much. */
export function memoryToJudge(bytes: number): number {
  return Math.min(Math.max(SCHEMA_MEMORY, 25 * bytes), 2_147_483_648);
}
