// Pages of the preview: how long many take beside their conversion, and how long a reader waits for a large document and for ten thousand rows.
// --files=N: how many documents (10,000).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { measure } from './parts/measure.mjs';
import { telegramOf } from './parts/texts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(process.env.TEIGRAM_DIST ?? join(root, 'dist'), 'cli.js');
const FILES = Number(process.argv.find((arg) => arg.startsWith('--files='))?.slice(8) ?? 10_000);
const LARGE = 3_000_000;
const TIMES = 5;

const scratch = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
const at = (name) => join(scratch, name);
try {
  mkdirSync(at('texts'));
  for (let n = 0; n < FILES; n++) writeFileSync(at(`texts/${String(n).padStart(6, '0')}.txt`), telegramOf(n));
  writeFileSync(at('large.txt'), largeText());
  const run = (...args) => measure(process.execPath, [cli, ...args, '--quiet'], { runs: 1, warm: false });
  const converted = run('convert', at('texts'), '--out', at('tei'), '--jobs', '1');
  const shown = run('preview', at('texts'), '--out', at('pages'));
  run('preview', at('large.txt'), '--out', at('large'));
  console.log(`preview: ${FILES} telegrams`);
  console.log(
    `  ${(FILES / shown.seconds).toFixed(0)} pages a second, ${(shown.seconds / converted.seconds).toFixed(2)} of converting them on one thread; ${(sizeOf(at('pages/000000.html')) / 1e3).toFixed(0)} kB a page`,
  );
  await inChromium();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function inChromium() {
  const found = spawnSync('which', ['chromium', 'chromium-browser', 'google-chrome'], { encoding: 'utf8' }).stdout;
  const [executablePath] = found.trim().split('\n');
  if (!executablePath) return console.log('  Chromium is not installed.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    console.log(
      `  a document of ${LARGE / 1e6} MB: there after ${await opened(page, 'large/large.html', '#edition')} ms`,
    );
    await told(page, '    the next note', () => page.keyboard.press('n'));
    await told(page, '    the next doubt', () => page.keyboard.press('d'));
    console.log(`  an index of ${FILES}: there after ${await opened(page, 'pages/index.html', 'tbody a')} ms`);
    const words = page.getByLabel('Words');
    let typed = 0;
    await told(page, '    a letter in the search', () => words.fill('velden'.slice(0, 1 + (typed++ % 6))));
    await words.fill('');
    await told(page, '    sorted', () => page.getByRole('button', { name: 'Date' }).click());
    let place = 0;
    await told(page, '    scrolled', () => {
      place += 40_000;
      return page.locator('.rows').evaluate((rows, top) => rows.scrollTo(0, top), place);
    });
  } finally {
    await browser.close();
  }
}

async function opened(page, path, awaited) {
  const start = performance.now();
  await page.goto(pathToFileURL(at(path)).href);
  await page.locator(awaited).first().waitFor();
  return Math.round(performance.now() - start);
}

/** The median until what was done is painted. */
async function told(page, what, act) {
  const times = [];
  for (let n = 0; n < TIMES; n++) {
    const start = performance.now();
    await act();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`${what}: ${times[TIMES >> 1].toFixed(0)} ms`);
}

function largeText() {
  const paragraphs = ['1. Telegram From the Embassy in Velden to the Department of State', 'Velden, May 3, 1961.'];
  const notes = [];
  for (let length = 0, n = 1; length < LARGE; n++) {
    const marker = n % 20 === 0 ? `[${notes.push(`  ${n / 20}. Telegram ${n} from Velden, not printed.`)}]` : '';
    const page = n % 40 === 0 ? ` [Page ${n / 40}] ` : ' ';
    const text =
      `Foreign Office repeated that agreement on harbor dues could wait.${page}It was told so on May 3, 1961. `.repeat(
        3,
      );
    paragraphs.push(text.trim() + marker);
    length += text.length;
  }
  return [...paragraphs, 'Cole', notes.join('\n')].join('\n\n');
}

function sizeOf(path) {
  return statSync(path).size;
}
