/** The text as it came in, cut wherever something begins or ends, so that each piece knows what was made of it. */
import type { Preview, Ranges, ShownText } from '../preview/model.js';
import { escaped, visible } from '../shown.js';
import { element } from './elements.js';
import { reasonInWords } from './words.js';

/** What a stretch of the text was made into, by number: links, then facts, then what was left out. */
export interface Source {
  readonly root: HTMLElement;
  /** The pieces of a thing, in the order of the text. */
  readonly piecesOf: ReadonlyMap<number, readonly HTMLElement[]>;
  /** The things of a piece, the innermost last. */
  readonly thingsAt: WeakMap<Element, readonly number[]>;
  /** By the index of the finding. */
  readonly findings: ReadonlyMap<number, HTMLButtonElement>;
}

/** Lines that a browser lays out together, or not at all while they are out of sight. */
const TOGETHER = 60;

interface Edge {
  readonly at: number;
  readonly opens: boolean;
  readonly thing: number;
  readonly look: Look;
}

type Look = 'text' | 'marker' | 'fact' | 'left-out' | 'elsewhere';

/** Stands for what belongs to another document. */
const NOBODY = -1;

export function sourceOf(preview: Preview, shown: ShownText): Source {
  const { text } = shown;
  const edges = edgesOf(preview, shown).sort(
    (a, b) => a.at - b.at || Number(a.opens) - Number(b.opens) || rank(a) - rank(b),
  );
  const findings = findingsAt(preview);
  const cuts = [...new Set([...edges.map(({ at }) => at), ...findings.keys(), ...chunkStarts(text), text.length])];
  const chunks = new Set(chunkStarts(text));
  cuts.sort((a, b) => a - b);

  const root = element('div', { class: 'pages', dir: 'auto' });
  const piecesOf = new Map<number, HTMLElement[]>();
  const thingsAt = new WeakMap<Element, readonly number[]>();
  const buttons = new Map<number, HTMLButtonElement>();
  const open: Edge[] = [];
  let chunk = root.appendChild(element('div', { class: 'chunk' }));
  let next = 0;
  let before = 0;
  for (const cut of cuts) {
    if (cut > before) chunk.append(pieceOf(text.slice(before, cut), open, piecesOf, thingsAt));
    for (; next < edges.length && edges[next]!.at <= cut; next++) {
      const edge = edges[next]!;
      if (edge.opens) open.push(edge);
      else
        open.splice(
          open.findLastIndex(({ thing, look }) => thing === edge.thing && look === edge.look),
          1,
        );
    }
    if (chunks.has(cut)) chunk = root.appendChild(element('div', { class: 'chunk' }));
    for (const finding of findings.get(cut) ?? []) chunk.append(findingButton(preview, finding, buttons));
    before = cut;
  }
  return { root, piecesOf, thingsAt, findings: buttons };
}

function edgesOf({ links, facts }: Preview, { leftOut, elsewhere }: ShownText): Edge[] {
  const edges: Edge[] = [];
  const add = (thing: number, look: Look, ranges: Ranges): void => {
    for (let i = 0; i < ranges.length; i += 2) {
      edges.push({ at: ranges[i]!, opens: true, thing, look }, { at: ranges[i + 1]!, opens: false, thing, look });
    }
  };
  add(NOBODY, 'elsewhere', elsewhere);
  facts.forEach(({ ranges = [] }, i) => {
    add(factNumber(links, i), 'fact', ranges);
  });
  leftOut.forEach(({ range }, i) => {
    add(leftOutNumber(links, facts, i), 'left-out', range);
  });
  links.forEach(({ ranges, marker = [] }, i) => {
    add(i, 'text', ranges);
    add(i, 'marker', marker);
  });
  return edges;
}

/** What comes last at a place is found first: a fact is pointed at from its own side, what was left out of a note is no part of it. */
function rank({ look, thing }: Edge): number {
  if (look === 'left-out') return Number.POSITIVE_INFINITY;
  return look === 'text' || look === 'marker' ? thing : -1;
}

export function factNumber(links: readonly unknown[], index: number): number {
  return links.length + index;
}

export function leftOutNumber(links: readonly unknown[], facts: readonly unknown[], index: number): number {
  return links.length + facts.length + index;
}

function pieceOf(
  text: string,
  open: readonly Edge[],
  piecesOf: Map<number, HTMLElement[]>,
  thingsAt: WeakMap<Element, readonly number[]>,
): Node {
  if (open.length === 0) return legible(text);
  const looks = [...new Set(open.map(({ look }) => look))].filter((look) => look !== 'text' && look !== 'fact');
  const piece = element('span', looks.length === 0 ? {} : { class: looks.join(' ') }, legible(text));
  const things = open.map(({ thing }) => thing).filter((thing) => thing !== NOBODY);
  for (const thing of things) {
    const pieces = piecesOf.get(thing);
    if (pieces === undefined) piecesOf.set(thing, [piece]);
    else pieces.push(piece);
  }
  thingsAt.set(piece, things);
  return piece;
}

/** Characters that are not seen, and turn lines round, stand as what they are. */
function legible(text: string): Node {
  const plain = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (visible(plain) === plain) return document.createTextNode(plain);
  const shown = document.createDocumentFragment();
  for (const char of plain) {
    if (visible(char) === char) shown.append(char);
    else shown.append(element('span', { class: 'unseen', title: 'a character that is not seen' }, escaped(char)));
  }
  shown.normalize();
  return shown;
}

function findingsAt({ findings }: Preview): ReadonlyMap<number, readonly number[]> {
  const at = new Map<number, number[]>();
  findings.forEach((finding, i) => {
    if (finding.at !== undefined) at.set(finding.at, [...(at.get(finding.at) ?? []), i]);
  });
  return at;
}

function findingButton(
  { findings }: Preview,
  index: number,
  buttons: Map<number, HTMLButtonElement>,
): HTMLButtonElement {
  const { severity, title } = findings[index]!;
  const made = element(
    'button',
    { type: 'button', class: `finding ${severity}`, 'aria-label': `${severity}: ${title}`, title },
    severity === 'info' ? 'i' : '!',
  );
  buttons.set(index, made);
  return made;
}

/** Where a new chunk begins: behind so many lines. */
function chunkStarts(text: string): readonly number[] {
  const starts: number[] = [];
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (++lines % TOGETHER === 0) starts.push(at + 1);
  }
  return starts;
}

export function whyLeftOut({ leftOut }: ShownText, index: number): string {
  return `Left out of the text: ${reasonInWords(leftOut[index]!.reason)}. The TEI's header lists it.`;
}
