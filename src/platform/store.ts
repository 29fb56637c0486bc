/** A place for compiled schemas. Whatever goes wrong in one is silent: the schema is compiled as if there were none. */
export interface SchemaStore {
  /** A digest of content that nobody can find a second content for; the same on each call. */
  hash(content: string | Uint8Array): string;
  /** Undefined where nothing is kept under the name. */
  read(name: string): Uint8Array | undefined;
  /** Keeps all of the content, or nothing. */
  write(name: string, content: Uint8Array): void;
}
