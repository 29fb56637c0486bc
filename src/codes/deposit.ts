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
  'epoch-invalid': {
    title: 'SOURCE_DATE_EPOCH is not a number of seconds.',
    why: 'It dates the package, so that the same input gives the same bytes. A value that cannot be read must not be ignored silently.',
    example: 'SOURCE_DATE_EPOCH=2026-01-31',
    fix: 'Give whole seconds since 1970, for instance $(date +%s), or remove the variable.',
  },
});
