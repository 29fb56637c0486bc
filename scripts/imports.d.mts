/** Absolute paths of the files that a source file imports at run time, not later by `import()`. */
export function loadedAtOnce(path: string): string[];
/** The file itself and all that is loaded with it. */
export function closureOf(path: string): Set<string>;
