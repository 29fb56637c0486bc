/** What a resource is once it is had, and why it may not be. */

export interface Resource {
  readonly content: Uint8Array;
  /** Where it lies on this disk; undefined for what was fetched and could not be kept. */
  readonly path: string | undefined;
}

/** Why a resource is not to be had; `message` is a whole sentence with a way out. */
export class ResourceError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
