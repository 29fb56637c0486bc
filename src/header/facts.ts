/** From the elements of a header to facts. */
import { agentsOf, contributorsOf, nameOf } from './agents.js';
import { dateOf, letterOf, partyNames, placesIn, typeOf } from './correspondence.js';
import { type Element, inside, texts } from './element.js';
import type { HeaderFacts, HeaderFunder, HeaderIdentifier, HeaderLicence } from './model.js';
import { addPresent, withoutAbsent } from './present.js';

/**
 * @param header the element `teiHeader`.
 * @param id the `xml:id` of the document.
 */
export function factsOf(header: Element, id: string | undefined): HeaderFacts {
  const facts: HeaderFacts = {};
  addPresent(facts, published(header));
  addPresent(facts, described(header));
  addPresent(facts, { id });
  return facts;
}

/** `fileDesc`. */
function published(header: Element) {
  const titles = header.all('fileDesc', 'titleStmt');
  const publication = header.all('fileDesc', 'publicationStmt');
  const availability = inside(publication, 'availability');
  const statuses = availability.flatMap((each) => each.attribute('status') ?? []);
  return {
    title: titleOf(inside(titles, 'title')),
    authors: agentsOf(inside(titles, 'author')),
    editors: agentsOf(inside(titles, 'editor')),
    contributors: contributorsOf(inside(titles, 'respStmt')),
    funders: inside(titles, 'funder').flatMap(funderOf),
    principals: agentsOf(inside(titles, 'principal')),
    sponsors: agentsOf(inside(titles, 'sponsor')),
    publisher: [...inside(publication, 'publisher'), ...inside(publication, 'authority')]
      .map(publisherOf)
      .find(Boolean),
    licences: availability.flatMap(licencesOf),
    // What is withheld of a part is withheld.
    status: statuses.find((status) => status === 'restricted') ?? statuses[0],
    availability: texts(inside(availability, 'p')).join(' '),
    identifiers: [...inside(publication, 'idno'), ...inside(publication, 'idno', 'idno')].flatMap(identifierOf),
    sources: texts(
      header
        .all('fileDesc', 'sourceDesc')
        .flatMap((source) => source.children())
        .filter(({ name }) => name !== 'list'),
    ),
    messageNumber: texts(
      inside(header.all('fileDesc', 'sourceDesc'), 'bibl', 'idno').filter((idno) => idno.attribute('type') === 'mrn'),
    ),
  };
}

/** `profileDesc`. */
function described(header: Element) {
  const profile = header.all('profileDesc');
  const letters = inside(profile, 'correspDesc');
  const actions = inside(letters, 'correspAction');
  const ofType = (type: string) => actions.filter((action) => typeOf(action) === type);
  const [sent, received] = [ofType('sent'), ofType('received')];
  const namesIn = (some: readonly Element[]) => some.flatMap(partyNames).map(nameOf).filter(Boolean);
  const terms = inside(profile, 'textClass', 'keywords', 'term');
  const termsOf = (type: string) => texts(terms.filter((term) => term.attribute('type') === type));
  return {
    abstract: texts(inside(profile, 'abstract')).join('\n'),
    sender: namesIn(sent),
    addressee: namesIn(received),
    copies: namesIn(ofType('copied')),
    date: dateOf([...inside(profile, 'creation', 'date'), ...inside(sent, 'date')]),
    place: texts([...inside(profile, 'creation'), ...sent].flatMap(placesIn))[0],
    received: dateOf(inside(received, 'date')),
    letters: letters.map(letterOf),
    kind: termsOf('kind')[0],
    series: termsOf('series')[0],
    number: termsOf('number')[0],
    classification: termsOf('classification')[0],
    precedence: termsOf('precedence'),
    handling: termsOf('handling'),
    tags: termsOf('tag'),
    references: texts(inside(letters, 'correspContext', 'ref')),
    keywords: texts(terms.filter((term) => term.attribute('type') === undefined)),
    language: inside(profile, 'langUsage', 'language').flatMap((language) => language.attribute('ident') ?? []),
  };
}

/** The main title, else one without a type, else any; also where titles stand in a title. */
function titleOf(titles: readonly Element[]): string | undefined {
  const all = titles.flatMap((title) => (title.all('title').length > 0 ? title.all('title') : [title]));
  const ofType = (type?: string) => texts(all.filter((title) => title.attribute('type') === type));
  return [...ofType('main'), ...ofType(), ...texts(all)][0];
}

/** The institution, of all that is said of how to find it. */
function publisherOf(publisher: Element): string {
  const named = publisher.children().find(({ name }) => name === 'orgName' || name === 'persName' || name === 'name');
  return named?.text() || publisher.withoutChildren('email', 'address', 'ptr', 'idno').text();
}

function funderOf(funder: Element): HeaderFunder[] {
  const named = funder.children().find(({ isNamePart }) => isNamePart);
  const name = named?.text() || funder.withoutChildren('idno', 'email', 'address', 'ptr').text();
  if (name === '') return [];
  const ref = funder.attribute('ref') ?? named?.attribute('ref');
  return [withoutAbsent({ name, ref, award: texts(funder.all('idno'))[0] }) as HeaderFunder];
}

/** The licences of an `availability`; where it has none, what its words say, and where they lead. */
function licencesOf(availability: Element): HeaderLicence[] {
  const licences = availability.all('licence');
  if (licences.length > 0) return licences.map(licenceOf).filter(({ target, text }) => (target ?? text) !== undefined);
  const text = availability.text();
  const links = ['p', 'ab'].flatMap((name) => [...availability.all(name, 'ref'), ...availability.all(name, 'ptr')]);
  const target = links.map((link) => link.attribute('target')).find((address) => /^https?:/i.test(address ?? ''));
  return text === '' && target === undefined ? [] : [withoutAbsent({ target, text, inWords: true })];
}

/** A pointer within the document is no licence. */
function licenceOf(licence: Element): HeaderLicence {
  const target = licence.attribute('target')?.trim();
  const links = [...licence.all('p', 'ref'), ...licence.all('ref')].map((link) => link.attribute('target'));
  const address = [target, ...links].find((each) => each !== undefined && !each.startsWith('#'));
  return withoutAbsent({ target: address, text: licence.text() });
}

/** One that only holds others is none. */
function identifierOf(idno: Element): HeaderIdentifier[] {
  const value = idno.withoutChildren('idno').text();
  return value === '' ? [] : [withoutAbsent({ type: idno.attribute('type'), value }) as HeaderIdentifier];
}
