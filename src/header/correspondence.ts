/** `correspDesc` (TEI Guidelines, §2.4.6): letters, who sent and received them, where and when. */
import { kindOf, nameOf } from './agents.js';
import type { Element } from './element.js';
import type { HeaderAction, HeaderDate, HeaderLetter } from './model.js';
import { withoutAbsent } from './present.js';

export function letterOf(description: Element): HeaderLetter {
  const [id, key, ref] = ['xml:id', 'key', 'ref'].map((name) => description.attribute(name));
  return {
    ...(id === undefined ? {} : { id }),
    ...(key === undefined ? {} : { key }),
    ...(ref === undefined ? {} : { ref }),
    actions: description.all('correspAction').map(actionOf),
  };
}

export function typeOf(action: Element): string {
  const type = action.attribute('type') ?? 'unknown';
  return type === 'received' && action.attribute('subtype') === 'info' ? 'copied' : type;
}

/** An empty name that refers to an entry of a register stays, since the register has the name. */
function actionOf(action: Element): HeaderAction {
  const parties = partyNames(action).map((name) => ({ ...named(name), kind: kindOf(name) as 'person' }));
  const places = placesIn(action).map(named);
  const isNamed = ({ name, ref }: { readonly name: string; readonly ref?: string }) => name !== '' || ref !== undefined;
  return withoutAbsent({
    type: typeOf(action),
    parties: parties.filter(isNamed),
    places: places.filter(isNamed),
    date: dateOf(within(action).filter(({ name }) => name === 'date')),
  }) as HeaderAction;
}

/** What an action is made of; in prose, what stands in its paragraphs. */
function within(action: Element): Element[] {
  return action.children().flatMap((child) => (child.name === 'p' || child.name === 'ab' ? within(child) : [child]));
}

/** The names in an action, of persons and institutions. */
export function partyNames(action: Element): Element[] {
  return within(action).filter(
    (child) => /^(?:pers|org)?[nN]ame$|^rs$/.test(child.name) && kindOf(child) !== 'place' && isOfParty(child),
  );
}

/** What only refers to somebody must say that it is to a person or an institution. */
function isOfParty(child: Element): boolean {
  return child.name !== 'rs' || kindOf(child) !== 'unknown';
}

/** Places by any of the elements that name one. */
const PLACES = ['placeName', 'settlement', 'district', 'region', 'country', 'geogName'];

/** The places named in an action, or in what says where a document was made. */
export function placesIn(element: Element): Element[] {
  const all = within(element);
  const byName = PLACES.flatMap((name) => all.filter((child) => child.name === name));
  return [...byName, ...all.filter((child) => /^(?:name|rs)$/.test(child.name) && kindOf(child) === 'place')];
}

function named(element: Element): { readonly name: string; readonly ref?: string } {
  const ref = element.attribute('ref') ?? element.attribute('key');
  return { name: nameOf(element), ...(ref === undefined ? {} : { ref }) };
}

const DATES = ['when', 'notBefore', 'notAfter', 'from', 'to'] as const;

/**
 * What dates say together, as where one has the beginning and another the end: the first that says something, and of those
 * behind it what it leaves open. As `@when`, or as ISO 8601 (`@when-iso`).
 */
export function dateOf(dates: readonly Element[]): HeaderDate | undefined {
  const [first] = dates;
  if (first === undefined) return undefined;
  const said = dates.map(attributesOf).filter((date) => Object.keys(date).length > 0);
  const isStated = said[0]?.when !== undefined;
  const together = isStated ? said[0]! : Object.assign({}, ...[...said].reverse().map(({ when: _, ...span }) => span));
  const speaking = dates.find((date) => Object.keys(attributesOf(date)).length > 0) ?? first;
  return withoutAbsent({ ...together, cert: speaking.attribute('cert'), text: speaking.text() });
}

function attributesOf(date: Element): Pick<HeaderDate, (typeof DATES)[number]> {
  const pairs = DATES.map((name) => [name, (date.attribute(name) ?? date.attribute(`${name}-iso`))?.trim()] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ''));
}
