/** What each construct of XPath's regular expressions does, call by call. */

export interface Row {
  readonly text: string;
  readonly pattern: string;
  readonly flags?: string;
  /** Makes it a call of `replace`. */
  readonly by?: string;
  /**
   * `true` or `false`; of `replace` the text; of `tokenize` the tokens with `|` between them; of `analyze-string` its
   * elements, of which non-matches are written as plain text and matches as `<1:…>` for groups within `{…}`; or a code.
   */
  readonly gives: string | boolean;
  /** Why Saxon is not asked. */
  readonly unjudged?: string;
}

type Table = Readonly<Record<string, readonly Row[]>>;

const all = (pattern: string, right: readonly string[], wrong: readonly string[], flags = ''): Row[] => [
  ...right.map((text) => ({ text, pattern, flags, gives: true })),
  ...wrong.map((text) => ({ text, pattern, flags, gives: false })),
];
const refused = (...patterns: readonly string[]): Row[] =>
  patterns.map((pattern) => ({ text: 'a', pattern, gives: 'FORX0002' }));

const OLD_TABLE = 'Saxon 9.9 has a table of cases that is older than the letter';
const AS_SPECIFIED = 'Saxon 9.9 takes it for a variant, but neither its lower nor its upper case is that of i';

export const MATCHES: Table = {
  'anchors and lines': [
    ...all('^a$', ['a'], ['a\n', '\na', 'ab', '']),
    ...all('^$', [''], ['a', '\n']),
    ...all('^a$', ['a', 'a\n', 'b\na', 'b\na\nb'], ['ab', 'b\nab'], 'm'),
    ...all('\n^', ['a\nb'], ['a\n'], 'm'),
    ...all('\n$', ['a\n', 'a\n\nb'], ['a\nb'], 'm'),
    ...all('^$', ['', '\n', 'a\n\nb'], ['a', 'a\n'], 'm'),
    ...all('^*a', ['a', 'ba'], ['b']),
    ...all('$*b', ['b'], ['a']),
    ...all('(^a|b)c', ['ac', 'abc'], ['bd', 'c']),
    ...all('a(b|$)', ['ab', 'ca'], ['ac']),
  ],
  'the wildcard': [
    ...all('^.$', ['a', ' ', '\u{1f4e8}', '\u2028'], ['', '\n', '\r', 'ab']),
    ...all('^.$', ['a', '\n', '\r'], ['', 'ab'], 's'),
  ],
  alternatives: [
    ...all('^(a|bc|)$', ['a', 'bc', ''], ['b', 'abc']),
    ...all('a|', ['', 'b'], []),
    ...all('^(?:a|b)+$', ['abba'], ['abc', '']),
  ],
  quantifiers: [
    ...all('^a?b*c+$', ['c', 'abbc', 'acc'], ['aac', 'ab']),
    ...all('^a{2}b{1,2}c{1,}d{0}$', ['aabc', 'aabbccc'], ['abc', 'aabbbc', 'aabcd']),
    ...all('^a{0,1000}$', ['', 'aaa'], ['b']),
    ...all('^a+?b??c*?d{1,2}?$', ['ad', 'aabccdd'], ['d', 'addd']),
    ...all('^(a?){3}$', ['', 'a', 'aaa'], []),
    {
      text: 'aaaa',
      pattern: '^(a?){3}$',
      gives: false,
      unjudged: 'Saxon 9.9 lets what may be empty repeat as it likes',
    },
    ...all('^(a*)*$', ['', 'aa'], ['b']),
    ...all('^(a*b*)+c$', ['c', 'abbac'], ['ad']),
    ...all('a}', ['a}'], ['a']),
  ],
  classes: [
    ...all('^[abc]$', ['a', 'c'], ['d', '']),
    ...all('^[^abc]$', ['d', '\n', '^'], ['a']),
    ...all('^(?:a[^a]){2}$', ['abab'], ['aaaa']),
    ...all('^(?:a\\w){2}[^\\p{Lu}]{2}$', ['abacxy'], ['a-a-xy', 'ababXY']),
    ...all('^[a-cx-z]$', ['b', 'y'], ['d', '-']),
    ...all('^[a-z-[aeiou]]$', ['b'], ['a', '-']),
    ...all('^[\\w-[\\d-[5]]]$', ['a', '5'], ['6']),
    ...all('^[^a-c-[x]]$', ['d'], ['a', 'x']),
    ...all('^[-a]$', ['-', 'a'], ['b']),
    ...all('^[a-]$', ['-', 'a'], ['b']),
    ...all('^[^-a]$', ['b'], ['-', 'a']),
    ...all('^[a-c-e]$', ['-', 'b', 'e'], ['d']),
    ...all('^[\\w-.]$', ['-', '.', 'a'], [',']),
    ...all('^[\\s-a]$', ['-', ' ', 'a'], ['b']),
    ...all('^[a\\-z]$', ['-', 'z'], ['b']),
    ...all('^[$^.*]$', ['$', '^', '.', '*'], ['a']),
    ...all('^[\\]\\[\\\\]$', [']', '[', '\\'], ['a']),
    ...all('^[\\s\\S]$', ['a', '\n'], ['']),
    ...all(
      '^[\\u{1f4e0}-\\u{1f4e9}]$'.replace(/\\u\{(.*?)\}/g, (_, hex: string) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      ),
      ['\u{1f4e8}'],
      ['\u{1f4ea}', 'a'],
    ),
  ],
  escapes: [
    ...all('^\\n\\r\\t\\\\\\|\\.\\?\\*\\+\\(\\)\\{\\}\\-\\[\\]\\^\\$$', ['\n\r\t\\|.?*+(){}-[]^$'], ['a']),
    ...all('^\\d$', ['1', '\u0661', '\uff11'], ['a', '\u00b2']),
    ...all('^\\D$', ['a'], ['1']),
    ...all('^\\s$', [' ', '\t', '\n', '\r'], ['\u00a0', '\u2003']),
    ...all('^\\S$', ['a', '\u00a0'], [' ']),
    ...all('^\\w$', ['a', '1', 'é', '\u20ac', '\u0301'], ['_', '-', ' ']),
    ...all('^\\W$', ['_', ' '], ['a']),
    ...all('^\\i\\c*$', ['box', '_1', 'p:b.x-1', 'été'], ['1a', 'a b']),
    ...all('^\\I\\C$', ['1 '], ['ab']),
    ...all('^\\p{Lu}\\P{Lu}$', ['Ab', '\u0416.'], ['AB', 'ab']),
    ...all('^\\p{L}\\p{N}\\p{P}\\p{S}\\p{Z}$', ['a1.+ '], ['aa.+ ']),
    ...all('^\\p{IsGreek}\\p{IsCyrillic}$', ['\u03b1\u0436'], ['ab']),
    ...all('^\\P{IsBasicLatin}$', ['é'], ['e']),
    ...all('^\\p{IsGreekandCoptic}$', ['\u03b1'], ['a']),
  ],
  'back references': [
    ...all('^(.)(.)\\2\\1$', ['abba', 'aaaa'], ['abab']),
    ...all('(\\w+) \\1', ['the the'], ['the box']),
    ...all('^(a)(b)?\\2c$', ['ac', 'abbc'], ['abc']),
    ...all('^(?:(a)|b)\\1$', ['b', 'aa'], ['ab']),
    ...all('^(a)\\11$', ['aa1'], ['aa']),
    ...all('^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)\\11$', ['abcdefghijkk'], ['abcdefghijka1']),
    ...all('^(a+)b\\1$', ['aabaa', 'aba'], ['aaba']),
    ...all('^(a|ab)(bc|c)?\\1$', ['abca', 'abcab'], ['abcb']),
    ...all('^(\u{1f4e8})\\1$', ['\u{1f4e8}\u{1f4e8}'], ['\u{1f4e8}']),
    ...all('^(a\u0416)\\1$', ['a\u0416A\u0436', 'A\u0416a\u0416'], ['a\u0416a'], 'i'),
    ...all('^((a)|b)*\\2$', ['aba', 'aa', 'b'], ['ac']),
    ...all('^(a*)*\\1$', ['', 'aa'], ['b']),
  ],
  'whatever the case': [
    ...all('^abc$', ['ABC', 'aBc'], ['abd'], 'i'),
    ...all('^[a-c]$', ['A', 'b'], ['D'], 'i'),
    ...all('^[^q]$', ['a', 'A'], ['q', 'Q'], 'i'),
    ...all('^[A-Z-[IO]]$', ['a', 'B'], ['i', 'O'], 'i'),
    ...all('^[a-z]$', ['\u212a', '\u0131', '\u017f'], ['\u00e9'], 'i'),
    ...all('^\\p{Lu}$', ['A'], ['a'], 'i'),
    ...all('^\u03c2$', ['\u03c3', '\u03a3'], ['s'], 'i'),
    ...all('^\u{10400}$', ['\u{10428}'], ['\u{10429}'], 'i'),
    ...all('^\u01c4$', ['\u01c5', '\u01c6'], ['\u01c7'], 'i'),
    ...all('^\u03f4$', ['\u03b8'], ['\u03d1'], 'i'),
    { text: '\u00df', pattern: '^\u1e9e$', flags: 'i', gives: true, unjudged: OLD_TABLE },
    { text: '\ufb05', pattern: '^\ufb06$', flags: 'i', gives: true, unjudged: OLD_TABLE },
    { text: '\u0130', pattern: '^i$', flags: 'i', gives: false, unjudged: AS_SPECIFIED },
  ],
  'white space that does not count': [
    ...all(' a  b ', ['ab'], ['a b'], 'x'),
    ...all('a [ ] b', ['a b'], ['ab'], 'x'),
    ...all('hello\\ sworld', ['hello world'], ['helloworld'], 'x'),
    ...all('\\p{ L u}', ['A'], ['a'], 'x'),
    ...all('a {2}\n', ['aa'], ['a'], 'x'),
    ...all('^\\ [ \\s$', ['[ '], ['['], 'x'),
    ...all('( ?:a)', ['a'], ['b'], 'x'),
    ...all('[\\]] b', [']b'], ['] b'], 'x'),
  ],
  'every character for itself': [
    ...all('a.b[c]', ['xa.b[c]'], ['axb[c]'], 'q'),
    ...all('a.b', ['A.B'], ['axb'], 'qi'),
    ...all('a b', ['a b'], ['ab'], 'qx'),
    ...all('^a', ['^a'], ['a'], 'qm'),
    ...all('\\', ['\\'], ['a'], 'q'),
    ...all('', ['', 'a'], [], 'q'),
  ],
  flags: [
    ...all('a', ['A'], ['b'], 'iiii'),
    { text: 'a', pattern: 'a', flags: 'z', gives: 'FORX0001' },
    { text: 'a', pattern: 'a', flags: 'i m', gives: 'FORX0001' },
    { text: 'a', pattern: 'a', flags: 'I', gives: 'FORX0001' },
  ],
  'what is no expression': refused(
    ...['*', 'a**', 'a+?+', 'a???', '?', '+a', 'a|*', '(*a)'],
    ...['a{', 'a{,2}', 'a{2,1}', 'a{x}', 'a{1', ']', '(a', 'a)', '(?:a', '(?=a)', '(?i)a', '(?<n>a)', '(?'],
    ...['[', '[]', '[^]', '[a', '[[]', '[z-a]', '[+--]', '[--a]', '[a-\\d]', '[.-\\w]', '[a-z-[b]c]', '[a-[b]'],
    ...[
      '\\',
      '\\b',
      '\\/',
      '\\0',
      '\\u0041',
      '\\x41',
      '\\a',
      '\\p',
      '\\pL',
      '\\p{L',
      '\\p{Foo}',
      '\\p{IsFoo}',
      '\\p{Cs}',
    ],
    ...['(a\\1)', '\\1(a)', '(a)\\2', '(a)[\\1]', '((a)\\1)\\3'],
  ),
};

export const REPLACEMENTS: Table = {
  'what is put in': [
    { text: 'Rome, 15 May', pattern: '(\\w+), (\\d+) (\\w+)', by: '$3 $2: $1', gives: 'May 15: Rome' },
    { text: 'abc', pattern: '(a)(b)?(x)?', by: '[$1$2$3]', gives: '[ab]c' },
    { text: 'abcdefghijkl', pattern: '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)', by: '$11-$1', gives: 'k-al' },
    { text: 'a', pattern: '(a)', by: '$12', gives: 'a2' },
    { text: 'a', pattern: '(a)', by: '$01', gives: 'a1' },
    { text: 'a', pattern: 'a', by: '$10', gives: '0' },
    { text: 'abc', pattern: '(a)', by: '$2x', gives: 'xbc' },
    { text: 'ab', pattern: 'b', by: '[$0]', gives: 'a[b]' },
    { text: '5', pattern: '5', by: '\\$5\\\\', gives: '$5\\' },
    { text: '$1', pattern: '$1', by: '$2\\', flags: 'q', gives: '$2\\' },
    { text: 'b', pattern: 'a', by: '$', gives: 'FORX0004' },
    { text: 'a', pattern: 'a', by: '$x', gives: 'FORX0004' },
    { text: 'a', pattern: 'a', by: '\\', gives: 'FORX0004' },
    { text: 'a', pattern: 'a', by: '\\n', gives: 'FORX0004' },
    ...['', 'a*', 'a?', '(a|)', '^', '$', '(a)?\\1', 'a{0,3}'].map((pattern) => ({
      text: 'a',
      pattern,
      by: '-',
      gives: 'FORX0003',
    })),
  ],
  'what is taken out': [
    { text: 'banana', pattern: 'a', by: 'o', gives: 'bonono' },
    { text: 'banana', pattern: 'an?', by: '*', gives: 'b***' },
    { text: 'aaa', pattern: 'a{2}', by: 'b', gives: 'ba' },
    { text: 'reluctant', pattern: 'r.*?t', by: '[$0]', gives: '[reluct]ant' },
    { text: 'reluctant', pattern: 'r.*t', by: '[$0]', gives: '[reluctant]' },
    { text: 'abcd', pattern: '.{1,2}?', by: '-', gives: '----' },
    { text: 'aXb', pattern: 'a|ab|aX', by: '-', gives: '-Xb' },
    { text: 'AbA', pattern: 'a', by: 'x', flags: 'i', gives: 'xbx' },
    { text: 'a\nb', pattern: '^[ab]', by: '>', flags: 'm', gives: '>\n>' },
    { text: 'aab', pattern: '^a', by: '-', gives: '-ab' },
    { text: 'a b  c', pattern: '\\s+', by: ' ', gives: 'a b c' },
    { text: 'a\u{1f4e8}b', pattern: '.', by: '-', gives: '---' },
    { text: '\u{1f4e8}\u{1f4e9}', pattern: '(.)(.)', by: '$2$1', gives: '\u{1f4e9}\u{1f4e8}' },
    { text: 'the the box', pattern: '(\\w+) \\1', by: '$1', gives: 'the box' },
  ],
  'what groups keep': [
    { text: 'ba', pattern: '(a|(b))+', by: '[$1$2]', gives: '[ab]' },
    { text: 'ab', pattern: '((a)|b)+', by: '[$1;$2]', gives: '[b;a]' },
    { text: 'aab', pattern: '(|a)+b', by: '[$1]', gives: '[a]' },
    { text: 'b', pattern: '(a*)*b', by: '[$1]', gives: '[]' },
    { text: 'aab', pattern: '(a+?)(a*)b', by: '$1-$2', gives: 'a-a' },
    { text: 'abab', pattern: '(?:(a)|(b))*', by: '', gives: 'FORX0003' },
    { text: 'abab', pattern: '(?:(a)|(b)){4}', by: '$1$2', gives: 'ab' },
    { text: 'xay', pattern: 'x(a??)(.*)', by: '$1|$2', gives: '|ay' },
    { text: 'aXbX', pattern: '(.*)X', by: '$1', gives: 'aXb' },
    { text: 'aXbX', pattern: '(.*?)X', by: '$1', gives: 'ab' },
  ],
};

export const TOKENS: readonly Row[] = [
  { text: 'a, b,c', pattern: ',\\s*', gives: 'a|b|c' },
  { text: ',a,,b,', pattern: ',', gives: '|a||b|' },
  { text: 'aXbxc', pattern: 'x', flags: 'i', gives: 'a|b|c' },
  { text: 'a.b', pattern: '.', flags: 'q', gives: 'a|b' },
  { text: 'a1b22c', pattern: '(\\d)\\1?', gives: 'a|b|c' },
  { text: 'abc', pattern: 'x', gives: 'abc' },
  { text: '\u{1f4e8}-\u{1f4e9}', pattern: '-', gives: '\u{1f4e8}|\u{1f4e9}' },
  { text: 'abc', pattern: 'b*', gives: 'FORX0003' },
];

export const ANALYSES: readonly Row[] = [
  { text: 'x', pattern: 'a', gives: 'x' },
  { text: 'a1b22', pattern: '\\d+', gives: 'a{1}b{22}' },
  { text: '2008-12-03', pattern: '^(\\d+)\\-(\\d+)\\-(\\d+)$', gives: '{<1:2008>-<2:12>-<3:03>}' },
  { text: 'A1,C15,,D2 ', pattern: '([A-Z])([0-9]+)', gives: '{<1:A><2:1>},{<1:C><2:15>},,{<1:D><2:2>} ' },
  { text: 'ab', pattern: '((a)(b))', gives: '{<1:<2:a><3:b>>}' },
  { text: 'a', pattern: '(a)(b?)', gives: '{<1:a><2:>}' },
  { text: 'a', pattern: '(a)(b)?', gives: '{<1:a>}' },
  { text: 'aab', pattern: '((a)(a))(b)()', gives: '{<1:<2:a><3:a>><4:b><5:>}' },
  { text: 'axay', pattern: '(a(x|y))+', gives: '{ax<1:a<2:y>>}' },
  { text: 'ab', pattern: '((a)|b)+', gives: '{<2:a><1:b>}' },
  { text: 'ab', pattern: '(?:(a)|(b))+', gives: '{<1:a><2:b>}' },
  { text: 'ab', pattern: '(b?)(a)(b)', gives: '{<1:><2:a><3:b>}' },
  { text: 'abba', pattern: '(.)\\1', gives: 'a{<1:b>b}a' },
  { text: 'a', pattern: 'a?', gives: 'FORX0003' },
];
