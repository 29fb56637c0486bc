/** The pages of the preview as a reader has them: in Chromium, from a disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexPage } from '../../src/preview/page.js';
import { CHROMIUM, startChromium } from '../browser/chromium.js';
import { call } from '../cli/call.js';
import { following } from '../cli/following.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const samples = readdirSync(join(ROOT, 'samples')).filter((name) => name.endsWith('.txt'));

/** A text that tries to be markup, script and style, with a mark that turns lines round. */
const HOSTILE = `9. Telegram From the Embassy in <script>taken = 1</script> to the Department of State

Velden, May 3, 1961.

<img src="https://elsewhere.example/x.png" onerror="taken = 1"></pre></div>"'>&lt;b&gt; \u202Eturned\u202C </script><!-- <style>body { display: none }</style>

Cole
`;

const TEI = `<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter to Mia Kern</title></titleStmt><publicationStmt><p>Own</p></publicationStmt><sourceDesc><p>Own</p></sourceDesc></fileDesc></teiHeader>
<text xml:lang="de"><body><div xml:id="main" onclick="taken = 1" style="display:none">
<pb n="1r"/><p class="lit" tabindex="4">An <persName cert="medium">den alten Kern</persName>.<note place="foot" n="a">Johann Kern.</note> <ref target="javascript:taken=1">here</ref> <ref target="#main">there</ref></p>
<p xml:lang="ar">السلام عليكم 42</p>
<p><script xmlns="http://www.w3.org/1999/xhtml">taken = 1</script><graphic url="https://elsewhere.example/x.png"/></p>
</div></body></text></TEI>`;

const HEADER =
  '<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>';
/** A TEI whose body is given. */
const tei = (body: string, root = '<TEI xmlns="http://www.tei-c.org/ns/1.0">') =>
  `${root}${HEADER}<text><body>${body}</body></text></TEI>`;

describe.skipIf(CHROMIUM === undefined)('in Chromium', () => {
  let folder: string;
  let browser: Browser;
  const problems: string[] = [];
  /** What a browser keeps of pages is kept for those that are seen alike. */
  const contexts = new Map<string, BrowserContext>();

  /** Opens a page, and hears of whatever it asks for, says or fails at. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const key = JSON.stringify(options);
    const context =
      contexts.get(key) ?? (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options }));
    contexts.set(key, context);
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
    page.on('console', (message) => problems.push(`${path}: ${message.text()}`));
    page.on('request', (request) => {
      if (!/^(?:file|data|blob):/.test(request.url())) problems.push(`${path} asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, path)).href);
    return page;
  }

  const page = async <T>(
    path: string,
    use: (page: Page) => Promise<T>,
    options?: BrowserContextOptions,
  ): Promise<T> => {
    const opened = await open(path, options);
    try {
      return await use(opened);
    } finally {
      await opened.close();
    }
  };

  async function violations(of: Page): Promise<readonly string[]> {
    // Evaluated by the debugger, which the page's policy does not bind.
    await of.evaluate(AXE);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await of.evaluate(
      (runOnly) =>
        (
          globalThis as unknown as {
            axe: {
              run(
                on: unknown,
                options: object,
              ): Promise<{
                violations: readonly { id: string; nodes: readonly { html: string; failureSummary: string }[] }[];
              }>;
            };
          }
        ).axe.run(document, { runOnly }),
      tags,
    );
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html} ${nodes[0]!.failureSummary}`);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'teigram-preview-test-'));
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in/hostile.txt'), HOSTILE);
    writeFileSync(join(folder, 'in/letter.xml'), TEI);
    writeFileSync(join(folder, 'in/broken.xml'), TEI.replace('</body>', ''));
    const others = {
      'old.xml': tei('<p>One<note n="1">Not P5.</note></p>', '<TEI>'),
      'entities.xml': `<!DOCTYPE TEI SYSTEM "other.dtd">${tei('<p>Caf&eacute;</p>')}`,
      'latin.xml': Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${tei('<p>caf\u00e9</p>')}`, 'latin1'),
      'ends.xml': tei(
        '<p>One<ptr target="#n1"/> two<ref target="#n2">2</ref><note n="">Own.</note></p><div type="notes"><note xml:id="n1">First.</note><note xml:id="n2">Second.</note></div>',
      ),
      'table.xml': tei(
        '<table><row><cell rows="2">a</cell><cell cols="2">b</cell></row><row><cell>c</cell><cell>d</cell></row></table><p xml:id="title" xml:lang="not a lang">x</p>',
      ),
    };
    for (const [name, content] of Object.entries(others)) writeFileSync(join(folder, 'in', name), content);
    writeFileSync(join(folder, 'any.rnc'), 'start = any any = element * { (any | text | attribute * { text })* }');
    await call('preview', join(ROOT, 'samples'), '--try', '--out', join(folder, 'samples'));
    await call('preview', join(folder, 'in'), '--offline', '--out', join(folder, 'others'));
    browser = await startChromium();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('the two sides', () => {
    const KINDS = [
      'tei-note',
      'tei-pb',
      'tei-milestone',
      'tei-bibl',
      'tei-date',
      'tei-persname',
      'tei-orgname',
      'tei-placename',
      'tei-gap',
      'tei-ref',
      'tei-fw',
      'tei-head',
      'tei-p',
      'tei-signed',
      'tei-item',
    ];
    const seen = new Set<string>();

    test.each(samples)('%s: whatever is pointed at lights what it was made of, and the other way', async (name) => {
      const pages = readdirSync(join(folder, 'samples')).filter(
        (each) => each.startsWith(name.slice(0, -4)) && each.endsWith('.html'),
      );
      expect(pages).not.toEqual([]);
      for (const each of pages) {
        const results = await page(`samples/${each}`, (of) =>
          of.evaluate((kinds) => {
            const bare = (text: string | null) => (text ?? '').replace(/\s+/g, '');
            const point = (at: Element, type: string) => at.dispatchEvent(new PointerEvent(type, { bubbles: true }));
            const lit = (side: string) =>
              [...document.querySelectorAll(`${side} .lit`)].map((part) => part.textContent).join('');
            return kinds.flatMap((kind) =>
              [...document.querySelectorAll(`#edition ${kind}`)].map((right) => {
                // The innermost thing is lit, so it is asked where no other is within.
                point(right, 'pointerover');
                const [left, own] = [lit('#text'), right.classList.contains('lit')];
                const piece = document.querySelector('#text .lit');
                if (piece !== null) point(piece, 'pointerover');
                const back = document.querySelector('#edition .lit') !== null;
                const holdsMore = right.querySelector('.marker, tei-pb, tei-ptr, tei-milestone') !== null;
                return { kind, left: bare(left), right: bare(right.textContent), own, back, holdsMore };
              }),
            );
          }, KINDS),
        );
        for (const { kind, left, right, own, back, holdsMore } of results) {
          seen.add(kind);
          const what = `${each} ${kind} ${right.slice(0, 60)}`;
          expect([own, back], what).toEqual([true, true]);
          if (kind === 'tei-note') expect(left, what).toContain(holdsMore ? '' : right);
          else if (kind === 'tei-milestone') expect(left, what).not.toBe('');
          else if (kind === 'tei-pb') expect(left, what).toMatch(/\d|[ivxlc]/i);
          else if (!holdsMore) expect(left, what).toBe(right);
        }
      }
    });

    test('all kinds have been seen', () => {
      expect(KINDS.filter((kind) => !seen.has(kind))).toEqual([]);
    });
  });

  test('the keys lead from note to note, to doubts and to the next document', async () => {
    const isKept: BrowserContextOptions = { locale: 'en-GB' };
    const act = async (of: Page) => {
      const focused = () => of.evaluate(() => document.activeElement?.textContent);
      const said = () => of.locator('.details').innerText();
      await of.keyboard.press('n');
      expect(await focused()).toBe('1');
      await of.keyboard.press('n');
      expect([await focused(), await said()]).toEqual([
        '2',
        expect.stringMatching(/^Note[\s\S]*not sure|Note[\s\S]*fairly sure/),
      ]);
      await of.keyboard.press('p');
      expect(await focused()).toBe('1');
      await of.keyboard.press('d');
      expect(await said()).toContain('warning Note 2 was placed at');
      // Both sides of the doubtful note, with the warning.
      expect(await of.locator('#text .selected, #edition .selected').count()).toBeGreaterThan(2);
      await of.keyboard.press('Escape');
      expect(await of.locator('.selected').count()).toBe(0);
      await of.keyboard.press('t');
      expect(await of.locator('#tei .line').first().textContent()).toContain('<?xml');
      await of.keyboard.press('.');
      await of.waitForURL('**/marker-reads-as-a-decimal.html');
      await of.keyboard.press(',');
      await of.waitForURL('**/marker-fused-to-a-number.html');
      // Switched off, keys are letters again.
      await of.locator('summary', { hasText: 'Keys' }).click();
      await of.getByLabel('single keys').uncheck();
      await of.keyboard.press('n');
      expect(await of.locator('.selected').count()).toBe(0);
    };
    // It is remembered that keys are switched off, so these pages are seen by themselves.
    await page('samples/marker-fused-to-a-number.html', act, isKept);
  });

  test('a marker leads to its note, and the note back', async () => {
    await page('samples/frus1961-63v13-d117.html', async (of) => {
      await of.getByRole('link', { name: 'Note 2', exact: true }).click();
      expect(await of.evaluate(() => location.hash)).toBe('#note-3');
      expect(await of.locator('#note-3').innerText()).toContain('Reports on the individual sessions');
      await of.getByRole('link', { name: 'Back to note 2 in the text' }).click();
      expect(await of.evaluate(() => location.hash)).toBe('#marker-3');
    });
  });

  test('what is inferred looks so and says why, what was left out is struck and says why', async () => {
    await page('samples/frus1961-63v13-d117.html', async (of) => {
      const date = of.locator('.facts .inferred');
      expect(await date.innerText()).toBe('1961-12-15');
      await date.click();
      const said = of.locator('.details');
      expect(await said.innerText()).toContain('inferred from the number of its file');
      expect(await of.locator('#text .selected').innerText()).toBe('396.1–PA/12–1561');
      await of.locator('#text .left-out').first().click();
      expect(await said.innerText()).toContain('Left out of the text: the note has its number');
      const line = await of
        .locator('#text .left-out')
        .first()
        .evaluate((struck) => getComputedStyle(struck).textDecorationLine);
      expect(line).toBe('line-through');
    });
  });

  test('a warning stands at its place with its explanation', async () => {
    await page('samples/marker-after-a-space.html', async (of) => {
      await of.locator('#text button.warning').click();
      const said = of.locator('.details');
      expect(await said.innerText()).toContain('Note 1 was placed at');
      await said.locator('summary').click();
      expect(await said.innerText()).toContain('uncertain-marker');
    });
  });

  test('the TEI shows the lines of what is selected', async () => {
    await page('samples/numbered-lists.html', async (of) => {
      await of.locator('#edition tei-pb').click();
      await of.keyboard.press('t');
      expect(await of.locator('#tei .line.lit').allInnerTexts()).toEqual([expect.stringContaining('<pb n="402"')]);
      const marked = await of.evaluate(() => [...CSS.highlights.get('selected-tei')!].map(String));
      expect(marked).toEqual([expect.stringMatching(/^<pb n="402"[^>]*\/>$/)]);
    });
  });

  test.each(['others/hostile.html', 'others/letter.html'])('%s: nothing in a document acts', async (path) => {
    await page(path, async (of) => {
      await of.locator('body').press('t');
      expect(await of.evaluate(() => 'taken' in globalThis)).toBe(false);
      const acting =
        'tei-div[style], [onclick], [onerror], img, .tei script, .tei style, a[href^="javascript:"], .tei [tabindex="4"]';
      expect(await of.locator(acting).count()).toBe(0);
      expect(await of.locator('#edition').isVisible()).toBe(true);
      // What has not been set by a script of the page has no look of its own.
      expect(await of.locator('p.lit, tei-p.lit').count()).toBe(0);
    });
  });

  test('what looks like markup is shown as it was printed, and what is not seen is written out', async () => {
    await page('others/hostile.html', async (of) => {
      expect(await of.locator('#text').innerText()).toContain('<script>taken = 1</script>');
      expect(await of.locator('#edition').innerText()).toContain('<script>taken = 1</script>');
      expect(await of.locator('#text .unseen').allInnerTexts()).toEqual(['\\u202e', '\\u202c']);
    });
  });

  test('any TEI is shown, without its text, too: notes, doubts, direction and language', async () => {
    await page('others/letter.html', async (of) => {
      expect(await of.locator('#text').count()).toBe(0);
      await of.keyboard.press('d');
      expect(await of.locator('.selected').innerText()).toContain('den alten Kern');
      expect(await of.locator('.details').innerText()).toContain('fairly sure');
      const arabic = of.locator('tei-p[lang=ar]');
      expect(await arabic.evaluate((p) => getComputedStyle(p).direction)).toBe('rtl');
      expect(await of.locator('.notes').innerText()).toContain('Johann Kern.');
      expect(await of.getByRole('link', { name: 'there' }).getAttribute('href')).toBe('#in-main');
    });
    await page('others/broken.html', async (of) => {
      expect(await of.locator('#edition').innerText()).toContain('not well-formed');
      await of.keyboard.press('d');
      await of.keyboard.press('t');
      expect(await of.locator('#tei .line.lit').count()).toBe(1);
    });
  });

  test('TEI from before P5, or without its namespace, is shown as TEI', async () => {
    await page('others/old.html', async (of) => {
      expect(await of.locator('#edition tei-p').innerText()).toBe('One1');
      expect(await of.locator('.notes').innerText()).toContain('Not P5.');
    });
  });

  test('of a TEI that a browser cannot read the source is there, and why', async () => {
    const before = problems.length;
    await page('others/entities.html', async (of) => {
      expect(await of.locator('#edition').innerText()).toContain('entities or parts from other files');
      await of.keyboard.press('t');
      expect(await of.locator('#tei').innerText()).toContain('Caf&eacute;');
    });
    // The browser's own page on the fault has a look that the policy refuses.
    problems.length = before;
  });

  test('notes at the end that pointers lead to are notes, each once, and pointers their markers', async () => {
    await page('others/ends.html', async (of) => {
      const markers = of.locator('#edition .marker');
      expect(await markers.count()).toBe(3);
      expect(await of.locator('#edition .below tei-note').allInnerTexts()).toEqual(['Own.', 'First.', 'Second.']);
      for (const marker of await markers.all()) {
        expect((await marker.innerText()).trim()).not.toBe('');
        const id = (await marker.getAttribute('href'))!.slice(1);
        expect(await of.locator(`[id="${id}"]`).count()).toBe(1);
      }
      expect(await of.locator('#edition').innerText()).not.toContain('#n1');
    });
  });

  test('cells span what they span, and what a document calls its parts is nothing of the page', async () => {
    await page('others/table.html', async (of) => {
      const place = (cell: string) =>
        of.locator('td', { hasText: cell }).evaluate((td) => Math.round(td.getBoundingClientRect().left));
      expect(await place('b')).toBe(await place('c'));
      expect(await place('d')).toBeGreaterThan(await place('c'));
      const twice = await of.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        return ids.filter((id, i) => ids.indexOf(id) !== i);
      });
      expect(twice).toEqual([]);
      expect(await violations(of)).toEqual([]);
    });
  });

  test('what stands in the TEI alone is shown there', async () => {
    await page('others/broken.html', async (of) => {
      await of.getByRole('button', { name: 'Show where' }).first().click();
      expect(await of.locator('#tei .line.lit').count()).toBe(1);
      expect(await of.evaluate(() => document.activeElement?.classList.contains('line'))).toBe(true);
    });
  });

  test('the keyboard reaches every row of the index, and keeps its place', async () => {
    await page('samples/index.html', async (of) => {
      await of.locator('tbody a').first().focus();
      const seen = new Set<string>();
      for (let n = 0; n < 41; n++) {
        seen.add(await of.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') ?? ''));
        await of.keyboard.press('Tab');
      }
      expect(seen.size).toBe(41);
    });
  });

  test('a time that is none is said to be none, and the way back keeps what was looked for', async () => {
    await page('samples/index.html', async (of) => {
      await of.getByLabel('From').fill('May 1961');
      expect(await of.getByRole('status').innerText()).toContain('A time is not understood.');
      expect(await of.getByLabel('From').getAttribute('aria-invalid')).toBe('true');
      await of.getByLabel('From').fill('1962');
      await of.getByLabel('to', { exact: true }).fill('1961');
      expect(await of.getByRole('status').innerText()).toContain('ends before it begins');
      await of.getByRole('button', { name: 'Show all' }).click();
      await of.getByLabel('Words').fill('herring');
      await of.locator('tbody a').first().click();
      await of.locator('#edition').waitFor();
      await of.goBack();
      expect(await of.getByLabel('Words').inputValue()).toBe('herring');
      expect(await of.getByRole('status').innerText()).toBe('2 of 41 documents');
    });
  });

  test('what a key leads to is opened where it is hidden, and the keyboard stays with what is seen', async () => {
    const phone = { viewport: { width: 390, height: 844 } };
    await page(
      'samples/frus1961-63v13-d117.html',
      async (of) => {
        await of.keyboard.press('d');
        expect(await of.locator('.facts .selected').isVisible()).toBe(true);
        expect(await of.evaluate(() => document.activeElement?.classList.contains('selected'))).toBe(true);
        await of.keyboard.press('n');
        await of.keyboard.press('t');
        expect(await of.evaluate(() => document.activeElement !== document.body)).toBe(true);
      },
      phone,
    );
    await page('samples/frus1961-63v13-d117.html', async (of) => {
      await of.keyboard.press('n');
      await of.keyboard.press('n');
      await of.keyboard.press('Escape');
      expect(await of.locator('.lit').count()).toBe(0);
      expect(await of.locator('.details').innerText()).toContain('Point at something');
      await of.keyboard.press('n');
      expect(await of.evaluate(() => document.activeElement?.textContent)).toBe('2');
    });
  });

  test('nothing lies under the foot of the page, however large the letters are', async () => {
    const options = { viewport: { width: 960, height: 450 } };
    await page(
      'samples/cable-1991-released.html',
      async (of) => {
        await of.locator('#edition tei-signed').scrollIntoViewIfNeeded();
        const [signed, foot] = await Promise.all([
          of.locator('#edition tei-signed').boundingBox(),
          of.locator('footer').boundingBox(),
        ]);
        expect(signed!.y + signed!.height).toBeLessThanOrEqual(foot!.y + 1);
      },
      options,
    );
  });

  test('with forced colours what is lit and what is pressed can be told', async () => {
    await page(
      'samples/airgram.html',
      async (of) => {
        await of.locator('#edition tei-bibl').hover();
        const outline = await of
          .locator('#edition .lit')
          .first()
          .evaluate((lit) => getComputedStyle(lit).outlineStyle);
        expect(outline).toBe('dotted');
        const color = (name: string) =>
          of
            .getByRole('button', { name, exact: true })
            .evaluate((pressed) => getComputedStyle(pressed).backgroundColor);
        expect(await color('Text')).not.toBe(await color('TEI'));
      },
      { forcedColors: 'active' },
    );
  });

  const VIEWS: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ];
  describe.each(VIEWS)('%s', (name, options) => {
    test.each([
      'samples/frus1961-63v13-d117.html',
      'samples/marker-fused-to-a-number.html',
      'samples/cable-1976-two-sections.html',
      'samples/index.html',
      'samples/try.html',
      'others/letter.html',
    ])('%s meets WCAG 2.2 AA', async (path) => {
      await page(
        path,
        async (of) => {
          if (name === 'light') expect(await violations(of)).toEqual([]);
          await of.keyboard.press('n');
          await of.keyboard.press('t');
          await of.locator('details').evaluateAll((all) => {
            for (const each of all) each.setAttribute('open', '');
          });
          expect(await violations(of)).toEqual([]);
        },
        options,
      );
    });
  });

  test('a phone needs no scrolling to the side', async () => {
    for (const path of ['samples/cable-1991-released.html', 'samples/index.html', 'others/letter.html']) {
      const beyond = await page(path, (of) => of.evaluate(() => document.documentElement.scrollWidth - innerWidth), {
        viewport: { width: 360, height: 740 },
      });
      expect(beyond, path).toBeLessThanOrEqual(0);
    }
  });

  test('dark paper is dark', async () => {
    const light = (options: BrowserContextOptions) =>
      page('samples/airgram.html', (of) => of.evaluate(() => getComputedStyle(document.body).backgroundColor), options);
    expect(await light({ colorScheme: 'light' })).toBe('rgb(255, 255, 255)');
    expect(await light({ colorScheme: 'dark' })).toBe('rgb(22, 22, 22)');
  });

  test('printed from a dark phone, all of the text and the edition are there, on white', async () => {
    const options: BrowserContextOptions = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' };
    await page(
      'samples/airgram.html',
      async (of) => {
        await of.emulateMedia({ media: 'print' });
        await of.evaluate(() => dispatchEvent(new Event('beforeprint')));
        for (const panel of ['#text', '#edition']) expect(await of.locator(panel).isVisible()).toBe(true);
        expect(await of.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
      },
      options,
    );
  });

  test('printed, all of the text and the edition are there, and no tools', async () => {
    await page('samples/several-documents_d301.html', async (of) => {
      await of.emulateMedia({ media: 'print' });
      expect(await of.locator('.tools').isVisible()).toBe(false);
      const cut = await of
        .locator('.scroll')
        .evaluateAll((all) => all.filter((each) => each.scrollHeight > each.clientHeight + 1).length);
      expect(cut).toBe(0);
    });
  });

  test('the index is searched, filtered, sorted, and leads to each document', async () => {
    await page('samples/index.html', async (of) => {
      const rows = of.locator('tbody tr:not(.spacer)');
      const count = of.getByRole('status');
      expect(await count.innerText()).toBe('41 documents');
      await of.getByLabel('Words').fill('velden tariff');
      expect(Number.parseInt(await count.innerText(), 10)).toBeLessThan(41);
      await of.getByLabel('Words').fill('HERRING');
      expect(await rows.count()).toBe(2);
      await of.getByRole('button', { name: 'Show all' }).click();
      await of.getByLabel('Kind').selectOption('cable');
      expect(await count.innerText()).toMatch(/^\d of 41 documents$/);
      await of.getByRole('button', { name: 'Show all' }).click();
      await of.getByLabel('From').fill('1961');
      await of.getByLabel('to', { exact: true }).fill('1962-06');
      for (const row of await rows.allInnerTexts()) expect(row).toMatch(/196[12]/);
      await of.getByRole('button', { name: 'Show all' }).click();
      await of.getByRole('button', { name: 'Date' }).click();
      const dates = await of.locator('tbody td:nth-child(2)').allInnerTexts();
      expect(dates.filter(Boolean)).toEqual([...dates.filter(Boolean)].sort());
      await of.getByRole('button', { name: 'Not certain' }).click();
      expect(await rows.first().innerText()).toMatch(/low|medium/);
      await of.getByLabel('Show').selectOption('findings');
      for (const row of await rows.allInnerTexts()) expect(row).toMatch(/warning|error/);
      await rows.first().getByRole('link').click();
      await of.locator('#edition').waitFor();
    });
  });

  test('a bar of the timeline filters the table, a second click shows all again', async () => {
    await page('samples/index.html', async (of) => {
      const plot = of.locator('.plot canvas');
      const box = (await plot.boundingBox())!;
      // The first year has three documents: the bar is at the left end of the axis.
      const at = { x: 48 + (box.width - 60) / (2005 - 1912 + 1) / 2, y: box.height - 34 };
      await plot.click({ position: at });
      expect(await of.getByLabel('From').inputValue()).toBe('1912');
      expect(await of.getByRole('status').innerText()).toBe('3 of 41 documents');
      await plot.click({ position: at });
      expect(await of.getByRole('status').innerText()).toBe('41 documents');
    });
  });

  test('the page that converts does it without a server, and saves', async () => {
    await page('samples/try.html', async (of) => {
      await of.getByRole('button', { name: 'Convert' }).click();
      expect(await of.getByRole('status').innerText()).toContain('no text');
      await of.getByLabel('paste').fill(readFileSync(join(ROOT, 'samples/airgram.txt'), 'utf8'));
      await of.getByRole('button', { name: 'Convert' }).click();
      await of.locator('h1', { hasText: '140. Airgram From the Embassy in Velden' }).waitFor();
      expect(await of.locator('header').innerText()).toContain('valid, lossless');
      await of.keyboard.press('n');
      expect(await of.locator('#text .selected').count()).toBeGreaterThan(0);
      const saved = of.waitForEvent('download');
      await of.getByRole('button', { name: 'Save text.xml' }).click();
      expect(readFileSync(await (await saved).path(), 'utf8')).toContain('<div type="document"');
      await of.getByRole('button', { name: 'Another text' }).click();
      await of.locator('input[type=file]').setInputFiles(join(folder, 'in/letter.xml'));
      await of.locator('h1', { hasText: 'Letter to Mia Kern' }).waitFor();
      expect(await of.locator('header').innerText()).toContain('not valid by the schema of teigram’s own TEI');
      await of.goBack();
      // What was typed is still there.
      expect(await of.getByLabel('paste').inputValue()).toContain('140. Airgram');
      await of.locator('input[type=file]').setInputFiles(join(folder, 'in/latin.xml'));
      await of.locator('#edition', { hasText: 'caf\u00e9' }).waitFor();
      await of.getByRole('button', { name: 'Another text' }).click();
      await of.locator('input[type=file]').setInputFiles(join(folder, 'any.rnc'));
      await of.getByText('TEI is now checked by any.rnc').waitFor();
      await of.locator('input[type=file]').setInputFiles(join(folder, 'in/letter.xml'));
      await of.getByText('valid by any.rnc').waitFor();
      expect(await of.title()).toContain('Letter to Mia Kern');
      expect(await of.evaluate(() => document.activeElement?.localName)).toBe('h1');
      // Keys are those of the document that is shown, and of no other.
      await of.keyboard.press('n');
      expect(await of.locator('.details').innerText()).toContain('Note');
    });
  });

  test('ten thousand documents: only the rows in sight are there, and all are found', async () => {
    const row = (n: number) => ({
      page: `${n}.html`,
      title: `${n}. Telegram From the Embassy in ${n % 2 === 0 ? 'Velden' : 'Orsk'}`,
      file: `${n}.txt`,
      kind: 'telegram',
      when: `${1950 + (n % 30)}-${String((n % 12) + 1).padStart(2, '0')}-07`,
      low: n % 7 === 0 ? 1 : 0,
      medium: 0,
      errors: 0,
      warnings: 0,
      codes: [],
    });
    writeFileSync(join(folder, 'many.html'), indexPage(Array.from({ length: 10_000 }, (_, n) => row(n))));
    await page('many.html', async (of) => {
      const rows = of.locator('tbody tr:not(.spacer)');
      expect(await of.getByRole('status').innerText()).toBe('10,000 documents');
      expect(await rows.count()).toBeLessThan(60);
      await of.locator('.rows').evaluate((table) => table.scrollTo(0, table.scrollHeight));
      await of.getByText('9999. Telegram').waitFor();
      expect(await rows.count()).toBeLessThan(60);
      expect(await rows.last().getAttribute('aria-rowindex')).toBe('10001');
      await of.getByLabel('Words').fill('orsk 8765');
      expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('8765. Telegram From the Embassy in Orsk')]);
      await of.getByLabel('Words').fill('');
      await of.getByRole('button', { name: 'Not certain' }).click();
      await of.locator('.rows').evaluate((table) => table.scrollTo(0, 0));
      await of.locator('tbody tr[aria-rowindex="2"]', { hasText: '1 low' }).waitFor();
    });
  });

  test('a document of 3 MB is there, with its keys', async () => {
    const paragraph = (n: number) =>
      `${'Foreign Office repeated that agreement on harbor dues could wait. '.repeat(9)}Again on May 3, 1961.${n % 50 === 0 ? `[${n / 50}]` : ''}`;
    const notes = Array.from({ length: 96 }, (_, n) => `  ${n + 1}. Telegram ${n + 1} from Velden, not printed.`);
    const text = [
      '1. Telegram From the Embassy in Velden to the Department of State',
      'Velden, May 3, 1961.',
      ...Array.from({ length: 4_800 }, (_, n) => paragraph(n + 1)),
      'Cole',
      notes.join('\n'),
    ].join('\n\n');
    expect(text.length).toBeGreaterThan(2_900_000);
    writeFileSync(join(folder, 'in/large.txt'), text);
    await call('preview', join(folder, 'in/large.txt'), '--out', join(folder, 'large'));
    await page('large/large.html', async (of) => {
      await of.keyboard.press('n');
      await of.keyboard.press('n');
      expect(await of.evaluate(() => document.activeElement?.textContent)).toBe('2');
      await of.keyboard.press('p');
      await of.keyboard.press('p');
      expect(await of.evaluate(() => document.activeElement?.textContent)).toBe('96');
      expect(await of.locator('#text .selected').first().isVisible()).toBe(true);
    });
  });

  test.skipIf(process.platform === 'win32')('a page that is served is loaded again when its text changes', async () => {
    const text = join(folder, 'served/a.txt');
    mkdirSync(join(folder, 'served'));
    writeFileSync(text, HOSTILE);
    const run = following(folder, 'preview', 'served', '--serve');
    const [address = ''] = /http:\S+\/a\.html/.exec(await run.says('Shown at')) ?? [];
    const context = await browser.newContext();
    const of = await context.newPage();
    of.on('console', (message) => problems.push(message.text()));
    // The first word of the server says which pages these are.
    const heard = of.waitForResponse('**/changes');
    await of.goto(address);
    await heard;
    writeFileSync(text, HOSTILE.replace('Cole', 'Brandt'));
    await of.locator('#text', { hasText: 'Brandt' }).waitFor();
    await context.close();
    expect(await run.stop()).toBe(0);
  });

  test('no page has asked for anything, failed or complained', () => {
    expect(problems).toEqual([]);
  });
});
