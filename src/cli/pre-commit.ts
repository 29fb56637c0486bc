/** What the framework pre-commit calls: the user's options, then names of files, with nothing that tells where these begin. */
import { existsSync } from 'node:fs';
import { EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import { main, optionsOf } from './program.js';
import { terminal } from './terminal.js';

/**
 * Runs `teigram validate` for the hook. A file may have any name, so none is ever taken as an option: options end at `--`;
 * without one, at the first argument that is no option of `validate` in two words (`--schema FILE`), as no name of an
 * XML file is one.
 *
 * @param args as pre-commit gives them.
 * @returns what `teigram validate` returns; 2 where it cannot be told what is an option.
 */
export async function runPreCommit(args: readonly string[], open = terminal): Promise<ExitCode> {
  const end = endOfOptions(args);
  if (end === undefined) {
    const message =
      'A file here is named like an option, so it cannot be told which of the two is meant. End the args of the hook in .pre-commit-config.yaml with "--", or rename the file.';
    open({ color: false }).err(`error: ${message}\n`);
    return EXIT_UNUSABLE;
  }
  const files = args.slice(args[end] === '--' && !existsSync('--') ? end + 1 : end);
  return main(['validate', '--quiet', ...args.slice(0, end), '--', ...files], open);
}

function endOfOptions(args: readonly string[]): number | undefined {
  const marked = args.indexOf('--');
  if (marked !== -1 && !existsSync('--')) return marked;
  const options = optionsOf('validate');
  let at = 0;
  while (at < args.length) {
    const takesValue = options.get(args[at]!);
    if (takesValue === undefined) return at;
    if (existsSync(args[at]!)) return undefined;
    at += takesValue ? 2 : 1;
  }
  return args.length;
}
