/** The header of a file of any length, of which only as much is read as the header takes. */
import { open } from 'node:fs/promises';
import { ByteReader } from '../xml/bytes.js';
import { type HeaderResult, headerFacts } from './header.js';

/** In bytes, read at a time. */
const PIECE = 65_536;
/** In UTF-16 code units. Headers of the largest editions have some hundred thousand. */
const LONGEST = 16_000_000;
/** Longer than an end tag of the header with any prefix worth having. */
const OVERLAP = 256;

/**
 * Reads what the first `teiHeader` of a file says. The file is expected to have been validated: whether the rest of
 * it is well-formed is not looked at.
 *
 * @param display its name in diagnostics.
 */
export async function readHeaderOf(path: string, display: string): Promise<HeaderResult> {
  const bytes = new ByteReader();
  const handle = await open(path);
  try {
    let text = '';
    const buffer = Buffer.alloc(PIECE);
    for (let ended = false; !ended && text.length < LONGEST; ) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE);
      ended = bytesRead === 0;
      const searched = Math.max(0, text.length - OVERLAP);
      text += bytes.decode(buffer.subarray(0, bytesRead), ended);
      if (bytes.problem !== undefined || /<\/(?:[\w.-]{1,200}:)?teiHeader\s{0,40}>/.test(text.slice(searched))) break;
    }
    return headerFacts(text, display);
  } finally {
    await handle.close();
  }
}
