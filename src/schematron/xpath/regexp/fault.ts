/** What is wrong with an expression, its flags or a replacement. */

/** FORX0001: flags; FORX0002: syntax; FORX0003: the expression matches where nothing is; FORX0004: replacement. */
export type RegExpFaultCode = 'FORX0001' | 'FORX0002' | 'FORX0003' | 'FORX0004';

export class RegExpFault extends Error {
  readonly code: RegExpFaultCode;

  /** @param message a clause that says what is wrong, where, and what to write instead. */
  constructor(code: RegExpFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}
