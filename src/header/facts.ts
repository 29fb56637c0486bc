/** From the elements of a header to facts. */
import type { Element } from './element.js';

/** A date as its attributes and its words have it. */
export interface HeaderDate {
  readonly when?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly from?: string;
  readonly to?: string;
  /** Present where the date is not stated but inferred: how sure. */
  readonly cert?: string;
  readonly text?: string;
}

/** A name in `correspAction` as its element has it. */
export interface HeaderParty {
  readonly name: string;
  /** By `persName`, `orgName` or `name`. */
  readonly kind: 'person' | 'organization' | 'unknown';
  readonly ref?: string;
}

export interface HeaderPlace {
  readonly name: string;
  readonly ref?: string;
}

/** A `correspAction`. */
export interface HeaderAction {
  /** `sent`, `received`, `transmitted` …; `copied` for who has a copy and is no addressee (`received` with the subtype `info`). */
  readonly type: string;
  readonly parties?: readonly HeaderParty[];
  readonly places?: readonly HeaderPlace[];
  readonly date?: HeaderDate;
}

/** What a header says; what it does not say is absent. */
export interface HeaderFacts {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly editors?: readonly string[];
  readonly sender?: readonly string[];
  readonly addressee?: readonly string[];
  /** Who has a copy: the posts behind INFO. */
  readonly copies?: readonly string[];
  readonly date?: HeaderDate;
  readonly place?: string;
  readonly received?: HeaderDate;
  /** All of `correspDesc`, in its order. */
  readonly actions?: readonly HeaderAction[];
  /** Kind of document: `telegram`. */
  readonly kind?: string;
  readonly series?: string;
  readonly number?: string;
  readonly classification?: string;
  readonly precedence?: readonly string[];
  readonly handling?: readonly string[];
  /** Codes of subjects and countries. */
  readonly tags?: readonly string[];
  /** Post and number of a cable: `STRELSAU 4632`. */
  readonly messageNumber?: readonly string[];
  /** The messages that it refers to. */
  readonly references?: readonly string[];
  /** Terms of `textClass` without a type of their own here. */
  readonly keywords?: readonly string[];
  readonly publisher?: string;
  readonly licence?: string;
  readonly availability?: string;
  readonly language?: readonly string[];
  readonly sources?: readonly string[];
}

/** @param header the element `teiHeader`. */
export function factsOf(header: Element): HeaderFacts {
  return withoutAbsent(told(header));
}

function told(header: Element) {
  const titles = header.all('fileDesc', 'titleStmt');
  const publication = header.all('fileDesc', 'publicationStmt');
  const profile = header.all('profileDesc');
  const actions = inside(profile, 'correspDesc', 'correspAction');
  const [sent, received, copied] = ['sent', 'received', 'copied'].map((type) =>
    actions.filter((action) => typeOf(action) === type),
  ) as [Element[], Element[], Element[]];
  const terms = inside(profile, 'textClass', 'keywords', 'term');
  const termsOf = (type: string) => texts(terms.filter((term) => term.attribute('type') === type));
  const licence = inside(publication, 'availability', 'licence')[0];
  return {
    title: titleOf(inside(titles, 'title')),
    authors: texts(inside(titles, 'author')),
    editors: texts(inside(titles, 'editor')),
    sender: names(sent).map(nameOf).filter(Boolean),
    addressee: names(received).map(nameOf).filter(Boolean),
    copies: names(copied).map(nameOf).filter(Boolean),
    date: dateOf(inside(profile, 'creation', 'date')[0] ?? inside(sent, 'date')[0]),
    place: texts([...inside(profile, 'creation', 'placeName'), ...inside(sent, 'placeName')])[0],
    received: dateOf(inside(received, 'date')[0]),
    actions: actions.map(actionOf),
    kind: termsOf('kind')[0],
    series: termsOf('series')[0],
    number: termsOf('number')[0],
    classification: termsOf('classification')[0],
    precedence: termsOf('precedence'),
    handling: termsOf('handling'),
    tags: termsOf('tag'),
    messageNumber: texts(
      inside(header.all('fileDesc', 'sourceDesc'), 'bibl', 'idno').filter((idno) => idno.attribute('type') === 'mrn'),
    ),
    references: texts(inside(profile, 'correspDesc', 'correspContext', 'ref')),
    keywords: texts(terms.filter((term) => term.attribute('type') === undefined)),
    publisher: texts([...inside(publication, 'publisher'), ...inside(publication, 'authority')])[0],
    licence: licence?.attribute('target') ?? licence?.text(),
    availability: texts(inside(publication, 'availability', 'p')).join(' '),
    language: inside(profile, 'langUsage', 'language').flatMap((language) => language.attribute('ident') ?? []),
    sources: texts(
      header
        .all('fileDesc', 'sourceDesc')
        .flatMap((source) => source.children())
        .filter(({ name }) => name !== 'list'),
    ),
  };
}

/** The main title, else one without a type, else any. */
function titleOf(titles: readonly Element[]): string | undefined {
  const ofType = (type?: string) => texts(titles.filter((title) => title.attribute('type') === type));
  return [...ofType('main'), ...ofType(), ...texts(titles)][0];
}

function names(actions: readonly Element[]): Element[] {
  return actions.flatMap((action) => action.children().filter(({ name }) => /^(?:pers|org)?[nN]ame$/.test(name)));
}

const KINDS: Readonly<Record<string, HeaderParty['kind']>> = { persName: 'person', orgName: 'organization' };

function typeOf(action: Element): string {
  const type = action.attribute('type') ?? 'unknown';
  return type === 'received' && action.attribute('subtype') === 'info' ? 'copied' : type;
}

function actionOf(action: Element): HeaderAction {
  const parties = names([action]).map((name) => ({ ...named(name), kind: KINDS[name.name] ?? 'unknown' }));
  const places = action.all('placeName').map(named);
  return withoutAbsent({
    type: typeOf(action),
    parties: parties.filter(({ name }) => name !== ''),
    places: places.filter(({ name }) => name !== ''),
    date: dateOf(action.all('date')[0]),
  }) as HeaderAction;
}

function named(element: Element): { readonly name: string; readonly ref?: string } {
  const ref = element.attribute('ref');
  return { name: nameOf(element), ...(ref === undefined ? {} : { ref }) };
}

/** A person's name without the office that stands in it. */
function nameOf(element: Element): string {
  return element.text('roleName').replace(/^[\s,]+|[\s,]+$/g, '') || element.text();
}

function dateOf(date: Element | undefined): HeaderDate | undefined {
  if (date === undefined) return undefined;
  const attribute = (name: string) => date.attribute(name);
  return withoutAbsent({
    when: attribute('when'),
    notBefore: attribute('notBefore'),
    notAfter: attribute('notAfter'),
    from: attribute('from'),
    to: attribute('to'),
    cert: attribute('cert'),
    text: date.text(),
  });
}

type Absent<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, an empty text or an empty list. */
function withoutAbsent<T extends object>(object: T): Absent<T> {
  const present = Object.entries(object).filter(
    ([, value]) => value !== undefined && value !== '' && !isEmptyList(value),
  );
  return Object.fromEntries(present) as Absent<T>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function texts(elements: readonly Element[]): string[] {
  return elements.map((element) => element.text()).filter((text) => text !== '');
}

function inside(elements: readonly Element[], ...path: string[]): Element[] {
  return elements.flatMap((element) => element.all(...path));
}
