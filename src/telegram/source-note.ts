/** How a document was handled, in its editors' words and its own: classification, drafting, clearance, distribution. */
import type { Citation, Division, Fact, Note, Range } from './model.js';
import { type HandlingKind, handlingKind } from './vocabulary.js';

/** What is found, kind by kind, in the order of the text. */
export interface Gathered {
  classification: Fact[];
  precedence: Fact[];
  handling: Fact[];
  drafting: Fact[];
  clearance: Fact[];
  repeatedTo: Fact[];
}

/** A stretch of the text as a fact. */
export function factAt(start: number, value: string): Fact {
  return { start, end: start + value.length, value };
}

/** Who got a copy, besides the addressee. */
const DISTRIBUTED = String.raw`^(?:Also\s+)?(?:Sent|Repeated|Passed|Pouched|Cop(?:y|ies))\b[^.;]{0,80}?\bto\s`;
const IS_DISTRIBUTED = new RegExp(DISTRIBUTED, 'i');
const REPEATED = new RegExp(String.raw`${DISTRIBUTED}[^.;]{1,160}(?=\.?$)`, 'i');

/** `Repeated to Velden and Tarsk.` is what many telegrams end with. */
export function addRepetition(text: string, division: Division, gathered: Gathered): void {
  const last = division.blocks.findLast((block) => block.type !== 'pageBreak');
  if (last?.type !== 'paragraph' || last.end - last.start > 260) return;
  const said = REPEATED.exec(text.slice(last.start, last.end))?.[0];
  if (said !== undefined) gathered.repeatedTo.push(factAt(last.start, said));
}

/** The words of a line of classification, precedence and handling. */
export function addHandlingLine(text: string, range: Range, gathered: Gathered): void {
  const words = text.slice(range.start, range.end);
  for (const found of words.matchAll(/[^\s;,./![\]()—–-]+/g))
    addLongestPhrase(words, range.start, found.index, gathered);
}

/** A line without punctuation (`confidential priority`) is read phrase by phrase, the longest first. */
function addLongestPhrase(words: string, base: number, at: number, gathered: Gathered): void {
  if (
    [...gathered.classification, ...gathered.precedence, ...gathered.handling].some(
      (fact) => base + at < fact.end && base + at >= fact.start,
    )
  )
    return;
  const rest = words.slice(at);
  for (const end of [...rest.matchAll(/$|(?=[\s;,./![\]()—–])/g)]
    .map((match) => match.index)
    .filter((index) => index > 0)
    .slice(0, 4)
    .reverse()) {
    if (addPhrase(rest.slice(0, end), base + at, gathered)) return;
  }
}

function addPhrase(phrase: string, start: number, gathered: Gathered): boolean {
  const kind: HandlingKind | undefined = handlingKind(phrase);
  if (kind) gathered[kind].push(factAt(start, phrase));
  return kind !== undefined;
}

/** An initial in a name (an office may be called by one letter, too: `approved in S.`), or a title or rank cut short. */
const NAME_ABBREVIATION = String.raw`(?:(?:\bby|\band|,|\p{Lu}\.|\p{Lu}\p{Ll}+)\s\p{Lu}|\b(?:Jr|Sr|Gen|Col|Maj|Lt|Dr|Mr|St))`;
const SENTENCES = new RegExp(String.raw`[^.;]+(?:\.(?=\p{L}|\d)[^.;]*|(?<=${NAME_ABBREVIATION})\.[^.;]*)*`, 'gu');

/** What the source note says behind its citation: a list that begins with the classification, then sentences. */
export function addSourceNote(text: string, note: Note, gathered: Gathered): void {
  const first = note.blocks.find((block) => block.type === 'paragraph');
  if (!first) return;
  const citation = first.children.find((child): child is Citation => child.type === 'citation');
  const from = citation?.end ?? first.start;
  let listing = false;
  for (const found of text.slice(from, Math.min(first.end, from + 4000)).matchAll(SENTENCES)) {
    const phrase = found[0].replace(/^[\s,]+|[\s\]]+$/g, '');
    const fact = factAt(from + found.index + found[0].indexOf(phrase), phrase);
    const known = addPhrases(fact, gathered);
    const handling: boolean = !known && !addSentence(fact, gathered) && listing && isHandling(phrase);
    if (handling) gathered.handling.push(fact);
    listing = (known || handling) && text[from + found.index + found[0].length] === ';';
  }
}

/** Is it, in the list that begins with the classification, the handling and no sentence: `No Foreign Dissem`? */
function isHandling(said: string): boolean {
  return (
    /^\p{Lu}[\p{L}\s/’–-]{1,60}$/u.test(said) &&
    said.split(/\s+/).length <= 7 &&
    !/^(?:The|A|An|Not)\s|\s(?:is|are|was|were|has|had|not)\s|^\p{L}+\s(?:by|at|to|in|from|on|with)\s/u.test(said)
  );
}

const DRAFTED = /^(?:Drafted|Initialed|Prepared|Sent by)\b/;
const CLEARED = /^(?:and )?(?:[Cc]leared|[Aa]pproved|[Aa]uthorized|[Cc]oncurred)\b/;

/** What a sentence of the source note tells of the document's making; false where it is none of these. */
function addSentence(fact: Fact, gathered: Gathered): boolean {
  if (DRAFTED.test(fact.value) || CLEARED.test(fact.value)) addMakers(fact, gathered);
  else if (IS_DISTRIBUTED.test(fact.value)) gathered.repeatedTo.push(fact);
  else return false;
  return true;
}

/** `Secret, Nodis`: a list of nothing but known words. */
function addPhrases({ start, value }: Fact, gathered: Gathered): boolean {
  const phrases = [...value.matchAll(/[^,\s][^,]*/g)].map(({ index, 0: phrase }) =>
    factAt(start + index, phrase.trim()),
  );
  if (!phrases.every((phrase) => handlingKind(phrase.value))) return false;
  for (const phrase of phrases) addPhrase(phrase.value, phrase.start, gathered);
  return phrases.length > 0;
}

/** `Drafted by Timmons and cleared with the White House`, `cleared by Lorimer, and approved by Berrow`: each is one. */
function addMakers({ start, value }: Fact, gathered: Gathered): void {
  let from = 0;
  const cut = (to: number, next: number): void => {
    const fact = factAt(start + from, value.slice(from, to));
    gathered[DRAFTED.test(fact.value) ? 'drafting' : 'clearance'].push(fact);
    from = next;
  };
  for (const { index, 0: between } of value.matchAll(
    /(?<!^and),?\s+(?:and\s+)?(?=(?:cleared|approved|authorized|concurred)\b)/g,
  ))
    cut(index, index + between.length);
  cut(value.length, value.length);
}
