/** What the user names as texts: files, archives of them, and tables with a text a record. */
import { basename, resolve } from 'node:path';
import { inFolders, type Texts, textsOfAll, textsOfFiles, untilFailure } from '../archive/texts.js';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile, listInputs } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import type { ConvertFlags } from './flags.js';

export interface Sources {
  readonly texts: Texts;
  /** What is read, and must not be written over. */
  readonly files: readonly InputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export async function readSources(names: readonly string[], flags: ConvertFlags): Promise<Sources> {
  const { records, text, name } = flags;
  if (records === undefined && names.length === 0) return nothing(NO_INPUT);
  if (records !== undefined && text === undefined) return nothing(NO_FIELD);
  const packed = names.filter((each) => PACKED.test(each));
  const plain = names.filter((each) => !PACKED.test(each));
  const { files, diagnostics } = plain.length === 0 ? { files: [], diagnostics: [] } : await listInputs(plain, '.txt');
  const { files: archives, diagnostics: missing } =
    packed.length === 0 ? { files: [], diagnostics: [] } : await listInputs(packed, '.txt');
  const tables = records === undefined ? { files: [], diagnostics: [] } : await listInputs([records], '.jsonl');
  const all: Texts[] = files.length === 0 ? [] : [textsOfFiles(files)];
  if (archives.length > 0) {
    const { textsOfPacked } = await import('../archive/packed.js');
    for (const file of archives)
      all.push(untilFailure(file, textsOfPacked(file.path!, file.display), (error) => broken(file, error)));
  }
  if (records !== undefined && text !== undefined) {
    const { textsOfRecords } = await import('../archive/records.js');
    for (const file of tables.files)
      all.push(
        untilFailure(file, textsOfRecords(file.path!, file.display, { text, name }), (error) => broken(file, error)),
      );
  }
  return {
    texts: flags.perFolder === undefined ? textsOfAll(all) : inFolders(textsOfAll(all), Math.max(1, flags.perFolder)),
    files: [...files, ...archives, ...tables.files],
    diagnostics: [...diagnostics, ...missing, ...tables.diagnostics],
  };
}

/** The forms of archives whose texts are read. */
const PACKED = /\.(?:zip|tar|tgz|tar\.gz)$/i;

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

function broken(file: InputFile, error: unknown): Diagnostic {
  if (error instanceof Error && 'code' in error && error.code === 'record-without-text')
    return {
      severity: 'error',
      code: 'record-without-text',
      message: error.message,
      file: file.display,
      source: 'input',
    };
  const reason = error instanceof Error && !('code' in error && 'syscall' in error) ? error.message : reasonOf(error);
  const message = `${basename(resolve(displayPath(file.path!)))} cannot be read to its end: ${reason.replace(/\.$/, '')}. What came before is converted.`;
  return { severity: 'error', code: 'archive-unreadable', message, file: file.display, source: 'input' };
}
