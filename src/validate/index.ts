/** Which schemas a document is checked against, and the checking: of one document, of files, of a run. */

export type { Ear } from './files.js';
export type { Hear } from './hear.js';
export { type Beside, Run, type RunOptions } from './run.js';
export { checkSchemas, SchemaRun } from './schema-run.js';
export { type ValidateFilesOptions, type ValidateOptions, validate, validateFiles } from './validate.js';
export type { PartsHandler } from './whole.js';
