/**
 * The one door out of the command: all that it prints goes through a {@link Terminal}, where text for people loses what
 * moves cursors, turns lines round or commands a runner, whoever wrote it.
 */
import { type Colors, colors } from '../report/colors.js';
import type { Sink } from '../report/report.js';
import { visible } from '../shown.js';
import { standardStreams } from './streams.js';

/** Results on `out`, everything else on `err`: text for people. */
export interface Terminal extends Sink {
  /** On `out`, as it is: a report whose format escapes by itself, or data that the user asked for. */
  readonly data: (text: string) => void;
  /** Draws a line over the one drawn before, where a person looks at `err`; an empty one takes it away. */
  readonly draw: (line: string) => void;
  /** For what goes to `out`. */
  readonly outColors: Colors;
  /** For what goes to `err`. */
  readonly errColors: Colors;
  /** Whether a person looks at `err` right now, so that progress may be shown there. */
  readonly interactive: boolean;
  /** Whether nothing that goes to `out` reaches anybody any more. */
  readonly isLost: () => boolean;
}

/** Where a terminal writes to. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outColored: boolean;
  readonly errColored: boolean;
  readonly interactive: boolean;
  readonly isLost: () => boolean;
}

/** The terminal of the process. */
export function terminal({ color }: { readonly color: boolean }): Terminal {
  const { out, err } = standardStreams();
  const isDumb = process.env['TERM'] === 'dumb';
  // https://no-color.org: present and not empty.
  const wanted = color && !process.env['NO_COLOR'] && !isDumb;
  return terminalOn({
    out: (text) => out.write(text),
    err: (text) => err.write(text),
    outColored: wanted && out.isTerminal,
    errColored: wanted && err.isTerminal,
    interactive: err.isTerminal && !isDumb,
    isLost: () => out.fault !== undefined,
  });
}

/** A terminal that writes to these streams. */
export function terminalOn({ out, err, outColored, errColored, interactive, isLost }: Streams): Terminal {
  // What stands for the escapes of our own colours until the exit: nobody can write it who cannot guess it.
  const mark = outColored || errColored ? `\x1b${crypto.randomUUID()}` : '\x1b';
  const shown = outColored || errColored ? (text: string) => painted(text, mark) : (text: string) => visible(text);
  return {
    out: (text) => out(shown(text)),
    err: (text) => err(shown(text)),
    data: out,
    draw: (line) => err(`\r\x1b[K${visible(line)}`),
    outColors: colors(outColored, mark),
    errColors: colors(errColored, mark),
    interactive,
    isLost,
  };
}

function painted(text: string, mark: string): string {
  return text
    .split(mark)
    .map((piece) => visible(piece))
    .join('\x1b');
}
