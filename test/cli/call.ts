/** Calls of the command: in this process where only its words matter, in its own where the process does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { main } from '../../src/cli/program.js';
import { type Streams, terminalOn } from '../../src/cli/terminal.js';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Streams that nobody looks at. */
export const PLAIN: Streams = {
  out() {},
  err() {},
  outColored: false,
  errColored: false,
  interactive: false,
  isLost: () => false,
};

/** Runs a call in this process, without a terminal. */
export async function call(...args: string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await main(args, () =>
    terminalOn({
      ...PLAIN,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
    }),
  );
  return { code, out, err };
}

/** The built command. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Runs the built command in a process of its own. */
export function spawned(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly input?: string | Uint8Array;
    readonly env?: NodeJS.ProcessEnv;
    /** For Node itself. */
    readonly node?: readonly string[];
    /** Gets the process as it starts. */
    readonly started?: (child: ChildProcess) => void;
  } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(options.node ?? []), CLI, ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    });
    options.started?.(child);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, out, err }));
    child.stdin.on('error', () => {}).end(options.input ?? '');
  });
}

/** A folder of files that is gone after the test. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'teigram-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Every file below a folder, sorted, with `/`, but for the record of what was converted into it. */
export function listing(root: string): string[] {
  if (statSync(root, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !name.startsWith('.teigram/') && !name.includes('/.teigram/'))
    .sort();
}

/** A small telegram of our own with a number. */
export const telegram = (number: number): string =>
  [
    `${number}. Telegram From the Embassy in Ruritania to the Department of State`,
    '',
    'Strelsau, March 4, 1957, 7 p.m.',
    '',
    '812. The Foreign Minister asked today whether the loan1 could be signed in May.',
    '',
    'Sapt',
    '',
    '  1. See Document 12.',
    '',
  ].join('\n');
