/** For expressions that look nothing up. */
import { XPathDynamicError } from '../../../src/schematron/xpath/errors.js';
import type { Surroundings } from '../../../src/schematron/xpath/runtime.js';

function noFile(): never {
  throw new XPathDynamicError('there are no files');
}

export const NOTHING_AROUND: Surroundings = { keys: { lookup: () => [] }, files: { document: noFile, text: noFile } };
