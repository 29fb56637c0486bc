/** Codes about what single repositories and formats ask for. */
import { explained } from './explanation.js';

export const depositTargetCodes = explained({
  'creator-name-unclear': {
    title: 'It cannot be told whether a creator is a person, or which part is the family name.',
    why: 'Citations and the indexes of repositories are sorted by family name, and institutions are not cited like people.',
    example: '"creators": [{ "name": "Anna Editor" }]',
    fix: 'Write { "name": "Editor, Anna" } for a person, { "name": "University of Strelsau", "organization": true } for an institution.',
  },
  'licence-not-listed': {
    title: 'It is not clear which licence is meant, or repositories do not have it by name.',
    why: 'Repositories choose from the list of SPDX. What is not in it goes out in the words that were given, which no program understands; some repositories refuse it, or take a licence of their own.',
    example: '"licence": "CC-BY-SA", which does not say which version',
    fix: 'Give an SPDX identifier with its version, such as "CC-BY-SA-4.0" or "CC0-1.0" (https://spdx.org/licenses/), or choose the licence in the form of the repository before you publish.',
  },
  'subject-not-listed': {
    title: 'The repository has a list of fields of study, and this is not in it.',
    why: 'Dataverse refuses a dataset with a field that it does not know, so the word becomes a keyword.',
    example: '"subjects": ["History"]',
    fix: 'Use one of the fields that the message lists; for telegrams "Arts and Humanities" or "Social Sciences".',
  },
  'cmif-incomplete': {
    title: 'A header does not say who wrote, to whom, or when.',
    why: 'An index of letters is searched by exactly that. CMIF has "Unknown" for parties and leaves missing dates out, so the document is in it, but hard to find.',
    example: 'A <correspDesc> with an action "sent" and none "received".',
    fix: 'If it is known, add it to <correspDesc> in the header of the file, and deposit again.',
  },
  'cmif-left-out': {
    title: 'An editorial note is not in the index of letters.',
    why: 'It has no sender and no addressee; an index of letters that lists it would mislead.',
    example: 'A document whose header says <term type="kind">editorial note</term>.',
    fix: 'Nothing needs to be done. If the document is a letter, mend the term in its header.',
  },
  'upload-not-possible': {
    title: 'This cannot be uploaded as the call says.',
    why: 'Only some targets are repositories with an upload, packages are sent from a folder, and a token is only shown to a server over an encrypted connection.',
    example: '--to bag --upload https://zenodo.org',
    fix: 'Use a target and an address that the message names, and a folder (no .zip) for --out.',
  },
  'upload-token-missing': {
    title: 'The repository needs a token, and none is in the environment.',
    why: 'It stands for your account. It is read from the environment so that it does not end up in a file or in the history of commands.',
    example: 'teigram deposit tei --to zenodo --out deposit --upload https://zenodo.org, without ZENODO_TOKEN.',
    fix: 'Make a token at the page that the message names and put it into the environment: export ZENODO_TOKEN=…',
  },
  'upload-token-refused': {
    title: 'The repository does not accept the token.',
    why: 'It is not valid (any more), belongs to another server, or does not allow what is asked.',
    example: 'A token of sandbox.zenodo.org used at zenodo.org.',
    fix: 'Make a new token at the page that the message names, at the very server that you upload to.',
  },
  'upload-metadata-refused': {
    title: 'The repository does not take the metadata, or a file, as it is.',
    why: 'Installations have rules of their own. Nothing was published; what was sent before is kept in the draft.',
    example: 'A Dataverse that does not offer the licence.',
    fix: 'Change what the message names in teigram.config.json, make the package anew, and repeat the call.',
  },
  'upload-file-too-large': {
    title: 'The repository does not take files that large.',
    why: 'Each has a limit for a file and for a record.',
    example: 'A zip of 60 GB for Zenodo.',
    fix: 'Deposit a part of the collection at a time, or ask the repository for more room.',
  },
  'upload-rate-limited': {
    title: 'The repository wants fewer calls for a while.',
    why: 'It protects itself. The waits that it asked for were kept; it asked again.',
    example: 'The answer "429 Too Many Requests".',
    fix: 'Repeat the call later. It goes on where it was.',
  },
  'upload-server-unusable': {
    title: 'There is no such repository at the address.',
    why: 'The address is misspelt, or leads to a page and not to the server, or the server is of another kind.',
    example: '--upload https://zenodo.org/records/123',
    fix: 'Give the address of the server alone, such as https://zenodo.org, for Dataverse that of your collection.',
  },
  'upload-server-failed': {
    title: 'The repository failed.',
    why: 'The fault is at its side. The call was repeated where that could do no harm.',
    example: 'The answer "503 Service Unavailable".',
    fix: 'Repeat the call later. It goes on where it was.',
  },
  'upload-connection-lost': {
    title: 'The connection to the repository broke off.',
    why: 'The network, or the server, went away for longer than was waited.',
    example: 'A laptop that was closed during the upload.',
    fix: 'Repeat the call when you are online. It goes on where it was.',
  },
  'upload-file-damaged': {
    title: 'The repository has other bytes than were sent.',
    why: 'Something on the way changed the file, several times in a row.',
    example: 'A proxy that rewrites what passes.',
    fix: 'Repeat the call from another network. If it stays like this, ask the repository.',
  },
  'upload-file-differs': {
    title: 'The draft has a file of this name with another content.',
    why: 'The package was made anew since, or somebody changed the file there.',
    example: 'A second upload after the documents were mended.',
    fix: 'Look at the draft and remove the file that is not wanted.',
  },
  'upload-resumed': {
    title: 'The package of a call before is uploaded as it is.',
    why: 'An upload that broke off goes on with the same files, or the draft would be made of two versions.',
    example: 'The same call with --upload a second time.',
    fix: 'Nothing needs to be done, unless the documents have changed: then remove the package and repeat the call.',
  },
  'upload-draft-gone': {
    title: 'The draft of the upload before cannot be gone on with.',
    why: 'It was removed or published, or is at another server. To make another without asking might leave two.',
    example: 'A draft that was deleted in the browser.',
    fix: 'Remove the file that the message names, and repeat the call: a new draft is made.',
  },
  'upload-draft-incomplete': {
    title: 'The repository wants more before the draft can be published.',
    why: 'Installations have rules of their own.',
    example: 'A repository that demands a community.',
    fix: 'Put it right in the form of the draft.',
  },
  'upload-failed': {
    title: 'The upload could not go on.',
    why: 'A file of the package, or the note of what has been sent, could not be read or written.',
    example: 'A full disk.',
    fix: 'Mend what the message names and repeat the call. It goes on where it was.',
  },
  'basex-unreachable': {
    title: 'There is no BaseX server at the address.',
    why: 'Documents can only be loaded into a server that runs.',
    example: '--upload basex://localhost:1984/telegrams, before basexserver was started.',
    fix: 'Start the server with basexserver, or correct the address.',
  },
  'basex-login-refused': {
    title: 'BaseX does not know the user with this password.',
    why: 'Each server has users of its own; the first is admin.',
    example: 'BASEX_PASSWORD holds the password of another server.',
    fix: 'Put the right password into BASEX_PASSWORD; name another user in the address: basex://USER@localhost:1984/telegrams.',
  },
  'basex-command-failed': {
    title: 'BaseX could not do what it was asked.',
    why: 'The user may not be allowed to make databases, or the database is in use.',
    example: 'A user with the permission "read".',
    fix: 'Do what the words of BaseX in the message say, or use a user with the permission "create".',
  },
  'basex-document-refused': {
    title: 'BaseX does not take a document.',
    why: 'It reads XML only where it is well-formed. The other documents are loaded.',
    example: 'A document that was deposited with --allow-invalid.',
    fix: 'Mend the document, make the package anew and load it again.',
  },
});
