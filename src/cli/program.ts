/** A call of the command: its arguments, its exit code, and what is said when the program itself fails. */
import { CommanderError } from 'commander';
import { shortened } from '../shown.js';
import { buildProgram, LONGEST_WORD } from './commands.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import { type Terminal, terminal } from './terminal.js';

/**
 * Runs one call.
 *
 * @param args as they follow the program's name.
 * @param open gives the streams to write to, with colours or without; those of the process by default.
 * @returns 0 all good; 1 some document is invalid or not lossless, or what `--fail-on` names; 2 the call or a file could not be used;
 *   3 all is good as far as it was checked, and something was not.
 */
export async function main(args: readonly string[], open = terminal): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = buildProgram(open, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    // Help and version were asked for and have been printed.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_GOOD : EXIT_UNUSABLE;
    tellFault(error, open({ color: false }));
    return EXIT_UNUSABLE;
  }
  return exitCode;
}

/** The options of a command, each as it is written, and whether a value follows it. */
export function optionsOf(command: string): ReadonlyMap<string, boolean> {
  const options = buildProgram(terminal, () => {}).commands.find((known) => known.name() === command)?.options ?? [];
  return new Map(
    options.flatMap(({ short, long, required }) =>
      [short, long].filter((name) => name != null).map((name) => [name, required] as const),
    ),
  );
}

/** From now on, what nobody else heeds ends the program with a sentence and not with its code. */
export function heedFaults(): void {
  process.on('uncaughtException', (error) => {
    tellFault(error, terminal({ color: false }));
    process.exit(EXIT_UNUSABLE);
  });
}

/** Says in a sentence that the program failed; TEIGRAM_DEBUG in the environment asks for where. */
function tellFault(error: unknown, { err }: Terminal): void {
  const reason = shortened(error instanceof Error ? error.message : String(error), LONGEST_WORD);
  err(
    `teigram failed: ${reason}\nThis is a fault of the program. Please report it with the call that led to it; TEIGRAM_DEBUG=1 in the environment shows where it failed.\n`,
  );
  if (process.env['TEIGRAM_DEBUG'] && error instanceof Error) err(`${error.stack}\n`);
}
