/** Where a text stops being JSON, and what should stand there: without a word of the text, which may be of any file. */

export interface JsonFault {
  /** One-based. */
  readonly line: number;
  readonly column: number;
  /** What should stand there: `a comma or }`. */
  readonly expected: string;
}

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma' | 'end';

const WORDS: Readonly<Record<Exclude<Expecting, 'comma'>, string>> = {
  value: 'a value: a text in quotation marks, a number, true, false, null, { or [',
  'value or ]': 'a value or ]',
  key: 'the name of an entry, in quotation marks',
  'key or }': 'the name of an entry, in quotation marks, or }',
  colon: 'a colon',
  end: 'the end of the file',
};

const SPACE = /[ \t\r\n]*/y;
const QUOTE = /"/y;
/** What stands in a text, at most a hundred thousand letters at once: the engine holds each place until it is done. */
const PIECES = /(?:[^"\\\u0000-\u001f]{1,1000}|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})){1,100}/y;
const OTHER = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![A-Za-z0-9_.+-])/y;

/** The first fault of a text (RFC 8259); undefined where it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let at = 0;
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const eatText = (): boolean => {
    const start = at;
    if (!eat(QUOTE)) return false;
    while (eat(PIECES));
    if (eat(QUOTE)) return true;
    at = start;
    return false;
  };
  const after = (): Expecting => (open.length === 0 ? 'end' : 'comma');
  for (;;) {
    eat(SPACE);
    if (at === text.length && expecting === 'end') return undefined;
    const next = step(expecting);
    if (next === undefined) return fault(text, at, words(expecting, open.at(-1)));
    expecting = next;
  }

  function step(now: Expecting): Expecting | undefined {
    const char = text[at];
    const inside = open.at(-1);
    if (
      (char === '}' && inside === '{' && (now === 'comma' || now === 'key or }')) ||
      (char === ']' && inside === '[' && (now === 'comma' || now === 'value or ]'))
    ) {
      open.pop();
      at++;
      return after();
    }
    switch (now) {
      case 'value':
      case 'value or ]':
        if (char === '{' || char === '[') {
          open.push(char);
          at++;
          return char === '{' ? 'key or }' : 'value or ]';
        }
        return eatText() || eat(OTHER) ? after() : undefined;
      case 'key':
      case 'key or }':
        return eatText() ? 'colon' : undefined;
      case 'colon':
        if (char !== ':') return undefined;
        at++;
        return 'value';
      case 'comma':
        if (char !== ',') return undefined;
        at++;
        return inside === '{' ? 'key' : 'value';
      case 'end':
        return undefined;
    }
  }
}

function words(expecting: Expecting, inside: '{' | '[' | undefined): string {
  return expecting === 'comma' ? `a comma or ${inside === '{' ? '}' : ']'}` : WORDS[expecting];
}

function fault(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1, expected };
}
