/** From the elements of a header to facts. */
import { agentsOf, contributorsOf, nameOf } from './agents.js';
import { dateOf, letterOf, partyNames, typeOf } from './correspondence.js';
import { type Element, inside, texts } from './element.js';
import type { HeaderFacts, HeaderFunder, HeaderIdentifier, HeaderLicence } from './model.js';
import { withoutAbsent } from './present.js';

/** @param header the element `teiHeader`. */
export function factsOf(header: Element): HeaderFacts {
  return withoutAbsent({ ...published(header), ...described(header) });
}

/** `fileDesc`. */
function published(header: Element) {
  const titles = header.all('fileDesc', 'titleStmt');
  const publication = header.all('fileDesc', 'publicationStmt');
  const availability = inside(publication, 'availability');
  const status = availability.flatMap((each) => each.attribute('status') ?? [])[0];
  return {
    title: titleOf(inside(titles, 'title')),
    authors: agentsOf(inside(titles, 'author')),
    editors: agentsOf(inside(titles, 'editor')),
    contributors: contributorsOf(inside(titles, 'respStmt')),
    funders: inside(titles, 'funder').map(funderOf),
    publisher: texts([...inside(publication, 'publisher'), ...inside(publication, 'authority')])[0],
    licences: inside(availability, 'licence').map(licenceOf),
    status,
    availability: texts(inside(availability, 'p')).join(' '),
    identifiers: [...inside(publication, 'idno'), ...inside(publication, 'idno', 'idno')].map(identifierOf),
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
    date: dateOf(inside(profile, 'creation', 'date')[0] ?? inside(sent, 'date')[0]),
    place: texts([...inside(profile, 'creation', 'placeName'), ...inside(sent, 'placeName')])[0],
    received: dateOf(inside(received, 'date')[0]),
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

/** The main title, else one without a type, else any. */
function titleOf(titles: readonly Element[]): string | undefined {
  const ofType = (type?: string) => texts(titles.filter((title) => title.attribute('type') === type));
  return [...ofType('main'), ...ofType(), ...texts(titles)][0];
}

function funderOf(funder: Element): HeaderFunder {
  const named = funder.children().find(({ isNamePart }) => isNamePart);
  const name = named?.text() ?? funder.text('idno');
  const ref = funder.attribute('ref') ?? named?.attribute('ref');
  return withoutAbsent({ name, ref, award: texts(funder.all('idno'))[0] }) as HeaderFunder;
}

function licenceOf(licence: Element): HeaderLicence {
  return withoutAbsent({ target: licence.attribute('target'), text: licence.text() });
}

function identifierOf(idno: Element): HeaderIdentifier {
  return withoutAbsent({ type: idno.attribute('type'), value: idno.text('idno') }) as HeaderIdentifier;
}
