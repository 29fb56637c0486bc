/** Sender and addressee by the grammar of the heading: who stands after `From` and after `to`. */
import type { Party, PartyName, Range } from './model.js';
import { trim } from './units.js';
import { MONTH } from './vocabulary.js';

export interface FoundParty {
  readonly role: 'from' | 'to';
  readonly party: Party;
  /** What is marked in the heading: the person's name where there is one, else the office. */
  readonly name: Range & Pick<PartyName, 'entity'>;
}

/** Words that take a `to` of their own: `Delegation to the Foreign Ministers Meeting`. */
const RELATIONAL =
  /\b(?:Delegation|Mission|Representative|Ambassador|Assistant|Adviser|Advisor|Counselor|Counsellor|Observer|Envoy|Minister|Aide|Secretary|Deputy|Accredited|Liaison)$/i;

const TITLE =
  /^(?:(?:Acting|Deputy|Under|Assistant|Vice|Special|Permanent|Foreign|Prime|Soviet|First|Former|Associate|Ambassador|Secretary|Minister|Chargé|Consul|General|President|Presidential|Premier|Chairman|Chancellor|Senator|Congressman|Representative|Admiral|Colonel|Major|Lieutenant|Brigadier|Captain|Commander|Marshal|Field|King|Queen|Prince|Emperor|Shah|Pope|Generalissimo|Mr\.|Mrs\.|Miss|Dr\.|Sir|Lord|Judge|Justice|Governor|Director|Administrator|Attorney|Counselor|Counsel|Adviser|Advisor|Assistant|Envoy|Party|Council|Central|Committee)\s+|of\s+(?:State|Defense|War|Commerce|Labor|Agriculture|Energy|Transportation|the\s+(?:Treasury|Interior|Navy|Army|Air\s+Force))\s+|(?:for|of)\s+[\p{Lu}][\p{L}-]+(?:\s+(?:and\s+)?[\p{Lu}][\p{L}-]+)*\s+Affairs\s+)+/u;

/** Names do not end in digits; the markers of notes do. */
const TRAILING_MARKERS = /(?:\s*(?:\[\s?\d{1,3}[a-z]?\]|\/\d{1,3}[a-z]?\/|(?<!\d)\d{1,3}[a-z]?))+\s*$/;

/** The parties named in a heading's words; `start` is where these begin in the input. */
export function findParties(text: string, start: number, end: number): FoundParty[] {
  const words = text
    .slice(start, end)
    .replace(TRAILING_MARKERS, '')
    .replace(/(\p{Ll}{2})\.\s*$/u, '$1');
  const sides = splitSides(words);
  if (!sides) return [];
  return [
    ...namesOn(text, 'from', start + sides.from[0], start + sides.from[1]),
    ...namesOn(text, 'to', start + sides.to[0], start + sides.to[1]),
  ];
}

interface Sides {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

function splitSides(words: string): Sides | undefined {
  const between = /\bBetween\s+/i.exec(words);
  if (between) return splitAt(words, between.index + between[0].length, /\s+and\s+/g, 'first');
  const from = /\b(?:From|by)\s+/i.exec(words);
  if (!from && !NAMES_FIRST.test(words)) return onlyAddressee(words);
  const begin = from ? from.index + from[0].length : 0;
  return (
    splitAt(words, begin, /\)?,?\s+to\s+/g, 'unbound') ?? {
      from: [begin, words.length],
      to: [words.length, words.length],
    }
  );
}

/** A heading without a kind begins with its sender. */
const NAMES_FIRST = /^(?:The|Mr\.|Mrs\.|Sir|Dr\.|President|Prime|Secretary|Acting|General|Ambassador)\s/;

/** `Message to Washington` names no sender. */
function onlyAddressee(words: string): Sides | undefined {
  const to = /\sto\s+/.exec(words);
  return to ? { from: [0, 0], to: [to.index + to[0].length, words.length] } : undefined;
}

function splitAt(words: string, begin: number, separator: RegExp, how: 'first' | 'unbound'): Sides | undefined {
  const cuts = [...words.slice(begin).matchAll(separator)].map((match) => {
    const closing = match[0].startsWith(')') ? 1 : 0;
    return { left: begin + match.index + closing, right: begin + match.index + match[0].length, closed: closing === 1 };
  });
  if (cuts.length === 0) return undefined;
  const unbound = cuts.find(
    (cut) => how === 'first' || cut.closed || !RELATIONAL.test(words.slice(begin, cut.left).trimEnd()),
  );
  const cut = unbound ?? cuts.at(-1)!;
  return { from: [begin, cut.left], to: [cut.right, words.length] };
}

/** Where a party is, and when, is not its name: `Secretary of State, at Paris`. */
const WHEREABOUTS = new RegExp(`,\\s+(?:(?:at|in|temporarily|then)\\s|\\d|${MONTH}\\s).*$`, 's');

function namesOn(text: string, role: 'from' | 'to', start: number, end: number): FoundParty[] {
  const said = text.slice(start, end);
  const whereabouts = WHEREABOUTS.exec(said);
  const range = withoutArticle(text, trim(text, start, start + (whereabouts?.index ?? said.length)));
  if (range.end <= range.start || range.end - range.start > 300) return [];
  const name = text.slice(range.start, range.end).replace(/\s+/g, ' ');
  const person = personIn(text, range);
  const office = person ? officeBefore(text, range, person) : name;
  const place = /\b(?:in|at)\s+(?!Chief|Charge|Large)((?:the\s+)?\p{Lu}[\p{L} .’'-]*?)(?:$|[(,]|\s+\()/u
    .exec(whereabouts?.[0] ?? office ?? '')?.[1]
    ?.replace(/^the\s+/, '')
    .trim();
  return [
    {
      role,
      party: {
        ...range,
        entity: person ? 'person' : 'office',
        name: person ? tidy(name) : name,
        ...(person && { person: text.slice(person.start, person.end).trim() }),
        ...(office && { office: tidy(office) }),
        ...(place && { place }),
      },
      name: person ? { ...person, entity: 'person' } : { ...range, entity: 'office' },
    },
  ];
}

function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/\(\s+/g, '(').replace(/\s+\)/g, ')').trim();
}

function withoutArticle(text: string, range: Range): Range {
  const article = /^(?:the|The)\s+/.exec(text.slice(range.start, range.end));
  return article ? { start: range.start + article[0].length, end: range.end } : range;
}

/** `(Grew)` after an office, or the name after a title: `Secretary of State Rusk`. */
function personIn(text: string, range: Range): Range | undefined {
  const said = text.slice(range.start, range.end);
  const bracket = /\(\s*((?:\p{Lu}|de |von |van |al-|el-)[^()\d]{0,60}?)\s*\)/u.exec(said);
  if (bracket) {
    const start = range.start + bracket.index + bracket[0].indexOf(bracket[1]!);
    return { start, end: start + bracket[1]!.length };
  }
  const hadArticle = /\b[Tt]he\s+$/.test(text.slice(Math.max(0, range.start - 5), range.start));
  if (hadArticle) return undefined;
  const title = TITLE.exec(said)?.[0] ?? '';
  const rest = /^(?:\p{Lu}[\p{L}’'.-]*)(?:\s+(?:\p{Lu}[\p{L}’'.-]*|de|von|van|der|la|al|bin|ibn))*/u.exec(
    said.slice(title.length),
  )?.[0];
  if (
    rest === undefined ||
    /^(?:Department|Embassy|Mission|Consulate|Legation|Delegation|Office|Certain|All|Diplomatic|Secretary|President|Prime|Ambassador|Washington|Posts|Headquarters|Staff)\b/.test(
      rest,
    )
  )
    return undefined;
  if (title === '' && !/^\p{Lu}\p{Ll}+(?:\s+\p{Lu}[\p{L}.]*)+$/u.test(rest)) return undefined;
  const start = range.start + title.length;
  return { start, end: start + rest.length };
}

function officeBefore(text: string, range: Range, person: Range): string | undefined {
  const before = text
    .slice(range.start, person.start)
    .replace(/[\s(,]+$/, '')
    .replace(/\s+/g, ' ');
  return before === '' || /^(?:Mr|Mrs|Dr)\.$/.test(before) ? undefined : before;
}
