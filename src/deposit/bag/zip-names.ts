/** The name and the kind of a zip's member, by whatever of its fields some program goes by. */
import { type Entry, type ExtraField, getFileNameLowLevel } from 'yauzl';
import type { BagFile } from './source.js';

const UTF8_FLAG = 0x800;

/** Many programs write UTF-8 without saying so; the code page of DOS is for what cannot be that. */
export function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const unicodePath = unicodePathOf(fileNameRaw, extraFields);
  if (unicodePath !== undefined) return unicodePath;
  if ((generalPurposeBitFlag & UTF8_FLAG) === 0) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
    } catch {
      // Falls through.
    }
  }
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, [], true);
}

const UNICODE_PATH = 0x7075;

/** The second name of Info-ZIP, in UTF-8, for names in the code page of a machine; undefined where there is none in force. */
export function unicodePathOf(raw: Buffer, extraFields: readonly ExtraField[]): string | undefined {
  const fields = extraFields.filter(({ id }) => id === UNICODE_PATH);
  const name = getFileNameLowLevel(UTF8_FLAG, raw, fields, true);
  return name === getFileNameLowLevel(UTF8_FLAG, raw, [], true) ? undefined : name;
}

/** Whether a name that every program reads alike has a second one, which only some of them follow. */
export function hasTwoNames({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): boolean {
  const isCertain = (generalPurposeBitFlag & UTF8_FLAG) !== 0 || fileNameRaw.every((byte) => byte < 0x80);
  return isCertain && unicodePathOf(fileNameRaw, extraFields) !== undefined;
}

/** What Windows marks links with; some programs write it into the lower half of the attributes. */
const REPARSE_POINT = 0x400;
const DOS_FOLDER = 0x10;
const UNIX_LINK = 0xa;
/** Pipes, devices, folders and sockets; some archivers write 0xf for "not set". */
const NO_FILES: ReadonlySet<number> = new Set([0x1, 0x2, 0x4, 0x6, 0xc]);

/**
 * What a member is. The upper half of the attributes is a Unix mode, whatever system the zip says to be from: programs
 * follow it for Unix (3), macOS (19) and others, some for DOS (0), too.
 *
 * @param isFolder whether its name ends in `/`.
 */
export function kindOf({ externalFileAttributes, extraFields }: Entry, isFolder: boolean): BagFile['kind'] {
  const type = externalFileAttributes >>> 28;
  if (type === UNIX_LINK || (externalFileAttributes & REPARSE_POINT) !== 0 || extraFields.some(isLink)) return 'link';
  // The slash is what all programs go by, whatever the mode.
  if (isFolder) return 'file';
  return NO_FILES.has(type) || (externalFileAttributes & DOS_FOLDER) !== 0 ? 'special' : 'file';
}

/** Fields in which PKZIP and ASi keep where a link leads to. */
function isLink({ id, data }: ExtraField): boolean {
  if (id === 0x000d) return data.length > 12;
  return id === 0x756e && data.length >= 6 && data.readUInt16LE(4) >>> 12 === UNIX_LINK;
}
