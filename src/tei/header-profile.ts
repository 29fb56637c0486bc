/** `profileDesc`: what the text says of itself, as facts to search by. */
import type { DocumentDate, Fact, Party, Telegram } from '../telegram/model.js';
import { foldLayout } from './characters.js';
import { container, line } from './header-layout.js';
import type { Identifiers } from './ids.js';
import type { TeiOptions } from './options.js';
import { textInRange } from './plain-text.js';
import type { Scribe } from './scribe.js';
import { datableAttributes } from './w3c-date.js';
import { writeReferences, writeWireCorrespondence, writeWireTerms } from './wire.js';
import type { XmlAttributes, XmlTree } from './xml-tree.js';

export function writeProfileDesc(scribe: Scribe): void {
  const { xml, telegram, options } = scribe;
  writeCreation(scribe);
  const ident = languageOf(telegram, options);
  if (ident !== undefined) container(xml, 'langUsage', undefined, () => writeLanguage(xml, ident));
  container(xml, 'textClass', undefined, () => container(xml, 'keywords', undefined, () => writeKeywords(scribe)));
  writeCorrespDesc(scribe);
}

/** When and where; the date holds the words that it was read from. */
function writeCreation({ xml, telegram, ids }: Scribe): void {
  const { date, place } = telegram.facts;
  if (date === undefined && place === undefined) return;
  container(xml, 'creation', undefined, () => {
    if (date !== undefined) line(xml, 'date', dateAttributes(date, ids), textInRange(telegram, date));
    if (place !== undefined) line(xml, 'placeName', undefined, foldLayout(place.value));
  });
}

/** A date that no dateline states is marked as inferred from something else in the text. */
function dateAttributes(date: DocumentDate, ids: Identifiers): XmlAttributes {
  const datable = datableAttributes(date.when, date.to);
  if (date.certainty === 'stated') return datable;
  const cert = date.evidence === 'dateline' || date.evidence === 'heading' ? 'high' : 'medium';
  return { ...datable, cert, evidence: 'internal', resp: `#${ids.program}` };
}

/** The language of the text as BCP 47 has it: as the options say, else English where the heading was read by its grammar; of other text nothing is known. */
export function languageOf(telegram: Telegram, { language }: TeiOptions): string | undefined {
  if (language === undefined) return telegram.language ?? (telegram.type === 'text' ? undefined : 'en');
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? language : 'und';
}

const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', de: 'German' };

function writeLanguage(xml: XmlTree, ident: string): void {
  line(xml, 'language', { ident }, LANGUAGES[ident] ?? ident);
}

function writeKeywords({ xml, telegram }: Scribe): void {
  const { subject, series, telegramNumber, secondNumber, classification, precedence, handling, wire } = telegram.facts;
  const term = (type: string, facts: readonly (Fact | undefined)[]) => {
    for (const fact of facts) if (fact !== undefined) line(xml, 'term', { type }, foldLayout(fact.value));
  };
  line(xml, 'term', { type: 'kind' }, telegram.type.replaceAll('-', ' '));
  term('subject', [subject]);
  term('series', [series, secondNumber?.series]);
  term('number', [telegramNumber, secondNumber?.number]);
  for (const one of [{ series, number: telegramNumber }, secondNumber]) {
    if (one?.series === undefined || one.number === undefined) continue;
    line(xml, 'term', { type: 'telegram' }, foldLayout(`${one.series.value} ${one.number.value}`));
  }
  term('classification', [classification]);
  term('precedence', precedence);
  term('handling', handling);
  if (wire !== undefined) writeWireTerms(xml, wire);
}

/** Sent and received in the form of the Correspondence Metadata Interchange Format: names, place and date as children of the action. */
function writeCorrespDesc(scribe: Scribe): void {
  const { xml, telegram, ids } = scribe;
  const { senders, addressees, date, place, received, repeatedTo, references = [], wire } = telegram.facts;
  const sent = senders.length > 0 || (telegram.form !== undefined && (date ?? place) !== undefined);
  if (!sent && addressees.length + repeatedTo.length + (wire?.copies.length ?? 0) === 0) return;
  const receipt = datableAttributes(received?.value);
  const read = wire?.uncertain ? { cert: 'medium', resp: `#${ids.program}` } : {};
  container(xml, 'correspDesc', undefined, () => {
    // A form may say where and when, and leave out who.
    if (sent) {
      container(xml, 'correspAction', { type: 'sent', ...read }, () => {
        writeParties(xml, senders);
        if (place !== undefined) line(xml, 'placeName', undefined, foldLayout(place.value));
        if (date !== undefined) line(xml, 'date', dateAttributes(date, ids));
      });
    }
    for (const posts of wire === undefined ? [addressees].filter(({ length }) => length > 0) : addressees.map(alone)) {
      container(xml, 'correspAction', { type: 'received', ...read }, () => {
        writeParties(xml, posts);
        if (receipt['when'] !== undefined) line(xml, 'date', receipt);
      });
    }
    for (const { value } of repeatedTo) line(xml, 'note', { type: 'repeated' }, foldLayout(value));
    if (references.length > 0) writeReferences(xml, references);
    if (wire !== undefined) writeWireCorrespondence(xml, wire, read, (posts) => writeParties(xml, posts));
  });
}

/** Of a cable each post has a receipt of its own, with its number and its precedence. */
function alone(post: Party): Party[] {
  return [post];
}

function writeParties(xml: XmlTree, parties: readonly Party[]): void {
  for (const party of parties) {
    const { entity, name, person = name, office } = party;
    if (entity === 'office') writeOffice(xml, party);
    else if (office === undefined) line(xml, 'persName', undefined, foldLayout(person));
    else writePerson(xml, foldLayout(person), foldLayout(office), name.startsWith(person));
  }
}

function writeOffice(xml: XmlTree, { name, serial, precedence }: Party): void {
  line(xml, 'orgName', undefined, foldLayout(name));
  if (serial !== undefined) line(xml, 'idno', { type: 'telegraphic-serial' }, serial);
  if (precedence !== undefined) line(xml, 'note', { type: 'precedence' }, foldLayout(precedence));
}

/** The office beside the name, in the order of the heading; a title of address is no part of either. */
function writePerson(xml: XmlTree, person: string, office: string, nameFirst: boolean): void {
  xml.open('persName');
  if (nameFirst) xml.text(`${person}, `);
  xml.element('roleName', undefined, office);
  if (!nameFirst) xml.text(` ${person}`);
  xml.close();
  xml.text('\n');
}
