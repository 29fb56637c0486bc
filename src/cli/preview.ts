/** `teigram preview`: pages that show a conversion beside its text, or any TEI, and an index of many. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { statsAt } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { tryPage } from '../preview/page.js';
import { CHANGES, type PageServer, servePages } from '../preview/serve.js';
import { prettyReporter } from '../report/pretty.js';
import type { Reporter } from '../report/report.js';
import { readConvertOptions } from './convert-options.js';
import { CONFIG_FILE } from './defaults.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { PreviewFlags } from './flags.js';
import { hrefBetween, INDEX, PreviewFolder, TRY_PAGE } from './preview-folder.js';
import { PreviewSite, previewInputs } from './preview-site.js';
import type { Terminal } from './terminal.js';

const DEFAULT_OUT = 'preview';

export async function runPreview(names: readonly string[], flags: PreviewFlags, terminal: Terminal): Promise<ExitCode> {
  const passing = flags.serve && flags.out === undefined ? new PassingFolder() : undefined;
  try {
    const folder = new PreviewFolder(passing?.path ?? flags.out ?? DEFAULT_OUT);
    const call = await readCall(names, flags, folder);
    if ('faults' in call) return refuse(call.faults, flags, terminal);
    const fault = flags.try === true ? await folder.write(TRY_PAGE, tryPage()) : undefined;
    if (fault !== undefined) return refuse([fault], flags, terminal);
    const site = new PreviewSite(folder, call.options, flags, flags.serve ? { changes: CHANGES } : {});
    if (flags.serve) return await serve(names, site, flags, terminal);
    if (flags.try === true && flags.quiet !== true) terminal.out(triedAt(displayPath(folder.pathOf(TRY_PAGE))));
    return names.length === 0 ? EXIT_GOOD : await site.write(names, reporterFor(flags, terminal, site));
  } finally {
    passing?.remove();
  }
}

/** A folder that is gone with the run, however it ends. */
class PassingFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'teigram-preview-'));
  readonly remove = (): void => rmSync(this.path, { recursive: true, force: true });

  constructor() {
    process.once('exit', this.remove);
  }
}

function triedAt(address: string): string {
  return `${address} converts and checks what is dropped on it; nothing leaves the browser.\n`;
}

/** What must be right before any file is touched. */
async function readCall(names: readonly string[], flags: PreviewFlags, folder: PreviewFolder) {
  const { options, diagnostics } = await readConvertOptions(flags);
  const faults = [...diagnostics, ...(names.length === 0 && flags.try !== true ? [NO_INPUT] : [])];
  const unwritable = faults.length > 0 ? undefined : folder.prepare();
  if (unwritable !== undefined) faults.push(unwritable);
  return faults.length > 0 ? { faults } : { options };
}

const NO_INPUT: Diagnostic = {
  severity: 'error',
  code: 'no-files',
  message:
    'Name what is to be shown: texts (.txt), TEI files (.xml), folders of them; or --try for a page that converts in the browser.',
  source: 'input',
};

/** Shows pages until Ctrl-C, and makes them anew whenever a file changes. */
async function serve(
  names: readonly string[],
  site: PreviewSite,
  flags: PreviewFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  let server: PageServer;
  try {
    server = await servePages(site.folder.root, flags.port ?? 0);
  } catch (error) {
    return refuse([portTaken(flags.port ?? 0, error)], flags, terminal);
  }
  let isFirst = true;
  const check = async (_: unknown, signal: AbortSignal) => {
    const reporter = reporterFor({ ...flags, quiet: flags.quiet === true || !isFirst }, terminal);
    const exitCode = names.length === 0 ? EXIT_GOOD : await site.write(names, reporter, signal);
    if (!isFirst) server.tell();
    else if (!signal.aborted) tellAddress(server, site, flags, terminal);
    isFirst = false;
    return { exitCode, schemas: new Set(watchedBeside(flags)) };
  };
  try {
    const { watchInputs } = await import('./watch.js');
    const watched = [...names, ...(flags.source ?? [])];
    return await watchInputs(watched, () => previewInputs(watched), check, terminal, true);
  } finally {
    server.close();
  }
}

function tellAddress(server: PageServer, site: PreviewSite, flags: PreviewFlags, terminal: Terminal): void {
  if (site.entry !== undefined)
    terminal.out(`Shown at ${server.address}${hrefBetween(INDEX, site.entry)}, for this machine alone.\n`);
  if (flags.try === true) terminal.out(triedAt(server.address + TRY_PAGE));
}

/** Files that say how the pages look: schemas and the configuration. */
function watchedBeside({ schema = [], catalog = [], config = CONFIG_FILE }: PreviewFlags): readonly string[] {
  return [...schema, ...catalog, config].map((path) => resolve(path)).filter((path) => statsAt(path) !== undefined);
}

function portTaken(port: number, error: unknown): Diagnostic {
  const message = `No pages can be shown on port ${port}: ${reasonOf(error)}. Leave --port out, and a free one is taken.`;
  return { severity: 'error', code: 'port-taken', message, source: 'run' };
}

function refuse(faults: readonly Diagnostic[], flags: PreviewFlags, terminal: Terminal): ExitCode {
  const reporter = reporterFor(flags, terminal);
  for (const fault of faults) reporter.run(fault);
  reporter.end();
  return EXIT_UNUSABLE;
}

/** @param site whose first page is told at the end. */
function reporterFor(flags: PreviewFlags, terminal: Terminal, site?: PreviewSite): Reporter {
  const { outColors, errColors } = terminal;
  const closing = (): string | undefined =>
    site?.entry === undefined ? undefined : `To look at in a browser: ${displayPath(site.folder.pathOf(site.entry))}`;
  const look = { outColors, errColors, quiet: flags.quiet === true, maxFindings: 50 };
  return prettyReporter(terminal, { ...look, findings: 'remark', verb: 'shown', closing });
}
