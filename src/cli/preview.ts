/** `teigram preview`: pages that show a conversion beside its text, or any TEI, and an index of many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConvertOptions } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile, listInputs } from '../files/inputs.js';
import type { Neighbours, Row } from '../preview/model.js';
import type { Opened } from '../preview/open.js';
import { documentPage, indexPage, tryPage } from '../preview/page.js';
import { CHANGES, type PageServer, servePages } from '../preview/serve.js';
import { Sources } from '../preview/sources.js';
import { prettyReporter } from '../report/pretty.js';
import { exitCodeOf, type FileReport, type Reporter, worseExit } from '../report/report.js';
import { Run } from '../validate/index.js';
import { readConvertOptions } from './convert-options.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { PreviewFlags } from './flags.js';
import { hrefBetween, INDEX, PreviewFolder } from './preview-folder.js';
import type { Terminal } from './terminal.js';

const DEFAULT_OUT = 'preview';
const TRY_PAGE = 'try.html';

export async function runPreview(names: readonly string[], flags: PreviewFlags, terminal: Terminal): Promise<ExitCode> {
  const temporary =
    flags.serve && flags.out === undefined ? mkdtempSync(join(tmpdir(), 'teigram-preview-')) : undefined;
  try {
    const folder = new PreviewFolder(temporary ?? flags.out ?? DEFAULT_OUT);
    const { options, diagnostics } = await readConvertOptions(flags);
    const unwritable = diagnostics.length > 0 ? undefined : folder.prepare();
    const faults = [
      ...diagnostics,
      ...(unwritable === undefined ? [] : [unwritable]),
      ...(isEmpty(names, flags) ? [NO_INPUT] : []),
    ];
    if (faults.length > 0) return refuse(faults, flags, terminal);
    if (flags.try === true) {
      const fault = await folder.write(TRY_PAGE, tryPage());
      if (fault !== undefined) return refuse([fault], flags, terminal);
      if (flags.quiet !== true)
        terminal.out(
          `${displayPath(folder.pathOf(TRY_PAGE))} converts and checks what is dropped on it; nothing leaves the browser.\n`,
        );
      if (names.length === 0) return EXIT_GOOD;
    }
    const site = new Site(folder, options, flags);
    return flags.serve
      ? await serve(names, site, flags, terminal)
      : await site.write(names, reporterFor(flags, terminal, folder));
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

function isEmpty(names: readonly string[], flags: PreviewFlags): boolean {
  return names.length === 0 && flags.try !== true;
}

const NO_INPUT: Diagnostic = {
  severity: 'error',
  code: 'no-files',
  message:
    'Name what is to be shown: texts (.txt), TEI files (.xml), folders of them; or --try for a page that converts in the browser.',
  source: 'input',
};

function refuse(faults: readonly Diagnostic[], flags: PreviewFlags, terminal: Terminal): ExitCode {
  const { outColors, errColors } = terminal;
  const reporter = prettyReporter(terminal, {
    outColors,
    errColors,
    quiet: flags.quiet === true,
    findings: 'remark',
    verb: 'shown',
  });
  for (const fault of faults) reporter.run(fault);
  reporter.end();
  return EXIT_UNUSABLE;
}

function reporterFor(flags: PreviewFlags, terminal: Terminal, folder: PreviewFolder): Reporter {
  const { outColors, errColors } = terminal;
  const closing = (): string => `Open ${displayPath(folder.pathOf(INDEX))} in a browser.`;
  return prettyReporter(terminal, {
    outColors,
    errColors,
    quiet: flags.quiet === true,
    findings: 'remark',
    verb: 'shown',
    maxFindings: 50,
    closing,
  });
}

/** Shows pages until Ctrl-C, and makes those anew whose files change. */
async function serve(names: readonly string[], site: Site, flags: PreviewFlags, terminal: Terminal): Promise<ExitCode> {
  let server: PageServer;
  try {
    server = await servePages(site.folder.root, flags.port ?? 0);
  } catch (error) {
    return refuse([portTaken(flags.port, error)], flags, terminal);
  }
  try {
    const { watchInputs } = await import('./watch.js');
    const quiet = { ...flags, quiet: true };
    let isFirst = true;
    return await watchInputs(
      names,
      () => listed(names),
      async () => {
        const exitCode = await site.write(names, reporterFor(isFirst ? flags : quiet, terminal, site.folder));
        if (isFirst) terminal.out(`The pages are at ${server.address} for this machine alone.\n`);
        else server.tell();
        isFirst = false;
        return { exitCode, schemas: new Set<string>() };
      },
      terminal,
    );
  } finally {
    server.close();
  }
}

function portTaken(port: number | undefined, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `No pages can be shown on port ${port ?? 0}: ${reason}. Leave --port out, and a free one is taken.`;
  return { severity: 'error', code: 'port-taken', message, source: 'run' };
}

function listed(names: readonly string[]) {
  return listInputs(names, ['.txt', '.xml']);
}

/** A page that waits for the address of the next. */
interface Waiting {
  readonly place: string;
  readonly document: Opened;
  readonly report: FileReport;
}

/** All pages of a call. */
class Site {
  readonly folder: PreviewFolder;
  readonly #options: ConvertOptions;
  readonly #flags: PreviewFlags;

  constructor(folder: PreviewFolder, options: ConvertOptions, flags: PreviewFlags) {
    this.folder = folder;
    this.#options = options;
    this.#flags = flags;
  }

  /** @returns the exit code: what is shown may have faults, only what cannot be shown counts. */
  async write(names: readonly string[], reporter: Reporter): Promise<ExitCode> {
    const { files, diagnostics } = await listed(names);
    let exitCode: ExitCode = diagnostics.length > 0 ? EXIT_UNUSABLE : EXIT_GOOD;
    for (const fault of diagnostics) reporter.run(fault);
    this.folder.clear();
    const rows: Row[] = [];
    const hasIndex = files.length > 1;
    let [before, waiting]: [string | undefined, Waiting | undefined] = [undefined, undefined];
    const put = async (next: string | undefined): Promise<void> => {
      if (waiting === undefined) return;
      const fault = await this.#writePage(waiting, before, next, hasIndex || rows.length > 1);
      if (fault !== undefined) {
        reporter.run(fault);
        exitCode = EXIT_UNUSABLE;
      }
      before = waiting.place;
    };
    for await (const { file, documents, report } of this.#open(files)) {
      const places = documents.map(({ name }) => this.folder.reserve(file.layout, name));
      for (const [i, document] of documents.entries()) {
        rows.push({ page: hrefBetween(INDEX, places[i]!), ...document.row });
        await put(places[i]);
        waiting = { place: places[i]!, document, report };
      }
      const told = {
        ...report,
        failing: false,
        mayBeUnchecked: true,
        outputs: places.map((place) => displayPath(this.folder.pathOf(place))),
      };
      reporter.file(told);
      exitCode = worseExit<ExitCode>(exitCode, exitCodeOf(told));
    }
    await put(undefined);
    const fault = rows.length > 0 ? await this.folder.write(INDEX, indexPage(rows, this.#live())) : undefined;
    if (fault !== undefined) {
      reporter.run(fault);
      exitCode = EXIT_UNUSABLE;
    }
    reporter.end();
    return exitCode;
  }

  async *#open(files: readonly InputFile[]) {
    const { openTei, openText } = await import('../preview/open.js');
    const sources = new Sources(this.#flags.source ?? []);
    const run = await Run.open({ offline: this.#flags.offline });
    try {
      for (const file of files) {
        if (!isTei(file)) yield { file, ...(await openText(file, this.#options)) };
        else
          for await (const { report } of run.check([file])) yield { file, ...(await openTei(file, report, sources)) };
      }
    } finally {
      await run.stop();
    }
  }

  #writePage(
    { place, document }: Waiting,
    previous: string | undefined,
    next: string | undefined,
    hasIndex: boolean,
  ): Promise<Diagnostic | undefined> {
    const link = (to: string | undefined) => (to === undefined ? undefined : hrefBetween(place, to));
    const neighbours = { previous: link(previous), next: link(next), index: hasIndex ? link(INDEX) : undefined };
    return this.folder.write(place, documentPage(document.preview, withoutUndefined(neighbours), this.#live()));
  }

  #live(): { readonly changes?: string } {
    return this.#flags.serve ? { changes: CHANGES } : {};
  }
}

function isTei({ display }: InputFile): boolean {
  return /\.xml$/i.test(display);
}

function withoutUndefined(neighbours: { readonly [Key in keyof Neighbours]: string | undefined }): Neighbours {
  return Object.fromEntries(Object.entries(neighbours).filter(([, href]) => href !== undefined));
}
