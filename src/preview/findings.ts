/** Findings as a page shows them: with what they mean, at their place. */
import { CODES, isCode } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { Places } from '../places.js';
import type { ShownFinding } from './model.js';

export interface Where {
  /** The whole text, as its findings count lines; undefined for a TEI that is shown alone. */
  readonly input: string | undefined;
  /** What is shown of it. */
  readonly from: number;
  readonly to: number;
  /** The TEI's name in findings. */
  readonly xmlName: string;
  /** The names of other documents of the same text. */
  readonly others: readonly string[];
}

/** Those of a document, in the order of the text; what another document of the file has is left to its page. */
export function shownFindings(diagnostics: readonly Diagnostic[], where: Where): readonly ShownFinding[] {
  const places = where.input === undefined ? undefined : new Places(where.input);
  const shown = diagnostics.flatMap((diagnostic): ShownFinding[] => {
    const { severity, code, message, line, file = '' } = diagnostic;
    if (where.others.includes(file)) return [];
    const { title = code, why = '', fix = '' } = isCode(code) ? CODES[code] : {};
    const finding = { severity, code, title, message, why, fix };
    if (line === undefined) return [finding];
    if (places === undefined || file === where.xmlName) return [{ ...finding, line }];
    const offset = places.offsetOf({ line, column: diagnostic.column ?? 1 });
    return offset < where.from || offset > where.to ? [] : [{ ...finding, at: offset - where.from }];
  });
  return shown.sort((a, b) => (a.at ?? -1) - (b.at ?? -1));
}
