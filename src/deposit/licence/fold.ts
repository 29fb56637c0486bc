/** Spellings of one name or address, made one. */

/**
 * Words without case, accents, punctuation and what does not tell licences apart: `Apache License, Version 2.0` and
 * `Apache-2.0 Licence` have what they share in common.
 */
export function folded(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('licence', 'license')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}.+]+/gu, ' ')
    .replace(/\.(?!\d)|(?<!\d)\./g, ' ')
    .replace(/\b(?:version|vers|v)(?: (?=\d)|(?=\d))/g, '')
    .replace(/\bthe\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

/** An address without what does not tell places apart: scheme, `www.`, slashes at the end, the name of a legal code, endings of files. */
export function foldedAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '')
    .replace(/\/(?:legalcode|deed)(?:[.-][a-z]{2,3}(?:[-_][a-z]+)?)?(?:\.txt)?$/, '')
    .replace(/(?:-standalone)?(?:\.[a-z]{2})?\.(?:html?|txt|php)$/, '')
    .replace(/(\d)-(\d)/g, '$1.$2');
}
