/** Sender and addressee by the grammar of the heading: who stands after `From` and after `to`. */

import { matchesOf } from '../lines/matches.js';
import { trim } from '../lines/units.js';
import type { DocumentType, Party, PartyName, Range } from '../model.js';
import { ADDRESS, MONTH, officeWord } from '../vocabulary.js';
import { isNamed, isSomebody, whoIs } from './names.js';

export interface FoundParties {
  readonly senders: readonly Party[];
  readonly addressees: readonly Party[];
  /** What is marked in the heading: the names of persons where there are any, else the office. */
  readonly names: readonly (Range & Pick<PartyName, 'role' | 'entity'>)[];
}

/** What the words of a heading are: the name of a kind and perhaps parties, parties alone (`X to Y`), or a title. */
export type HeadingGrammar = 'kind' | 'parties' | 'title';

/** The words of a heading in the input. */
export interface HeadingWords extends Range {
  readonly grammar: HeadingGrammar;
  readonly type: DocumentType;
}

/** Names do not end in digits; the markers of notes do. */
const TRAILING_MARKERS = /(?:\s*(?:\[\s?\d{1,3}[a-z]?\]|\/\d{1,3}[a-z]?\/|(?<!\d)\d{1,3}[a-z]?))+\s*$/;
const ENDS_IN_MARKER = /\d|[\]/]$/;
const TRAILING_LABEL = /\s*[.,]?[—–-]+\s*[([][^)\]]*[)\]]\.?$/;
const ENDS_IN_LABEL = /[)\]]\.?$/;

/** The parties named in a heading's words. */
export function findParties(text: string, { start, end, grammar, type }: HeadingWords): FoundParties {
  const words = withoutStop(headingWords(text.slice(start, end)));
  const found = splitSides(words, grammar);
  // `Excerpts From the Minutes`, `Agreement Concerning Aid to Norlandia` name no parties.
  const sides =
    type === 'document' && grammar === 'kind' && !isParty(words.slice(...(found?.from ?? [0, 0]))) ? undefined : found;
  const on = (role: 'from' | 'to', [from, to]: readonly [number, number]) =>
    partiesOn(text, role, trim(text, start + from, start + to));
  const [senders, addressees] = [on('from', sides?.from ?? [0, 0]), on('to', sides?.to ?? [0, 0])];
  return {
    senders: senders.parties,
    addressees: addressees.parties,
    names: [...senders.names, ...addressees.names],
  };
}

function isParty(side: string): boolean {
  return isSomebody(side) || isNamed(side);
}

/** The words without what may follow them: the markers of notes, a label behind a dash. */
export function headingWords(said: string): string {
  // The last letters tell what may be there: the patterns would try each place of the line.
  const bare = ENDS_IN_MARKER.test(said.trimEnd().slice(-2)) ? said.replace(TRAILING_MARKERS, '') : said;
  return ENDS_IN_LABEL.test(bare.slice(-2)) ? bare.replace(TRAILING_LABEL, '') : bare;
}

/** Older volumes end their headings with a full stop. */
export function withoutStop(words: string): string {
  return words.trimEnd().endsWith('.') ? words.replace(/(\p{Ll}{2}|\))\.\s*$/u, '$1') : words;
}

// ---------------------------------------------------------------- two sides

export interface Sides {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Where in the words of a heading the sender stands, and where the addressee; either may be missing. */
export function splitSides(words: string, grammar: HeadingGrammar): Sides | undefined {
  if (grammar === 'title') return undefined;
  if (grammar === 'parties') return partedByTo(words, 0);
  const from = /\b(?:From|by)\s+/i.exec(words) ?? SENDER_BEHIND_COMMA.exec(words);
  const between = /\bBetween\s+/i.exec(words);
  if (between && !(from && from.index < between.index)) return partedByAnd(words, between.index + between[0].length);
  const to = /\sto\s+/.exec(words);
  // `Message to Velden` names no sender.
  if (!from || (to && to.index < from.index)) {
    return to ? { from: [0, 0], to: [to.index + to[0].length, from?.index ?? words.length] } : undefined;
  }
  const begin = from.index + from[0].length;
  const end = begin + words.slice(begin).replace(NO_PARTY, '').length;
  return partedByTo(words.slice(0, end), begin) ?? { from: [begin, end], to: [end, end] };
}

/** `Telegram, Orsk to Stone` */
const SENDER_BEHIND_COMMA = /^[^,]*\b(?:telegram|cable|letter|message),\s+(?=\p{Lu}\S*(?<!ed)\s[^,]*\bto\s)/iu;
/** Who stands behind these words took part in the talk, or was told: `of a Conversation With the Minister`, `, Issued to the Press`. */
const NO_PARTY =
  /(?:,?\s+(?:of|on|about|regarding|concerning|respecting)\s+(?:(?:an?|his|her|their)\s+(?:\p{L}+\s+){0,2}(?:conversation|meeting|discussion|interview|talk|call)|(?:\p{L}+\s+)?conversation)s?(?!\p{L})|,\s+(?:addressed|adopted|communicated|delivered|done|given|handed|issued|made|presented|published|read|released|sent|signed|submitted|transmitted)\s+(?!by\s)).*$/isu;

function partedByAnd(words: string, begin: number): Sides | undefined {
  const and = /\s+and\s+/.exec(words.slice(begin));
  if (!and) return undefined;
  return { from: [begin, begin + and.index], to: [begin + and.index + and[0].length, words.length] };
}

/** Words that take a `to` of their own: `Delegation to the Foreign Ministers Meeting`. */
const RELATIONAL =
  /\b(?:Delegat(?:ion|e)s?|Missions?|Commission(?:er)?s?|Representatives?|Ambassadors?|Assistants?|Advis[eo]rs?|Counsell?ors?|Observers?|Envoys?|Ministers?|Aides?|Secretary|Deputy|Experts?|Accredited|Liaison|Relating|Relation|Regard|Respect|Reference)$/i;

/** One `to` parts the two: behind a bracketed name, else the first that no word before it takes and a party follows. */
function partedByTo(words: string, begin: number): Sides | undefined {
  const cuts = matchesOf(/(\)?,?)\s+to\s+(?=[\p{Lu}["“]|the\s|certain\s|all\s)/gu, words.slice(begin))
    .map((match) => {
      const left = begin + match.index + (match[1]!.startsWith(')') ? 1 : 0);
      const right = begin + match.index + match[0].length;
      const takes = !match[1]!.includes(')') && RELATIONAL.test(words.slice(begin, begin + match.index).trimEnd());
      return { left, right, closes: match[1]!, takes, follows: whatFollows(words.slice(right)) };
    })
    .filter(({ follows }) => follows !== 'verb');
  const cut =
    cuts.find(({ closes }) => closes.startsWith(')')) ??
    cuts.find(({ closes }) => closes === ',') ??
    cuts.find(({ takes, follows }) => !takes && follows === 'party') ??
    cuts.find(({ takes }) => !takes) ??
    cuts.at(-1);
  return cut && { from: [begin, cut.left], to: [cut.right, words.length] };
}

/** `to the Secretary`, `to Mr. Stone` address someone; `to Arrange the Armistice` is what a commission does; `to Norlandia` may be either. */
function whatFollows(words: string): 'party' | 'verb' | 'name' {
  const first = /^[\p{L}’'-]+/u.exec(words)?.[0] ?? '';
  if (/^(?:the|certain|all)$/i.test(first) || ADDRESS.test(words) || officeWord(first) !== undefined) return 'party';
  return /^\p{Lu}\p{Ll}+\s+(?:the|a|an|all)\s/u.test(words) ? 'verb' : 'name';
}

// ---------------------------------------------------------------- one side

/** Where a party is, and when, is not its name: `Secretary of State, at Paris`. */
const WHEREABOUTS = new RegExp(
  `,\\s+(?:(?:at|in|temporarily|then)\\s|(?:\\p{Lu}[\\p{L} .]{1,30},\\s+)?(?:\\d|${MONTH}\\s)).*$`,
  'su',
);
/** What a document is about is not its addressee; `on` is also what committees, and advisers, are on. */
const TOPIC =
  /,?\s+(?:(?:regarding|concerning|about|respecting|following|after|during|re|as\s+to|relating\s+to|relative\s+to|(?:with|in)\s+(?:respect|regard|reference|relation)\s+(?:to|of)|with)\s|(?<!\b(?:Com\p{L}+|Sub\p{L}+|Council|Advis[eo]r|Representative|Member|Panel|Conference|Board|Delegat\p{L}+|Group|Force|Expert|Section|Division|Specialist|Bureau|Staff|Assistant|Mission)\s+)on\s).*$|\s*\([^()]*\d{4}\).*$|,\s+[“"].*$/isu;

function partiesOn(
  text: string,
  role: 'from' | 'to',
  whole: Range,
): Pick<FoundParties, 'names'> & { parties: Party[] } {
  const said = text.slice(whole.start, whole.end);
  const topic = TOPIC.exec(said);
  const side = topic && !/\(\D*\)/.test(topic[0]) ? trim(text, whole.start, whole.start + topic.index) : whole;
  const found = severalIn(text, side).flatMap((range) => {
    const { party, name } = partyAt(text, range, MESSRS.test(said)) ?? {};
    return party && name ? [{ party, name: { ...name, role, entity: party.entity } }] : [];
  });
  const names = found.map(({ name }) => name);
  const [first, last] = [names[0], names.at(-1)];
  const parties = found.flatMap(({ party }) => postsOf(text, party));
  // Offices in a row stand in the heading as one, as they are printed.
  if (first && last && names.every(({ entity }) => entity === 'office'))
    return { parties, names: [{ ...first, end: last.end }] };
  return { parties, names: names.filter(({ entity }) => entity === 'person') };
}

const JOINT = /(\)?)(,?\s+and|,)\s+(?:to\s+)?(the\s+)?(?=\p{Lu})/gu;

/** Their names share one title: `Messrs. Stone and Reed`. */
const MESSRS = /^Messrs\b/;

/** The parties that a side names one after the other, `and` before the last. */
function severalIn(text: string, side: Range): Range[] {
  const said = text.slice(side.start, side.end);
  const cuts = matchesOf(JOINT, said).filter((cut) => parts(said, cut, cut.index));
  const last = cuts.findLastIndex((cut) => cut[2] !== ',');
  const edges = cuts
    .slice(0, last + 1)
    .flatMap((cut) => [cut.index + cut[1]!.length, cut.index + cut[0].length - (cut[3]?.length ?? 0)]);
  const bounds = [0, ...edges, said.length];
  return bounds.flatMap((from, i) => (i % 2 === 0 ? [trim(text, side.start + from, side.start + bounds[i + 1]!)] : []));
}

/** A title of nobility in front of a name addresses, as `Sir` does; what it is of makes it an office. */
const NOBLE = /^(?:Baron|Count|Prince|Marquis|Viscount)\s(?!of\s)(?=\p{Lu})/u;

/** Behind a bracket, or with an article of its own, or behind a name that has none, another party may begin. */
function parts(said: string, [whole, bracket, joint, article]: RegExpExecArray, at: number): boolean {
  const right = said.slice(at + whole.length);
  const addressed = ADDRESS.test(right) || NOBLE.test(right);
  const begins = addressed || right.split(/\s+/, 3).some((word) => /holder|body/.test(officeWord(word) ?? ''));
  if (MESSRS.test(said)) return true;
  if (!begins || bracket !== '') return begins;
  const hasArticle = /^the\s/i.test(said);
  if (article !== undefined) return joint !== ',' || hasArticle;
  return !hasArticle && (joint !== ',' || addressed) && whoIs(said.slice(0, at), 'nothing').person !== undefined;
}

function partyAt(text: string, whole: Range, titled: boolean): { party: Party; name: Range } | undefined {
  const whereabouts = WHEREABOUTS.exec(text.slice(whole.start, whole.end));
  const bare = trim(text, whole.start, whereabouts ? whole.start + whereabouts.index : whole.end);
  const article = /^the\s+/i.exec(text.slice(bare.start, bare.end))?.[0].length ?? 0;
  const range = { start: bare.start + article, end: bare.end };
  const said = text.slice(range.start, range.end);
  // A party begins with a capital: what does not is the rest of a sentence.
  if (said.length > 300 || !/^[\p{Lu}\d["“]/u.test(said)) return undefined;
  const { person, office } = whoIs(said, article > 0 ? 'article' : titled ? 'title' : 'nothing');
  const words = (part: Range): string => tidy(said.slice(part.start, part.end));
  const place = placeIn(whereabouts?.[0] ?? (office && words(office)) ?? '');
  return {
    party: {
      ...range,
      entity: person ? 'person' : 'office',
      name: tidy(said),
      ...(person && { person: words(person) }),
      ...(office && { office: words(office) }),
      ...(place && { place }),
    },
    name: person ? { start: range.start + person.start, end: range.start + person.end } : range,
  };
}

function placeIn(words: string): string | undefined {
  return /\b(?:in|at)\s+(?!Chief|Charge|Large)((?:the\s+)?\p{Lu}[\p{L} .’'-]*?)(?:$|[(,]|\s+\()/u
    .exec(words)?.[1]
    ?.replace(/^the\s+/, '')
    .trim();
}

function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/\(\s+/g, '(').replace(/\s+\)/g, ')').trim();
}

const POSTS = /^(?:\p{L}+\s+){0,3}?(\p{L}+s)(?:\s+General)?\s+(?:in|at)\s+(?=[^()]*\sand\s[^()]*$)/u;

/** `Embassies in Norlandia and Tarsk` are two; each is named in the words of the text. */
function postsOf(text: string, party: Party): Party[] {
  const said = text.slice(party.start, party.end);
  const posts = POSTS.exec(said);
  if (party.entity !== 'office' || !posts || !/holder|body/.test(officeWord(posts[1]!) ?? '')) return [party];
  const places = [
    ...said.slice(posts[0].length).matchAll(/(?:^|,?\s+and\s+|,\s+)(?:the\s+)?(\p{Lu}.*?)(?=,?\s+and\s|,\s|$)/gsu),
  ];
  return places.map(([whole, name], i) => {
    const end = party.start + posts[0].length + places[i]!.index + whole.length;
    const start = i === 0 ? party.start : end - name!.length;
    const words = tidy(text.slice(start, end));
    return { start, end, entity: 'office', name: words, office: words, place: tidy(name!) };
  });
}
