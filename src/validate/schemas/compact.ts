/** Rules within grammars of the compact syntax: what reads the syntax, for the engine that reads the rules. */
import { isCompact, playCompact } from '../../relaxng/syntax/play.js';
import type { Play } from '../../schematron/index.js';

/** @param compact URI of a file in the compact syntax, whatever its name; others are told by theirs. */
export function playIfCompact(compact: string | undefined): Play {
  return (uri, content) => {
    if (uri !== compact && !isCompact(uri)) return undefined;
    return (handler) => playCompact(content, uri, handler);
  };
}
