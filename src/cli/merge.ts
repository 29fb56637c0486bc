/** `teigram merge`: the shares of a conversion united. */
import { join, resolve } from 'node:path';
import { Lock } from '../archive/lock.js';
import { ARCHIVE_FOLDER } from '../archive/manifest.js';
import { merge, removeParts } from '../archive/merge.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { prettyReporter } from '../report/pretty.js';
import { count } from '../report/words.js';
import { inUse, reportOn } from './archive.js';
import { WORTH_A_REPORT } from './defaults.js';
import { EXIT_GOOD, EXIT_INVALID, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { MergeFlags } from './flags.js';
import type { Terminal } from './terminal.js';

export async function runMerge(names: readonly string[], flags: MergeFlags, terminal: Terminal): Promise<ExitCode> {
  const { outColors, errColors } = terminal;
  const quiet = flags.quiet === true;
  const reporter = prettyReporter(terminal, { outColors, errColors, quiet, findings: 'result', verb: 'united' });
  const refuse = (fault: Diagnostic): ExitCode => {
    reporter.run(fault);
    reporter.end();
    return EXIT_UNUSABLE;
  };
  const folders = [...new Set(names.map((name) => resolve(name)))];
  const [only, ...others] = folders;
  const named = flags.out ?? (others.length === 0 ? only : undefined);
  if (named === undefined) return refuse(OUT_WANTED);
  const out = resolve(named);
  let lock: Lock | undefined;
  try {
    const taken = await Lock.take(join(out, ARCHIVE_FOLDER));
    if (!(taken instanceof Lock)) return refuse(inUse(out, taken.name, taken.owner?.pid));
    lock = taken;
    const merged = await merge(folders, out);
    for (const diagnostic of merged.diagnostics) reporter.run(diagnostic);
    const isUnited = !merged.diagnostics.some(({ severity }) => severity === 'error');
    // Those in other folders are their owners'.
    if (isUnited) await removeParts([out]);
    const page = isUnited ? await reportOn(out, WORTH_A_REPORT) : undefined;
    if (typeof page === 'object') reporter.run(page);
    reporter.end();
    const { texts, documents, unusable, invalid, notLossless } = merged;
    if (!quiet && isUnited) {
      const wrong = [
        [unusable, 'could not be used'],
        [invalid, 'not valid'],
        [notLossless, 'not lossless'],
      ] as const;
      const said = wrong.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]));
      terminal.out(
        `${count(texts, 'text')} united, ${count(documents, 'document')}, ${said.length === 0 ? 'all valid and lossless' : said.join(', ')}: ${displayPath(out)}\n`,
      );
      if (typeof page === 'string') terminal.out(`What they are, and which to look at first: ${displayPath(page)}\n`);
    }
    if (!isUnited) return texts === 0 ? EXIT_UNUSABLE : EXIT_INVALID;
    return unusable > 0 ? EXIT_UNUSABLE : invalid + notLossless > 0 ? EXIT_INVALID : EXIT_GOOD;
  } catch (error) {
    const file = displayPath(out);
    const message = `${file} cannot be written: ${reasonOf(error)}. The shares are as they were.`;
    return refuse({ severity: 'error', code: 'output-not-writable', message, file, source: 'run' });
  } finally {
    lock?.release();
  }
}

const OUT_WANTED: Diagnostic = {
  severity: 'error',
  code: 'output-not-writable',
  message: 'The shares are in several folders. Name one for all together with --out.',
  source: 'run',
};
