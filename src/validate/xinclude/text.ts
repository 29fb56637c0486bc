/** A part that is text: its characters, or some of them (RFC 5147, fragment identifiers of text/plain). */

const NUMBERS = /^(char|line)=(?:(\d+)|(\d*),(\d*))$/;
const CHECK = /^(?:length=\d+|md5=[0-9a-f]{32})(?:,[\w-]+)?$/i;

/**
 * The part of a text that `line=` or `char=` names: numbers count the places between lines or characters, from 0. A
 * place alone is empty, and what is beyond the end is the end.
 *
 * @returns undefined where the fragment is not written so. Its checks, `length=` and `md5=`, are passed over.
 */
export function partOfText(text: string, fragment: string): string | undefined {
  const [range = '', ...checks] = fragment.trim().split(';');
  const [, unit, place, from = place ?? '', to = place ?? ''] = NUMBERS.exec(range) ?? [];
  if (unit === undefined || from + to === '' || !checks.every((check) => CHECK.test(check))) return undefined;
  // A line end is one character, however it is written (§2.1.1).
  const all = text.replace(/\r\n?/g, '\n');
  const offset = unit === 'line' ? offsetOfLine : offsetOfCharacter;
  return all.slice(offset(all, Number(from)), to === '' ? undefined : offset(all, Number(to)));
}

function offsetOfLine(text: string, lines: number): number {
  let at = 0;
  for (let i = 0; i < lines && at < text.length; i++) at = text.indexOf('\n', at) + 1 || text.length;
  return at;
}

function offsetOfCharacter(text: string, characters: number): number {
  let at = 0;
  for (let i = 0; i < characters && at < text.length; i++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}
