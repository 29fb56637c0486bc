/** A document as its judges hear it, its parts in their places, for who wants something else of it than a judgement. */
import type { Limits } from '../budget.js';
import { readFileOrHead } from '../files/door.js';
import { displayPath, type InputFile, whyOf } from '../files/inputs.js';
import { checkDocument } from './check.js';
import { LONGEST_HELD, sourceOf } from './files.js';
import type { PartsHandler } from './whole.js';
import type { StandIn } from './xinclude/files.js';

export interface HearOptions {
  /** What is read in the place of the address of a part. */
  readonly standIn: (uri: string) => StandIn | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Whether files of this disk are read that the document takes in by its DOCTYPE; default `none`. */
  readonly entities?: 'none' | 'local' | undefined;
}

/**
 * Tells a handler what a file holds, its parts in their places as they are where it is checked.
 *
 * @returns absolute paths of the parts (XInclude, entities) that were put in their places. Rejects with a Refusal or the
 * system's error where the file cannot be read.
 */
export type Hear = (file: InputFile, handler: PartsHandler) => Promise<readonly string[]>;

export async function hearFile(file: InputFile, handler: PartsHandler, options: HearOptions): ReturnType<Hear> {
  const path = file.path!;
  const { content, whole } = readFileOrHead(path, whyOf(file), LONGEST_HELD, 0);
  const source = sourceOf(file, whole ? { bytes: content } : { head: content });
  const about = { file: file.display, path, display: displayPath };
  const { parts } = await checkDocument(source, [], {
    ...{ ...about, ...options },
    pointers: false,
    xinclude: true,
    ear: handler,
  });
  return parts;
}
