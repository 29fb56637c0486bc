/** What the first words of a telegram on the receipt form say of it: its number, how secret and how urgent it is. */
import { findDay, findHour } from '../lines/form-dates.js';
import type { Fact } from '../model.js';
import { handlingKind, MONTH } from '../vocabulary.js';

export interface OpeningSigns {
  readonly number?: Fact;
  readonly classification: readonly Fact[];
  readonly precedence: readonly Fact[];
  readonly handling: readonly Fact[];
}

/** `1287. The Court …`, `No. 7. …`, `41, March 17, noon.` */
const NUMBER = new RegExp(String.raw`^(?:No\.\s?)?(\d{1,5})(?:\.(?=\s|$)|,?\s+(?=${MONTH}\s))`, 'd');
/** `March 17, noon.`: the telegram's own day and hour, behind its number. */
const DAY = /^[^.;]{4,30}?(?:\d|noon|midnight|[ap]\.\s?m)[.;](?=\s|$)/i;
const SENTENCE = /^(\p{L}[\p{L} ]{2,28}?)[.:](?=\s)/u;
const SIGNS_AT_MOST = 5;

/** Reads the short sentences that the text opens with, up to the first that is none of these. */
export function openingSigns(text: string, from: number): OpeningSigns {
  const found: Record<'classification' | 'precedence' | 'handling', Fact[]> = {
    classification: [],
    precedence: [],
    handling: [],
  };
  let number: Fact | undefined;
  let at = from;
  for (let read = 0; read < SIGNS_AT_MOST; read++) {
    at += /^\s*/.exec(text.slice(at, at + 80))![0].length;
    const said = text.slice(at, at + 80);
    const numbered = number ? null : NUMBER.exec(said);
    const sentence = SENTENCE.exec(said);
    const kind = sentence ? handlingKind(sentence[1]!) : undefined;
    const dated = number ? DAY.exec(said)?.[0] : undefined;
    if (numbered) {
      const [start, end] = numbered.indices![1]!;
      number = { start: at + start, end: at + end, value: numbered[1]! };
      at += numbered[0].length;
    } else if (sentence && kind) {
      found[kind].push({ start: at, end: at + sentence[1]!.length, value: sentence[1]! });
      at += sentence[0].length;
    } else if (dated && findDay(dated)?.start === 0 && (findHour(dated) ?? /\d/.test(dated))) at += dated.length;
    else break;
  }
  return { ...(number && { number }), ...found };
}
