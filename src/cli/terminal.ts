/** The two streams of a call: results on one, everything else on the other, each with its own colours. */
import { type Colors, colors } from '../report/colors.js';
import type { Sink } from '../report/report.js';

export interface Terminal extends Sink {
  /** For what goes to `out`. */
  readonly outColors: Colors;
  /** For what goes to `err`. */
  readonly errColors: Colors;
  /** Whether a person looks at `err` right now, so that progress may be shown there. */
  readonly interactive: boolean;
}

export function terminal({ color }: { readonly color: boolean }): Terminal {
  // https://no-color.org: present and not empty.
  const wanted = color && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outColors: colors(wanted && process.stdout.isTTY === true),
    errColors: colors(wanted && process.stderr.isTTY === true),
    interactive: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
  };
}

/** A reader that goes away (`teigram … | head`) ends the run without a stack trace. */
export function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
