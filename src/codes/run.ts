/** Codes about the call: options, configuration, output. */
import { explained } from './explanation.js';

export const runCodes = explained({
  'output-not-writable': {
    title: 'The output could not be written.',
    why: 'The system refused the folder or the file, so the result is not on disk. Nothing half-written is left.',
    example: '--out /usr/lib, or a disk that is full.',
    fix: 'See the reason in the message; choose another folder with --out.',
  },
  'report-over-input': {
    title: 'The report would take the place of a file that is no report.',
    why: 'A report replaces what has its name. Here that is something that the call reads, a schema, or XML that is no report, and it would be lost.',
    example: 'teigram validate letter.xml --format html=letter.xml',
    fix: 'Give the report a name of its own, such as report.html. If the file may go, remove it first.',
  },
  'output-collision': {
    title: 'Two inputs would be written to the same file.',
    why: 'The second would silently replace the first, so it was not written.',
    example: 'teigram convert a/telegram.txt b/telegram.txt: both give telegram.xml.',
    fix: 'Give the folder that holds both (its layout is kept), rename one, or convert them into different folders.',
  },
  'limit-unclear': {
    title: 'A limit is not to be understood.',
    why: 'What a document may cost is limited in many ways, each by a name and a number.',
    example: 'teigram validate tei --limit step=1000000000',
    fix: 'Write one of the names that the message lists, and a whole number: --limit steps=1000000000.',
  },
  'report-target-unclear': {
    title: 'Two reports would be written to the same place.',
    why: 'Each would spoil the other, so nothing was done.',
    example: 'teigram validate tei --format sarif --format junit',
    fix: 'Give a file to all but one: --format sarif=out.sarif --format junit=out.xml. What has no file goes to standard output.',
  },
  'stdout-several-documents': {
    title: 'Several XML documents went to standard output.',
    why: 'They follow one another, each with its own XML declaration; together they are not one XML document, and most programs read only the first.',
    example: 'teigram convert samples --stdout',
    fix: 'Write files with --out, or convert one document at a time.',
  },
  'config-unreadable': {
    title: 'The configuration file could not be read.',
    why: 'It is missing, or it is not JSON. Going on without it would write headers that lack what it says.',
    example: 'A comma after the last entry of teigram.config.json.',
    fix: 'See the reason in the message; any JSON checker shows the place.',
  },
  'config-unknown-key': {
    title: 'The configuration has an entry that teigram does not know.',
    why: 'It has no effect; most often it is misspelt.',
    example: '{ "licenze": "CC0-1.0" }',
    fix: 'Use one of the names that the message lists.',
  },
  'config-wrong-type': {
    title: 'An entry of the configuration has the wrong form.',
    why: 'A title must be a text, a list of editors a list of texts; anything else cannot go to the header.',
    example: '{ "title": 42 }',
    fix: 'Write the value in the form that the message names.',
  },
  'schema-kind-unknown': {
    title: 'The language of the schema is not known.',
    why: 'RELAX NG is recognised by .rng (XML) and .rnc (compact), XML Schema by .xsd, a DTD by .dtd; what ends otherwise, by its first element.',
    example: '--schema tei.schema',
    fix: 'Rename the schema, so that its ending says what it is.',
  },
  'schema-is-odd': {
    title: 'An ODD is named as a schema.',
    why: 'An ODD says in TEI what a schema is to be; the schema, which documents are checked against, is made from it by a program of the TEI. teigram does not do that.',
    example: '--schema project.odd',
    fix: 'Make the schema and name it instead: on the site Roma (https://roma.tei-c.org/) upload the ODD and download RELAX NG; or run "teitorelaxng --odd project.odd project.rng" of the TEI Stylesheets (https://github.com/TEIC/Stylesheets). Make it again whenever the ODD changes.',
  },
  'files-skipped': {
    title: 'Files that name no schema were passed over.',
    why: 'The call asks for that with --skip-unassociated. They were read, so that they are XML is known, and nothing else of them.',
    example: 'teigram validate . --skip-unassociated, in a folder of editions, catalogs and stylesheets',
    fix: 'Nothing, if they are no documents. To check them, too, name a schema with --schema, or write an xml-model instruction on top of each.',
  },
  'schema-not-chosen': {
    title: 'It is not known which schema the document shall be checked against.',
    why: 'A document is valid against a schema, never just so. This one names none, the call names none, and it is not a document that teigram made, for which there is the bundled one.',
    example: '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">…',
    fix: 'Name the schema with --schema, or write an xml-model instruction on top of the document: <?xml-model href="schema/tei.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>. Where a folder holds other XML, too, --skip-unassociated passes over what names no schema.',
  },
  'schema-from-cache': {
    title: 'The schema could not be fetched, so a copy from an earlier run was used.',
    why: 'The result is good for the copy; what has changed in the schema since was not checked.',
    example: 'The server of the schema does not answer today.',
    fix: 'Run again when the network is back. For runs that must not depend on it, keep the schema beside the documents, with an entry in a catalog or in "schemas" of teigram.config.json.',
  },
  'schema-reaches-for-disk': {
    title: 'A schema from the web asks for a file of this computer.',
    why: 'What comes from elsewhere may not look around on your disk.',
    example: 'https://example.org/s.rng with <include href="file:///home/anna/part.rng"/>',
    fix: 'Download the schema with all its files and use the copy, if you trust it.',
  },
  'schema-too-many-files': {
    title: 'A schema pulls in more files than any schema needs.',
    why: 'Each file that is read in may ask for more, from this disk or the web, without end. After 500 files, or 200 MB, nothing more is read, and the schema is not used.',
    example: 'A server that answers each request with a grammar of nine new includes.',
    fix: 'Look at the files that the message names. A schema that is right and so large must be brought into fewer files.',
  },
  'cache-not-used': {
    title: 'The folder for kept schemas is not used.',
    why: 'Whoever can write into it could have documents judged by schemas of their own. Schemas are compiled, and fetched, anew in each run, which takes longer.',
    example: 'A folder ~/.cache/teigram that belongs to another user, or that a group may write to.',
    fix: 'Remove the folder, or give it to yourself alone (chmod 700). --no-cache says that none is wanted.',
  },
  'catalog-unreadable': {
    title: 'An XML catalog could not be read.',
    why: 'Addresses that it would redirect to local files may be fetched from the web instead, or be missing.',
    example: '--catalog catalog.xml, where a tag of catalog.xml is not closed.',
    fix: 'See the reason in the message. A catalog begins with <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">.',
  },
  'schema-invalid': {
    title: 'The schema itself is not correct.',
    why: 'A document can only be checked against a schema that its own language allows.',
    example: 'An .xsd file with a tag that is not closed.',
    fix: 'Mend the schema, or take a fresh copy of it.',
  },
  'schema-beyond-limits': {
    title: 'The schema is more than can be worked with.',
    why: 'Some schemas are short to write and endless to work out, and some take in ever more files. The work stops at a limit, instead of holding up the run or filling the memory.',
    example: '<xs:pattern value="(a{1,1000}){1,1000}"/>',
    fix: 'Write what the message names more simply, or take a schema in RELAX NG, which has no such limits.',
  },
  'schema-violation': {
    title: 'The document does not follow the XML Schema or the DTD.',
    why: 'Programs that rely on the schema may refuse the document or misread it.',
    example: "Element 'b': This element is not expected.",
    fix: 'Look at the place that the report names; the message (of libxml2) says what the schema allows there.',
  },
  'run-interrupted': {
    title: 'The run was stopped before its end.',
    why: 'Ctrl-C, or the system, ended it. The report is complete for the files that were checked, and says nothing of the others.',
    example: 'Ctrl-C while 2,000 files are being checked.',
    fix: 'Run again, for the files that are missing or for all.',
  },
  'internal-error': {
    title: 'teigram itself failed on this file.',
    why: 'This is a fault of the program, not of the file. The other files are not affected.',
    example: 'A case that nobody thought of.',
    fix: 'Please report it with the file and the message.',
  },
});
