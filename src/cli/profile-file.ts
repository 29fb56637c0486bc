/** The BagIt profile that a call names: a file of the user's, never an address. */
import { withoutCredentials } from '../addresses.js';
import type { ReadProfile } from '../deposit/bag/profile/read.js';
import { readBagProfile } from '../deposit/bag/profile/read.js';
import type { Diagnostic } from '../diagnostics.js';
import { readNamed } from '../files/door.js';
import { reasonOf } from '../files/reason.js';
import { jsonFault } from './json-fault.js';

/** In bytes. A profile has some pages. */
const LARGEST = 10_000_000;

/** Reads it. Never rejects: what is wrong is in the diagnostics. */
export async function readProfileFile(file: string): Promise<ReadProfile> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return unreadable(file, ADDRESS);
  let text: string;
  try {
    text = (await readNamed(file, LARGEST)).toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return unreadable(file, `The profile cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return readBagProfile(JSON.parse(text), file);
  } catch {
    // The parser's own words quote the file, which may be no profile but a secret.
    const { line, column, expected } = jsonFault(text) ?? { line: 1, column: 1, expected: 'JSON' };
    const message = `The profile is not JSON: in line ${line}, column ${column}, there should be ${expected}.`;
    return unreadable(file, message, { line, column });
  }
}

const ADDRESS =
  'A profile is read from a file only, since what an address gives may be another thing tomorrow. Download it, for example with curl -L -o profile.json and the address, and name that file: --profile profile.json.';

function unreadable(file: string, message: string, place: Pick<Diagnostic, 'line' | 'column'> = {}): ReadProfile {
  const said = { message: withoutCredentials(message), file: withoutCredentials(file), ...place };
  return { diagnostics: [{ severity: 'error', code: 'bag-profile-unreadable', ...said, source: 'run' }] };
}
