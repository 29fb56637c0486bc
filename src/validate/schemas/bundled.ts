/** The schema that the package carries, at once, for conversions. */
import { Budget } from '../../budget.js';
import type { Diagnostic } from '../../diagnostics.js';
import { packageFile } from '../../platform/node/package.js';
import { loadSync } from '../../relaxng/index.js';
import type { XmlHandler } from '../../xml/events.js';
import { fanOut } from '../../xml/fan-out.js';
import { parseXml } from '../../xml/parser.js';

export interface Judgement {
  readonly wellFormed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

let loaded: ReturnType<typeof loadSync> | undefined;

/**
 * Judges a document by the bundled schema, which is compiled at the first call and kept in memory.
 *
 * @param file the document's name, for diagnostics.
 * @param beside hears the document while it is judged, so that it is read once.
 * @returns what is wrong with it; in a damaged installation, what is wrong with the schema.
 */
export function judgeByBundledSchema(xml: string, file: string, beside: XmlHandler): Judgement {
  loaded ??= load();
  const budget = new Budget();
  const judge = loaded.schema?.listen({ file, budget });
  const { wellFormed } = parseXml(xml, judge ? fanOut([judge.handler, beside]) : beside, { file, budget });
  return { wellFormed, diagnostics: judge?.diagnostics() ?? loaded.diagnostics };
}

function load(): ReturnType<typeof loadSync> {
  // No cache on disk: a small schema compiles in milliseconds, and a library should not write to its user's folders.
  return loadSync({ text: packageFile(NAME), uri: NAME }, { cache: false });
}

const NAME = 'schemas/telegram.rng';
