/** Addresses of the web as they may be shown. */

/**
 * Without the name and the password that may stand in front of a server: reports go into public logs.
 *
 * @param text an address, or a text that holds some.
 */
export function withoutCredentials(text: string): string {
  // The last @ before the path ends what is secret (https://url.spec.whatwg.org/#authority-state).
  return text.includes('@') ? text.replace(/([a-z][a-z0-9+.-]*:[\\/]{2,})[^\s/\\?#"<>]*@/gi, '$1') : text;
}
