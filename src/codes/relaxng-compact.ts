import { explained } from './explanation.js';

/** What can be wrong with a schema in the compact syntax (.rnc). */
export const relaxngCompactCodes = explained({
  'compact-syntax': {
    title: 'The schema does not follow the compact syntax of RELAX NG.',
    why: 'A schema is read as a whole: where it cannot be understood, nothing after that place can be relied upon, so nothing is validated.',
    example: 'element p { }',
    fix: 'Go to the line and column; the message says what was found and what could stand there. In the example: element p { empty }.',
  },
  'compact-connectors-mixed': {
    title: 'Patterns are joined by different connectors without parentheses.',
    why: 'Whether a, b | c means (a, b) | c or a, (b | c) cannot be known: the compact syntax gives none of the three connectors precedence.',
    example: 'start = head, body | text',
    fix: 'Put parentheses around what belongs together: start = (head, body) | text.',
  },
  'compact-keyword': {
    title: 'A word of the compact syntax is used as the name of a definition.',
    why: 'Words such as list, text, start or token have a meaning of their own, and a definition of that name could not be told from it.',
    example: 'list = element list { item+ }',
    fix: 'Write a backslash in front of it, where it is defined and where it is used: \\list. Names of elements need none: element list { … }.',
  },
  'compact-literal-open': {
    title: 'A text in quotes is not closed.',
    why: 'Text between single or double quotes ends on the line on which it begins.',
    example: 'attribute type { "telegram }',
    fix: 'Add the missing quote. A text of several lines stands between three quotes: """…""".',
  },
  'compact-escape': {
    title: 'An escape stands for no character that XML allows.',
    why: 'XML documents cannot hold most control characters, so no document could ever match.',
    example: '"\\x{0}"',
    fix: 'Take it away, or write the number of the character that is meant: \\x{E9} is é.',
  },
  'compact-prefix-undeclared': {
    title: 'A prefix is used that is not declared.',
    why: 'A prefix is only an abbreviation of a namespace or a datatype library; without its declaration the name means nothing.',
    example: 'start = element tei:TEI { text }',
    fix: 'Declare it at the top of the schema: namespace tei = "http://www.tei-c.org/ns/1.0", or datatypes x = "…" for types. Only xml and xsd need no declaration.',
  },
  'compact-prefix-reserved': {
    title: 'A reserved prefix is declared to be something else.',
    why: 'xml, xmlns and the datatype prefix xsd mean the same in every schema.',
    example: 'namespace xml = "http://example.org/"',
    fix: 'Choose another prefix, or take the declaration away.',
  },
  'compact-declared-twice': {
    title: 'A prefix or the default namespace is declared twice.',
    why: 'It can stand for only one namespace in a file.',
    example: 'namespace t = "http://example.org/a"\nnamespace t = "http://example.org/b"',
    fix: 'Take one of the two away, or give it another prefix.',
  },
  'compact-uri': {
    title: 'An address in the schema has a form that it cannot have.',
    why: 'Schema files and datatype libraries are whole files or full URIs, never a part after “#”.',
    example: 'include "common.rnc#names"',
    fix: 'Take away “#” and what follows it; write a percent sign as %25. A datatype library needs its full URI.',
  },
  'compact-annotation': {
    title: 'An annotation is not one.',
    why: 'Annotations are remarks in another vocabulary: without a prefix, or in RELAX NG’s own namespace, they would look like a part of the schema.',
    example: '[ role = "main" ] element p { text }',
    fix: 'Give it a prefix that is declared: namespace my = "http://example.org/notes" … [ my:role = "main" ].',
  },
  'compact-too-deep': {
    title: 'Patterns are nested too deep.',
    why: 'More than 500 levels are no schema that a person wrote, and would exhaust the memory of the program.',
    example: '((((… text …))))',
    fix: 'Move inner patterns into definitions of their own and refer to them by name.',
  },
});
