import { explained } from './explanation.js';

/** What the reader of telegrams may have to say. */
export const telegramCodes = explained({
  'marker-without-note': {
    title: 'A digit stands where a note marker would, but no note belongs to it.',
    why: 'Copies often lose the list of notes, or a part of it. The digit stays in the text as it is: taking it out would lose the only trace of the note.',
    example: 'Report soonest.3   (and the list of notes ends with 2)',
    fix: 'Look the document up in its edition. Add the note to the end of the list, or take the digit out if it is a slip of the copy.',
  },
  'note-without-marker': {
    title: 'A note was found, but not the place in the text where it belongs.',
    why: 'The marker may have been lost in the copy, or be hidden in a number. The note is kept, at the end of the document, so that nothing is lost.',
    example: '3. Not printed.   (and no 3 stands at a word in the text)',
    fix: 'Find the place in the printed edition and write the number directly behind its word, as in "Bogota.3", then convert again.',
  },
  'doubtful-notes': {
    title: 'Numbered lines at the end may be notes, or paragraphs of the message.',
    why: 'Most services number the paragraphs of their telegrams, and a list of notes looks the same. It is taken for notes where a source note opens it, where it stands behind the signature, or where its lines stand closer than the paragraphs. Otherwise it stays text: a note among the paragraphs can be found, a paragraph among the notes is misplaced.',
    example: '1. The Cabinet met on Friday.   (at the end, and a 1 stands behind a word)',
    fix: 'If the lines are notes, print their numbers as "[1]" before each and behind the word it explains. If they are the message, there is nothing to do.',
  },
  'uncertain-marker': {
    title: 'The place of a note was chosen among several that fit almost as well.',
    why: 'A marker fused to a number (Embtel 14802) or standing by itself can be read in more than one way. The TEI marks the note with @cert.',
    example: 'Embtel 14802 may be telegram 1480 with note 2, or telegram 14802.',
    fix: 'Compare the place with the edition. If it is wrong, put the marker in brackets in the text, as in "Embtel 1480[2]".',
  },
  'no-heading': {
    title: 'The text has no heading that says what it is.',
    why: 'Without "117. Telegram From … to …" or the like, sender, addressee and kind are unknown. The text was converted as plain paragraphs, and nothing was made up.',
    example: 'A page that begins in mid-sentence, an index, a key block.',
    fix: 'If it is a document of an edition, add its heading as the first line. If it is none, leave the file out.',
  },
  'flattened-document': {
    title: 'A document stands in one line: its line ends are lost.',
    why: 'Text made of TEI or HTML by dropping the tags runs heading, notes, dateline and paragraphs together. What has words of its own (heading, "Source:", dateline) was parted; the rest is one paragraph, and notes within it stay text.',
    example:
      '36. Telegram From … to the Department of StateSource: Department of State, … Zenda, March 12, 1964. 1407. …',
    fix: 'Make the text anew with a line end for each heading, paragraph and note, and convert again.',
  },
  'several-documents': {
    title: 'The file holds more than one document.',
    why: 'A TEI file holds one document, so that each can be cited and deposited by itself. The file was split at the headings.',
    example: '118. Telegram From …   (in the middle of the file)',
    fix: 'Nothing, if the number of documents is right. Otherwise see which headings were taken, and separate the texts yourself.',
  },
  'date-inferred': {
    title: 'The text has no dateline; the date was read off the file number.',
    why: 'Decimal file numbers of 1910–1963 end in month, day and year. The date is marked as an inference in the TEI, never as a dateline.',
    example: '396.1–PA/12–1561 is 15 December 1961.',
    fix: 'Check it against the edition. Add the dateline below the heading if you have it.',
  },
  'cable-on-one-line': {
    title: 'A cable stands in one line: its line ends are lost.',
    why: 'Viewers and services for optical reading drop them, often with the punctuation. Date-time group, FM, TO, banner, E.O. and TAGS follow each other in every cable, so that they can be read; they are marked as less than certain. The rest stays one paragraph.',
    example: '… R 131725Z AUG 75 FM AMEMBASSY STRELSAU TO SECSTATE WASHDC 3771 … SUBJECT HARVEST 1 THE CABINET MET …',
    fix: 'Get a copy with its lines, and convert that.',
  },
  'text-unavailable': {
    title: 'The copy has no text of the telegram, only the record of an archive.',
    why: 'Of many telegrams the text was lost before the archive got them. A line such as "TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE" stands in its place. It is kept, as a gap; no sender, date or text is made of the record, which is in the header.',
    example: 'Message Text   TELEGRAM TEXT FOR THIS MRN IS UNAVAILABLE   Message Attributes   …',
    fix: 'Nothing is to be done, unless another archive has the text. Leave such files out where telegrams are counted or searched.',
  },
  'date-time-group-unreadable': {
    title: 'The date-time group of a cable names no day and hour that exist.',
    why: 'Optical reading takes letters for figures and figures for letters. A date is only taken from a group that is whole: two figures each for day, hour and minute, Z, month, year; years of two figures from 66 to 10.',
    example: 'P 3006012 AUG 93   (for 300601Z)',
    fix: 'Compare the line with the original, correct it in the text, and convert again.',
  },
  'record-differs': {
    title: 'The record of an archive says something else than the telegram above it.',
    why: 'The record was made later, for a database: posts are cut to six letters, dates have no hour. What the telegram itself says is what the header has; the record is kept beside it.',
    example: 'R 131725Z AUG 75 … Message Attributes … Draft Date: 14 AUG 1975',
    fix: 'Usually nothing. If the telegram was read wrongly, the record shows where to look.',
  },
});
