/** All pages of a call, each with the addresses of its neighbours, and the index of them. */
import type { ConvertOptions } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile, type InputList, listInputs } from '../files/inputs.js';
import type { Neighbours, Row } from '../preview/model.js';
import { type Opened, type OpenedFile, openTei, openText } from '../preview/open.js';
import { documentPage, indexPage, type PageOptions } from '../preview/page.js';
import { Sources } from '../preview/sources.js';
import { exitCodeOf, type Reporter, worseExit } from '../report/report.js';
import { Run } from '../validate/index.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { PreviewFlags } from './flags.js';
import { hrefBetween, INDEX, type PreviewFolder } from './preview-folder.js';

/** What the names of a call mean. */
export function previewInputs(names: readonly string[]): Promise<InputList> {
  return listInputs(names, ['.txt', '.xml']);
}

interface Written {
  /** Where the page lies in the folder. */
  readonly place: string;
  readonly document: Opened;
}

export class PreviewSite {
  readonly folder: PreviewFolder;
  /** Where somebody begins to look: the index, or the only page; undefined as long as there is none. */
  entry: string | undefined;
  readonly #options: ConvertOptions;
  readonly #flags: Pick<PreviewFlags, 'source' | 'schema' | 'catalog' | 'offline'>;
  readonly #page: PageOptions;

  constructor(folder: PreviewFolder, options: ConvertOptions, flags: PreviewFlags, page: PageOptions) {
    this.folder = folder;
    this.#options = options;
    this.#flags = flags;
    this.#page = page;
  }

  /**
   * Writes the pages of what is named; again where files have changed.
   *
   * @param signal ends it after the document at hand.
   * @returns the exit code: what is shown may have faults, and only what cannot be shown counts.
   */
  async write(names: readonly string[], reporter: Reporter, signal?: AbortSignal): Promise<ExitCode> {
    const { files, diagnostics } = await previewInputs(names);
    let exitCode: ExitCode = EXIT_GOOD;
    const refuse = (fault: Diagnostic | undefined): void => {
      if (fault === undefined) return;
      reporter.run(fault);
      exitCode = EXIT_UNUSABLE;
    };
    diagnostics.forEach(refuse);
    this.folder.begin();
    this.entry = undefined;
    const rows: Row[] = [];
    // A page is written when the next one is known, whose address it has.
    let previous: string | undefined;
    let current: Written | undefined;
    const put = async (next?: string): Promise<void> => {
      if (current === undefined) return;
      refuse(await this.#write(current, { previous, next, index: rows.length > 1 ? INDEX : undefined }));
      previous = current.place;
    };
    for await (const { file, documents, report } of this.#open(files)) {
      const outputs: string[] = [];
      for (const document of documents) {
        const place = this.folder.reserve(file.layout, document.name);
        if (typeof place !== 'string') {
          refuse(place);
          continue;
        }
        rows.push({ page: hrefBetween(INDEX, place), ...document.row });
        await put(place);
        current = { place, document };
        outputs.push(displayPath(this.folder.pathOf(place)));
      }
      // Warnings stand in the page, each at its place.
      const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
      const told = { ...report, diagnostics: errors, failing: false, mayBeUnchecked: true, outputs };
      if (outputs.length > 0 || documents.length === 0) reporter.file(told);
      exitCode = worseExit<ExitCode>(exitCode, exitCodeOf(told));
      if (signal?.aborted) break;
    }
    await put();
    this.entry = rows.length > 1 ? INDEX : current?.place;
    if (rows.length > 1) refuse(await this.folder.write(INDEX, indexPage(rows, this.#page)));
    if (!signal?.aborted) this.folder.end();
    reporter.end();
    return exitCode;
  }

  async *#open(files: readonly InputFile[]): AsyncGenerator<OpenedFile & { readonly file: InputFile }> {
    const { source = [], schema: schemas, catalog: catalogs, offline } = this.#flags;
    const sources = new Sources(source);
    const run = await Run.open({ schemas, catalogs, offline });
    try {
      for (const file of files) {
        if (!/\.xml$/i.test(file.display)) yield { file, ...(await openText(file, this.#options)) };
        else
          for await (const { report } of run.check([file])) yield { file, ...(await openTei(file, report, sources)) };
      }
    } finally {
      await run.stop();
    }
  }

  #write({ place, document }: Written, places: { readonly [Key in keyof Neighbours]: string | undefined }) {
    const known = Object.entries(places).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const neighbours = Object.fromEntries(known.map(([which, to]) => [which, hrefBetween(place, to)]));
    return this.folder.write(place, documentPage(document.preview, neighbours, this.#page));
  }
}
