/** `correspDesc` (TEI Guidelines, §2.4.6): letters, who sent and received them, where and when. */
import { kindOf, nameOf } from './agents.js';
import type { Element } from './element.js';
import type { HeaderAction, HeaderDate, HeaderLetter } from './model.js';
import { withoutAbsent } from './present.js';

export function letterOf(description: Element): HeaderLetter {
  const id = description.attribute('xml:id') ?? description.attribute('key');
  const ref = description.attribute('ref');
  return {
    ...(id === undefined ? {} : { id }),
    ...(ref === undefined ? {} : { ref }),
    actions: description.all('correspAction').map(actionOf),
  };
}

export function typeOf(action: Element): string {
  const type = action.attribute('type') ?? 'unknown';
  return type === 'received' && action.attribute('subtype') === 'info' ? 'copied' : type;
}

export function actionOf(action: Element): HeaderAction {
  const parties = partyNames(action).map((name) => ({ ...named(name), kind: kindOf(name) }));
  const places = PLACES.flatMap((name) => action.all(name)).map(named);
  return withoutAbsent({
    type: typeOf(action),
    parties: parties.filter(({ name }) => name !== ''),
    places: places.filter(({ name }) => name !== ''),
    date: dateOf(action.all('date')[0]),
  }) as HeaderAction;
}

/** The names in an action, of persons and institutions. */
export function partyNames(action: Element): Element[] {
  return action.children().filter(({ name }) => /^(?:pers|org)?[nN]ame$/.test(name));
}

/** Places by any of the elements that name one. */
const PLACES = ['placeName', 'settlement', 'district', 'region', 'country', 'geogName'];

function named(element: Element): { readonly name: string; readonly ref?: string } {
  const ref = element.attribute('ref') ?? element.attribute('key');
  return { name: nameOf(element), ...(ref === undefined ? {} : { ref }) };
}

export function dateOf(date: Element | undefined): HeaderDate | undefined {
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
