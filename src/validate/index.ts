/** Which schemas a document is checked against, and the checking: of one document, of files, of a run. */

export { type CheckOptions, checkDocument, type DocumentSource } from './check.js';
export { type CheckedFile, checkFiles } from './files.js';
export type { Corpus } from './pointers/corpus.js';
export { Run, type RunOptions } from './run.js';
export { loadSchema } from './schemas/load.js';
export type { SchemaOptions } from './schemas/open.js';
export { type SchemaChoice, SchemaShelf, type SchemaShelfOptions } from './schemas/shelf.js';
export { PROLOG_LENGTH } from './schemas/xml-model.js';
export { type ValidateFilesOptions, type ValidateOptions, validate, validateFiles } from './validate.js';
