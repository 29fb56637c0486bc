/**
 * The library: plain text of diplomatic telegrams to TEI, and TEI checked against its schema.
 *
 * ```js
 * import { convert } from 'teigram';
 * const { xml, valid, lossless, diagnostics } = convert(bytes, { file: 'd117.txt' });
 * ```
 *
 * Nothing here touches the network, and nothing throws at what a text or a document holds: what is
 * wrong is in `diagnostics`.
 */

export { CODES } from './codes/index.js';
export { type ConvertedDocument, type ConvertOptions, type ConvertResult, convert } from './convert.js';
export { type BagReport, verifyBag } from './deposit/bag/verify.js';
export {
  type HeaderAction,
  type HeaderDate,
  type HeaderFacts,
  type HeaderParty,
  type HeaderResult,
  readHeader,
} from './header/index.js';
export type { CodeExplanation, Diagnostic, DiagnosticSource, Severity } from './diagnostics.js';
export { type LoadOptions, loadSchema, type Schema, SchemaError, type ValidationResult } from './relaxng/index.js';
export {
  checkLossless,
  type InputFile,
  type LedgerEntry,
  type PublicationOptions,
  type TeiOptions,
  toTei,
} from './tei/index.js';
export { type ParsedTelegrams, parseTelegram, parseTelegrams, type ReadOptions } from './telegram/index.js';
export type * from './telegram/model.js';
export { BUNDLED_SCHEMA_PATH } from './validate/bundled-path.js';
export { VERSION } from './version.js';
