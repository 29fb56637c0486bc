/** Which files the door has read whole in this thread, for who must write over none of them. Nothing is noted until somebody asks for it. */
let paths: Set<string> | undefined;

/** Called by the door. @param path absolute, or relative to the working folder. */
export function noteRead(path: string): void {
  paths?.add(path);
}

/** The paths since the last call; none at the first, from which on they are noted. */
export function takeRead(): readonly string[] {
  const taken = [...(paths ?? [])];
  paths = new Set();
  return taken;
}
