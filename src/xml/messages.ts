/**
 * The wording of every problem that the parser can find, each with its code (explained in
 * `src/codes/xml.ts`). A message says what is wrong, why, and what to do, to a reader who may
 * never have seen XML.
 */
import { raising } from '../budget.js';
import type { Code } from '../codes/index.js';
import type { XmlCode } from '../codes/xml.js';
import { shortened } from '../shown.js';
import {
  RELAXNG_NAMESPACE,
  SCHEMATRON_NAMESPACE,
  TEI_NAMESPACE,
  XINCLUDE_NAMESPACE,
  XML_NAMESPACE,
  XSI_NAMESPACE,
} from './known-namespaces.js';

function problem(code: XmlCode, message: string) {
  return { code, message };
}

/** A long name or value, shortened for a message. */
const short = (text: string): string => shortened(text, 60);

const USUAL_NAMESPACES: Readonly<Record<string, string>> = {
  tei: TEI_NAMESPACE,
  rng: RELAXNG_NAMESPACE,
  sch: SCHEMATRON_NAMESPACE,
  xi: XINCLUDE_NAMESPACE,
  xlink: 'http://www.w3.org/1999/xlink',
  xsi: XSI_NAMESPACE,
  svg: 'http://www.w3.org/2000/svg',
  mml: 'http://www.w3.org/1998/Math/MathML',
};

/** Entities of HTML that are often written in XML by mistake. */
const HTML_CHARACTERS: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
  sect: '§',
  deg: '°',
  agrave: 'à',
  eacute: 'é',
  egrave: 'è',
  ccedil: 'ç',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
};

/** What to write in place of an entity that XML does not know. */
function insteadOf(name: string): string {
  const character = Object.hasOwn(HTML_CHARACTERS, name) ? HTML_CHARACTERS[name] : undefined;
  if (character === undefined) return 'Write the character itself instead';
  const reference = `&#${character.charCodeAt(0)};`;
  return name === 'nbsp' ? `Write “${reference}” instead` : `Write “${character}” or “${reference}” instead`;
}

const NAME_RULE = 'A name begins with a letter or “_” and goes on with letters, digits, “.”, “-” and “_”.';

export const problems = {
  // Characters
  invalidCharacter: (found: string, within: string) =>
    problem(
      'xml-invalid-character',
      `The character ${found} may not stand in ${within}, nor anywhere in XML. Remove it, or replace it by what it was meant to be.`,
    ),
  cdataEndInText: problem(
    'xml-cdata-end-in-text',
    'The characters “]]>” may not stand in text, because they end a CDATA section. Write “]]&gt;”.',
  ),

  // Tags
  malformedTag: (found: string) =>
    problem('xml-malformed-tag', `Found ${found} in a start tag, where an attribute name, “>” or “/>” was due.`),
  notMarkup: (found: string) =>
    problem(
      'xml-bare-less-than',
      `“<” begins a tag, but ${found} cannot begin the name of an element. If the character itself is meant, write “&lt;”. ${NAME_RULE}`,
    ),
  missingSpace: (found: string) =>
    problem(
      'xml-malformed-tag',
      `Found ${found} where the tag must go on with a space, “>” or “/>”. Attributes are set apart by spaces.`,
    ),
  slashInTag: (found: string) =>
    problem(
      'xml-malformed-tag',
      `Found ${found} after “/” in a start tag. Only “/>” may end the tag of an empty element.`,
    ),
  missingEquals: (found: string) =>
    problem(
      'xml-attribute-without-value',
      `Found ${found} after an attribute's name, where “=” and a value in quotes must follow, as in n="1".`,
    ),
  unquotedValue: (found: string) =>
    problem(
      'xml-unquoted-attribute',
      `Found ${found} where an attribute's value begins. Values stand in quotes, as in n="1".`,
    ),
  lessThanInAttribute: problem(
    'xml-less-than-in-attribute',
    'An attribute value may not contain “<”. Write “&lt;”, or look for a missing quote before it.',
  ),
  duplicateAttribute: (name: string) =>
    problem('xml-duplicate-attribute', `The attribute ${short(name)} is given twice in this tag. Keep one of them.`),
  duplicateExpandedName: (local: string, uri: string) =>
    problem(
      'xml-duplicate-attribute',
      `The attribute ${short(local)} of the namespace ${short(uri)} is given twice in this tag, by two prefixes. Keep one of them.`,
    ),
  mismatchedTag: (found: string, open: string, line: number) =>
    problem(
      'xml-mismatched-tag',
      `The end tag </${short(found)}> closes <${short(open)}>, which was opened in line ${line}. Every element must be closed before its parent: add </${short(open)}> before it.`,
    ),
  unknownEndTag: (found: string, open: string, line: number) =>
    problem(
      'xml-mismatched-tag',
      `The end tag </${short(found)}> closes nothing: no <${short(found)}> is open here. The element to be closed is <${short(open)}>, opened in line ${line}. Correct the name, or remove the tag.`,
    ),
  unexpectedEndTag: (found: string) =>
    problem(
      'xml-unexpected-end-tag',
      `The end tag </${short(found)}> closes nothing: no element is open here. Remove it, or add <${short(found)}> before.`,
    ),
  malformedEndTag: (found: string) =>
    problem('xml-malformed-tag', `Found ${found} in an end tag, which holds only the element's name, as in </p>.`),
  unclosedElement: (name: string, line: number, more: number) =>
    problem(
      'xml-unclosed-element',
      `The document ends, but <${short(name)}>, opened in line ${line}, ${more === 0 ? 'is' : `and ${more} around it are`} not closed. Add </${short(name)}> where the element ends.`,
    ),

  // The document
  noRoot: problem(
    'xml-no-root',
    'The document has no element. An XML document consists of one element, such as <TEI>…</TEI>, that holds all others.',
  ),
  textBeforeRoot: (found: string) =>
    problem(
      'xml-text-outside-root',
      `Found ${found} where the first element should begin. An XML document begins with “<”; if this is plain text, it is not XML yet.`,
    ),
  textOutsideRoot: (found: string) =>
    problem(
      'xml-text-outside-root',
      `Found ${found} outside the outermost element. Only comments, processing instructions and white space may stand before and after it.`,
    ),
  secondRoot: problem(
    'xml-second-root',
    'A second element begins after the outermost one has been closed. A document has only one: put both into a common parent, or look for an end tag that came too early.',
  ),
  unexpectedEnd: (what: string) =>
    problem(
      'xml-unexpected-end',
      `The document ends inside ${what} that begins here. The file may have been cut off, or the closing characters are missing.`,
    ),
  unknownMarkup: problem(
    'xml-malformed-markup',
    '“<!” must begin a comment “<!--”, a CDATA section “<![CDATA[” or, before the first element, a “<!DOCTYPE”. If the characters themselves are meant, write “&lt;!”.',
  ),
  hyphensInComment: problem(
    'xml-hyphens-in-comment',
    'A comment may not contain “--” except in the “-->” that ends it. Write “- -”, or a dash.',
  ),
  missingTarget: (found: string) =>
    problem(
      'xml-malformed-instruction',
      `Found ${found} where a processing instruction must have its name, as in <?xml-model …?>.`,
    ),
  malformedInstruction: (found: string) =>
    problem(
      'xml-malformed-instruction',
      `Found ${found} after the name of a processing instruction, where a space or “?>” was due.`,
    ),
  reservedTarget: (target: string) =>
    problem(
      'xml-reserved-target',
      `A processing instruction may not be called “${target}”: the name is reserved. The XML declaration is spelt “<?xml” in small letters.`,
    ),
  misplacedXmlDeclaration: problem(
    'xml-misplaced-declaration',
    'The XML declaration “<?xml …?>” may only stand at the very start of the file. Remove whatever precedes it (even an empty line), or the declaration.',
  ),
  malformedXmlDeclaration: (found: string) =>
    problem(
      'xml-malformed-declaration',
      `Found ${found} in the XML declaration. It reads <?xml version="1.0" encoding="UTF-8"?>, with standalone="yes" or "no" after the encoding if at all.`,
    ),
  missingVersion: (found: string) =>
    problem(
      'xml-malformed-declaration',
      `Found ${found} where the XML declaration must give its version first: <?xml version="1.0"?>.`,
    ),
  badXmlDeclarationValue: (name: string, value: string) =>
    problem(
      'xml-malformed-declaration',
      `“${short(value)}” is no value for ${name} in the XML declaration. The version is "1.0", the encoding a name such as "UTF-8", standalone "yes" or "no".`,
    ),
  laterVersion: (version: string) =>
    problem(
      'xml-version',
      `The document says that it is XML ${short(version)}; it is read as XML 1.0, which differs only in rare characters. Write version="1.0".`,
    ),

  // References
  bareAmpersand: (found: string) =>
    problem(
      'xml-bare-ampersand',
      `“&” begins a reference, but ${found} cannot begin the name of an entity. If the character itself is meant, write “&amp;”.`,
    ),
  unclosedReference: (name: string) =>
    problem(
      'xml-bare-ampersand',
      `“&${short(name)}” is not closed by “;”. Write “&${short(name)};” for the entity, or “&amp;${short(name)}” if the characters themselves are meant.`,
    ),
  malformedCharacterReference: (found: string) =>
    problem(
      'xml-malformed-character-reference',
      `Found ${found} in a character reference, which is written as a decimal number, “&#8212;”, or a hexadecimal one, “&#x2014;”.`,
    ),
  forbiddenCharacterReference: (reference: string) =>
    problem(
      'xml-forbidden-character-reference',
      `The reference ${short(reference)} stands for a character that XML forbids. Remove it, or refer to the character that was meant.`,
    ),
  undeclaredEntity: (name: string) =>
    problem(
      'xml-undeclared-entity',
      `The entity “${short(name)}” is not declared; only amp, lt, gt, quot and apos need no declaration. ${insteadOf(name)}, or declare it with <!ENTITY ${short(name)} "…"> in the DOCTYPE before its use.`,
    ),
  recursiveEntity: (name: string, line: number) =>
    problem(
      'xml-recursive-entity',
      `The entity “${short(name)}”, declared in line ${line}, refers to itself, directly or through others, and would never end.`,
    ),
  tooDeep: (name: string, depth: number) =>
    problem(
      'xml-too-deep',
      `<${short(name)}> stands within ${depth.toLocaleString('en')} other elements, deeper than is allowed. Is an end tag missing again and again? ${raising('depth', depth)}`,
    ),
  entityTooDeep: (name: string, depth: number) =>
    problem(
      'xml-entity-limit',
      `The entity “${short(name)}” stands within ${depth} other entities, deeper than is allowed. Declare it with its text in place of further references.`,
    ),
  defaultsLimit: (name: string, limit: number) =>
    problem(
      'xml-entity-limit',
      `With the attributes that <${short(name)}> has by default, entities and defaults add more than ${limit.toLocaleString('en')} characters to the document's own. Such documents are made to exhaust the memory of programs. ${raising('expansion', limit)}`,
    ),
  entityLimit: (name: string, limit: number) =>
    problem(
      'xml-entity-limit',
      `With the entity “${short(name)}” the document's entities stand for more than ${limit.toLocaleString('en')} characters beyond its own length. Such documents are made to exhaust the memory of programs. ${raising('expansion', limit)}`,
    ),
  unparsedEntity: (name: string) =>
    problem(
      'xml-unparsed-entity',
      `The entity “${short(name)}” is declared with NDATA as something other than text (an image, say). It may be named in an attribute of type ENTITY, without “&” and “;”, but not referred to.`,
    ),
  externalEntityInAttribute: (name: string) =>
    problem(
      'xml-external-entity-in-attribute',
      `The entity “${short(name)}” is in another file, and such entities may not stand in attribute values. Write its text instead.`,
    ),
  skippedExternalEntity: (name: string) =>
    problem(
      'xml-skipped-entity',
      `The entity “${short(name)}” is in another file, which is not read: its content is missing here, at each reference. Have it read with --entities local, put the content into this file, or use XInclude.`,
    ),
  skippedUndeclaredEntity: (name: string) =>
    problem(
      'xml-skipped-entity',
      `The entity “${short(name)}” is not declared in this file, and the other files of its DOCTYPE are not read: its content is missing here, at each reference. Have them read with --entities local, write the character itself, or declare the entity in this file.`,
    ),
  unreadEntity: (name: string, reason: string) =>
    problem(
      'xml-skipped-entity',
      `The entity “${short(name)}” is in another file, which was not read: ${reason} Its content is missing here, at each reference.`,
    ),
  unreadDeclarations: (reason: string) =>
    problem(
      'xml-skipped-entity',
      `Declarations of this document stand in another file, which was not read: ${reason} What they say of entities and of default values is missing.`,
    ),
  malformedTextDeclaration: problem(
    'xml-malformed-declaration',
    'The first line of a file that a DOCTYPE takes in reads <?xml version="1.0" encoding="UTF-8"?>, with an encoding and without "standalone"; or it can be left out.',
  ),
  unknownSection: problem(
    'xml-malformed-doctype',
    'A conditional section begins with “<![INCLUDE[” or “<![IGNORE[”, or with a parameter entity that stands for one of these words.',
  ),
  endInsideEntity: (name: string) =>
    problem(
      'xml-unbalanced-entity',
      `The text of the entity “${short(name)}” ends inside markup that it begins. An entity must hold whole elements, comments and references.`,
    ),
  unbalancedEntity: (name: string, element: string) =>
    problem(
      'xml-unbalanced-entity',
      `The entity “${short(name)}” opens <${short(element)}> but does not close it. An element must begin and end in the same entity.`,
    ),
  closedInEntity: (element: string) =>
    problem(
      'xml-unbalanced-entity',
      `The end tag </${short(element)}> is in an entity, but its element was opened outside it. An element must begin and end in the same entity.`,
    ),
  insideEntity: (inner: { code: Code; message: string }, entity: string) => ({
    code: inner.code,
    message: `${inner.message} (In the text of the entity “${short(entity)}”, which is referred to here.)`,
  }),

  // Namespaces
  unboundPrefix: (prefix: string, name: string) =>
    problem(
      'xml-unbound-prefix',
      `The prefix “${short(prefix)}” of ${short(name)} is not declared. Add xmlns:${short(prefix)}="${USUAL_NAMESPACES[prefix] ?? '…'}" to this element or to one around it.`,
    ),
  malformedQName: (name: string) =>
    problem(
      'xml-malformed-name',
      `“${short(name)}” is no name of an element or attribute: a colon may stand only once, between a prefix and a name.`,
    ),
  colonInName: (name: string, what: string) =>
    problem(
      'xml-malformed-name',
      `The name “${short(name)}” of ${what === 'entity' ? 'an' : 'a'} ${what} may not contain a colon in a document that uses namespaces.`,
    ),
  reservedPrefix: (prefix: string) =>
    problem(
      'xml-reserved-namespace',
      prefix === 'xml'
        ? `The prefix “xml” always means ${XML_NAMESPACE} and cannot be given another meaning.`
        : `The prefix “${short(prefix)}” is reserved for namespace declarations.`,
    ),
  reservedNamespace: (uri: string) =>
    problem(
      'xml-reserved-namespace',
      `The namespace ${uri} belongs to a prefix of its own and cannot be bound to another, nor be the default.`,
    ),
  emptyNamespace: (prefix: string) =>
    problem(
      'xml-empty-namespace',
      `xmlns:${short(prefix)}="" would take the meaning from a prefix, which XML 1.0 does not allow. Remove it, or give a namespace.`,
    ),

  // The DOCTYPE
  misplacedDoctype: problem('xml-misplaced-doctype', 'A DOCTYPE may stand only once, before the first element.'),
  malformedDoctype: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in the DOCTYPE, which reads <!DOCTYPE TEI>, or with SYSTEM "file", or with declarations in “[ ]”.`,
    ),
  malformedExternalId: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} where the address of another file is given: SYSTEM "file", or PUBLIC "identifier" "file", each in quotes.`,
    ),
  badPublicId: problem(
    'xml-malformed-doctype',
    "A public identifier may contain only letters, digits, spaces and -'()+,./:=?;!*#@$_%.",
  ),
  notADeclaration: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in the DOCTYPE's brackets, where only declarations (<!ENTITY, <!ELEMENT, <!ATTLIST, <!NOTATION), comments and processing instructions may stand.`,
    ),
  conditionalSection: problem(
    'xml-malformed-doctype',
    'Conditional sections “<![…[” may only stand in a DTD of its own file, not in a document.',
  ),
  malformedEntityDeclaration: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in an entity declaration, which reads <!ENTITY name "text"> or <!ENTITY name SYSTEM "file">.`,
    ),
  percentInDeclaration: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} after “%”. A parameter entity is declared with spaces around the sign: <!ENTITY % name "text">.`,
    ),
  parameterReferenceInDeclaration: problem(
    'xml-malformed-doctype',
    "In a document's own DOCTYPE a “%” may not stand in an entity's text, because references to parameter entities may stand only between declarations. For the character itself write “&#37;”.",
  ),
  malformedParameterReference: (found: string) =>
    problem('xml-malformed-doctype', `Found ${found} in a reference to a parameter entity, which reads “%name;”.`),
  undeclaredParameterEntity: (name: string) =>
    problem(
      'xml-skipped-entity',
      `The parameter entity “${short(name)}” is not declared in this file. Declarations after it are not used, since it might have overridden them.`,
    ),
  skippedParameterEntity: (name: string) =>
    problem(
      'xml-skipped-entity',
      `The parameter entity “${short(name)}” is in another file, which is not read. Declarations after it are not used, since it might have overridden them.`,
    ),
  predefinedEntity: (name: string, character: string) =>
    problem(
      'xml-redeclared-entity',
      `The entity “${name}” always stands for ${character}. This declaration says otherwise and is not used: remove it.`,
    ),
  malformedElementDeclaration: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in an element declaration, which reads <!ELEMENT name EMPTY>, ANY, (#PCDATA | a)* or a model such as (a, b?, (c | d)*).`,
    ),
  malformedAttlist: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in an attribute declaration, which reads <!ATTLIST element attribute CDATA #IMPLIED>, with a type and #REQUIRED, #IMPLIED or a default value.`,
    ),
  unknownAttributeType: (type: string) =>
    problem(
      'xml-malformed-doctype',
      `“${short(type)}” is no type of an attribute. The types are CDATA, ID, IDREF, IDREFS, ENTITY, ENTITIES, NMTOKEN, NMTOKENS, NOTATION (…) and (a | b).`,
    ),
  malformedNotation: (found: string) =>
    problem(
      'xml-malformed-doctype',
      `Found ${found} in a notation declaration, which reads <!NOTATION name SYSTEM "…"> or PUBLIC "…".`,
    ),

  // Bytes
  malformedBytes: (encoding: string, bytes: string) =>
    problem(
      'xml-malformed-bytes',
      `The bytes ${bytes} mean nothing in ${encoding}, the encoding of this file. ${encoding === 'utf-8' ? 'It may have been saved as windows-1252 or ISO-8859-1: save it as UTF-8, or name its encoding in the first line: <?xml version="1.0" encoding="windows-1252"?>.' : 'Save the file as UTF-8.'}`,
    ),
  unsupportedEncoding: (label: string) =>
    problem('xml-unsupported-encoding', `The encoding “${short(label)}” is not known here. Save the file as UTF-8.`),
  encodingMismatch: (declared: string, actual: string) =>
    problem(
      'xml-encoding-mismatch',
      `The XML declaration says that the file is in ${short(declared)}, but its first bytes show ${actual}. Correct the declaration, or save the file in the encoding that it names.`,
    ),
};
