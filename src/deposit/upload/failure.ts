/** What can go wrong between here and a server, for those who turn it into words. */

/** The server answered with an error. */
export class HttpFailure extends Error {
  readonly status: number;
  /** What the server says, in its own words. */
  readonly said: string;
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(status: number, said: string, retryAfter?: number) {
    super(`${status} ${said}`);
    this.status = status;
    this.said = said;
    this.retryAfter = retryAfter;
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
