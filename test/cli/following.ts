/** Calls of the command that watch files, and what they say. */
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { CLI } from './call.js';

/** What it prints when it waits for changes. */
const WAITS = 'Ctrl-C ends it.\n';

/** A run in a folder that goes on until it is stopped. */
export function following(dir: string, ...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: dir });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  let wake = () => {};
  const hear = (piece: string) => {
    text += piece;
    wake();
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    /** Waits for all of these; standard output and error come in no fixed order. */
    async says(...expected: readonly string[]): Promise<string> {
      while (![...expected, WAITS].every((part) => text.includes(part))) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const said = text;
      text = '';
      return said;
    },
    stop(): Promise<number | null> {
      child.kill('SIGINT');
      return ended;
    },
  };
}
