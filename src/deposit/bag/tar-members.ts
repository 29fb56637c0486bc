/**
 * What a tar holds, in its order. It describes a member in up to three headers, and programs differ in which they
 * believe and in where they take the tar to end: what they would read differently is a fault here.
 */
import type { Code } from '../../codes/index.js';
import type { OpenFile } from '../../files/door.js';
import { shown } from './paths.js';
import { BLOCK, isEmpty, isEmptyFrom, nameFrom, readPax, readTarHeader, type TarHeader } from './tar-header.js';

export interface TarMember {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'special';
  /** Where its bytes begin in the tar, and how many they are. */
  readonly start: number;
  readonly size: number;
}

/** Why the tar is not read any further. */
export interface TarFault {
  readonly code: Code;
  /** The member; empty for the tar itself. */
  readonly path: string;
  readonly message: string;
}

/** In bytes: a longer header is there to exhaust its reader; real ones hold a name and some attributes. */
const LONGEST_HEADER = 1_000_000;

/** What stands before a member's own header, and holds for it only. */
interface Before {
  /** Of GNU tar, for long names. */
  readonly name?: string;
  readonly pax?: ReadonlyMap<string, Buffer>;
}

const NONE: Before = {};

/** Gives the members one after the other; a fault is the last that comes. */
export function* membersOf(file: OpenFile): Generator<TarMember | TarFault> {
  let before = NONE;
  let at = 0;
  for (let block = file.bytesAt(at, BLOCK); !isEmpty(block); block = file.bytesAt(at, BLOCK)) {
    const header = block.length < BLOCK ? CUT : readTarHeader(block);
    if (typeof header === 'string') return yield broken(header);
    const start = at + BLOCK;
    const isMember = !EXTENSIONS.has(header.type);
    const read = isMember ? memberFrom(header, before, start) : extend(before, header, file, start);
    if ('code' in read) return yield read;
    at = endOf(start, 'start' in read ? read.size : header.size);
    if (at > file.size) return yield broken(CUT);
    before = 'start' in read ? NONE : read;
    if ('start' in read) yield read;
  }
  if (at >= file.size) return yield broken(CUT);
  if (before !== NONE) return yield broken('a name in it belongs to no file');
  if (!isEmptyFrom(file, at)) yield contradictory('', BEHIND);
}

const CUT = 'it ends before its end is marked';
const BEHIND = 'there are bytes behind the mark of its end, in which some programs look for more files';

function endOf(start: number, size: number): number {
  return start + Math.ceil(size / BLOCK) * BLOCK;
}

/** Headers that are about other headers: pax for one member and for all, GNU for a long name and for a long link. */
const EXTENSIONS: ReadonlySet<string> = new Set(['x', 'g', 'L', 'K']);
/** Records that say where the bytes of a member go, or how many they are; none of them can hold for all members. */
const DECISIVE = /^(?:path|linkpath|size|hdrcharset|GNU\.sparse\..*|SCHILY\.realsize)$/;

function extend(before: Before, { type, size }: TarHeader, file: OpenFile, start: number): Before | TarFault {
  if (size > LONGEST_HEADER) {
    const message = `A header in the tar is ${size} bytes long. Only tars made to exhaust their reader have such.`;
    return { code: 'bag-tar-suspicious', path: '', message };
  }
  const bytes = file.bytesAt(start, size);
  if (bytes.length < size) return broken(CUT);
  // Where a long link leads to; links are not followed.
  if (type === 'K') return before;
  if (type === 'L') {
    const end = bytes.indexOf(0);
    if (before.name !== undefined) return contradictory('', TWICE);
    return { ...before, name: nameFrom(end === -1 ? bytes : bytes.subarray(0, end)) };
  }
  const pax = readPax(bytes);
  if (pax === undefined) return broken('a header in it (pax) is not written as such headers are');
  if (type === 'x') return before.pax === undefined ? { ...before, pax } : contradictory('', TWICE);
  const decisive = [...pax.keys()].find((key) => DECISIVE.test(key));
  return decisive === undefined
    ? before
    : contradictory('', `a header for all of its files says "${shown(decisive)}", which can hold for one only`);
}

const TWICE = 'two headers of one kind stand before a file';

/** What the header of a member holds sizes up to; beyond, only pax can say them in digits. */
const LARGEST_IN_DIGITS = 8 ** 11;

function memberFrom(header: TarHeader, { name, pax }: Before, start: number): TarMember | TarFault {
  const inPax = pax?.get('path');
  const full = inPax === undefined ? (name ?? header.name) : nameFrom(inPax);
  if (inPax !== undefined && name !== undefined && name !== full)
    return contradictory(full, `another header calls it ${shown(name)}`);
  const sparse = [...(pax?.keys() ?? [])].find((key) => /^(?:GNU\.sparse\.|SCHILY\.realsize)/.test(key));
  if (sparse !== undefined) return unreadable(full, 'it is packed with gaps left out (sparse)');
  const size = sizeFrom(pax?.get('size')?.toString('latin1'), header.size);
  if (size === undefined) return contradictory(full, 'two headers say two sizes of it');
  const isFolderByName = full.endsWith('/');
  const kind = header.type === '5' || (isFolderByName && FILES.has(header.type)) ? 'folder' : KINDS[header.type];
  if (kind === undefined) return unreadable(full, `it is of a kind ("${shown(header.type)}") that few programs know`);
  if (kind !== 'file' && size > 0) return contradictory(full, 'it is no file and has the content of one');
  return { path: withoutDot(isFolderByName ? full.slice(0, -1) : full), kind, start, size };
}

/** Old tars have NUL for an ordinary file; "7" asks for a place on the disk that is in one piece. */
const FILES: ReadonlySet<string> = new Set(['0', '\0', '7']);
const KINDS: Readonly<Record<string, TarMember['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  // Of a file in the tar, and by name.
  '1': 'link',
  '2': 'link',
  '3': 'special',
  '4': 'special',
  '6': 'special',
};

/** Undefined where the two differ, although the header could have said it. */
function sizeFrom(written: string | undefined, inHeader: number): number | undefined {
  if (written === undefined) return inHeader;
  const size = /^\d{1,15}$/.test(written) ? Number(written) : undefined;
  return size === inHeader || (size !== undefined && size >= LARGEST_IN_DIGITS) ? size : undefined;
}

/** `tar -C bag .` writes `./` before each name; of the folder itself nothing is left. */
function withoutDot(path: string): string {
  return path === '.' ? '' : path.replace(/^(?:\.\/)+/, '');
}

function broken(reason: string): TarFault {
  const message = `The tar is damaged or cut off (${reason}). Download or copy it again.`;
  return { code: 'bag-tar-broken', path: '', message };
}

function contradictory(path: string, reason: string): TarFault {
  const message = `The tar says two things, because ${reason}. Other programs would unpack something else than what is checked here. Ask for it to be packed anew, or unpack it where no harm can be done and verify the folder.`;
  return { code: 'bag-tar-contradictory', path, message };
}

function unreadable(path: string, reason: string): TarFault {
  const message = `This cannot be read here: ${reason}. Unpack the tar with the program it was made with, and verify the folder.`;
  return { code: 'bag-tar-unreadable', path, message };
}
