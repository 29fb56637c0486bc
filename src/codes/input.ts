/** Codes about the bytes and files that come in. */
import { explained } from './explanation.js';

export const inputCodes = explained({
  'empty-input': {
    title: 'The input holds no text.',
    why: 'There is nothing to encode: the file has no bytes, or only white space.',
    example: 'A file of 0 bytes, often what is left of a download that broke off.',
    fix: 'Save the text again, and check that the file opens in an editor.',
  },
  'archive-unreadable': {
    title: 'An archive or a table cannot be read to its end.',
    why: 'It is damaged or cut short, or it is not what its name says. What comes before the damage was converted.',
    example: 'A cables.tar.gz whose download broke off.',
    fix: 'Fetch it again, or try to unpack it with another program to see what is left.',
  },
  'archive-name-unsafe': {
    title: 'A name in an archive leads out of the folder.',
    why: 'Unpacked, it would be written over files that have nothing to do with the archive.',
    example: 'A member named ../../home/user/.profile.',
    fix: 'Pack the texts again, with names that stay in the folder.',
  },
  'record-without-text': {
    title: 'A record of a table has no text.',
    why: 'The field that --text names is not there, or holds something else than text, or the record cannot be read.',
    example: '{ "id": "1973STATE000123", "body": null }',
    fix: 'Name the field with the text, or mend the record. The others are converted all the same.',
  },
  'binary-input': {
    title: 'The input is not a text file.',
    why: 'Its bytes contain characters that no text has, as those of images, PDF and word-processor files do. A conversion would encode noise.',
    example: 'A file report.txt that is really a PDF.',
    fix: 'Save or export the document as plain text (UTF-8) and convert that. If it is text in a rare encoding, name it with --encoding.',
  },
  'xml-input': {
    title: 'The input is XML already.',
    why: 'convert reads plain text, and loses none of it: the tags become text, as if the page had printed them. That is right for a scan wrapped in tags, and wrong for a TEI file.',
    example: 'teigram convert telegram.xml',
    fix: 'To check an XML file use "teigram validate"; to convert its text, save it as plain text first.',
  },
  'encoding-guessed': {
    title: 'The file is not UTF-8, so its encoding was guessed.',
    why: 'Older files do not say how they are encoded. Every byte has a meaning in windows-1252, so nothing is lost, but letters are wrong if the guess is.',
    example: 'A file in which "é" is the single byte E9.',
    fix: 'Look at accented letters and dashes in the result. If they are wrong, name the encoding: --encoding iso-8859-2.',
  },
  'encoding-unknown': {
    title: 'The encoding named by the call is not known.',
    why: 'Without knowing the encoding, bytes cannot be read as letters.',
    example: '--encoding utf-7',
    fix: 'Use a usual label such as utf-8, utf-16le, windows-1252 or iso-8859-2, or leave the option out.',
  },
  'bytes-without-meaning': {
    title: 'Some bytes have no meaning in the encoding of the file.',
    why: 'Each was replaced by U+FFFD (�), so what stood there is missing, in the TEI as well: the conversion is not lossless. A U+FFFD that the file itself holds is text like any other.',
    example:
      'A file with the byte order mark of UTF-8 and a windows-1252 passage pasted in, or one cut off in the middle of a letter.',
    fix: 'Save the file again as UTF-8 from the program it comes from. Where the call names an encoding, name another or leave --encoding out.',
  },
  'file-not-found': {
    title: 'There is no such file or folder.',
    why: 'The name was read literally and nothing of that name exists in the place it says.',
    example: 'teigram convert telegrm.txt',
    fix: 'Check the spelling and the folder that the command runs in.',
  },
  'file-unreadable': {
    title: 'The file exists but cannot be read.',
    why: 'The system refused it: missing permission, a broken disk, a file that vanished meanwhile.',
    example: 'A file that belongs to another user.',
    fix: 'See the reason in the message; change the permissions or copy the file.',
  },
  'file-not-ordinary': {
    title: 'What has the name of a file is a pipe, a device or a socket.',
    why: 'Reading it might wait for ever, or never end. In a folder it is left out and told of as an error, since something that was to be checked was not.',
    example: 'A named pipe letter.xml in the folder that the call names, or a link to /dev/zero.',
    fix: 'Remove it from the folder. What a pipe gives can be read where the call names the pipe itself, or by - from standard input.',
  },
  'file-out-of-reach': {
    title: 'What has the name of a file leads out of the folder that was named.',
    why: 'It is a link to a place elsewhere on the disk, or to a hidden file. Whoever wrote the folder could have anything shown by it, so it is neither read nor shown; what was to be checked was not, which is an error.',
    example: 'A link letter.xml to ../../private/letter.xml.',
    fix: 'Put the file itself in the place of the link, name the file itself in the call, or run teigram in a folder that holds both.',
  },
  'file-too-large': {
    title: 'The file is larger than a document can be.',
    why: 'A text of this size is no telegram, and building its TEI would need many times its size in memory.',
    example: 'A whole archive of cables in one file of 300 MB.',
    fix: 'Split the file into its documents first.',
  },
  'line-too-long': {
    title: 'A line is longer than a text can have one.',
    why: 'Where the line ends of a whole archive were lost, nothing tells its documents, paragraphs and notes apart.',
    example: 'A page of 5 million letters without a line end.',
    fix: 'Save the text with its line ends, or split the file into its documents.',
  },
  'header-missing': {
    title: 'The XML file has no TEI header.',
    why: 'Everything that is said of a document (title, sender, date) is read from its <teiHeader>.',
    example: 'teigram inspect page.xml',
    fix: 'Check that the file is TEI; "teigram validate" says what is wrong with it.',
  },
  'no-files': {
    title: 'Nothing to work on was found.',
    why: 'The folder or pattern holds no file of the kind that the command reads (.txt for convert, .xml for validate).',
    example: 'teigram convert scans, where scans holds only PDF files.',
    fix: 'Name another folder, or name the files themselves: those are read whatever their ending is.',
  },
});
