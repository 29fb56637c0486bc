/** How far a run is: a bar under the lines of a report for a person at a terminal, a line now and then where there is none. */
import type { Terminal } from './terminal.js';

const WIDTH = 24;
/** In milliseconds, between two drawings of the bar. */
const INTERVAL = 80;
/** In milliseconds, between two lines where there is no terminal. */
const SELDOM = 30_000;
/** In milliseconds: before, how fast the run is cannot be told. */
const TELLING = 2_000;

export interface Progress extends Terminal {
  /** One more file is done. */
  step(): void;
  /** Takes the bar away. */
  stop(): void;
}

/**
 * The terminal with a bar that makes way for each line; on anything but a terminal, one that writes a line to the errors every
 * half minute, so that the log of a long run tells how far it is.
 *
 * @param now in milliseconds.
 */
export function withProgress(terminal: Terminal, total: number, wanted: boolean, now = Date.now): Progress {
  if (!wanted || total < 2) return { ...terminal, step() {}, stop() {} };
  const begun = now();
  let done = 0;
  let drawn = false;
  let last = terminal.interactive ? 0 : begun;
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
      const at = now();
      if (at - last < (terminal.interactive ? INTERVAL : SELDOM) || done === total) return;
      last = at;
      const said = `${number(done)} of ${number(total)}${paceOf(done, total, at - begun)}`;
      if (!terminal.interactive) return terminal.err(`${said}\n`);
      const filled = Math.round((done / total) * WIDTH);
      terminal.draw(`${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${said}`);
      drawn = true;
    },
    stop: clear,
  };
}

/** `, 850 a second, about 2 minutes left`; nothing where that cannot be told yet. */
function paceOf(done: number, total: number, passed: number): string {
  if (passed < TELLING) return '';
  const pace = (done * 1000) / passed;
  const left = (total - done) / pace;
  const shown = pace < 10 ? pace.toFixed(1) : number(Math.round(pace));
  return `, ${shown} a second, about ${inWords(left)} left`;
}

/** @param seconds rounded to what still says something. */
function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} minutes`;
  const hours = seconds / 3600;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${Math.round(hours / 24)} days`;
}

function number(n: number): string {
  return n.toLocaleString('en');
}
