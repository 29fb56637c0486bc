/** What a bag of many documents costs beside checking them and hashing their files, and whether its memory grows with them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './parts/corpus.mjs';
import { measure, row } from './parts/measure.mjs';

const MANY = Number(process.argv.find((arg) => arg.startsWith('--files='))?.slice('--files='.length) ?? 20_000);
const FEW = Math.round(MANY / 10);

const root = new URL('../../', import.meta.url);
const cli = `${process.env.TEIGRAM_DIST ?? fileURLToPath(new URL('dist', root))}/cli.js`;
const schema = fileURLToPath(new URL('../shared/relaxng/tei_all.rng', root));
if (!existsSync(schema)) {
  console.log('deposit: skipped, since there is no tei_all.rng in ../shared/relaxng');
  process.exit();
}

const METADATA = {
  title: 'Made-up descriptions',
  creators: [{ name: 'Editor, Anna' }],
  description: 'Documents that a script has made.',
  licence: 'CC0-1.0',
  publicationDate: '2026-03-31',
};

const scratch = mkdtempSync(join(tmpdir(), 'teigram-bench-'));
try {
  const config = join(scratch, 'deposit.json');
  writeFileSync(config, JSON.stringify(METADATA));
  const corpus = (count) => {
    const folder = join(scratch, `tei-${count}`);
    writeCorpus(folder, count);
    return folder;
  };
  const [many, few] = [corpus(MANY), corpus(FEW)];
  const bagged = (folder, to) => {
    const out = join(scratch, `bag-${to}`);
    const args = [
      cli,
      'deposit',
      folder,
      '--to',
      'bag',
      '--out',
      out,
      '--config',
      config,
      '--schema',
      schema,
      '--quiet',
    ];
    const measured = measure(process.execPath, args, { runs: 1, warm: false });
    rmSync(out, { recursive: true });
    return measured;
  };
  const checked = measure(process.execPath, [cli, 'validate', many, '--schema', schema, '--quiet'], { runs: 1 });
  const hashing = seconds(() => hashAll(many));
  const ofMany = bagged(many, 'many');
  const ofFew = bagged(few, 'few');
  console.log(`deposit: ${MANY} documents to a bag, checked against all of TEI`);
  const beside = checked.seconds + hashing;
  row('  beside validating them and hashing the files', ofMany.seconds, beside, 's', 'goal 1.5');
  row(`  memory, beside ${FEW} documents`, ofMany.megabytes, ofFew.megabytes, 'MB', 'goal 1.3');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** As a bag has them, by both of its algorithms. */
function hashAll(folder) {
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    for (const algorithm of ['sha512', 'sha256']) createHash(algorithm).update(content).digest('hex');
  }
}

function seconds(work) {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}
