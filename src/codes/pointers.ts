/** Codes about pointers, ids and included parts: what a grammar cannot see. */
import { explained } from './explanation.js';

export const pointerCodes = explained({
  'pointer-without-target': {
    title: 'A pointer leads to nothing.',
    why: 'Readers who follow it get nowhere: no element has the xml:id that it names. A pointer that begins with # means the document that it stands in, also where files are checked together (--corpus). There it is an error if no file has the xml:id, and a warning if another one has; without --corpus it is a warning.',
    example: '<ref target="#fn2">see note 2</ref> in a document whose notes are fn1 and fn3',
    fix: 'Correct the pointer or give its target that xml:id. If the target is in another file of the edition, write other.xml#id; with --corpus such pointers are checked too.',
  },
  'pointer-without-file': {
    title: 'A pointer leads to a file that is not there.',
    why: 'An image or a document that the text relies on is missing, and will be missing in what you publish.',
    example: '<graphic url="images/p1.jpg"/> where there is no folder images beside the document',
    fix: 'Check the spelling (many systems tell capital letters from small ones) and put the file there; pointers are relative to the file that they stand in, or to its xml:base. If an element of the same document is meant, put # before its xml:id.',
  },
  'pointer-prefix-undeclared': {
    title: 'A pointer has a prefix that nobody declares.',
    why: 'Only a prefixDef tells what a short pointer stands for; without it no program can follow it.',
    example: '<ref target="frus:d387">, without <prefixDef ident="frus" …/> in encodingDesc',
    fix: 'Declare it: <listPrefixDef><prefixDef ident="frus" matchPattern="(.+)" replacementPattern="https://…/$1"/></listPrefixDef>.',
  },
  'pointer-prefix-mismatch': {
    title: 'A pointer does not have the form that the declaration of its prefix asks for.',
    why: 'It cannot be expanded into the address that it stands for.',
    example: 'target="frus:387", where the prefixDef has matchPattern="(d[0-9]+)"',
    fix: 'Correct the pointer, or the matchPattern of the prefixDef if it is too narrow.',
  },
  'pointers-not-followed': {
    title: 'Pointers were to be followed, and no schema says what they are.',
    why: 'Which attributes hold pointers is written in grammars of RELAX NG (the type anyURI). XML Schema, DTDs and rules do not tell it here, so no pointer of these documents was looked at.',
    example: 'teigram validate edition --schema rules.sch --pointers',
    fix: 'Name the grammar as well: --schema tei_all.rng --schema rules.sch --pointers.',
  },
  'pointers-too-many': {
    title: 'The document has more open pointers than are kept.',
    why: 'Memory must not grow without end, so the rest of them were not checked.',
    example: 'A file with two million pointers to a missing id.',
    fix: 'Split the document, or keep more: --limit pointers=NUMBER.',
  },
  'xinclude-failed': {
    title: 'A part that the document includes cannot be put in its place.',
    why: 'The document is judged as a whole, with its parts in place. Parts come from the folder of the document or the one that the call runs in; nothing is fetched, and nothing else on this disk is read but what a catalog has in the place of an address. What cannot be had may be made good by an xi:fallback.',
    example: '<xi:include href="part-2.xml"/> where there is no such file, and no xi:fallback in it',
    fix: 'See the reason in the message. To judge the files as they stand, each for itself, use --no-xinclude; to put more parts together, --limit parts=NUMBER and --limit part-bytes=NUMBER.',
  },
});
