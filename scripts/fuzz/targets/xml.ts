/** The parser: the same events however the document is cut, and places that are in it. */
import { record } from '../../../test/xml/events.js';
import { Random } from '../random.js';
import { hasLoneSurrogates, type Target } from '../target.js';

export const xml: Target = {
  name: 'xml',
  promise:
    'the same events whatever the chunks; not well-formed if and only if there is one error, and its place is in the document',
  seeds: [
    '<a b="1">t&amp;&#x41;</a>',
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE a [<!ENTITY e "x&#38;y"><!ENTITY % p "q"><!ATTLIST a b CDATA "d">]><a>&e;</a>',
    '<p:a xmlns:p="u" xmlns="v" p:x="1"><b/><!--c--><?pi d?><![CDATA[<]]]]>]]></p:a>',
    '<!DOCTYPE a SYSTEM "s" [<!ELEMENT a (b|c)*><!NOTATION n PUBLIC "p"><?x y?><!-- c -->]>\r\n<a>\r</a>\n',
    '<!DOCTYPE a [<!ENTITY u SYSTEM "f" NDATA n><!ATTLIST a i ID #IMPLIED n NMTOKENS "x  y" e (p|q) "p">]><a i=" 1 "/>',
  ],
  dictionary: [
    ...['<', '>', '</', '/>', '<a>', '</a>', '<a', '="', "='", '"', "'", ' ', '\n', '\r\n', '\r', '\t', '&', ';'],
    ...['&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#', '&#x', '&#0;', '&#x10FFFF;', '&#xD800;', '&e;', '%p;'],
    ...[
      '<!--',
      '-->',
      '--',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<?xml ',
      'version="1.0"',
      ' encoding="utf-8"',
      ' standalone="no"',
    ],
    ...['<!DOCTYPE a [', ']>', '<!ENTITY e ', '<!ENTITY % p ', '<!ATTLIST a b ', '<!ELEMENT a ', '<!NOTATION n '],
    ...[
      'SYSTEM ',
      'PUBLIC ',
      'NDATA ',
      'CDATA ',
      'ID ',
      'IDREFS ',
      'NMTOKENS ',
      '#REQUIRED',
      '#IMPLIED',
      '#FIXED ',
      'ANY',
      'EMPTY',
    ],
    ...[
      '(#PCDATA|b)*',
      '(a,b?)',
      'xmlns="',
      'xmlns:p="',
      'p:',
      'xml:',
      'xmlns:xml="',
      'xml:space="preserve"',
      '1.1',
      '\uFEFF',
      '😀',
    ],
  ],
  check(input) {
    const whole = record([input]);
    const pieces = record(cut(input));
    if (JSON.stringify(whole) !== JSON.stringify(pieces)) return 'other events in other chunks';
    if (!hasLoneSurrogates(input)) {
      const bytes = new TextEncoder().encode(input);
      const read = record(cutBytes(bytes));
      if (JSON.stringify(record([bytes])) !== JSON.stringify(read)) return 'other events in other chunks of bytes';
    }
    const errors = whole.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length !== (whole.wellFormed ? 0 : 1))
      return `${errors.length} errors, well-formed: ${whole.wellFormed}`;
    const lines = input.split(/\r\n|\r|\n/);
    for (const { line = 0, column = 0, message } of whole.diagnostics) {
      const length = lines[line - 1]?.length;
      if (length === undefined || column < 1 || column > length + 2) return `no place ${line}:${column} (${message})`;
    }
    return undefined;
  },
};

function* cut(input: string): Generator<string> {
  const random = new Random(input.length);
  for (let from = 0; from < input.length; ) {
    const to = from + 1 + random.below(random.below(2) === 0 ? 2 : 20);
    yield input.slice(from, to);
    from = to;
  }
}

function* cutBytes(bytes: Uint8Array): Generator<Uint8Array> {
  const random = new Random(bytes.length);
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + random.below(8);
    yield bytes.subarray(from, to);
    from = to;
  }
}
