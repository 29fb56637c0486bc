/** Who is answerable for a document: names with their parts, and where authorities have them. */
import { type Element, texts } from './element.js';
import type { HeaderAgent } from './model.js';
import { withoutAbsent } from './present.js';

const KINDS: Readonly<Record<string, HeaderAgent['kind']>> = { persName: 'person', orgName: 'organization' };

/** What an element says that it names. */
export function kindOf({ name }: Element): HeaderAgent['kind'] {
  return KINDS[name] ?? 'unknown';
}

/** A person's name without the office that stands in it. */
export function nameOf(element: Element): string {
  return element.text('roleName').replace(/^[\s,]+|[\s,]+$/g, '') || element.text();
}

/** Of `author` or `editor`: one for each name within, else one for the whole. */
export function agentsOf(elements: readonly Element[], role?: string): HeaderAgent[] {
  return elements
    .flatMap((element) => {
      const within = namesIn(element);
      return within.length === 0 ? [agentOf(element, [], role)] : within.map((name) => agentOf(name, [element], role));
    })
    .filter(({ name }) => name !== '');
}

/** Of `respStmt`: everybody named in it, with what it says they did. */
export function contributorsOf(statements: readonly Element[]): HeaderAgent[] {
  return statements.flatMap((statement) => {
    const role = texts(statement.all('resp')).join(', ');
    return agentsOf(namesIn(statement), role);
  });
}

function namesIn(element: Element): Element[] {
  return element.children().filter(({ name }) => name === 'persName' || name === 'orgName' || name === 'name');
}

/** @param around elements whose `@ref` and `idno` are about the name, too. */
function agentOf(element: Element, around: readonly Element[], role: string | undefined): HeaderAgent {
  const own = around.length === 1 && namesIn(around[0]!).length > 1 ? [element] : [element, ...around];
  const family = partOf(element, 'nameLink', 'surname');
  const given = partOf(element, 'forename');
  const isParted = family !== '' && given !== '';
  return withoutAbsent({
    name: isParted ? `${family}, ${given}` : withoutIdno(element),
    kind: isParted ? 'person' : kindOf(element),
    family: isParted ? family : '',
    given: isParted ? given : '',
    refs: [...new Set(own.flatMap(refsOf))],
    role,
  }) as HeaderAgent;
}

/** Parts of some kinds, in the order of the kinds. */
function partOf(element: Element, ...kinds: readonly string[]): string {
  return kinds.flatMap((kind) => texts(element.all(kind))).join(' ');
}

/** Without numbers, mail and roles, which stand beside a name. */
function withoutIdno(element: Element): string {
  const parts = element.withoutChildren('idno', 'email', 'affiliation', 'note', 'ptr', 'ref');
  return nameOf(parts);
}

/** @ref, and numbers with their kind: `ORCID:0000-…`. */
function refsOf(element: Element): string[] {
  const refs = [element.attribute('ref'), element.attribute('key')].flatMap((ref) => ref?.split(/\s+/) ?? []);
  const numbers = element.all('idno').map((idno) => {
    const type = idno.attribute('type') ?? '';
    const value = idno.text();
    return type === '' || /^\w+:/.test(value) ? value : `${type}:${value}`;
  });
  return [...refs, ...numbers].filter((ref) => ref !== '');
}
