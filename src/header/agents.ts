/** Who is answerable for a document: names with their parts, and where authorities have them. */
import { type Element, texts } from './element.js';
import type { HeaderAgent } from './model.js';
import { withoutAbsent } from './present.js';

type Kind = HeaderAgent['kind'];

/** What an element says that it names, by itself or by its `@type`. */
export function kindOf(element: Element): Kind | 'place' {
  if (element.name === 'persName') return 'person';
  if (element.name === 'orgName') return 'organization';
  const type = element.attribute('type') ?? '';
  if (/^pers/i.test(type)) return 'person';
  if (/^(?:org|inst|corp)/i.test(type)) return 'organization';
  return /^(?:place|geog|settlement|city)/i.test(type) ? 'place' : 'unknown';
}

/** A person's name without the office that stands in it. */
export function nameOf(element: Element): string {
  return element.text('roleName').replace(/^[\s,]+|[\s,]+$/g, '') || element.text();
}

/** Of `author` or `editor`: one for each name within, else one for the whole. What names nobody is none. */
export function agentsOf(elements: readonly Element[], role?: string): HeaderAgent[] {
  return elements.flatMap((element) => {
    const within = namesIn(element);
    const said = element.attribute('role') ?? role;
    const agents =
      within.length === 0 ? [agentOf(element, [], said)] : within.map((name) => agentOf(name, [element], said));
    return agents.filter((agent) => agent !== undefined);
  });
}

/** Of `respStmt`: everybody named in it, with what it says they did, where that is the same for all. */
export function contributorsOf(statements: readonly Element[]): HeaderAgent[] {
  return statements.flatMap((statement) => {
    const roles = texts(statement.all('resp'));
    const names = namesIn(statement);
    // Of several deeds and several names, nothing says whose is which.
    return agentsOf(names, roles.length > 1 && names.length > 1 ? undefined : roles.join(', '));
  });
}

function namesIn(element: Element): Element[] {
  return element.children().filter(({ name }) => name === 'persName' || name === 'orgName' || name === 'name');
}

/** @param around elements whose `@ref` and `idno` are about the name, too. */
function agentOf(element: Element, around: readonly Element[], role: string | undefined): HeaderAgent | undefined {
  const own = around.length === 1 && namesIn(around[0]!).length > 1 ? [element] : [element, ...around];
  // `persName/name/surname` is `persName/surname` with one more tag.
  const parts = element.all('surname').length === 0 ? (namesIn(element)[0] ?? element) : element;
  const family = [...texts(parts.all('nameLink')), ...texts(surnames(parts))].join(' ');
  const given = [...texts(parts.all('forename')), ...texts(parts.all('genName'))].join(' ');
  const isParted = family !== '' && texts(parts.all('forename')).length > 0;
  const name = isParted ? `${family}, ${given}` : nameAlone(element);
  if (name === '') return undefined;
  const kind = kindOf(element);
  return withoutAbsent({
    name,
    kind: isParted ? 'person' : kind === 'place' ? 'unknown' : kind,
    family: isParted ? family : '',
    given: isParted ? given : '',
    refs: [...new Set(own.flatMap(refsOf))],
    role,
  }) as HeaderAgent;
}

/** Not the name that somebody was born with, where there is another. */
function surnames(element: Element): readonly Element[] {
  const all = element.all('surname');
  const later = all.filter((surname) => !/^(?:birth|maiden|n[eé]e)/i.test(surname.attribute('type') ?? ''));
  return later.length === 0 ? all : later;
}

/** Without numbers, mail and the like, which stand beside a name; and without years of life behind it. */
function nameAlone(element: Element): string {
  const name = nameOf(element.withoutChildren('idno', 'email', 'affiliation', 'note', 'ptr', 'address', 'date'));
  return name.replace(/\s*\([^()]*\d{3,4}[^()]*\)$/, '');
}

/** @ref, what a link within leads to, and numbers with their kind: `ORCID:0000-…`. */
function refsOf(element: Element): string[] {
  const written = [element.attribute('ref'), element.attribute('key')];
  const links = [...element.all('ref'), ...element.all('ptr')].map((link) => link.attribute('target'));
  const refs = [...written, ...links].flatMap((ref) => ref?.split(/\s+/) ?? []);
  const numbers = element.all('idno').map((idno) => {
    const type = idno.attribute('type') ?? '';
    const value = idno.text();
    return type === '' || /^\w+:/.test(value) ? value : `${type}:${value}`;
  });
  return [...refs, ...numbers].filter((ref) => ref !== '');
}
