/** The printed words of a form as optical reading may have left them. */

/** Letters that are taken for one another, and the figures that are taken for them. */
const ALIKE = ['O0Q', 'I1l|!T', 'S5', 'EFC', 'B8', 'G6C', 'MN', 'UV'];

/** A pattern for words of which each letter may have been taken for one like it, and their blanks lost. */
export function fuzzy(words: string): string {
  return [...words].map((letter) => (letter === ' ' ? '\\s*' : alike(letter))).join('');
}

function alike(letter: string): string {
  const group = ALIKE.find((letters) => letters.includes(letter.toUpperCase()));
  const all = [...new Set([letter.toUpperCase(), letter.toLowerCase(), ...(group ?? '')])];
  return all.length === 1 ? letter : `[${all.join('').replace(/[\]\\^-]/g, '\\$&')}]`;
}
