/**
 * The form in which compiled schemas are kept. An entry is found by the content of the schema's own file and the engine
 * that compiled it, and holds for as long as the files it refers to have the content that they had.
 */
import type { Diagnostic } from '../diagnostics.js';
import type { SchemaStore } from '../platform/store.js';
import { BUILD } from '../version.js';
import { type RestoredPatterns, restorePatterns, type StoredPatterns } from './pattern/stored.js';

/** A file that the compiled schema was made of. */
export interface Dependency {
  readonly uri: string;
  /** Where it was had, if it was elsewhere: the base of what it refers to. */
  readonly at?: string;
  /** Of the file that asked for it, in whose name it is looked at again. */
  readonly baseUri?: string | undefined;
  /** By the store's `hash`. */
  readonly hash: string;
}

/** Under which name the compiled form of a schema is kept; `root` is its own file. */
export function entryName(store: SchemaStore, root: Dependency): string {
  return store.hash(JSON.stringify([BUILD, isLittleEndian(), root.uri, root.hash]));
}

function isLittleEndian(): boolean {
  return new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
}

interface Header {
  readonly dependencies: readonly Dependency[];
  readonly diagnostics: readonly Diagnostic[];
  readonly mayHoldRules: boolean;
  readonly tables: StoredPatterns['tables'];
  readonly start: number;
  readonly lengths: readonly [nameClasses: number, patterns: number, rows: number, elements: number];
}

/** An entry as read, before its dependencies are compared. */
export interface Entry {
  readonly dependencies: readonly Dependency[];
  /** Warnings about the schema. */
  readonly diagnostics: readonly Diagnostic[];
  readonly mayHoldRules: boolean;
  /** Undefined if the entry turns out to be damaged after all. */
  restore(): RestoredPatterns | undefined;
}

const LINE_END = 10;

/** The bytes of an entry: a digest of what follows, a line end, the length of the header, the header, the numbers. */
export function encodeEntry(
  store: SchemaStore,
  stored: StoredPatterns,
  of: Pick<Header, 'dependencies' | 'diagnostics' | 'mayHoldRules'>,
): Uint8Array {
  const { tables, start, nameClasses, patterns, rows, elements } = stored;
  const lengths = [nameClasses.length, patterns.length, rows.length, elements.length] as const;
  const header = new TextEncoder().encode(JSON.stringify({ ...of, tables, start, lengths } satisfies Header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, header.length, true);
  const numbers = [nameClasses, patterns, rows, elements].map(
    (a) => new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
  );
  const body = joined([length, header, ...numbers]);
  return joined([new TextEncoder().encode(`${store.hash(body)}\n`), body]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Undefined where the bytes are no entry, or a damaged one. */
export function decodeEntry(store: SchemaStore, bytes: Uint8Array): Entry | undefined {
  try {
    const end = bytes.indexOf(LINE_END);
    const body = bytes.subarray(end + 1);
    if (end < 0 || store.hash(body) !== new TextDecoder().decode(bytes.subarray(0, end))) return undefined;
    const headerLength = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(body.subarray(4, 4 + headerLength))) as Header;
    // Copied, because an Int32Array must begin at a multiple of four.
    const numbers = new Int32Array(new Uint8Array(body.subarray(4 + headerLength)).buffer);
    const { dependencies, diagnostics, mayHoldRules } = header;
    return { dependencies, diagnostics, mayHoldRules, restore: () => restore(header, numbers) };
  } catch {
    return undefined;
  }
}

function restore({ tables, start, lengths }: Header, numbers: Int32Array): RestoredPatterns | undefined {
  let from = 0;
  const take = (length: number): Int32Array => {
    from += length;
    return numbers.subarray(from - length, from);
  };
  const [nameClasses, patterns, rows, elements] = lengths;
  try {
    return restorePatterns({
      tables,
      start,
      nameClasses: take(nameClasses),
      patterns: take(patterns),
      rows: take(rows),
      elements: take(elements),
    });
  } catch {
    return undefined;
  }
}
