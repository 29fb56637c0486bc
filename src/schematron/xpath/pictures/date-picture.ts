/** What a picture of `format-date()` and its sisters says (Functions and Operators 3.1, §9.8.4). */
import { XPathDynamicError } from '../errors.js';
import { shortened } from '../values.js';
import { kept } from './kept.js';

/** What stands within square brackets: a component of a date or time, and how it is written. */
export interface Marker {
  readonly component: string;
  /** '' for the component's default. */
  readonly token: string;
  readonly isOrdinal: boolean;
  /** Whether a zone without offset is `Z`. */
  readonly isTraditional: boolean;
  /** Characters, at least 1. */
  readonly min: number | undefined;
  readonly max: number | undefined;
}

const COMPONENTS = 'YMDdFWwHhPmsfZzCE';
const WIDTH = /^(\*|\d+)(?:-(\*|\d+))?$/;

/** Texts, and markers between them. @throws XPathDynamicError where the picture is none (FOFD1340). */
export const parseDatePicture = kept((picture): readonly (string | Marker)[] => {
  const pieces: (string | Marker)[] = [];
  let text = '';
  for (let at = 0; at < picture.length; ) {
    const char = picture[at]!;
    const isBracket = char === '[' || char === ']';
    if (!isBracket || picture[at + 1] === char) {
      text += char;
      at += isBracket ? 2 : 1;
      continue;
    }
    if (char === ']') throw wrong(picture, 'a ] closes nothing; where it is meant as a sign, write ]]');
    const end = picture.indexOf(']', at);
    if (end < 0) throw wrong(picture, 'a [ is not closed; where it is meant as a sign, write [[');
    pieces.push(text, parseMarker(picture.slice(at + 1, end).replace(/\s+/g, ''), picture));
    text = '';
    at = end + 1;
  }
  return [...pieces, text];
});

function wrong(picture: string, what: string): XPathDynamicError {
  return new XPathDynamicError(`in the picture “${shortened(picture)}” ${what} [FOFD1340]`);
}

function parseMarker(marker: string, picture: string): Marker {
  const component = marker.charAt(0);
  if (component === '' || !COMPONENTS.includes(component)) {
    throw wrong(
      picture,
      `[${shortened(marker)}] names no part of a date or time: [Y], [M], [D], [H], [m] and [s] do, say`,
    );
  }
  const comma = marker.lastIndexOf(',');
  const presentation = marker.slice(1, comma < 0 ? undefined : comma);
  // A single character is the style of the number itself.
  const [, token = '', modifier = ''] = /^(.+?)([atco]?)$/su.exec(presentation) ?? [];
  const [min, max] = comma < 0 ? [] : widths(marker.slice(comma + 1), picture);
  return { component, token, isOrdinal: modifier === 'o', isTraditional: modifier === 't', min, max };
}

function widths(modifier: string, picture: string): [min: number | undefined, max: number | undefined] {
  const [, least, most = '*'] = WIDTH.exec(modifier) ?? [];
  const [min, max] = [least, most].map((width) => (width === '*' ? undefined : Number(width)));
  const isRange = least !== undefined && (min ?? 1) >= 1 && (max ?? Number.POSITIVE_INFINITY) >= (min ?? 1);
  if (isRange && (min ?? 0) <= WIDEST) return [min, max];
  throw wrong(picture, `“${shortened(modifier)}” stands behind a comma, where a width such as 2, 3-3 or *-4 is meant`);
}

/** Nobody pads to more, and a picture can be made by an expression. */
const WIDEST = 1_000;
