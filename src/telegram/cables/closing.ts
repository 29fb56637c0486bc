/** How a cable ends: the group of downgrading, the signature, the operator's notes. */
import type { Closer, Loose, Range, Trailer } from '../model.js';
import type { Body, BodyLine } from './body-lines.js';
import { endsSentence, isShort, widthOf } from './lines.js';
import { textNode } from './nodes.js';
import { CLASSIFICATIONS } from './words.js';

export interface Closing {
  readonly closer?: Closer;
  /** What stands behind the signature, in order. */
  readonly after: readonly (Loose | Trailer)[];
  /** The text without it. */
  readonly body: Body;
}

const END = /^(?:<<\s*END OF DOCUMENT\s*>>|N{3,4}|UNQ(?:UO)?TE|END|BT|[=*-]{2,}\s?[A-Z ]{3,30}\s?[=*-]{2,})$/;
/** Who typed it and where, on the Department's forms: `LM:CJ/1`. */
const TYPIST = /^[A-Z]{2,4}(?::[A-Z]{2,4})?\/\d{1,3}$/;
const NOTE = /^(?:[A-Z]+\s+)?NOTE BY OC\/T\b/;
const DOWNGRADED = /^GP-\d\.?$/;
/** Words that stand alone on a last line and name nobody. */
const NO_NAME =
  /^(?:END|END (?:TEXT|SUMMARY|COMMENT|MESSAGE)|UNQUOTE|COMMENT|NOTE|CONTINUED|TEXT|(?:THE|A|AN|AND|OR|OF|IN|ON|TO|AT|BY|IT|HE|SHE|WE|THEY|THIS|THAT|HIS|HER|ITS|OUR|FOR|WITH|AS|IF|NO|NOT|ALL)(?: .*)?)$/i;
const NAME =
  /^(?:SIGNED:?\s)?(?:[A-Z]\.\s?)*(?:Mc|Mac|De|Du|La|Le|Von|Van)?[A-Z][A-Z'’-]+(?:\s[A-Z][A-Z.'’-]*){0,2}(?:,? (?:JR|SR|II|III)\.?)?$/;
/** Words of the service that end a text and are no name. */
const OF_SERVICE =
  /^(?:REGARDS|OVER|OUT|STOP|REPEAT|REITERATE|FYI|LIMDIS|EXDIS|NODIS|SIPDIS|MINIMIZE|CONSIDERED|UNQTE|QTE)$/;
const TITLE_CASE_NAME = /^\p{Lu}[\p{Ll}'’-]+(?:\s\p{Lu}[\p{L}.'’-]*){0,2}$/u;

/** Takes the end off a text. A name is a signature only as the last line, behind a sentence, and on a line of its own. */
export function readClosing(text: string, body: Body): Closing {
  const lines = [...body.lines];
  const after: (Loose | Trailer)[] = body.below.map((node) => (isEndMark(text, node) ? trailer(text, node) : node));
  while (lines.length > 1 && isEnd(lines)) {
    const line = lines.pop()!;
    after.unshift(...line.above, trailer(text, line));
  }
  const parts: Closer['parts'][number][] = [];
  const width = widthOf(lines);
  partDowngrading(lines);
  if (after.length > 0) partLastName(lines);
  const signed = lines.at(-1);
  if (signed && isSignature(lines, width, after.length > 0)) {
    lines.pop();
    parts.unshift({ type: 'signature', start: signed.start, end: signed.end, children: [textNode(text, signed)] });
    const down = lines.at(-1);
    if (down && lines.length > 1 && DOWNGRADED.test(down.said)) {
      lines.pop();
      const between = signed.above.flatMap((node) =>
        node.type === 'leftOut' || node.type === 'sectionStart' ? [] : [node],
      );
      parts.unshift({ type: 'words', start: down.start, end: down.end, children: [textNode(text, down), ...between] });
      return close(parts, down.above, { lines, below: [] }, after, signed.above);
    }
    return close(parts, signed.above, { lines, below: [] }, after, []);
  }
  return { after, body: { lines, below: [] } };
}

/** `GP-3. SAPT`: two lines on one. */
function partDowngrading(lines: BodyLine[]): void {
  const last = lines.at(-1);
  const found = last && /^(GP-\d\.?)\s+\S/.exec(last.said);
  if (!last || !found || lines.length < 2) return;
  const name = last.start + found[0].length - 1;
  const said = last.said.slice(found[0].length - 1);
  const downgrading = { ...last, end: last.start + found[1]!.length, said: found[1]! };
  lines.splice(-1, 1, downgrading, { ...last, start: name, said, above: [], blankBefore: false, parted: false });
}

/** `ALL IS WELL. BRACK`: the name behind the last sentence, where something below says that the text is whole. */
function partLastName(lines: BodyLine[]): void {
  const last = lines.at(-1);
  const found = last && /^(.*\p{Lu}{2,}[.?!])\s+(\p{Lu}[\p{Lu}'’-]{2,})$/u.exec(last.said);
  if (!last || !found || NO_NAME.test(found[2]!) || OF_SERVICE.test(found[2]!)) return;
  const name = last.end - found[2]!.length;
  const sentence = { ...last, end: last.start + found[1]!.length, said: found[1]! };
  lines.splice(-1, 1, sentence, { ...last, start: name, said: found[2]!, above: [], blankBefore: false, parted: true });
}

/** What parts sections in the middle of a text ends it at its end. */
function isEndMark(text: string, { type, start, end }: Loose): boolean {
  return type === 'furniture' && /^N{3,4}$/.test(text.slice(start, end));
}

function trailer(text: string, { start, end }: Range): Trailer {
  return { type: 'trailer', start, end, children: [textNode(text, { start, end })] };
}

function close(
  parts: readonly Closer['parts'][number][],
  above: readonly Loose[],
  { lines }: Body,
  after: readonly (Loose | Trailer)[],
  inside: readonly Loose[],
): Closing {
  // What XML has no place for within the closing stands behind it; it holds no words of the message.
  const left = inside.filter(({ type }) => type === 'leftOut' || type === 'sectionStart');
  const closer = { start: parts[0]!.start, end: parts.at(-1)!.end, parts };
  return { closer, after: [...left, ...after], body: { lines, below: above } };
}

function isEnd(lines: readonly BodyLine[]): boolean {
  const { said } = lines.at(-1)!;
  if (END.test(said) || TYPIST.test(said)) return true;
  const note = lines.findLastIndex((line) => NOTE.test(line.said));
  return note > 0 && lines.length - note <= 3;
}

function isSignature(lines: readonly BodyLine[], width: number, ended: boolean): boolean {
  const line = lines.at(-1)!;
  const above = lines.at(-2);
  // An excerpt may break off within a marking.
  if (!above || NO_NAME.test(line.said) || CLASSIFICATIONS.some((words) => words.startsWith(line.said))) return false;
  const capitals = NAME.test(line.said);
  if (!capitals && !(TITLE_CASE_NAME.test(line.said) && (line.parted || ended))) return false;
  if (!line.parted && !endsSentence(above.said) && !DOWNGRADED.test(above.said)) return false;
  // An excerpt may break off behind the first word of a line, which says nothing on purpose.
  return ended || line.parted || isShort(above, line, width) || /^\S+$/.test(line.said);
}
