/** What can be pointed at, on either side: elements of the edition, facts, findings, what was left out. */
import type { Link, PlaceInTei, Preview, ShownFinding } from '../preview/model.js';
import type { Edition } from './edition.js';
import { element } from './elements.js';
import { factNumber, leftOutNumber, type Source, whyLeftOut } from './source.js';
import { inferenceInWords, nameOfAttribute, nameOfElement } from './words.js';

export interface Thing {
  readonly kind: 'note' | 'element' | 'fact' | 'finding' | 'left-out';
  /** Its place among all: an offset in the text, else the place of an element; −1 where it has none. */
  readonly place: number;
  /** Pieces of the text. */
  readonly left: readonly HTMLElement[];
  /** In the edition or the header. */
  readonly right: readonly HTMLElement[];
  readonly tei?: PlaceInTei;
  /** Whether somebody should look whether it is right. */
  readonly isDoubt: boolean;
  describe(): readonly (Node | string)[];
}

/** What a page shows, put together. */
export interface Shown {
  readonly preview: Preview;
  readonly edition: Edition | undefined;
  readonly source: Source | undefined;
  /** The elements of the header's facts, one each. */
  readonly facts: readonly HTMLElement[];
}

export class Things {
  /** In the order of the text, where it is shown, else of the edition. */
  readonly all: readonly Thing[];
  readonly notes: readonly Thing[];
  /** What is to be looked at, each place once. */
  readonly doubts: readonly Thing[];
  /** In the order of the findings. */
  readonly findings: readonly Thing[];
  readonly #source: Source | undefined;
  readonly #byElement = new WeakMap<Element, Thing>();
  readonly #byNumber = new Map<number, Thing>();

  constructor(shown: Shown) {
    this.#source = shown.source;
    const others = [...this.#facts(shown), ...this.#elements(shown), ...this.#leftOut(shown)];
    this.findings = this.#findings(shown, others);
    this.all = [...others, ...this.findings].filter(hasPlace).sort((a, b) => a.place - b.place);
    this.notes = this.all.filter(({ kind }) => kind === 'note');
    const found = new Set(this.findings.flatMap(({ isDoubt, right }) => (isDoubt ? right : [])));
    // Whose place has a finding that says so is looked at with it.
    this.doubts = this.all.filter(
      (thing) => thing.isDoubt && (thing.kind === 'finding' || !thing.right.some((each) => found.has(each))),
    );
    for (const { left, kind } of this.all.filter(({ isDoubt }) => isDoubt)) {
      if (kind !== 'finding') for (const piece of left) piece.classList.add('inferred');
    }
  }

  /** The innermost thing at a place of either side. */
  at(node: Element): Thing | undefined {
    for (let at: Element | null = node; at !== null; at = at.parentElement) {
      const number = this.#source?.thingsAt.get(at)?.findLast((each) => this.#byNumber.has(each));
      const thing = this.#byElement.get(at) ?? (number === undefined ? undefined : this.#byNumber.get(number));
      if (thing !== undefined) return thing;
    }
    return undefined;
  }

  /** @param number what its pieces in the text are known by. */
  #keep(thing: Thing, number?: number): Thing {
    if (number !== undefined) this.#byNumber.set(number, thing);
    for (const right of thing.right) this.#byElement.set(right, thing);
    return thing;
  }

  #pieces(number: number | undefined): readonly HTMLElement[] {
    return (number === undefined ? undefined : this.#source?.piecesOf.get(number)) ?? [];
  }

  #facts({ preview, facts }: Shown): readonly Thing[] {
    return preview.facts.flatMap(({ label, value, ranges, inferred }, i): Thing[] => {
      if (ranges === undefined && inferred === undefined) return [];
      const number = factNumber(preview.links, i);
      const describe = () => [strong(label), `: ${value}. ${inferred ?? 'Read from the words that are lit.'}`];
      const sides = { left: this.#pieces(number), right: [facts[i]!] };
      return [
        this.#keep(
          { kind: 'fact', place: ranges?.[0] ?? -1, ...sides, isDoubt: inferred !== undefined, describe },
          number,
        ),
      ];
    });
  }

  #elements({ preview: { links }, edition, source }: Shown): readonly Thing[] {
    const linked = new Map(links.map((link, i) => [link.element, i]));
    return [...(edition?.elements ?? [])].flatMap(([index, shown]): Thing[] => {
      const number = linked.get(index);
      // Without the text, whatever is more than structure can be pointed at.
      if (number === undefined && (source !== undefined || !isWorthPointing(shown))) return [];
      const link = number === undefined ? index : links[number]!;
      return [this.#keep(elementThing(shown, edition!, this.#pieces(number), link), number)];
    });
  }

  #leftOut({ preview: { source, links, facts } }: Shown): readonly Thing[] {
    return (source?.leftOut ?? []).map(({ range }, i) => {
      const number = leftOutNumber(links, facts, i);
      const describe = () => [whyLeftOut(source!, i)];
      const left = this.#pieces(number);
      return this.#keep({ kind: 'left-out', place: range[0], left, right: [], isDoubt: false, describe }, number);
    });
  }

  /** What is said of a place, and what is doubtful there, are one thing to be looked at. */
  #findings({ preview, source }: Shown, others: readonly Thing[]): readonly Thing[] {
    const doubtful = new Map(
      others.flatMap((thing) => (thing.isDoubt && thing.left.length > 0 ? [[thing.place, thing]] : [])),
    );
    return preview.findings.map((finding, i) => {
      const button = source?.findings.get(i);
      const about = doubtful.get(finding.at ?? -1);
      const tei = finding.line === undefined ? about?.tei : wholeLine(finding.line);
      const thing: Thing = {
        kind: 'finding',
        place: finding.at ?? -1,
        left: [...(button === undefined ? [] : [button]), ...(about?.left ?? [])],
        right: about?.right ?? [],
        isDoubt: finding.severity !== 'info',
        ...(tei === undefined ? {} : { tei }),
        describe: () => describeFinding(finding),
      };
      if (button !== undefined) this.#byElement.set(button, thing);
      return thing;
    });
  }
}

function elementThing(
  shown: HTMLElement,
  { markers }: Edition,
  left: readonly HTMLElement[],
  link: Link | number,
): Thing {
  const marker = markers.get(shown);
  const cert = shown.getAttribute('cert');
  return {
    kind: marker === undefined ? 'element' : 'note',
    left,
    right: marker === undefined ? [shown] : [marker, shown],
    ...(typeof link === 'number' ? { place: link } : { place: placeOf(link), tei: link.place }),
    isDoubt: cert === 'low' || cert === 'medium' || cert === 'unknown',
    describe: () => describeElement(shown),
  };
}

const PLAIN = new Set('TEI text body div p s w lg l ab opener closer list lb hi'.split(' '));

function isWorthPointing(shown: HTMLElement): boolean {
  return !PLAIN.has(shown.dataset['origname'] ?? '') && shown.textContent !== '';
}

function describeElement(shown: HTMLElement): readonly (Node | string)[] {
  const name = shown.dataset['origname'] ?? '';
  const attributes = (shown.dataset['origatts'] ?? '').split(' ').filter((each) => each !== '');
  const inference = inferenceInWords(shown);
  const list = element('dl', {});
  for (const written of attributes) {
    const value = shown.getAttribute(written);
    // Who says so is said in words.
    if (value === null || (written === 'resp' && inference !== undefined)) continue;
    const attribute = written.replace(/^tei-/, '');
    const name = element('dt', { title: `@${attribute}` }, nameOfAttribute(attribute));
    list.append(element('div', {}, name, element('dd', {}, value)));
  }
  return [
    strong(nameOfElement(name)),
    ...(inference === undefined ? [] : [' ', element('em', {}, inference)]),
    ...(attributes.length === 0 ? [] : [list]),
  ];
}

export function describeFinding({
  severity,
  message,
  title,
  why,
  fix,
  code,
}: ShownFinding): readonly (Node | string)[] {
  const means = [title, why].filter((part) => part !== '').join(' ');
  return [
    element('strong', { class: severity }, severity),
    ` ${message} `,
    element(
      'details',
      {},
      element('summary', {}, 'What this means'),
      element('p', {}, means),
      element('p', {}, fix),
      element('p', {}, element('code', {}, code)),
    ),
  ];
}

function strong(text: string): Node {
  return element('strong', {}, text);
}

/** Whether there is somewhere to go. */
export function hasPlace({ left, right, tei }: Thing): boolean {
  return left.length > 0 || right.length > 0 || tei !== undefined;
}

function wholeLine(line: number): PlaceInTei {
  return [line, 1, line, Number.POSITIVE_INFINITY];
}

function placeOf({ ranges, marker = [] }: Link): number {
  return marker[0] ?? ranges[0] ?? -1;
}
