/**
 * The library: plain text of diplomatic telegrams to TEI, and TEI checked against its schema.
 *
 * ```js
 * import { convert } from 'teigram';
 * const { xml, valid, lossless, diagnostics } = convert(bytes, { file: 'd117.txt' });
 * ```
 *
 * Nothing throws at what a text or a document holds: what is wrong is in `diagnostics`. The network is only asked for
 * schemas that documents of a deposit name by address, and by `uploadDeposit`.
 */

export type { LimitName, Limits } from './budget.js';
export type { CodeExplanation } from './codes/explanation.js';
export { CODES, type Code } from './codes/index.js';
export { type ConvertedDocument, type ConvertOptions, type ConvertResult, convert } from './convert.js';
export type { BagInfo } from './deposit/bag/completeness.js';
export type { BagProfile } from './deposit/bag/profile/profile.js';
export { type ReadProfile, readBagProfile } from './deposit/bag/profile/read.js';
export { type BagReport, type CheckedProfile, type VerifyOptions, verifyBag } from './deposit/bag/verify.js';
export type { Coverage } from './deposit/coverage.js';
export {
  type DepositMetadata,
  type DepositOptions,
  type DepositRecord,
  type DepositResult,
  makeDeposit,
  type UploadOptions,
  type UploadOutcome,
  uploadDeposit,
} from './deposit/index.js';
export type { Licence } from './deposit/licence/index.js';
export type { Contact, Funder, Party as MetadataParty, RelatedWork } from './deposit/metadata/index.js';
export type { WrittenPackage } from './deposit/package.js';
export type { Diagnostic, DiagnosticSource, Severity } from './diagnostics.js';
export type { Verdict } from './engine/contract.js';
export {
  type HeaderAction,
  type HeaderDate,
  type HeaderFacts,
  type HeaderParty,
  type HeaderPlace,
  type HeaderResult,
  readHeader,
} from './header/index.js';
export { checkLossless, type LedgerEntry, type LosslessReport } from './lossless/index.js';
export { BUNDLED_SCHEMA_PATH } from './platform/node/package.js';
export type { Content } from './report/contents.js';
export type { FileReport } from './report/report.js';
export {
  type InputFile,
  type PublicationOptions,
  type TeiOptions,
  toTei,
} from './tei/index.js';
export { type ParsedTelegrams, parseTelegram, parseTelegrams, type ReadOptions } from './telegram/index.js';
export type * from './telegram/model.js';
export {
  checkSchemas,
  type ValidateFilesOptions,
  type ValidateOptions,
  validate,
  validateFiles,
} from './validate/index.js';
export { VERSION } from './version.js';
