/** What a form says, gathered line by line, as facts. */
import type { Fact, Facts, Range } from '../model.js';
import { handlingFacts } from '../services/service.js';
import type { FormLine } from './page.js';

/** How secret, how urgent, for whom. */
export interface Markings {
  readonly classification: Fact[];
  readonly precedence: Fact[];
  readonly handling: Fact[];
}

/** Captions that the forms alone have: NATUS is what the missions to NATO and the allies' embassies got. */
const CAPTION = /^(?:NATUS|VERBATIM TEXT|COMMAND CHANNEL)$/;
/** What optical reading puts around the words of a line. */
const NOISE = /^[\s.,_:;|“”"'’—–-]+|[\s.,_:;|“”"'’/\\—–-]+$/g;

/** The words of a line that says nothing but how secret and how urgent the message is; undefined for another. */
export function markingsOf({ start, said }: Pick<FormLine, 'start' | 'said'>): Markings | undefined {
  if (said.length > 60) return undefined;
  const bare = said.replace(NOISE, (noise) => ' '.repeat(noise.length));
  const words = bare.trim();
  if (CAPTION.test(words)) {
    const from = start + bare.indexOf(words);
    return { classification: [], precedence: [], handling: [{ start: from, end: from + words.length, value: words }] };
  }
  const found = handlingFacts({ start, said: bare });
  return found && { ...found, precedence: [...found.precedence], handling: [...found.handling] };
}

export function addMarkings(to: Markings, from: Markings): void {
  to.classification.push(...from.classification);
  to.precedence.push(...from.precedence);
  to.handling.push(...from.handling);
}

/** Facts with nothing but what is given; a word printed twice is said once. */
export function factsOf(markings: Markings, rest: Partial<Facts>): Facts {
  return {
    senders: [],
    addressees: [],
    ...(markings.classification[0] && { classification: markings.classification[0] }),
    precedence: once(markings.precedence),
    handling: once(markings.handling),
    drafting: [],
    clearance: [],
    repeatedTo: [],
    ...rest,
  };
}

function once(facts: readonly Fact[]): Fact[] {
  const said = (fact: Fact): string => fact.value.toLowerCase().replace(/\s+/g, ' ');
  return facts.filter((fact, at) => facts.findIndex((other) => said(other) === said(fact)) === at);
}

export function noMarkings(): Markings {
  return { classification: [], precedence: [], handling: [] };
}

/** A stretch of a line as a fact. */
export function factIn(line: Range, text: string, from: number, to: number): Fact {
  return { start: line.start + from, end: line.start + to, value: text.slice(line.start + from, line.start + to) };
}
