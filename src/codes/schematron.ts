import { explained } from './explanation.js';

/** What Schematron rules find, and what can be wrong with them. */
export const schematronCodes = explained({
  'schematron-assert': {
    title: 'The document does not keep a rule of its schema.',
    why: 'Schematron rules say what a grammar cannot, such as which attributes go together. The words are those of the schema’s authors.',
    example: '<p subtype="intro"> where a rule says: no @subtype without @type',
    fix: 'Do what the message asks for, at the place that it names.',
  },
  'schematron-report': {
    title: 'The document has something that a rule of its schema reports.',
    why: 'Schematron rules can point out what should not be, or what deserves a look. The words are those of the schema’s authors.',
    example: '<s>One <s>in the other</s></s> where a rule reports sentences within sentences',
    fix: 'Read the message: an error must be corrected; a warning or a remark may be right as it is.',
  },
  'schematron-not-evaluated': {
    title: 'A rule could not be evaluated at a place of the document.',
    why: 'The rule calculates with a value of the document that it cannot calculate with, so nobody knows whether it is kept. It is never silently taken as kept.',
    example: '<datatype minOccurs="some"/> where a rule compares @minOccurs as a number',
    fix: 'Correct the value that the message names. If the document is right, the rule is wrong: tell the schema’s authors.',
  },
  'schematron-too-many-steps': {
    title: 'The rules took too long and were given up.',
    why: 'A rule that looks through the whole document for each of its elements never ends on large documents, and an expression can fill the memory. The limit keeps a schema from stopping the work; what it left is not known to be kept.',
    example: '<assert test="count(//*[@n = //@n]) &lt; 9"> for each element',
    fix: 'Rewrite the rule with a variable or a key, so that the document is looked through once. If the document is honest and you can wait, allow more: --limit steps=NUMBER.',
  },
  'schematron-document-too-large': {
    title: 'The document is too large or nested too deeply for rules to be checked.',
    why: 'Rules may look anywhere, so the document is held in memory as a whole, and that has an end.',
    example: 'a file of 2 GB, or elements nested 2,000 levels deep',
    fix: 'Cut the document into parts, such as one file a volume or a document; or allow more: --limit nodes=NUMBER, --limit tree-depth=NUMBER.',
  },
  'schematron-not-evaluable': {
    title: 'A rule of the schema cannot be evaluated at all.',
    why: 'Its expression is wrong, or asks for something that is not there. What it demands was not checked in any document, and the run says so once.',
    example: '<assert test="doc(\'authors.xml\')//person">',
    fix: 'Correct the rule where the message names its fault; for other rules use a processor with XSLT besides.',
  },
  'schematron-part-unknown': {
    title: 'The schema has a part of Schematron that is not known here.',
    why: 'It may ask for anything, such as that rules be applied in another way. It is never passed over in silence: documents are said to be not fully checked.',
    example: '<patern> for <pattern>, or a <rule> outside of every pattern',
    fix: 'Correct the name or the place of the element; or write it as patterns and rules of an edition up to 2025.',
  },
  'schematron-attribute-unknown': {
    title: 'The schema has an attribute that no edition of Schematron knows.',
    why: 'Misspelt, it does nothing, and nobody notices: a finding that should be a warning is an error, a diagnostic is not told.',
    example: '<assert test="@n" roll="warning">',
    fix: 'Correct its name. A note of your own may have any name with a prefix: <assert my:note="…">.',
  },
  'schematron-include-cycle': {
    title: 'Parts of the schema include each other without end.',
    why: 'What includes itself would never be complete.',
    example: 'a.sch: <include href="b.sch"/>; b.sch: <include href="a.sch"/>',
    fix: 'Move what both need into a third file or rule that each includes.',
  },
  'schematron-schema-too-large': {
    title: 'The schema is larger or more deeply nested than a schema can be.',
    why: 'Files that include others twice, over dozens of levels, double with each. The limit keeps a schema from filling the memory.',
    example: 'a.sch includes b.sch twice, b.sch includes c.sch twice, and so on',
    fix: 'Include each file once.',
  },
  'schematron-not-schematron': {
    title: 'The file has no Schematron rules.',
    why: 'Neither its outermost element nor any other is one of ISO Schematron, so there is nothing to check.',
    example: '<TEI xmlns="http://www.tei-c.org/ns/1.0">…</TEI> where a schema is asked for',
    fix: 'Give the schema: .sch or .isosch, or an .rng with rules embedded.',
  },
  'schematron-query-binding-unknown': {
    title: 'The rules are written in an unknown query language.',
    why: 'queryBinding names the language of the expressions; evaluated as another they could mean something else.',
    example: '<schema queryBinding="exslt">',
    fix: 'Use xslt2 or xslt3 (XPath 2.0 and 3.1), or xslt (XPath 1.0).',
  },
  'schematron-attribute-missing': {
    title: 'A rule lacks what it cannot do without.',
    why: 'A rule needs a context, and an assertion or report a test; otherwise it says nothing of any document.',
    example: '<rule><assert test="@type">…</assert></rule>',
    fix: 'Add it: <rule context="tei:div">.',
  },
  'schematron-reference-missing': {
    title: 'The schema refers to a part that it does not have.',
    why: 'A pattern, rule, phase or diagnostic of this name is neither in the file nor included.',
    example: '<extends rule="dated"/> where no abstract rule has id="dated"',
    fix: 'Correct the name, or include the file that has it.',
  },
  'schematron-phase-unknown': {
    title: 'The schema has no phase of this name.',
    why: 'A phase chooses some of the patterns. Without it, it is unknown which.',
    example: '--phase proof where the schema has the phases draft and final',
    fix: 'Choose one of those that the message lists, or #ALL for all patterns.',
  },
});
