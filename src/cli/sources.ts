/** What the user names as texts: files, archives of them, and tables with a text a record. */
import { inFolders, type Texts, textsOfAll, textsOfFiles, untilFailure } from '../archive/texts.js';
import type { Diagnostic } from '../diagnostics.js';
import { type InputFile, listInputs } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { visibleInLine } from '../shown.js';
import type { ConvertFlags } from './flags.js';

export interface Sources {
  readonly texts: Texts;
  /** What is read, and must not be written over. */
  readonly files: readonly InputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function readSources(names: readonly string[], flags: ConvertFlags): Promise<Sources> {
  const { records, text, name, perFolder } = flags;
  if (records === undefined && names.length === 0) return nothing(NO_INPUT);
  if (records !== undefined && text === undefined) return nothing(NO_FIELD);
  const listed = names.length === 0 ? NOTHING : await listInputs(names, '.txt');
  const tables = records === undefined ? NOTHING : await listInputs([records], '.jsonl');
  const archives = listed.files.filter(isPacked);
  const files = listed.files.filter((file) => !isPacked(file));
  const all: Texts[] = [textsOfFiles(files)];
  if (archives.length > 0) {
    const { textsOfPacked } = await import('../archive/packed.js');
    for (const file of archives) all.push(untilFailure(file, textsOfPacked(file), (error) => broken(file, error)));
  }
  if (tables.files.length > 0) {
    const { textsOfRecords } = await import('../archive/records.js');
    const fields = { text: text!, name };
    for (const file of tables.files)
      all.push(untilFailure(file, textsOfRecords(file, fields), (error) => broken(file, error)));
  }
  const texts = textsOfAll(all);
  return {
    texts: perFolder === undefined ? texts : inFolders(texts, Math.max(1, perFolder)),
    files: [...listed.files, ...tables.files],
    diagnostics: [...listed.diagnostics, ...tables.diagnostics],
  };
}

const NOTHING = { files: [], diagnostics: [] };

/** Whether a file is an archive whose texts are read. */
function isPacked({ path = '' }: InputFile): boolean {
  return /\.(?:zip|tar|tgz|tar\.gz)$/i.test(path);
}

function nothing(diagnostic: Diagnostic): Sources {
  return { texts: textsOfFiles([]), files: [], diagnostics: [diagnostic] };
}

const NO_INPUT: Diagnostic = {
  severity: 'error',
  code: 'no-files',
  message:
    'Name the texts: files, folders, archives (.zip, .tar.gz), patterns, - for standard input; or a table with --records.',
  source: 'input',
};
const NO_FIELD: Diagnostic = {
  severity: 'error',
  code: 'record-without-text',
  message: 'Name the field of the records that has the text: --records cables.jsonl --text body.',
  source: 'input',
};

function broken({ display: file }: InputFile, error: unknown): Diagnostic {
  // What the system says of a file has a code of its own; what a format's reader says is said in its message.
  const reason = error instanceof Error && !('syscall' in error) ? error.message : reasonOf(error);
  const message = `${file} cannot be read to its end: ${visibleInLine(reason.replace(/\.$/, ''))}. What came before is converted; for the rest fetch it again, or pack it again.`;
  return { severity: 'error', code: 'archive-unreadable', message, file, source: 'input' };
}
