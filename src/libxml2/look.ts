/** What can be refused before libxml2 sees it: schemas that are small to write and without end to work out. */
import type { Diagnostic } from '../diagnostics.js';
import {
  LITTLE_WORK,
  LONGEST_PATTERN,
  MOST_ALTERNATIVES,
  MOST_LEVELS,
  MOST_NAMESPACES,
  MOST_PARTICLES,
  MOST_REPETITIONS,
} from './limits.js';
import type { Definition, Pattern, Place, ScannedFile } from './scan.js';

export interface Look {
  /** What goes beyond the limits, the first of each kind. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is so plain that libxml2 is done with it, and with a short document, in no time whatever they hold. */
  readonly plain: boolean;
}

export function look(files: readonly ScannedFile[]): Look {
  const definitions = measureDefinitions(files.flatMap((file) => file.definitions));
  const patterns = files.flatMap((file) => file.patterns);
  const pattern = firstOf(patterns, excessOfPattern);
  const wildcard = firstOf(
    files.flatMap(({ namespaces }) => namespaces ?? []),
    excessOfWildcard,
  );
  const diagnostics = [definitions.excess, pattern, wildcard].filter((found) => found !== undefined);
  const plain = definitions.work <= LITTLE_WORK && patterns.every(isPlain) && !files.some(({ intricate }) => intricate);
  return { diagnostics, plain };
}

/** What can be compared with a value in one way only, or nearly. */
function isPlain({ text }: Pattern): boolean {
  return text.length <= 100 && !/[|()]/.test(text) && (text.match(/[*+?]|\{\d+,/g)?.length ?? 0) <= 1;
}

/** The same of a DTD, given by its file: without parts, and with models in which no name stands twice, so that none is ambiguous. */
export function isPlainDtd(content: Uint8Array): boolean {
  const text = Buffer.from(content).toString('latin1');
  // A percent sign may stand for more text, a zero for an encoding that hides what is looked for.
  if (/[%\0]/.test(text)) return false;
  let work = 0;
  for (const [declaration] of text.matchAll(/<!ELEMENT\s[^>]*/g)) {
    const names = declaration.split(/[^\w:.\x80-\xff-]+/).slice(3);
    if (new Set(names).size < names.length) return false;
    work += names.length ** 3;
  }
  return work <= LITTLE_WORK;
}

function firstOf<T>(items: readonly T[], find: (item: T) => Diagnostic | undefined): Diagnostic | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A diagnostic of a schema that is more than can be worked with. */
export function beyond(place: Partial<Place>, message: string): Diagnostic {
  return { severity: 'error', code: 'schema-beyond-limits', message, ...place, source: 'libxml2' };
}

interface Extent {
  /** With all that it uses in its place. */
  readonly particles: number;
  readonly levels: number;
}

/** In as many namespaces, or redefined so often, a name may be looked up. */
const MOST_NAMESAKES = 10;
const NOTHING: Extent = { particles: 0, levels: 0 };

/** `work`: what libxml2 has with them, which takes the third power of what may stand in an element. */
function measureDefinitions(definitions: readonly Definition[]): {
  readonly excess: Diagnostic | undefined;
  readonly work: number;
} {
  // One that redefines another has its name, and so have those of different namespaces: the larger counts.
  const byKey = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const { key } = definition;
    if (key === undefined) continue;
    const namesakes = byKey.get(key);
    if (namesakes === undefined) byKey.set(key, [definition]);
    else if (namesakes.length < MOST_NAMESAKES) namesakes.push(definition);
  }
  const known = new Map<Definition, Extent>();
  let excess: Diagnostic | undefined;
  let work = 0;
  const measure = (definition: Definition, depth: number): Extent => {
    const before = known.get(definition);
    if (before !== undefined || excess !== undefined) return before ?? NOTHING;
    if (depth > MOST_LEVELS) {
      excess = beyond(definition.place, tooDeep(definition));
      return NOTHING;
    }
    // What uses itself is said by libxml2.
    known.set(definition, NOTHING);
    let { particles } = definition;
    let levels = 0;
    for (const key of definition.uses) {
      for (const used of largest(byKey.get(key), (one) => measure(one, depth + 1))) {
        particles += 1 + used.particles;
        levels = Math.max(levels, used.levels);
      }
    }
    const extent = { particles, levels: levels + 1 };
    known.set(definition, extent);
    if (particles > MOST_PARTICLES) excess ??= beyond(definition.place, tooMany(definition));
    if (extent.levels > MOST_LEVELS) excess ??= beyond(definition.place, tooDeep(definition));
    return extent;
  };
  for (const definition of definitions) {
    work += (1 + measure(definition, 1).particles) ** 3;
    if (excess !== undefined) break;
  }
  return { excess, work };
}

function largest(definitions: readonly Definition[] | undefined, measure: (one: Definition) => Extent): Extent[] {
  const extents = definitions?.map(measure) ?? [];
  return extents.sort((a, b) => b.particles - a.particles).slice(0, 1);
}

function tooMany({ key = 'type' }: Definition): string {
  const most = MOST_PARTICLES.toLocaleString('en');
  return `The schema’s ${key} comes to more than ${most} elements or attributes once all that it refers to is put in its place, mostly because definitions refer to others several times over. It is not worked out. Refer to each group once, or put the groups into elements of their own.`;
}

function tooDeep({ key = 'type' }: Definition): string {
  return `The schema’s ${key} is one of more than ${MOST_LEVELS} definitions that stand on one another (types derived from types, groups within groups). So many are not worked out. Write what is meant with fewer steps.`;
}

function excessOfPattern({ text, place }: Pattern): Diagnostic | undefined {
  const shown = text.length <= 60 ? text : `${text.slice(0, 57)}…`;
  const { repetitions, alternatives } = measurePattern(text);
  const what =
    text.length > LONGEST_PATTERN
      ? `has more than ${LONGEST_PATTERN.toLocaleString('en')} characters`
      : repetitions > MOST_REPETITIONS
        ? `counts repetitions within repetitions, more than ${MOST_REPETITIONS.toLocaleString('en')} in all`
        : alternatives > MOST_ALTERNATIVES
          ? `has more than ${MOST_ALTERNATIVES.toLocaleString('en')} alternatives`
          : undefined;
  if (what === undefined) return undefined;
  return beyond(
    place,
    `The schema’s pattern ${shown} ${what}, so that no value could be compared with it in reasonable time. Write it more simply: + or * in the place of large numbers, xs:maxLength for lengths, xs:enumeration for lists of words.`,
  );
}

/** How often nested counts repeat in all, and how many alternatives there are. What is wrong with a pattern, libxml2 says. */
function measurePattern(pattern: string): { readonly repetitions: number; readonly alternatives: number } {
  // Of each open group: the most that a part of it is repeated.
  const open: number[] = [0];
  let repetitions = 0;
  let alternatives = 0;
  /** Of what the next quantifier is for. */
  let part = 0;
  let classes = 0;
  for (let at = 0; at < pattern.length; at++) {
    const c = pattern[at];
    if (c === '\\') {
      at++;
      part = 0;
    } else if (c === '[') classes++;
    else if (c === ']') classes = Math.max(0, classes - 1);
    else if (classes > 0) part = 0;
    else if (c === '(') open.push(0);
    else if (c === ')') {
      part = open.length > 1 ? open.pop()! : 0;
      open[open.length - 1] = Math.max(open.at(-1)!, part);
    } else if (c === '{') {
      const [counted = '', least, most = 0] = /^\{(\d+)(?:,(\d*))?\}/.exec(pattern.slice(at, at + 50)) ?? [];
      if (counted === '') continue;
      at += counted.length - 1;
      const times = Math.max(Number(least), Number(most), 1);
      // One count by itself is no work, whatever it is.
      if (part > 0) repetitions = Math.max(repetitions, part * times);
      part = Math.max(part, 1) * times;
      open[open.length - 1] = Math.max(open.at(-1)!, part);
    } else {
      if (c === '|') alternatives++;
      if (c !== '*' && c !== '+' && c !== '?') part = 0;
    }
  }
  return { repetitions, alternatives };
}

function excessOfWildcard({ count, place }: NonNullable<ScannedFile['namespaces']>): Diagnostic | undefined {
  if (count <= MOST_NAMESPACES) return undefined;
  return beyond(
    place,
    `The schema’s wildcard lists ${count.toLocaleString('en')} namespaces, more than ${MOST_NAMESPACES.toLocaleString('en')}, which cannot be compared in reasonable time. Write ##any or ##other.`,
  );
}
