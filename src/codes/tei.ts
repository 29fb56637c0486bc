import { explained } from './explanation.js';

/** What the writer, and the check of what it wrote, may have to say. */
export const teiCodes = explained({
  'character-not-allowed': {
    title: 'The text holds a character that no XML document may hold.',
    why: 'Control characters and broken halves of characters come from copying or from a wrong encoding. XML forbids them, so the TEI has a g element with U+FFFD at the place, and charDecl in its header says which character it was.',
    example: 'Report soonest.\\u0007',
    fix: 'Look at the place, see what the character stood for, and replace it or take it out. If there are many, try another --encoding.',
  },
  'text-lost': {
    title: 'Something in the text is not in the TEI.',
    why: 'Every conversion reads its own result again and compares it with the input. Characters are missing from the TEI that no attribute and no entry of the list of what was left out accounts for.',
    example: 'The TEI does not hold “Bogota.”, which the text has here.',
    fix: 'This is a fault of the program. Do not use the TEI; report the input, and the line and column given.',
  },
  'text-invented': {
    title: 'Something in the TEI is not in the text.',
    why: 'Every conversion reads its own result again and compares it with the input. The TEI has characters that the text has not, or has them twice or in another place.',
    example: 'The TEI holds “Bogota.Bogota.”, which the text does not have here.',
    fix: 'This is a fault of the program. Do not use the TEI; report the input, and the line and column given.',
  },
  'marker-lost': {
    title: 'A marker or a page number is not what the text prints.',
    why: 'The marker of a note and the number of a page are taken out of the text and held by an attribute. Here the attribute says something else, so the printed one would be lost.',
    example: 'The text prints “12” here, but the TEI says “2” in its place.',
    fix: 'This is a fault of the program. Do not use the TEI; report the input, and the line and column given.',
  },
  'tei-unreadable': {
    title: 'The TEI that was written could not be read again.',
    why: 'Every conversion reads its own result again. This one is not well-formed XML, or is missing, so nothing can be said of it.',
    example: 'The TEI of the document that starts here could not be read again.',
    fix: 'This is a fault of the program. Report the input.',
  },
});
