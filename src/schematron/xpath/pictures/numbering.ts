/** Whole numbers otherwise than in decimal digits: letters, Roman numerals, words (Functions and Operators 3.1, §4.6.1). */

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const GREEK = 'αβγδεζηθικλμνξοπρστυφχψω';
/** By the token that asks for each. */
const ALPHABETS: ReadonlyMap<string, string> = new Map(
  [LATIN, LATIN.toUpperCase(), GREEK, GREEK.toUpperCase()].map((letters) => [letters.charAt(0), letters]),
);

/** Numbers that are one character each: the code points of the first and the last, where a series is in several parts. */
const SERIES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  '①': [
    [0x2460, 0x2473],
    [0x3251, 0x325f],
    [0x32b1, 0x32bf],
  ],
  '⑴': [[0x2474, 0x2487]],
  '⒈': [[0x2488, 0x249b]],
};

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const LARGEST_ROMAN = 9_999n;

/** @param value 0 or more. Undefined where the token is none of a series that is known, or the series has not that number. */
export function numbered(value: bigint, token: string, isOrdinal: boolean): string | undefined {
  switch (token) {
    case 'i':
      return roman(value);
    case 'I':
      return roman(value)?.toUpperCase();
    case 'w':
      return inWords(value, isOrdinal);
    case 'W':
      return inWords(value, isOrdinal)?.toUpperCase();
    case 'Ww':
      return inWords(value, isOrdinal)?.replace(/\b(?!and\b)[a-z]/g, (letter) => letter.toUpperCase());
    default: {
      const alphabet = ALPHABETS.get(token);
      return alphabet === undefined ? inSeries(value, token) : alphabetic(value, alphabet);
    }
  }
}

/** Whether the token asks for words, which are of a language. */
export function isOfWords(token: string): boolean {
  return /^[wW]w?$/.test(token);
}

function inSeries(value: bigint, token: string): string | undefined {
  let rest = Number(value) - 1;
  for (const [first, last] of SERIES[token] ?? []) {
    if (rest >= 0 && first + rest <= last) return String.fromCodePoint(first + rest);
    rest -= last - first + 1;
  }
  return undefined;
}

/** a, b, … z, aa, ab, … */
function alphabetic(value: bigint, alphabet: string): string | undefined {
  const size = BigInt(alphabet.length);
  let letters = '';
  for (let rest = value; rest > 0n; rest = (rest - 1n) / size) letters = alphabet[Number((rest - 1n) % size)] + letters;
  return letters === '' ? undefined : letters;
}

function roman(value: bigint): string | undefined {
  if (value < 1n || value > LARGEST_ROMAN) return undefined;
  let rest = Number(value);
  let text = '';
  for (const [amount, letters] of ROMAN) {
    for (; rest >= amount; rest -= amount) text += letters;
  }
  return text;
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: readonly (readonly [bigint, string])[] = [
  [10n ** 18n, 'quintillion'],
  [10n ** 15n, 'quadrillion'],
  [10n ** 12n, 'trillion'],
  [10n ** 9n, 'billion'],
  [10n ** 6n, 'million'],
  [1_000n, 'thousand'],
  [100n, 'hundred'],
];
const LARGEST_IN_WORDS = 10n ** 21n - 1n;
/** The ordinals that are no cardinal with an ending. */
const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function inWords(value: bigint, isOrdinal: boolean): string | undefined {
  if (value > LARGEST_IN_WORDS) return undefined;
  const words = cardinal(value);
  return isOrdinal ? ordinal(words) : words;
}

/** As the British have it: 1005 is one thousand and five. */
function cardinal(value: bigint): string {
  if (value < 20n) return SMALL[Number(value)]!;
  if (value < 100n) return `${TENS[Number(value / 10n)]}${value % 10n === 0n ? '' : ` ${SMALL[Number(value % 10n)]}`}`;
  const [size, name] = SCALES.find(([least]) => value >= least)!;
  const rest = value % size;
  const head = `${cardinal(value / size)} ${name}`;
  return rest === 0n ? head : `${head}${rest < 100n ? ' and ' : ' '}${cardinal(rest)}`;
}

/** thirty four: thirty-fourth */
function ordinal(words: string): string {
  const [, before = '', last = ''] = /^(.* )?(\w+)$/.exec(words)!;
  const ending = IRREGULAR[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return `${before.replace(/(?<=ty) $/, '-')}${ending}`;
}
