/** What elements, attributes and reasons are called for readers who have never seen TEI. */

/** By the element's name; others keep it. */
const NAMES: Readonly<Record<string, string>> = {
  note: 'Note',
  ptr: 'Marker of a note',
  pb: 'Page break',
  bibl: 'Citation',
  date: 'Date',
  persName: 'Person',
  orgName: 'Office',
  placeName: 'Place',
  gap: 'Something missing',
  ref: 'Pointer',
  idno: 'Number in a citation',
  title: 'Title in a citation',
  biblScope: 'Part of a citation',
  fw: 'Printed around the text',
  head: 'Heading',
  p: 'Paragraph',
  item: 'Point of a list',
  label: 'Label',
  signed: 'Signature',
  dateline: 'Dateline',
  salute: 'Salutation',
  seg: 'Line of the head',
  cell: 'Cell of a table',
  trailer: 'End of the text',
  milestone: 'Section',
  sic: 'As it stands, though it seems wrong',
  corr: 'As it should be',
  orig: 'As it is spelt',
  reg: 'In usual spelling',
  abbr: 'Abbreviation',
  expan: 'Written out',
  del: 'Deleted',
  add: 'Added',
  unclear: 'Hard to read',
  supplied: 'Supplied by an editor',
  foreign: 'In another language',
  hi: 'Set apart',
};

export function nameOfElement(name: string): string {
  return NAMES[name] ?? `Element ${name}`;
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  n: 'number',
  'xml:id': 'identifier',
  'xml:lang': 'language',
  type: 'kind',
  subtype: 'kind, more closely',
  when: 'day',
  from: 'from',
  to: 'to',
  target: 'leads to',
  ref: 'refers to',
  corresp: 'belongs to',
  cert: 'certainty',
  resp: 'said by',
  evidence: 'evidence',
  reason: 'reason',
  quantity: 'how many',
  unit: 'of what',
  rend: 'looks',
  role: 'role',
  ed: 'edition',
  facs: 'picture',
};

/** Others keep their name. */
export function nameOfAttribute(name: string): string {
  return ATTRIBUTES[name] ?? name;
}

const REASONS: Readonly<Record<string, string>> = {
  navigation: 'it leads about a web page and is no part of the document',
  backlink: 'it leads from a note back to its place',
  bullet: 'the list says it by being one',
  boilerplate: 'a web page prints it around every document',
  'note-label': 'the note has its number',
  separator: 'it only parts what stands around it',
};

export function reasonInWords(reason: string): string {
  return REASONS[reason] ?? reason;
}

const CERTAINTY: Readonly<Record<string, string>> = {
  high: 'The program is sure of it.',
  medium: 'The program is fairly sure of it; look whether it is right.',
  low: 'The program is not sure of it: please look.',
  unknown: 'How sure it is, nobody says.',
};

/** Why an element looks inferred; undefined where it does not. */
export function inferenceInWords(made: Element): string | undefined {
  const [cert, resp, evidence] = ['cert', 'resp', 'evidence'].map((name) => made.getAttribute(name));
  if (cert == null && !/teigram/.test(resp ?? '')) return undefined;
  const by = /teigram/.test(resp ?? '') ? 'Inferred: the text does not say it.' : 'Marked as not certain.';
  const sure = cert == null ? '' : (CERTAINTY[cert] ?? `Certainty: ${cert}.`);
  return [by, sure, evidence == null ? '' : `Evidence: ${evidence}.`].filter((part) => part !== '').join(' ');
}
