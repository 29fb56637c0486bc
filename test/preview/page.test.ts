/** The pages as files: nothing from elsewhere, nothing of a document that acts. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { convert } from '../../src/convert.js';
import { documentPage, indexPage, tryPage } from '../../src/preview/page.js';
import { previewOf, previewOfTei } from '../../src/preview/preview.js';

const HOSTILE = `9. Telegram From the Embassy in </script></title><script>alert(1)</script> to the Department of State

Velden, May 3, 1961.

<!-- ]]> " ' & \u2028 \u0085 </body>

Cole
`;

function preview(text: string) {
  return previewOf({ ...convert(text, { file: 'a.txt' }), file: 'a.txt', text }, 0).preview;
}

const ROW = { page: 'a.html', file: 'a.txt', kind: 'telegram', low: 0, medium: 0, errors: 0, warnings: 0, codes: [] };

const PAGES = {
  'of a document': documentPage(preview(HOSTILE), { next: 'b%3C.html' }),
  'of a TEI': documentPage(
    previewOfTei({ file: 'a.xml', xml: `<TEI><p>${HOSTILE}</p></TEI>`, diagnostics: [], verdict: true }).preview,
    {},
  ),
  'of many': indexPage([{ ...ROW, title: '</script><script>alert(1)</script>' }]),
  'to try it with': tryPage(),
};

describe.each(Object.entries(PAGES))('a page %s', (_, page) => {
  const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const hash = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

  it('has its data and one script, which its policy knows by what it says', () => {
    expect(scripts.map(([, attributes]) => attributes!.trim())).toEqual(['type="application/json" id="data"', '']);
    expect(policy).toContain(`script-src ${hash(scripts[1]![2]!)};`);
    expect(policy).toContain(`style-src ${hash(/<style>([\s\S]*?)<\/style>/.exec(page)![1]!)};`);
  });

  it('lets nothing else in', () => {
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(policy).toContain("base-uri 'none'; form-action 'none'");
    const markup = page.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '');
    expect(/<(?:link|img|iframe|object|embed|base|script)\b/.test(markup)).toBe(false);
  });

  it('has in its data what went in', () => {
    expect(() => JSON.parse(scripts[0]![2]!)).not.toThrow();
    expect(page.slice(0, page.indexOf('<style>'))).not.toContain('<script>');
  });
});

describe('what a page shows', () => {
  it('has the text as it is, and all that stands in it', () => {
    expect(preview(HOSTILE).source!.text).toBe(HOSTILE);
    expect(JSON.parse(/id="data">(.*?)<\/script>/s.exec(PAGES['of a document'])![1]!).preview.source.text).toBe(
      HOSTILE,
    );
  });

  it('gives findings their places and explanations', () => {
    const text = `3. Telegram From the Embassy in Velden to the Department of State

Velden, May 3, 1961.

Loan may be signed.1 Text follows.7

Cole

  1. Not printed.
`;
    const { findings } = preview(text);
    const found = findings.find(({ code }) => code === 'marker-without-note')!;
    expect(text.slice(found.at)).toMatch(/^7/);
    expect(found).toMatchObject({
      severity: 'warning',
      title: expect.stringMatching(/\.$/),
      fix: expect.stringMatching(/\.$/),
    });
  });

  it('has the header’s facts with the words that say them', () => {
    const text = PLAIN;
    const { facts } = preview(text);
    const said = facts.map(({ label, value, ranges }) => [label, value, ranges && text.slice(ranges[0], ranges[1])]);
    expect(said).toEqual([
      ['Kind', 'telegram', undefined],
      ['Document', '3', '3'],
      ['From', 'Embassy in Velden', 'Embassy in Velden'],
      ['To', 'Department of State', 'Department of State'],
      ['Date', '1961-05-03', 'May 3, 1961'],
      ['Place', 'Velden', 'Velden'],
    ]);
  });

  it('knows of a TEI what its header says', () => {
    const xml = convert(PLAIN, { file: 'a.txt' }).xml;
    const { facts, links, summary } = previewOfTei({ file: 'x/a.xml', xml, diagnostics: [], verdict: true }).preview;
    expect(links).toEqual([]);
    expect(summary).toBe('telegram, 1961-05-03, valid');
    expect(facts).toContainEqual({ label: 'From', value: 'Embassy in Velden' });
    expect(facts).toContainEqual({ label: 'Date', value: '1961-05-03' });
  });
});

const PLAIN = `3. Telegram From the Embassy in Velden to the Department of State

Velden, May 3, 1961.

Loan may be signed.

Cole
`;
