/**
 * The library in a browser: the conversion, and the checking of its own TEI. `teigram/relaxng` and `teigram/schematron`
 * run there, too; what reads and writes files does not.
 */

export type { CodeExplanation } from './codes/explanation.js';
export { CODES, type Code } from './codes/index.js';
export { type ConvertedDocument, type ConvertOptions, type ConvertResult, convert } from './convert.js';
export type { Diagnostic, DiagnosticSource, Severity } from './diagnostics.js';
export { checkLossless, type LedgerEntry, type LosslessReport } from './lossless/index.js';
export { type PublicationOptions, type TeiOptions, toTei } from './tei/index.js';
export { type ParsedTelegrams, parseTelegram, parseTelegrams, type ReadOptions } from './telegram/index.js';
export type * from './telegram/model.js';
export { VERSION } from './version.js';
