/** The other files that a document takes in by its DOCTYPE: external entities and DTDs, within reach as other parts are. */
import { type Budget, countedBy, raising } from '../../budget.js';
import type { ExternalFile, ExternalFiles } from '../../xml/external.js';
import { countLines, type HadFile, type IncludableFiles } from './files.js';
import type { LineMap } from './line-map.js';

export interface ExternalOptions {
  readonly files: IncludableFiles;
  readonly lines: LineMap;
  readonly display: (path: string) => string;
  readonly budget: Budget;
}

/** Who reads: the document, or a part of it. */
export interface Reader {
  /** Absolute URI. */
  readonly uri: string;
  /** Path of the file beside which others must lie. */
  readonly asker: string;
  /** What is to be added to the numbers of its lines. */
  readonly offset: number;
}

export class LocalEntities {
  readonly #options: ExternalOptions;
  /** By the URI asked for: several parses of a document read each file once. */
  readonly #had = new Map<string, HadFile>();

  constructor(options: ExternalOptions) {
    this.#options = options;
  }

  /** For one parse. */
  for({ uri, asker, offset }: Reader): ExternalFiles {
    const most = this.#options.budget.limits.parts;
    let left = most;
    return {
      uri,
      read: (systemId, base, { line, column }): ExternalFile | { readonly reason: string } => {
        if (!URL.canParse(systemId, base)) return { reason: `"${systemId}" is neither a path nor an address.` };
        if (left-- <= 0) {
          const many = `there are more than ${most.toLocaleString('en')} ${countedBy('parts')} and entities.`;
          return { reason: `${many} ${raising('parts', most)}` };
        }
        const file = this.#read(new URL(systemId, base), asker);
        if ('reason' in file) return file;
        const { lines, display } = this.#options;
        const place = { line: line + offset, column };
        const start = lines.add(display(file.path), countLines(file.content), place);
        return { content: file.content, uri: file.uri, line: start + 1 - offset };
      },
    };
  }

  #read(url: URL, asker: string): HadFile | { readonly reason: string } {
    url.hash = '';
    const known = this.#had.get(url.href);
    if (known !== undefined) return known;
    const { files, display, budget } = this.#options;
    budget.breathe();
    const file = files.read(url.href, asker, display);
    if ('fault' in file) return { reason: file.message };
    this.#had.set(url.href, file);
    return file;
  }
}
