/** What can be pointed at, on either side: elements of the edition, facts, findings, what was left out. */
import type { Link, Preview, ShownFinding } from '../preview/model.js';
import type { Edition } from './edition.js';
import { element } from './elements.js';
import { factNumber, leftOutNumber, type Source, whyLeftOut } from './source.js';
import { inferenceInWords, nameOfElement } from './words.js';

export interface Thing {
  readonly kind: 'note' | 'element' | 'fact' | 'finding' | 'left-out';
  /** Its place among all: an offset in the text, else the place of an element; −1 where it has none. */
  readonly place: number;
  /** Pieces of the text. */
  readonly left: readonly HTMLElement[];
  /** In the edition or the header. */
  readonly right: readonly HTMLElement[];
  /** In the TEI, one-based. */
  readonly lines?: readonly [number, number];
  /** Whether somebody should look whether it is right. */
  readonly isDoubt: boolean;
  describe(): readonly (Node | string)[];
}

export interface Things {
  /** In the order of the text, where it is shown, else of the edition. */
  readonly all: readonly Thing[];
  /** In the order of the findings. */
  readonly findings: readonly Thing[];
  /** The innermost thing at a place of either side. */
  at(node: Element): Thing | undefined;
}

/** @param facts the elements of the header's facts, one each. */
export function thingsOf(
  preview: Preview,
  edition: Edition | undefined,
  source: Source | undefined,
  facts: readonly HTMLElement[],
): Things {
  const { links } = preview;
  const things: Thing[] = [];
  const findings: Thing[] = [];
  const byElement = new WeakMap<Element, Thing>();
  const byNumber = new Map<number, Thing>();
  const pieces = (number: number) => source?.piecesOf.get(number) ?? [];
  const keep = (thing: Thing, number?: number): void => {
    things.push(thing);
    if (number !== undefined) byNumber.set(number, thing);
    for (const right of thing.right) byElement.set(right, thing);
  };

  preview.facts.forEach((fact, i) => {
    if (fact.ranges === undefined && fact.inferred === undefined) return;
    const number = factNumber(links, i);
    const describe = () => [strong(fact.label), `: ${fact.value}. ${fact.inferred ?? 'The header has it from here.'}`];
    keep(
      {
        kind: 'fact',
        place: fact.ranges?.[0] ?? -1,
        left: pieces(number),
        right: [facts[i]!],
        isDoubt: fact.inferred !== undefined,
        describe,
      },
      number,
    );
  });
  const linked = new Map(links.map((link, i) => [link.element, i]));
  for (const [index, shown] of edition?.elements ?? []) {
    const number = linked.get(index);
    // Without the text, whatever is more than structure can be pointed at.
    if (number === undefined && (source !== undefined || !isWorthPointing(shown))) continue;
    const left = number === undefined ? [] : pieces(number);
    keep(elementThing(shown, edition!, left, number === undefined ? index : links[number]!), number);
  }
  preview.source?.leftOut.forEach(({ range }, i) => {
    const number = leftOutNumber(links, preview.facts, i);
    const describe = () => [whyLeftOut(preview.source!, i)];
    keep({ kind: 'left-out', place: range[0], left: pieces(number), right: [], isDoubt: false, describe }, number);
  });
  preview.findings.forEach((finding, i) => {
    const button = source?.findings.get(i);
    const lines = finding.line === undefined ? {} : { lines: [finding.line, finding.line] as const };
    const thing: Thing = {
      kind: 'finding',
      place: finding.at ?? -1,
      left: button === undefined ? [] : [button],
      right: [],
      isDoubt: finding.severity !== 'info',
      ...lines,
      describe: () => describeFinding(finding),
    };
    keep(thing);
    findings.push(thing);
    if (button !== undefined) byElement.set(button, thing);
  });

  return {
    all: things.sort((a, b) => a.place - b.place),
    findings,
    at: (node) => {
      for (let at: Element | null = node; at !== null; at = at.parentElement) {
        const number = source?.thingsAt.get(at)?.findLast((each) => byNumber.has(each));
        const thing = byElement.get(at) ?? (number === undefined ? undefined : byNumber.get(number));
        if (thing !== undefined) return thing;
      }
      return undefined;
    },
  };
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
    ...(typeof link === 'number' ? { place: link } : { place: placeOf(link), lines: link.lines }),
    isDoubt: cert === 'low' || cert === 'medium' || cert === 'unknown',
    describe: () => describeElement(shown),
  };
}

const PLAIN = new Set('TEI text body div p s w lg l ab opener closer list lb hi'.split(' '));

function isWorthPointing(shown: HTMLElement): boolean {
  return !PLAIN.has(shown.dataset['origname'] ?? '');
}

function describeElement(shown: HTMLElement): readonly (Node | string)[] {
  const name = shown.dataset['origname'] ?? '';
  const attributes = (shown.dataset['origatts'] ?? '').split(' ').filter((each) => each !== '');
  const list = element('dl', {});
  for (const attribute of attributes) {
    const value = shown.getAttribute(attribute);
    if (value !== null) list.append(element('div', {}, element('dt', {}, attribute), element('dd', {}, value)));
  }
  const inference = inferenceInWords(shown);
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

function placeOf({ ranges, marker = [] }: Link): number {
  return marker[0] ?? ranges[0] ?? -1;
}
