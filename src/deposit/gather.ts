/** The first look at a folder: which of its files are documents, and what their headers say together. */
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { type Tree, treeOf } from '../files/tree.js';
import { headerMissing } from '../header/index.js';
import type { Run } from '../validate/index.js';
import { isPackage } from './contents/companions.js';
import { type Coverage, CoverageCollector } from './coverage.js';
import type { DepositOptions } from './options.js';
import type { Scratch } from './scratch.js';
import { withPossibleDates } from './survey/dates.js';
import { Survey, type Surveyed } from './survey/survey.js';

export interface Gathered {
  readonly tree: Tree;
  readonly survey: Survey;
  /** In the order of their paths. */
  readonly documents: readonly InputFile[];
  readonly coverage: Coverage;
}

/**
 * @param folder absolute.
 * @returns the diagnostic where there is nothing to deposit.
 */
export async function gather(
  folder: string,
  options: DepositOptions,
  {
    run,
    scratch,
    remark,
  }: { readonly run: Run; readonly scratch: Scratch; readonly remark: (diagnostic: Diagnostic) => void },
): Promise<Gathered | Diagnostic> {
  const tree = listed(folder, options);
  if ('code' in tree) return tree;
  const survey = new Survey(run, scratch);
  for (const path of tree.files) {
    if (options.signal?.aborted === true) break;
    if (/\.xml$/i.test(path)) await survey.add(inputFile(folder, path));
  }
  await survey.close();
  const documents: InputFile[] = [];
  const coverage = new CoverageCollector();
  for await (const surveyed of documentsOf(survey, options)) {
    documents.push(surveyed.file);
    const { file, facts = {}, stamp } = surveyed;
    if (surveyed.facts === undefined)
      remark({ ...headerMissing(file.display, surveyed.kind === 'broken'), severity: 'warning' });
    const { facts: possible, diagnostics } = withPossibleDates(facts, file.display);
    for (const diagnostic of diagnostics) remark(diagnostic);
    coverage.add(possible, stamp.size, file.display);
  }
  if (documents.length === 0 && options.signal?.aborted !== true) return nothing(folder);
  return { tree, survey, documents, coverage: coverage.get() };
}

/** The files that are documents, in their order. Parts that others take in are judged in their place, and not alone. */
export async function* documentsOf(survey: Survey, { schemas = [] }: DepositOptions): AsyncGenerator<Surveyed> {
  for await (const surveyed of survey.read()) {
    const { kind, file } = surveyed;
    const isPart = kind !== 'document' && survey.parts.has(file.path!);
    // What is not TEI and names no schema is not checked against any, unless the call names one for all.
    const isOther = kind === 'other' && schemas.length === 0;
    if (!isPart && !isOther) yield surveyed;
  }
}

function listed(folder: string, { include = [], exclude = [] }: DepositOptions): Tree | Diagnostic {
  try {
    return treeOf(folder, { include, exclude, isApart: isPackage });
  } catch (error) {
    const name = displayPath((error as NodeJS.ErrnoException).path ?? folder);
    const message = `${name} cannot be read: ${reasonOf(error)}.`;
    return { severity: 'error', code: 'file-unreadable', message, file: name, source: 'input' };
  }
}

function inputFile(folder: string, layout: string): InputFile {
  const path = join(folder, ...layout.split('/'));
  return { path, display: displayPath(path), layout, within: folder };
}

function nothing(folder: string): Diagnostic {
  const name = displayPath(folder);
  const message = `The folder ${name} holds no TEI document in a file that ends in .xml. Name the folder that holds them.`;
  return { severity: 'error', code: 'no-files', message, file: name, source: 'input' };
}
