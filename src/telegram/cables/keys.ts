/** The keys in the head of a cable: which line begins with which. */
export type Key = 'declassification' | 'tags' | 'subject' | 'references' | 'classified-by';

/** A line in the head by the words it begins with: the rows of the same names in the table of line types. */
const KEYS: Readonly<Record<Key, RegExp>> = {
  // OCR takes a nought for the O. The number alone is no key: `E.O. 11652 was the order in force`.
  declassification: /^E\.?\s*[O0]\.?,?\s*1\d{4}(?:\s*:|\s+(?:X?GDS|N\/A|NA|RDS|DECL|OADR)\b|\s*$)/,
  tags: /^(?:TAG[S5]|Tags)(?:\s*:\s*(?:[A-Z]{2,5}(?=[\s,(]|$)|(?:[a-z]{4}|[a-z]{2})(?:,\s?(?:[a-z]{4}|[a-z]{2}))*$|$)|\s+[A-Z]{4}(?=[\s,]|$)|\s*$)/,
  subject: /^[S5]UBJ(?:ECT)?\s*(?::|$)/i,
  references:
    /^REF(?:S|ERENCES?)?(?:\s*[:.](?:\s|$)|\s*[:(]|\s*$)|^REFTELS?\s*(?::|$)|^REF\s+[A-Z]{3,}(?:\s[A-Z]{2,})?\s\d{2,}/i,
  'classified-by': /^\(?[UC]?\)?\s*Classified\s+By\b/i,
};

/** The key of a line with how many characters it and its colon take. */
export function keyAt(said: string): { key: Key; length: number } | undefined {
  for (const key of Object.keys(KEYS) as Key[]) {
    if (!KEYS[key].test(said)) continue;
    const front = /^(?:E\.?\s*[O0]\.?,?\s*1\d{4}|TAG[S5]|[S5]UBJ(?:ECT)?|REF(?:S|TELS?|ERENCES?)?)\s*[:.]?\s*/i.exec(
      said,
    );
    return { key, length: front?.[0].length ?? 0 };
  }
  return undefined;
}

/** `1.`, `¶1.`, `1.(C)`: the number of a paragraph, and what the label takes. */
export function paragraphNumber(said: string): { n: number; length: number } | undefined {
  const found = /^(?:[¶\uFFFD]\s*)?(\d{1,3})\.(?=\s|$|\(|["'“]?[A-Z])/.exec(said);
  return found ? { n: Number(found[1]), length: found[0].length } : undefined;
}

const RULE = /^[-=_–—]{3,}(?:\s[-=_–—]+)*$|^[-–—]{1,2}$|^[-–—](?:\s[-–—])+$|^['`.,;:]{1,2}$/;

/** A line of dashes, under a heading, or one dash for a blank line; a stray point or stroke of the machine. */
export function isRule(said: string): boolean {
  return RULE.test(said);
}
