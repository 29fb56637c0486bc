/** What the rules of a document have beside it: the indexes of keys, and the files that they look things up in. */
import { LookedUpFiles } from './files.js';
import { type CompiledKey, KeyIndex } from './keys.js';
import type { DocumentNode } from './tree.js';
import type { Surroundings } from './xpath/runtime.js';

export function surroundingsOf(keys: readonly CompiledKey[], document: DocumentNode): Surroundings {
  return { keys: new KeyIndex(keys), files: new LookedUpFiles(document) };
}
