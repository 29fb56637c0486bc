/** A resource once it is had. */
export interface Resource {
  readonly content: Uint8Array;
  /** Absolute: where it is, on the web or on this disk, which is the base of what it refers to. */
  readonly uri: string;
  /** Where it lies on this disk; undefined for what was fetched and could not be kept. */
  readonly path: string | undefined;
}
