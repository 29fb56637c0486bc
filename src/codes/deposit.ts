/** Codes about packages for repositories. */
import { explained } from './explanation.js';

export const depositCodes = explained({
  'metadata-missing': {
    title: 'A repository needs to know more than the documents say.',
    why: 'Without a title, creators, a licence and so on no repository takes a deposit, and nobody can cite it.',
    example: 'A call of teigram deposit without a teigram.config.json.',
    fix: 'Copy the example of the message into teigram.config.json and put your own values into it.',
  },
  'deposit-invalid': {
    title: 'Some documents are not valid, so no package was made.',
    why: 'What has been deposited can hardly be changed, and whoever takes the package relies on its schema.',
    example:
      'teigram deposit tei --to bag --out bag.zip, where tei holds a file with an element that its schema does not know.',
    fix: 'Mend the files that the report lists. If they must go out as they are, use --allow-invalid; the package then says so.',
  },
  'deposit-target-unknown': {
    title: 'The call does not say, in a known word, what kind of package to make.',
    why: 'Each repository takes a form of its own, so none can be assumed.',
    example: '--to zip',
    fix: 'Use one of the names that the message lists: "bag" is what archives take, "ro-crate" what research repositories read.',
  },
  'deposit-out-missing': {
    title: 'The call does not say where the package shall go.',
    why: 'A package is meant to leave the machine, so its place and name are yours to choose.',
    example: 'teigram deposit tei --to bag',
    fix: 'Add --out: a name that ends in .zip gives one file, any other name a folder.',
  },
  'deposit-out-misleading': {
    title: 'The name of the package says that it is something else than it would be.',
    why: 'How a name ends tells everybody what to open it with. A folder that is called letters.7z looks like an archive, and that it is none is found out by whoever gets it.',
    example: '--to zenodo --out letters.tar.gz, where that target writes a folder or a zip.',
    fix: 'Choose another name with --out. Every target of several files takes .zip; a bag also .tar, .tgz and .tar.gz.',
  },
  'deposit-out-taken': {
    title: 'Something stands where the package shall go.',
    why: 'Files that are left over from before would become part of the package, or be lost.',
    example: '--out bag, where bag is a folder that holds files.',
    fix: 'Remove it, or choose another name with --out.',
  },
  'deposit-names-collide': {
    title: 'Two files have names that differ only in capitals or in how an accent is written.',
    why: 'Windows and macOS take them for one name, so unpacking the package there would lose one of them.',
    example: 'D117.xml and d117.xml in one folder.',
    fix: 'Rename one of them.',
  },
  'deposit-name-unusual': {
    title: 'A file has a name that not every system can have.',
    why: 'Packages are unpacked on other systems than they are made on. What one of them takes for a folder, a device or the end of a line is lost or lands elsewhere.',
    example: 'A file called a\\b.xml, which a zip shows as b.xml in a folder a.',
    fix: 'Rename the file, and what points to it.',
  },
  'deposit-left-out': {
    title: 'Files of the folder do not go into the package.',
    why: 'No document points to them, and their names do not say that they describe the edition. What is not wanted should not be published by accident; what is wanted should not be missed.',
    example: 'notes.docx beside the documents.',
    fix: 'Take them along with --include and a pattern such as "*.docx", or say with --exclude that they are not wanted.',
  },
  'deposit-target-missing': {
    title: 'Documents point to files that are not there.',
    why: 'An image that is missing when the package is made is missing for ever.',
    example: '<graphic url="p1.png"/>, where there is no p1.png beside the document.',
    fix: 'Put the file where the document points to, or mend the pointer.',
  },
  'deposit-outside': {
    title: 'Documents need files that no package can hold in their places.',
    why: 'A package stands alone. What lies far away from the documents, on another disk or in the folders of somebody else, it cannot keep where they look for it.',
    example: '<graphic url="../../../scans/p1.png"/>',
    fix: 'Copy the file into the folder of the edition and point to the copy.',
  },
  'deposit-not-whole': {
    title: 'Documents that are valid here are not valid in the package.',
    why: 'The package was looked at where it was written, with nothing but itself. Something that the documents need lies elsewhere, or is named by a path that only this computer has.',
    example: 'A schema that a document names by file:///home/me/tei.rng.',
    fix: 'Name schemas and parts by relative paths, or by addresses of the web.',
  },
  'deposit-changed-meanwhile': {
    title: 'A file was changed while the package was made.',
    why: 'The package would hold another text than the one that was checked.',
    example: 'A document is saved in an editor while teigram deposit runs.',
    fix: 'Run it again when nobody works on the files.',
  },
  'deposit-addresses-equal': {
    title: 'Two documents would have the same address.',
    why: 'By the pattern in "documentUrl" readers come from an index to the document. With one address for two, one of them cannot be found.',
    example: '"documentUrl": "https://example.org/{id}" for a/x.xml and b/x.xml.',
    fix: 'Use {path} in the place of {id}, which has the folders, or rename one of the files.',
  },
  'licence-conflict': {
    title: 'A document has another licence than the package.',
    why: 'What has been published under a licence cannot be taken back, and nobody may give away rights that a document withholds.',
    example:
      '<licence target="https://creativecommons.org/licenses/by-nc-nd/4.0/"/> in a header, "licence": "CC-BY-4.0" in the configuration.',
    fix: 'Mend the header or the configuration. Where documents have different licences, list all of them as "licence".',
  },
  'access-conflict': {
    title: 'A document says that it is restricted, and the package is meant to be open.',
    why: 'What everybody has seen cannot be hidden again.',
    example: '<availability status="restricted"> in a header, "access": "open" in the configuration.',
    fix: 'Mend the header or the configuration.',
  },
  'doi-conflict': {
    title: 'Headers and configuration have different DOIs.',
    why: 'A DOI names one thing. With two, readers cite the wrong one.',
    example: '<idno type="DOI">10.1234/a</idno> in all headers, "doi": "10.1234/b" in the configuration.',
    fix: 'Mend one of them, or say as "related" how the two are related.',
  },
  'orcid-conflict': {
    title: 'One name has two ORCIDs.',
    why: 'An ORCID is a person. With a wrong one somebody else is cited.',
    example: 'An editor with one number in the header and with another in the configuration.',
    fix: 'Mend the wrong one.',
  },
  'header-date-impossible': {
    title: 'A date in a header is none, or an interval ends before it begins.',
    why: 'It is certainly a slip, and indexes and repositories take no such dates.',
    example: '<date notBefore="1960-01-01" notAfter="1950-01-01"/>',
    fix: 'Mend the date in the header.',
  },
  'epoch-invalid': {
    title: 'SOURCE_DATE_EPOCH is not a number of seconds.',
    why: 'It dates the package, so that the same input gives the same bytes. A value that cannot be read must not be ignored silently.',
    example: 'SOURCE_DATE_EPOCH=2026-01-31',
    fix: 'Give whole seconds since 1970, for instance $(date +%s), or remove the variable.',
  },
});
