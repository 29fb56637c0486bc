/** Posts on a form: `Amembassy ZENDA 96 PRIORITY`, `Amembassies Klow, Szohod`. */
import type { Party, Range } from '../model.js';

const PRECEDENCE = 'NIACT IMMEDIATE|IMMEDIATE NIACT|OPERATIONAL IMMEDIATE|NIACT|FLASH|IMMEDIATE|PRIORITY|ROUTINE';
const TAIL = new RegExp(
  String.raw`(?:\s+(${PRECEDENCE}))?(?:\s+(?:(\d{1,5})|UNNUMBERED))?(?:\s+(${PRECEDENCE}))?\s*$`,
  'i',
);
/** One word for several posts: each is named by its town. */
const SEVERAL =
  /(?:(?:Am(?:erican\s+)?|US\s+)?(?:Embassies|Consulates(?:\s+General)?|Consuls|Congens|Legations|Missions))\s+/i;
const LEAD = new RegExp(`^(?:and\\s+)?(?:${SEVERAL.source})?`, 'i');
const OFFICE =
  /^(?:(?:the\s+)?Am(?:erican\s+)?(?:embassy|emb|consulate(?:\s+general)?|consul(?:\s+general)?|congen|legation)|Embassy|Legation|Consulate(?:\s+General)?)\s+/i;
/** A name begins with a capital; what optical reading put behind it does not. */
const NAME = /^\p{Lu}[\p{L}.’'&/()-]*(?:\s+(?:(?:of|and|the|de|la|at|for)\s+)?\p{Lu}[\p{L}.’'&/()-]*)*/u;

/** No post has a longer name. */
const LONGEST = 120;

/** The post that a stretch names first, without what stands behind its name. */
export function postIn(text: string, { start, end }: Range): (Party & Range) | undefined {
  if (end - start > LONGEST) return undefined;
  const said = text.slice(start, end);
  const tail = TAIL.exec(said)!;
  const name = NAME.exec(said.slice(0, tail.index))?.[0].replace(/[.\s]+$/, '');
  // A circular names its posts below, or nowhere.
  if (name === undefined || !/\p{L}{2}/u.test(name) || /^CIRCULAR$/i.test(name)) return undefined;
  const precedence = tail[1] ?? tail[3];
  const whole = said.slice(name.length, tail.index).trim() === '';
  return {
    start,
    end: start + name.length,
    entity: 'office',
    name,
    ...(whole && tail[2] && { serial: tail[2] }),
    ...(whole && precedence && { precedence }),
  };
}

/** All posts that the lines of a key name; commas, semicolons and line ends part them. */
export function postsIn(text: string, stretches: readonly Range[]): (Party & Range)[] {
  return stretches.flatMap(({ start, end }) => {
    const said = text.slice(start, end);
    return [...said.matchAll(/[^,;\s][^,;]*/g)].flatMap(({ 0: words, index }) => {
      const lead = LEAD.exec(words)?.[0].length ?? 0;
      const to = start + index + words.trimEnd().length;
      return lead < words.length ? (postIn(text, { start: start + index + lead, end: to }) ?? []) : [];
    });
  });
}

/** The town in the name of a post; a department, a mission to an organisation name none. */
export function townOf({ start, end, name }: Party & Range): Range | undefined {
  const office = OFFICE.exec(name)?.[0].length ?? 0;
  const town = name.slice(office);
  if (town === '' || /^(?:US[A-Z]{1,6}|Sec\s?state|Department|State|Depto?|The\s|Secretary|Sec(?:to)?\b)/i.test(town))
    return undefined;
  return /^\p{Lu}[\p{L}.’' -]*$/u.test(town) ? { start: start + office, end } : undefined;
}
