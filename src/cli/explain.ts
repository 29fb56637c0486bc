/** `teigram explain`: what a diagnostic means and what to do about it. */
import { CODES, type Code, isCode } from '../codes/index.js';
import { nearest } from '../nearest.js';
import { shortened } from '../shown.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

export function runExplain(code: string | undefined, terminal: Terminal): ExitCode {
  const { bold, dim } = terminal.outColors;
  if (code === undefined) {
    const width = Math.max(...Object.keys(CODES).map((name) => name.length));
    for (const name of (Object.keys(CODES) as Code[]).sort()) {
      terminal.out(`${bold(name.padEnd(width))}  ${CODES[name].title}\n`);
    }
    return EXIT_GOOD;
  }
  if (!isCode(code)) {
    const meant = nearest(code, Object.keys(CODES));
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    terminal.err(`There is no diagnostic "${shortened(code)}".${hint} "teigram explain" lists all.\n`);
    return EXIT_UNUSABLE;
  }
  const explanation = CODES[code];
  terminal.out(
    [
      `${bold(code)}: ${explanation.title}`,
      '',
      `${dim('Why it matters')}  ${explanation.why}`,
      `${dim('For example')}     ${explanation.example.replaceAll('\n', `\n${' '.repeat(16)}`)}`,
      `${dim('What to do')}      ${explanation.fix}`,
      '',
    ].join('\n'),
  );
  return EXIT_GOOD;
}
