/** A resource once it is had. */
export interface Resource {
  readonly content: Uint8Array;
  /** Where it lies on this disk; undefined for what was fetched and could not be kept. */
  readonly path: string | undefined;
}
