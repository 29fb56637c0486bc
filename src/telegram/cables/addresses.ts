/** Posts as the lines FM, TO and INFO name them: `RUEHC/SECSTATE WASHDC PRIORITY 0872`. */
import type { Party, Range } from '../model.js';
import type { WireLine } from './lines.js';
import { endsSentence } from './lines.js';
import { ADDRESS_PRECEDENCE, classificationAt, POST_WORD, precedenceWords } from './words.js';

/** A party whose range is that of its name. */
export type Address = Party & Range;

const KEY = /^(?:F[Mm]|T[O0o]|[I1l][Nn][Ff][O0o]):?\s+/;
/** The relay's indicator in front is no part of the name. */
const INDICATOR = /^(?:R[A-Z]{3,7}|ZEN)\/\s*/;
const TAIL = new RegExp(`(?:\\s+(${ADDRESS_PRECEDENCE}))?(?:\\s+(\\d{1,5}))?$`);
/** Figures and precedence that OCR damaged are neither the name's nor to be believed. */
const DAMAGED = /\s+(?=\S*\d)[\dOIlSB]{3,6}$/;
const SHAPE = /^[A-Z\d][A-Z\d/(),.'’& -]*$/;

/** The post on a line behind FM, TO, INFO, or on a line that goes on with the list. */
export function addressOf(line: WireLine): Address | undefined {
  if (line.said === 'TO' || line.said === 'INFO') return undefined;
  const front = KEY.exec(line.said)?.[0].length ?? 0;
  const from = front + (INDICATOR.exec(line.said.slice(front))?.[0].length ?? 0);
  const words = line.said.slice(from);
  const tail = TAIL.exec(words)!;
  const name = words
    .slice(0, tail.index)
    .replace(DAMAGED, '')
    .replace(/[\s,;]+$/, '');
  // XMT says which of a collective's posts do not get the message.
  if (!/[A-Z]{2}/i.test(name) || /^XMT\b/.test(name)) return undefined;
  return {
    start: line.start + from,
    end: line.start + from + name.length,
    entity: 'office',
    name,
    ...(tail[1] && { precedence: precedenceWords(tail[1]) }),
    ...(tail[2] && { serial: tail[2] }),
  };
}

/** Can the line go on with a list of posts? `sure` where only what names a post, or its number or precedence, counts. */
export function isAddress({ said }: WireLine, sure: boolean): boolean {
  if (!SHAPE.test(said) || said.length > 70 || /[.?!]\s|\.$|^\d/.test(said) || classificationAt(said)) return false;
  if (
    (POST_WORD.test(said) && said.length <= 45) ||
    INDICATOR.test(said) ||
    (/[A-Z]/.test(said) && TAIL.exec(said)?.[0])
  )
    return true;
  return !sure && said.split(/\s+/).length <= 6 && !endsSentence(said);
}

const HOUSED = /^(?:AMEMBASSY|AMEMB|AMCONSUL|AMCONGEN|USINT|USLO)\s+([A-Z][A-Z ]*)$/;

/** The town in the name of a post. A mission to an organisation, a command, the Department name none. */
export function townOf({ name, end }: Address): Range | undefined {
  const town = HOUSED.exec(name)?.[1];
  return town === undefined ? undefined : { start: end - town.length, end };
}
