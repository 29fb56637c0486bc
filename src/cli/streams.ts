/** Standard output and standard error: what goes wrong with them ends no run with a stack trace, and is told by the exit code. */
import { fstatSync, writeFileSync } from 'node:fs';
import { reasonOf } from '../files/reason.js';
import { EXIT_GOOD, EXIT_UNREAD, EXIT_UNUSABLE } from './exit-codes.js';

/** Of one of the two streams of the process. */
class StandardStream {
  readonly #stream: NodeJS.WriteStream;
  readonly #fd: number;
  readonly #fail: (fault: NodeJS.ErrnoException) => void;
  /** Written at once and to the last byte, which a stream does not see to where a disk has room for a part. */
  readonly #isFile: boolean;
  fault: NodeJS.ErrnoException | undefined;

  constructor(stream: NodeJS.WriteStream, fd: number, onFault: (fault: NodeJS.ErrnoException) => void) {
    this.#stream = stream;
    this.#fd = fd;
    this.#isFile = isFile(fd);
    this.#fail = (fault) => {
      if (this.fault !== undefined) return;
      this.fault = fault;
      onFault(fault);
    };
    stream.on('error', this.#fail);
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY === true;
  }

  write(text: string): void {
    if (this.fault !== undefined || text === '') return;
    try {
      if (this.#isFile) writeFileSync(this.#fd, text);
      else this.#stream.write(text);
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException);
    }
  }
}

function isFile(fd: number): boolean {
  try {
    // As big integers, since Node has one place for small ones, and where a pipe stands there last, follows no links to modules.
    return fstatSync(fd, { bigint: true }).isFile();
  } catch {
    return false;
  }
}

export interface StandardStreams {
  readonly out: StandardStream;
  readonly err: StandardStream;
}

let opened: StandardStreams | undefined;

/** The two, the same for all of the process. */
export function standardStreams(): StandardStreams {
  opened ??= open();
  return opened;
}

function open(): StandardStreams {
  const err = new StandardStream(process.stderr, 2, () => {});
  const out = new StandardStream(process.stdout, 1, (fault) => {
    if (!isUnread(fault)) err.write(`${sentence(fault)}\n`);
  });
  // A fault may come after the last write, when the command has said what it found.
  process.on('exit', (code) => {
    process.exitCode = exitCodeAfter([out.fault, err.fault], code);
  });
  return { out, err };
}

/** A reader that goes away (`teigram … | head`) is no fault of anybody, but must not pass for a good end. */
function isUnread({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ECONNRESET';
}

function exitCodeAfter(streamFaults: readonly (NodeJS.ErrnoException | undefined)[], code: number): number {
  const faults = streamFaults.filter((fault) => fault !== undefined);
  if (faults.some((fault) => !isUnread(fault))) return EXIT_UNUSABLE;
  return faults.length > 0 && code === EXIT_GOOD ? EXIT_UNREAD : code;
}

function sentence(fault: NodeJS.ErrnoException): string {
  return `teigram: standard output cannot be written: ${reasonOf(fault)}. What was printed is not whole; make room, or send it elsewhere.`;
}
