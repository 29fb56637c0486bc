/** A BagIt profile: what an archive asks of bags beyond BagIt (BagIt Profiles Specification 1.1.0 to 1.4.0). */

/** What is asked of a label of `bag-info.txt`. */
export interface TagRule {
  readonly label: string;
  readonly required: boolean;
  /** Empty where any is good. */
  readonly values: readonly string[];
  readonly repeatable: boolean;
  /** In the words of who made the profile. */
  readonly description: string | undefined;
}

/** What must be there, and what may be; undefined where anything may. */
export interface Selection {
  readonly required: readonly string[];
  readonly allowed: readonly string[] | undefined;
}

export interface BagProfile {
  /** Its name in diagnostics. */
  readonly file: string;
  readonly identifier: string;
  /** Of the profile itself. */
  readonly version: string;
  readonly tags: readonly TagRule[];
  /** By algorithm, as file names of manifests have them. */
  readonly manifests: Selection;
  readonly tagManifests: Selection;
  /** Paths in the bag; what is allowed may be patterns. */
  readonly tagFiles: Selection;
  readonly payloadFiles: Selection;
  readonly fetch: 'allowed' | 'required' | 'forbidden';
  readonly dataEmpty: boolean;
  readonly serialization: 'required' | 'forbidden' | 'optional';
  /** Media types; empty where any is good. */
  readonly acceptSerialization: readonly string[];
  readonly acceptVersions: readonly string[];
}

/** Profiles write `SHA-512`, too; file names have the letters and digits alone. */
export function sameAlgorithm(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(algorithm: string): string {
  return algorithm.toLowerCase().replace(/[^a-z0-9]/g, '');
}
