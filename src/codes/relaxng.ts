import { explained } from './explanation.js';

/** What can be wrong with a document, measured by a RELAX NG schema. */
export const relaxngCodes = explained({
  'element-unknown': {
    title: 'The schema has no element of this name.',
    why: 'An element is only understood by programs and people who know its name. Mostly it is a slip of the pen; sometimes an element of HTML or of another schema.',
    example: '<p>Message from <presName>Rusk</presName></p>',
    fix: 'Correct the spelling (the message names the nearest), or choose an element that the schema has. What is inside the unknown element is checked once its name is right.',
  },
  'element-in-no-namespace': {
    title: 'The element has the right name, but no namespace.',
    why: 'A namespace says whose <p> a <p> is: TEI’s, HTML’s or nobody’s. Without xmlns, it is nobody’s.',
    example: '<TEI><teiHeader>…</teiHeader></TEI>',
    fix: 'Write the namespace once, in the first tag: <TEI xmlns="http://www.tei-c.org/ns/1.0">. It holds for everything inside.',
  },
  'element-in-wrong-namespace': {
    title: 'The element has the right name, but the namespace of something else.',
    why: 'Namespaces are compared letter by letter; one slash too many makes another namespace, in which no element is known.',
    example: '<TEI xmlns="http://www.tei-c.org/ns/1.0/">',
    fix: 'Copy the namespace from the message exactly, with no slash or space more or less.',
  },
  'element-not-allowed': {
    title: 'The element exists, but may not stand here.',
    why: 'The schema says what each element may hold, and in which order. Programs that read the file count on it.',
    example: '<p>One paragraph <p>and another in it</p></p>',
    fix: 'Move it to one of the elements that the message names, end the element before it, or choose one of those that may stand here.',
  },
  'element-not-allowed-yet': {
    title: 'The element comes before something that must come first.',
    why: 'Where the schema fixes an order, the missing part may be wanting altogether or stand too late.',
    example: '<fileDesc><titleStmt>…</titleStmt><sourceDesc>…</sourceDesc></fileDesc> (publicationStmt is missing)',
    fix: 'Write the elements that the message names before this one, or move them there.',
  },
  'element-incomplete': {
    title: 'The element ends before everything it needs is there.',
    why: 'Some elements mean nothing without certain others in them: a list without items, a header without a title.',
    example: '<list><head>Present</head></list>',
    fix: 'Add what the message names, or remove the element if it is not needed.',
  },
  'attribute-missing': {
    title: 'The element lacks an attribute that the schema requires.',
    why: 'Without it the element says nothing: a picture without an address cannot be shown.',
    example: '<graphic/>',
    fix: 'Add the attribute: <graphic url="page1.jpg"/>.',
  },
  'attribute-not-allowed': {
    title: 'The element does not have this attribute.',
    why: 'Each element has its own attributes. Mostly the name is misspelt, or the attribute belongs to another element.',
    example: '<div target="#d2">',
    fix: 'Correct the spelling, take the attribute away, or move it to an element that has it: <ref target="#d2">.',
  },
  'attribute-value-invalid': {
    title: 'The attribute may not have this value.',
    why: 'Values such as dates, numbers and keywords are read by programs, which understand one form only.',
    example: '<date when="15 December 1961">',
    fix: 'Write the value in the form that the message gives: <date when="1961-12-15">15 December 1961</date>.',
  },
  'text-not-allowed': {
    title: 'Text stands where only elements may.',
    why: 'Elements such as <div> and <list> hold parts, not words; words directly in them would belong to no paragraph or item.',
    example: '<div>Washington, December 15</div>',
    fix: 'Put the text into an element: <div><p>Washington, December 15</p></div>.',
  },
  'text-invalid': {
    title: 'The text of the element is not in the form that the schema asks for.',
    why: 'The element holds a value for programs, such as a date or a code, not prose.',
    example: '<year>nineteen sixty-one</year>',
    fix: 'Write the value in the form that the message gives: <year>1961</year>.',
  },
  'id-duplicate': {
    title: 'Two elements have the same identifier.',
    why: 'An identifier is what pointers point to. If two elements share one, nobody can tell which is meant.',
    example: '<p xml:id="p1">…</p> <p xml:id="p1">…</p>',
    fix: 'Give one of them another identifier, and correct the pointers that mean it.',
  },
  'id-duplicate-first': {
    title: 'The place where a repeated identifier stands first.',
    why: 'It is named so that the two can be compared: either may be the wrong one.',
    example: '<p xml:id="p1">…</p> <p xml:id="p1">…</p> (the first of them)',
    fix: 'Change this identifier or the other.',
  },
  'idref-unresolved': {
    title: 'An attribute names an identifier that no element has.',
    why: 'The schema says that the attribute points to an element of the same document. This one points nowhere.',
    example: '<item ref="p7"/> where nothing has the identifier p7',
    fix: 'Correct the identifier, or give it to the element that is meant.',
  },
  'schema-allows-nothing': {
    title: 'The schema allows no document at all.',
    why: 'Its start pattern can never match, so that every document would be wrong. Mostly a definition was overridden with <notAllowed/>.',
    example: '<grammar><start><notAllowed/></start></grammar>',
    fix: 'Use the schema that includes this one, or define what it starts with.',
  },
  'schema-too-complex': {
    title: 'The schema is too ambiguous to be checked within memory.',
    why: 'Some schemas can match a document in so many ways at once that their number doubles with each element. The check stops instead of filling the memory; the rest of the document is unchecked.',
    example: 'an <interleave> of many patterns that can begin with the same element',
    fix: 'Simplify the schema: write repeated choices once, avoid <interleave> of patterns that share elements.',
  },
  'too-many-errors': {
    title: 'There are more errors than were asked for, or than a document may have.',
    why: 'Often one cause makes hundreds of errors; the first ones show it. The rest is not listed, and not looked for.',
    example: 'validate with maxErrors: 10 on a document with 200 errors',
    fix: 'Correct the errors listed and check again, or ask for more: --limit findings=NUMBER.',
  },
});
