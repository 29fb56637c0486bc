/** The parameters of abstract patterns (ISO/IEC 19757-3, §5.4.10): `$name` in expressions and texts. */

/** A name after `$`: never longer than what may be a parameter. */
const REFERENCE = /\$([\p{L}_][\p{L}\p{N}\p{M}_.\-\u00b7]*)/gu;

/** The text with each `$name` of a parameter replaced by its value; other names are variables and stay. */
export function substitute(text: string, parameters: ReadonlyMap<string, string>): string {
  if (parameters.size === 0 || !text.includes('$')) return text;
  return text.replace(REFERENCE, (reference, name: string) => parameters.get(name) ?? reference);
}

/** The names that stand after `$`: those of variables, and of what only looks like one within quotes. */
export function namesIn(text: string): readonly string[] {
  return text.includes('$') ? [...text.matchAll(REFERENCE)].map(([, name]) => name!) : [];
}
