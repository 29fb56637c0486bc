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

/** Does what a rule asks for: an expression that stands in the rule is a fault of the rule, one that a document tells of its value. */
export function asFault<T>(Fault: new (message: string) => Error, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RegExpFault) throw new Fault(error.message);
    throw error;
  }
}
