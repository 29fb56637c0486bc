/**
 * A line above the text that says how it was sent: the word for a telegram, its number, and how secret and urgent
 * it is, in any order and brackets. `Tel. (No. 17.) Urgent.`, `(No. 12) (Telegram) (Personal)`, `O.ST1835 SECRET`,
 * `Cablegram 76`, `Telegramm Nr. 17`.
 */
import type { Fact, Facts, Range } from '../model.js';
import { handlingKind, phraseAt } from '../vocabulary.js';

export interface SendingLine extends Range {
  readonly number?: Fact;
  /** Does a word say that it was telegraphed? A number alone is also a despatch's. */
  readonly telegraphic: boolean;
  /** Its phrases of classification, precedence and handling. */
  readonly phrases: readonly Fact[];
}

const LONGEST = 120;
const BETWEEN = /^[\s.,;:!()[\]—–-]+/;
/** What was sent by wire, in the words of the services that print it on such a line: British, Irish, Australian, German. */
const WIRED =
  /^(?:By\s+(?:Telegraph|Wire)|Tel(?:egraphic|egram|egraph)?|(?:Code |Cypher |Cipher )?Telegram|Cablegram|Cable|(?:Chiffre-?|Privat)?Telegramm|Drahtbericht|Drahterla(?:ss|ß)|Fernschreiben|Funkspruch)(?![\p{L}\d])/iu;
/** What else such a line says of the copy, and the word between two phrases. */
const ASIDE =
  /^(?:and|und|code|cypher|cipher|decypher|decipher|copy|extracts?|paraphrase|en clair|in clear|Entzifferung|Abschrift|Auszug)(?![\p{L}\d])/iu;
const NUMBER = /^(?:Nos?\.?|Nr\.?)\s*((?:\p{Lu}{1,3}[.–-]?)?\d{1,6}[a-z]?(?:\/\d{1,4})?)(?![\p{L}\d])/iu;
/** Behind the word for a telegram the number needs no word of its own. */
const BARE_NUMBER = /^(?:(\p{Lu}{0,3}\.?\d{1,6})|unnumbered|ohne Nummer)(?![\p{L}\d])/u;
/** The Australian service numbers what goes out and what comes in by the post: `O.ST183503`, `I.2210`. */
const SERIES_NUMBER = /^[OI]\.(?:\p{Lu}{1,4})?\d{3,7}(?!\d)/u;

/** The line that a range is, the whole of it; undefined where any other word stands on it. Only a head has such lines: in a text they may be words of it. */
export function sendingLine(text: string, range: Range): SendingLine | undefined {
  if (range.end - range.start > LONGEST) return undefined;
  const said = text.slice(range.start, range.end);
  const opensWith = /^[(\p{Lu}]/u.test(said);
  let number: Fact | undefined;
  let counted = false;
  let telegraphic = false;
  let behindWord = false;
  const phrases: Fact[] = [];
  for (let at = 0; at < said.length && opensWith; ) {
    const rest = said.slice(at);
    const wired = WIRED.exec(rest)?.[0];
    const printed: PrintedNumber | undefined = counted ? undefined : numberAt(rest, behindWord);
    const phrase = wired || printed || ASIDE.test(rest) ? undefined : phraseAt(rest);
    const taken =
      BETWEEN.exec(rest)?.[0].length ?? wired?.length ?? printed?.length ?? ASIDE.exec(rest)?.[0].length ?? phrase;
    if (taken === undefined) return undefined;
    if (printed?.value !== undefined) {
      const start = range.start + at + printed.length - printed.value.length;
      number = { start, end: start + printed.value.length, value: printed.value };
    }
    const from = range.start + at;
    if (phrase !== undefined) phrases.push({ start: from, end: from + phrase, value: rest.slice(0, phrase) });
    counted ||= printed !== undefined;
    telegraphic ||= wired !== undefined || (printed?.series ?? false);
    behindWord = wired !== undefined || (behindWord && BETWEEN.test(rest));
    at += taken;
  }
  if (!telegraphic && !counted && phrases.length === 0) return undefined;
  return { start: range.start, end: range.end, telegraphic, phrases, ...(number && { number }) };
}

interface PrintedNumber {
  readonly length: number;
  /** Absent where the line says that there is none. */
  readonly value?: string;
  readonly series: boolean;
}

function numberAt(rest: string, bare: boolean): PrintedNumber | undefined {
  const series = SERIES_NUMBER.exec(rest)?.[0];
  if (series !== undefined) return { length: series.length, value: series, series: true };
  const found = NUMBER.exec(rest) ?? (bare ? BARE_NUMBER.exec(rest) : null);
  return found ? { length: found[0].length, ...(found[1] && { value: found[1] }), series: false } : undefined;
}

/** The phrases by what they say. */
export function handlingOf(
  phrases: readonly Fact[],
): Pick<Facts, 'precedence' | 'handling'> & { classification: Fact[] } {
  const found = { classification: [] as Fact[], precedence: [] as Fact[], handling: [] as Fact[] };
  for (const phrase of phrases) found[handlingKind(phrase.value) ?? 'handling'].push(phrase);
  return found;
}
