/** Addresses of the web as they may be shown. */

/** The last @ before the path ends what is secret (https://url.spec.whatwg.org/#authority-state). A folder may have one in its name. */
const CREDENTIALS = /\b(?!file:)([a-z][a-z0-9+.-]{0,20}:[\\/]{2,9})[^\s/\\?#"<>]{0,1000}@/gi;
/** Of what was written wrongly, with a slash in the password: no address, and shown in complaints of that. */
const WITH_A_SLASH =
  /\b(?!file:)([a-z][a-z0-9+.-]{1,20}:[\\/]{1,9})[^\s/@:[\]]{0,200}:(?!\d{1,5}(?:[/?#]|$))[^\s@"<>]{0,1000}@/gi;

/**
 * Without the name and the password that may stand in front of a server: reports go into public logs.
 *
 * @param text an address, or a text that holds some.
 */
export function withoutCredentials(text: string): string {
  return text.includes('@') ? text.replace(CREDENTIALS, '$1').replace(WITH_A_SLASH, '$1') : text;
}
