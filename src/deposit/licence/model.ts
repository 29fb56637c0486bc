/** A licence, as repositories get it. */
export interface Licence {
  /** SPDX identifier, where there is one. */
  readonly id?: string;
  /** Its one address, where it has one. */
  readonly url?: string;
  /** Of a licence that was not understood: what was written. */
  readonly name: string;
}

/** What somebody's words or address say: one licence, or else what could be meant, by SPDX identifiers. */
export type Understood =
  | { readonly licence: Licence; readonly candidates?: undefined }
  | { readonly licence?: undefined; readonly candidates: readonly string[] };
