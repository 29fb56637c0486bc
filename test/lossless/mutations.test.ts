/** Whatever the writer could get wrong, at whatever place: the judge says so. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../src/lossless/index.js';
import { toTei } from '../../src/tei/index.js';
import { parseTelegrams } from '../../src/telegram/index.js';
import { newer, older, type Sample } from '../tei/samples.js';

/** A stretch of the XML that the judge must answer for. */
interface Piece {
  readonly at: number;
  readonly text: string;
}

const SAMPLES: Readonly<Record<string, () => Sample>> = {
  'an edition of today': newer,
  'an older edition': older,
  'the telegram that is shown first': () => sample('frus1961-63v13-d117'),
  'a cable with its record': () => sample('cable-1976-two-sections'),
  'a form of two pages': () => sample('incoming-telegram-1962'),
  'notes behind their paragraphs': () => sample('style-d-slash-markers'),
};

/** What is done to a piece, and by which word of it: undefined where it cannot be done there. */
const WORDS: Readonly<Record<string, (word: string, next: string) => string | undefined>> = {
  'a word is dropped': (_, next) => next,
  'a word is doubled': (word, next) => `${word} ${word} ${next}`,
  'two words are swapped': (word, next) => (word + next === next + word ? undefined : `${next} ${word}`),
  'a digit is lost': (word, next) => (/[0-9]/.test(word) ? `${word.replace(/[0-9]/, '')} ${next}` : undefined),
  'a letter is another': (word, next) => (/[a-y]/.test(word) ? `${word.replace(/[a-y]/, 'z')} ${next}` : undefined),
};

describe.each(Object.entries(SAMPLES))('of %s', (_, make) => {
  const { input, telegram } = make();
  const xml = toTei(telegram);
  const isLossless = (changed: string) => checkLossless(input, [telegram], [changed]).lossless;
  const replaced = ({ at, text }: Piece, by: string) => xml.slice(0, at) + by + xml.slice(at + text.length);
  const pairs = spread(texts(xml).flatMap(pairsOf));

  it('nothing is lost as it is written', () => {
    expect(isLossless(xml)).toBe(true);
    expect(pairs.length).toBeGreaterThan(10);
  });

  it.each(Object.entries(WORDS))('where %s', (_, change) => {
    const unseen = pairs.filter((pair) => {
      const changed = change(...(pair.text.split(/\s+/) as [string, string]));
      return changed !== undefined && isLossless(replaced(pair, changed));
    });
    expect(unseen.map(({ text }) => text)).toEqual([]);
  });

  it('where a word stands in another place: at the end of the text, in the title, in another note', () => {
    const places = ['</body>', '</title>', '</note>'].flatMap((tag) => [xml.indexOf(tag), xml.lastIndexOf(tag)]);
    const unseen = pairs.flatMap((pair) => {
      const [word, next] = pair.text.split(/\s+/) as [string, string];
      const rest = replaced(pair, next.padStart(pair.text.length));
      return places
        .filter((place) => place >= 0 && !isWithinText(xml, place, pair.at))
        .filter((place) => isLossless(`${rest.slice(0, place)} ${word}${rest.slice(place)}`))
        .map((place) => `${word} at ${place}`);
    });
    expect(unseen).toEqual([]);
  });

  it('where a note stands in the text, or the text in a note', () => {
    const notes = [...xml.matchAll(/<note (?![^>]*rend="inline")(?=[^>]*xml:id)[^>]*>.*?<\/note>/gs)];
    const unseen = notes.flatMap(({ 0: note, index: at }) => {
      const piece = { at, text: note };
      const inside = note.replace(/^<note[^>]*>|<\/note>$/g, '');
      const start = /^<note[^>]*>/.exec(note)![0];
      const follows = /^(?:<[^>]*>|\s)*[^<\s]+/.exec(xml.slice(at + note.length))?.[0] ?? '';
      const taken = { at, text: note + follows };
      return [
        ['unwrapped', replaced(piece, inside)] as const,
        ['dropped', replaced(piece, '')] as const,
        ['emptied', replaced(piece, `${start}</note>`)] as const,
        ...(/^[^<]*$/.test(follows) && follows.trim() !== ''
          ? [['with what follows', replaced(taken, `${start}${inside} ${follows}</note>`)] as const]
          : []),
      ].flatMap(([how, changed]) => (isLossless(changed) ? [`${how}: ${note}`] : []));
    });
    expect(unseen).toEqual([]);
  });

  it('where what an attribute holds is dropped, loses a digit, or is another number', () => {
    const held = [...xml.matchAll(/(<(?:note|ptr|pb|item) [^>]*?) ?\bn="([^"]*)"/g)].filter(
      ({ 0: tag }) => !tag.includes('rend="inline"'),
    );
    const unseen = held.flatMap(({ 0: text, 1: tag, 2: n, index: at }) =>
      [tag!, `${tag} n="${n!.slice(1)}"`, `${tag} n="1${n}"`, `${tag} n="${n!.slice(0, -1)}"`].filter((changed) =>
        isLossless(replaced({ at, text }, changed)),
      ),
    );
    expect(unseen).toEqual([]);
    for (const [point] of xml.matchAll(/<pb [^>]*>/g)) expect(isLossless(xml.replace(point, '')), point).toBe(false);
  });
});

function sample(name: string): Sample {
  const input = readFileSync(new URL(`../../samples/${name}.txt`, import.meta.url), 'utf8');
  const [telegram] = parseTelegrams(input).telegrams;
  return { input, telegram: telegram! };
}

/** Texts between tags: of `text`, of what an archive added, of what was left out. */
function texts(xml: string): Piece[] {
  const parts = [/<text[ >].*<\/text>/s, /<list type="attributes">.*?<\/list>/s, /<list type="left-out">.*?<\/list>/s];
  return parts.flatMap((part) => {
    const found = part.exec(xml);
    if (found === null) return [];
    // Why something was left out is the writer's own word.
    const [whole] = found;
    const judged = part.source.includes('left-out') ? whole.replace(/<label>.*?<\/label>/g, mask) : whole;
    return [...judged.matchAll(/(?<=>)[^<]+/g)].map(({ 0: text, index }) => ({ at: found.index + index, text }));
  });
}

/** So many of them, from the first to the last, as a test has time for. */
function spread(pieces: readonly Piece[]): Piece[] {
  const step = Math.ceil(pieces.length / 70);
  return pieces.filter((_, i) => i % step === 0);
}

function mask(text: string): string {
  return '<'.repeat(text.length);
}

/** Two neighbouring words of a text, at each place but where an entity would be cut. */
function pairsOf({ at, text }: Piece): Piece[] {
  return [...text.matchAll(/(?<!\S)(?=([^\s&]+\s+[^\s&]+)(?!\S))/g)].map(({ 1: pair, index }) => ({
    at: at + index,
    text: pair!,
  }));
}

/** Whether moving a word from one place to the other would move it over nothing. */
function isWithinText(xml: string, place: number, at: number): boolean {
  const between = xml.slice(Math.min(place, at), Math.max(place, at)).replace(/<[^>]*>/g, '');
  return between.trim().split(/\s+/).length < 3;
}
