// teigram against Jing, whole commands, one after the other in one run: only the ratios count.
// TEI's schema is read from ../shared; without it, or without jing, what can't be measured is named.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const schema = join(root, '../shared/relaxng/tei_all.rng');
const command = join(root, 'dist/cli.js');
const huge = process.argv.includes('--huge');

const HEADER =
  '<teiHeader><fileDesc><titleStmt><title>Bench</title></titleStmt><publicationStmt><p>Unpublished</p></publicationStmt><sourceDesc><p>Made up</p></sourceDesc></fileDesc></teiHeader>';
const open = `<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">${HEADER}<text><body>\n`;
const close = '</body></text></TEI>\n';

/** One letter, about 1 kB, with the elements that editions are made of. */
function letter(n) {
  return `<div type="letter" n="${n}"><head>Letter ${n}</head><opener><dateline><placeName>Paris</placeName>, <date when="1961-12-${String((n % 28) + 1).padStart(2, '0')}">a day</date></dateline><salute>Dear friend,</salute></opener>
<p rend="indent">The weather has been kind, and the <hi rend="italic">garden</hi> is full of birds.<note n="${n}" type="editorial">Sparrows, for the <term>most</term> part.</note> The ships come and go, and <persName ref="#anna">Anna</persName> reads aloud when the children listen.</p>
<pb n="${n}"/><lg type="stanza"><l n="1">When you come in spring</l><l n="2">the road will be dry</l></lg>
<list rend="bulleted"><item>bread</item><item>salt</item><item>lamp oil from <placeName>Lyon</placeName></item></list>
<p>Do not forget the books: <bibl><author>Nobody</author>, <title level="m">Nothing</title>, <date when="1960">1960</date></bibl>, and <ref target="#fn">the other</ref>.</p>
<closer><salute>Yours,</salute><signed>Paul</signed></closer></div>\n`;
}

function documentOf(bytes) {
  let text = open;
  for (let n = 1; text.length < bytes; n++) text += letter(n);
  return text + close;
}

/** Median wall time in seconds, after one run that fills caches. */
function seconds(program, args, runs) {
  const times = [];
  for (let run = 0; run <= runs; run++) {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(program, args, { stdio: 'ignore', maxBuffer: 1e9 });
    if (status !== 0) throw new Error(`${program} ${args.slice(0, 2).join(' ')} ended with ${status}`);
    if (run > 0) times.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function row(name, ours, theirs, goal) {
  const ratio = theirs === undefined ? 'no jing' : (ours / theirs).toFixed(3);
  console.log(
    `${name.padEnd(34)} ${ours.toFixed(3)} s   ${theirs === undefined ? '' : `${theirs.toFixed(3)} s`}   ${ratio.padStart(7)}   ${goal}`,
  );
}

async function writeHuge(path, bytes) {
  const out = createWriteStream(path);
  out.write(open);
  for (let n = 1, written = 0; written < bytes; n++) {
    const part = letter(n);
    written += part.length;
    if (!out.write(part)) await once(out, 'drain');
  }
  out.end(close);
  await once(out, 'finish');
}

if (!existsSync(schema)) {
  console.log('SKIPPED: ../shared/relaxng/tei_all.rng is not here.');
} else {
  const jing = spawnSync('jing', [], { stdio: 'ignore' }).error === undefined;
  if (!jing) console.log('jing is not installed: teigram alone is measured.');
  const folder = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
  try {
    const small = join(folder, 'small.xml');
    const large = join(folder, 'large.xml');
    const many = join(folder, 'many');
    mkdirSync(many);
    writeFileSync(small, documentOf(1500));
    writeFileSync(large, documentOf(5_200_000));
    const files = Array.from({ length: 2000 }, (_, i) => join(many, `d${i}.xml`));
    for (const file of files) writeFileSync(file, documentOf(10_000));

    const ours = (inputs, runs, ...more) =>
      seconds(process.execPath, [command, 'validate', ...inputs, '--schema', schema, '--quiet', ...more], runs);
    // Jing knows nothing of the rules in it.
    const GRAMMAR = '--no-schematron';
    const theirs = (inputs, runs) => (jing ? seconds('jing', [schema, ...inputs], runs) : undefined);

    console.log('tei_all, whole commands             teigram   jing        ratio   goal');
    row('one file of 1.5 kB', ours([small], 15, GRAMMAR), theirs([small], 7), '0.25');
    row('one file of 5.2 MB', ours([large], 5, GRAMMAR), theirs([large], 5), '0.4');
    row('2,000 files of 10 kB, one call', ours([many], 3, GRAMMAR), theirs(files, 3), '0.4');
    row('one file of 1.5 kB, with the rules', ours([small], 15), theirs([small], 7), '');
    row('one file of 1.5 kB, no cache', ours([small], 7, GRAMMAR, '--no-cache'), theirs([small], 3), '');

    const compile = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { loadSync } = await import(${JSON.stringify(join(root, 'dist/relaxng/index.js'))}); const start = performance.now(); loadSync(${JSON.stringify(schema)}, { cache: false }); console.log(performance.now() - start);`,
      ],
      { encoding: 'utf8' },
    );
    console.log(`compile of tei_all.rng, cold        ${Number(compile.stdout).toFixed(0)} ms   goal 250 ms`);

    if (huge) {
      const path = join(folder, 'huge.xml');
      await writeHuge(path, 500_000_000);
      const measured = spawnSync(
        '/usr/bin/time',
        ['-f', '%M', process.execPath, command, 'validate', path, '--schema', schema, '--no-schematron'],
        { encoding: 'utf8' },
      );
      console.log(
        `500 MB, peak memory                 ${Math.round(Number(measured.stderr.trim().split('\n').at(-1)) / 1024)} MB   goal 300 MB`,
      );
    } else console.log('500 MB, peak memory                 with --huge');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
