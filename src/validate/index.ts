/** Which schemas a document is checked against, and the checking. */

export { Resources } from '../resources/index.js';
export { type CheckOptions, checkDocument, type DocumentSource } from './check.js';
export { loadValidator } from './load.js';
export type { Corpus } from './pointers/corpus.js';
export type { ValidateOptions, Validator } from './schema.js';
export { copiesFolder, type SchemaChoice, SchemaShelf, type SchemaShelfOptions } from './shelf.js';
export { PROLOG_LENGTH } from './xml-model.js';
