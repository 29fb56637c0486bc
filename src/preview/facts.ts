/** What a document says of itself, in the words of a form, each with its place in the text. */
import type { HeaderDate, HeaderFacts } from '../header/model.js';
import type { DocumentDate, Fact, Facts, Range, Telegram } from '../telegram/model.js';
import type { ShownFact } from './model.js';

/** Of a text: what the reader found in it. @param from where the shown text starts in the input. */
export function factsOfTelegram(telegram: Telegram, from: number): readonly ShownFact[] {
  const { facts, number, type } = telegram;
  const shown: ShownFact[] = [{ label: 'Kind', value: type.replaceAll('-', ' ') }];
  const add = (label: string, value: string, range: Range, inferred?: string): void => {
    const ranges = range.end > range.start ? { ranges: [range.start - from, range.end - from] } : {};
    shown.push({ label, value, ...ranges, ...(inferred === undefined ? {} : { inferred }) });
  };
  const addAll = (label: string, some: readonly Fact[]): void => {
    for (const fact of some) add(label, fact.value, fact);
  };
  if (number !== undefined) add('Document', number.value, number);
  for (const party of facts.senders) add('From', party.name, party);
  for (const party of facts.addressees) add('To', party.name, party);
  for (const party of facts.wire?.copies ?? []) add('Copy to', party.name, party);
  if (facts.date !== undefined) add('Date', daysOf(facts.date), facts.date, whyInferred(facts.date));
  for (const [label, key] of SINGLE) {
    const fact = facts[key];
    if (fact !== undefined) add(label, fact.value, fact);
  }
  for (const [label, key] of SEVERAL) addAll(label, facts[key] ?? []);
  addAll('Tag', facts.wire?.tags ?? []);
  if (facts.wire?.declassification !== undefined) addAll('Declassification', [facts.wire.declassification]);
  return shown;
}

type OneFact = { [Key in keyof Facts]: Facts[Key] extends Fact | undefined ? Key : never }[keyof Facts];
type ManyFacts = { [Key in keyof Facts]: Facts[Key] extends readonly Fact[] | undefined ? Key : never }[keyof Facts];

const SINGLE: readonly (readonly [string, NonNullable<OneFact>])[] = [
  ['Place', 'place'],
  ['Received', 'received'],
  ['Series', 'series'],
  ['Number', 'telegramNumber'],
  ['Subject', 'subject'],
  ['Classification', 'classification'],
  ['Register', 'registerNumber'],
];
const SEVERAL: readonly (readonly [string, NonNullable<ManyFacts>])[] = [
  ['Precedence', 'precedence'],
  ['Handling', 'handling'],
  ['Drafting', 'drafting'],
  ['Clearance', 'clearance'],
  ['References', 'references'],
  ['Distribution', 'repeatedTo'],
];

function daysOf({ when, to }: DocumentDate): string {
  return to === undefined ? when : `${when} to ${to}`;
}

const EVIDENCE: Readonly<Record<DocumentDate['evidence'], string>> = {
  dateline: 'the dateline',
  heading: 'the heading',
  'file-number': 'the number of its file',
  'date-time-group': 'the date-time group',
  note: 'a note',
};

function whyInferred({ certainty, evidence }: DocumentDate): string | undefined {
  return certainty === 'stated' ? undefined : `The text does not say it so: inferred from ${EVIDENCE[evidence]}.`;
}

/** Of a TEI: what its header says. */
export function factsOfHeader(header: HeaderFacts): readonly ShownFact[] {
  const { kind, sender, addressee, copies, date, place, received, authors, editors, number, series } = header;
  const rows: readonly (readonly [string, readonly (string | undefined)[] | undefined])[] = [
    ['Kind', [kind]],
    ['Author', authors?.map(({ name }) => name)],
    ['Editor', editors?.map(({ name }) => name)],
    ['From', sender],
    ['To', addressee],
    ['Copy to', copies],
    ['Place', [place]],
    ['Received', [dateText(received)]],
    ['Series', [series]],
    ['Number', [number]],
    ['Classification', [header.classification]],
    ['Precedence', header.precedence],
    ['Handling', header.handling],
    ['Tag', header.tags],
    ['Language', header.language],
    ['Publisher', [header.publisher]],
    ['Licence', header.licences?.map(({ text, target }) => text ?? target)],
  ];
  const shown: ShownFact[] = rows.flatMap(([label, values = []]) =>
    values.flatMap((value) => (value === undefined || value === '' ? [] : [{ label, value }])),
  );
  const when = dateText(date);
  if (when === undefined) return shown;
  const inferred = date?.cert === undefined ? {} : { inferred: `The header marks it as not certain (${date.cert}).` };
  return [...shown, { label: 'Date', value: when, ...inferred }];
}

function dateText(date: HeaderDate | undefined): string | undefined {
  if (date === undefined) return undefined;
  const { when, from, to, notBefore, notAfter, text } = date;
  const span = [from ?? notBefore, to ?? notAfter].filter((each) => each !== undefined).join(' to ');
  return when ?? (span === '' ? text : span);
}
