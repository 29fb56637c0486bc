/** Which schemas a document is checked against, and the checking. */
export { Resources } from '../resources/index.js';
export { loadValidator } from './load.js';
export { inDocumentOrder } from './order.js';
export type { ValidateOptions, Validator } from './schema.js';
export { copiesFolder, type SchemaChoice, SchemaShelf, type SchemaShelfOptions } from './shelf.js';
export { PROLOG_LENGTH } from './xml-model.js';
