import { expect, it } from 'vitest';
import { xmlBeginning } from '../../src/xml/beginning.js';

const certain = [
  '<?xml version="1.0"?>\nand then nothing that XML allows',
  '  \n<?xml version="1.0" encoding="UTF-8"?><article/>',
  '<!DOCTYPE book [\n<!ELEMENT book ANY>\n<!-- cut off here',
  '<!-- one --><!-- two -->\n<?show it?>\n<article>',
  '<book n="1">cut off',
  '<book xmlns="urn:b">cut off',
  '<page>\nGrain & salt <5 tons\n</page>\n',
  '<tei:p>The prefix is bound nowhere.</tei:p>',
  `<!-- ${'long '.repeat(10_000)} --><article>`,
];
it.each(certain)('is certain of %j', (text) => {
  expect(xmlBeginning(text)).toBe('certain');
});

it.each(['<Secret>\nThe text.', '<Secret>\nThe text.<!-- sic -->', '<REF:A>\nSee above.', '<Secret', '<!-- a text'])(
  'thinks %j possible',
  (text) => {
    expect(xmlBeginning(text)).toBe('possible');
  },
);

const none = [
  '',
  'Text <TEI/>',
  '< 5 tons',
  '<<Strelsau>>',
  '<Not printed> it says',
  '<http://example.org/> is the address',
  '<!-- a remark -->\nThe text.',
  '<3 of 4>',
  '</p>',
];
it.each(none)('knows that %j is none', (text) => {
  expect(xmlBeginning(text)).toBe('none');
});
