/** How a call ended, for scripts. */
import type { ReportExitCode } from '../report/report.js';

/** Every document is valid, and every conversion lossless. */
export const EXIT_GOOD = 0;
/** Some document is invalid or not lossless, or the call fails on what was found. */
export const EXIT_INVALID = 1;
/** The call, or some file, could not be used. */
export const EXIT_UNUSABLE = 2;

/** All is good as far as it was checked, and something was not. */
export const EXIT_UNCHECKED = 3;

/** The user stopped the run (128 and the number of SIGINT, as shells have it). */
export const EXIT_INTERRUPTED = 130;

/** Nobody read what was printed, and nothing bad was found until then (128 and the number of SIGPIPE). */
export const EXIT_UNREAD = 141;

export type ExitCode = ReportExitCode | typeof EXIT_INTERRUPTED;
