// teigram against Jing and Saxon, whole commands, one after the other in one run: only the ratios count.
// TEI's schema is read from ../shared; without it, or without the other programs, what can't be measured is named.
// --files=N: how many files the corpus has; --huge: the memory for 500 MB, too.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentOf, writeCorpus } from './parts/corpus.mjs';
import { measure, row } from './parts/measure.mjs';
import { hasSaxon, saxonArgs, stylesheetOf } from './parts/saxon.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '../shared/relaxng');
const schema = join(shared, 'tei_all.rng');
const rules = join(shared, 'tei_all.isosch');
const command = join(root, 'dist/cli.js');
const LARGE = 4_000_000;
const MANY = Number(process.argv.find((arg) => arg.startsWith('--files='))?.slice(8) ?? 11_000);

if (!existsSync(schema)) console.log('SKIPPED: ../shared/relaxng/tei_all.rng is not here.');
else await inFolder(bench);

async function bench(folder) {
  const jing = hasJing();
  if (!jing) console.log('jing is not installed, and could not be: teigram alone is measured.');
  const at = (name) => join(folder, name);
  const grammar = ['--schema', schema, '--no-schematron'];
  const ours = (inputs, more, options) =>
    measure(process.execPath, [command, 'validate', ...inputs, '--quiet', ...more], options);
  const theirs = (inputs, options) => (jing ? measure('jing', [schema, ...inputs], options) : undefined);

  console.log(
    `${'tei_all, whole commands'.padEnd(46)}${'teigram'.padStart(10)} ${'Jing'.padStart(10)}   ratio   to be`,
  );
  const small = at('small.xml');
  writeFileSync(small, documentOf(1, 0));
  row(
    'one small file',
    ours([small], grammar, { runs: 15 }).seconds,
    theirs([small], { runs: 7 })?.seconds,
    's',
    '0.22',
  );
  row(
    '  compiled code and schemas not kept',
    ours([small], [...grammar, '--no-cache'], { runs: 5 }).seconds,
    undefined,
    's',
    '',
  );

  const large = at('large.xml');
  writeFileSync(large, documentOf(1, LARGE));
  const [oursOnLarge, theirsOnLarge] = [ours([large], grammar, { runs: 5 }), theirs([large], { runs: 5 })];
  row('one file of 4 MB', oursOnLarge.seconds, theirsOnLarge?.seconds, 's', '0.18');
  row('  memory', oursOnLarge.megabytes, theirsOnLarge?.megabytes, 'MB', '0.5');

  const { files, bytes } = writeCorpus(at('many'), MANY);
  const bulk = (...more) => ours([at('many')], more, { runs: 3, warm: false });
  const bulkOfJing = theirs(files, { runs: 3, warm: false });
  const two = bulk(...grammar, '--jobs', '2');
  const one = bulk(...grammar, '--jobs', '1');
  row(
    `${files.length} files, ${(bytes / 1e6).toFixed(0)} MB, two threads`,
    two.seconds,
    bulkOfJing?.seconds,
    's',
    '0.25, at most 0.35',
  );
  row('  memory', two.megabytes, bulkOfJing?.megabytes, 'MB', '0.5');
  row('  one thread', one.seconds, bulkOfJing?.seconds, 's', '');
  console.log(
    `  two threads are worth ${(one.seconds / two.seconds).toFixed(2)} of one, to be 1.8; one does ${(bytes / 1e6 / one.seconds).toFixed(1)} MB/s`,
  );
  row(
    '  two threads, with the rules of tei_all',
    bulk('--schema', schema, '--jobs', '2').seconds,
    bulkOfJing?.seconds,
    's',
    '1',
  );

  benchRules(large, at, ours);
  benchErrors(at, ours);
  benchCompilation();
  if (process.argv.includes('--huge')) await benchHuge(at('huge.xml'));
}

function benchRules(large, at, ours) {
  const mine = ours([large], ['--schema', rules], { runs: 3, statuses: [0, 1, 3] }).seconds;
  let saxon;
  if (hasSaxon) {
    writeFileSync(at('rules.xsl'), stylesheetOf(readFileSync(rules, 'utf8')));
    saxon = measure('java', saxonArgs(at('rules.xsl'), large, at('found.xml')), { runs: 3 }).seconds;
  } else console.log('Saxon (libsaxonhe-java) is not installed.');
  row('rules of tei_all, 4 MB; Saxon, rules compiled', mine, saxon, 's', '0.25');
}

/** Twice as many errors are to take about twice as long. */
function benchErrors(at, ours) {
  const faulty = (count) => {
    const [before, after] = documentOf(1, 0).split('</body>');
    const path = at(`errors-${count}.xml`);
    const wrong = (n) => `<p rendition="#r" wrong="${n}">no such attribute</p>\n`;
    writeFileSync(
      path,
      `${before}<div>${Array.from({ length: count }, (_, n) => wrong(n)).join('')}</div></body>${after}`,
    );
    return path;
  };
  const [few, many] = [faulty(32_000), faulty(64_000)];
  for (const format of ['pretty', 'json', 'sarif']) {
    const options = ['--schema', schema, '--no-schematron', '--max-errors', '0', '--format', format];
    const [first, second] = [few, many].map((path) => ours([path], options, { runs: 3, statuses: [1] }).seconds);
    row(`64,000 errors beside 32,000, ${format}`, second, first, 's', '2');
  }
}

function benchCompilation() {
  const code = `const { loadSync } = await import(${JSON.stringify(join(root, 'dist/relaxng/index.js'))}); const start = performance.now(); loadSync(${JSON.stringify(schema)}, { cache: false }); console.log(performance.now() - start);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  row('compilation of tei_all.rng, cold', Number(stdout) / 1000, undefined, 's', '0.25 s');
}

async function benchHuge(path) {
  const [before, after] = documentOf(1, 0).split('</body>');
  const part = documentOf(2, 1_000_000)
    .split(/<\/?body>/)[1]
    .replaceAll(/ xml:id="[^"]*"/g, '')
    .replaceAll(/<!--.*?-->/g, '');
  const out = createWriteStream(path);
  out.write(before);
  for (let written = 0; written < 500_000_000; written += part.length) if (!out.write(part)) await once(out, 'drain');
  out.end(`</body>${after}`);
  await once(out, 'finish');
  const args = [command, 'validate', path, '--schema', schema, '--no-schematron', '--no-pointers'];
  const { megabytes } = measure(process.execPath, args, { runs: 1, warm: false, statuses: [0, 1] });
  row('500 MB, memory', megabytes, undefined, 'MB', '300 MB');
}

/** Installs it where that can be done. */
function hasJing() {
  const is = () => spawnSync('jing', [], { stdio: 'ignore' }).error === undefined;
  if (!is() && process.getuid?.() === 0) spawnSync('apt-get', ['install', '-y', 'jing'], { stdio: 'ignore' });
  return is();
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
