/** A progress bar under the lines of a report, for a person at a terminal. */
import type { Terminal } from './terminal.js';

const WIDTH = 24;
/** Milliseconds between two drawings. */
const INTERVAL = 80;

export interface Progress extends Terminal {
  /** One more file is done. */
  step(): void;
  /** Takes the bar away. */
  stop(): void;
}

/** The terminal with a bar that makes way for each line; on anything but a terminal, just the terminal. */
export function withProgress(terminal: Terminal, total: number, wanted: boolean): Progress {
  if (!wanted || !terminal.interactive || total < 2) return { ...terminal, step() {}, stop() {} };
  let done = 0;
  let drawn = false;
  let last = 0;
  const clear = () => {
    if (drawn) terminal.draw('');
    drawn = false;
  };
  const line = (write: (text: string) => void) => (text: string) => {
    clear();
    write(text);
  };
  return {
    ...terminal,
    out: line(terminal.out),
    err: line(terminal.err),
    data: line(terminal.data),
    step() {
      done++;
      const now = Date.now();
      if (now - last < INTERVAL || done === total) return;
      last = now;
      const filled = Math.round((done / total) * WIDTH);
      terminal.draw(`${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done} of ${total}`);
      drawn = true;
    },
    stop: clear,
  };
}
