/** What can go wrong between here and a server, for those who turn it into words. */
import type { Code } from '../../codes/index.js';

/** The server answered with an error, or sends on to another address. */
export class HttpFailure extends Error {
  readonly status: number;
  /** What the server says, in its own words. */
  readonly said: string;
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | undefined;
  /** Where the server sends on to, absolute. */
  readonly location: URL | undefined;

  constructor(status: number, said: string, retryAfter?: number, location?: URL) {
    super(`${status} ${said}`);
    this.status = status;
    this.said = said;
    this.retryAfter = retryAfter;
    this.location = location;
  }
}

/** No answer came, or it broke off. */
export class ConnectionLost extends Error {
  /** As the system has it: `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The server answered something that its documentation does not know. */
export class UnexpectedAnswer extends Error {}

/** The repository has other bytes than were sent. */
export class DamagedFile extends Error {}

/** The upload must not go on: what is wrong is known, and said in words already. */
export class Stopped extends Error {
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether what was sent may have been taken, although no word came that it was. */
export function mayHaveArrived(error: unknown): boolean {
  if (error instanceof ConnectionLost) return !['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(error.code);
  return error instanceof HttpFailure && error.status >= 500;
}
