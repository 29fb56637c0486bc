/** The first look at a folder: what is in it, and which of its files are documents. */
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { displayPath, type InputFile } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import type { Stamp } from '../files/stamp.js';
import { type Tree, treeOf } from '../files/tree.js';
import type { Run } from '../validate/index.js';
import { isPackage } from './contents/companions.js';
import type { DepositOptions } from './options.js';
import { type Kind, kindOf } from './survey/kinds.js';

export interface Gathered {
  readonly tree: Tree;
  /** In the order of their paths. */
  readonly documents: readonly InputFile[];
  /** Of each document, by its path, before anything was read of it. */
  readonly stamps: ReadonlyMap<string, Stamp>;
  /** Documents that could not be read at the first look, by path, and why. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/**
 * @param folder absolute.
 * @returns the diagnostic where there is nothing to deposit.
 */
export async function gather(folder: string, options: DepositOptions, run: Run): Promise<Gathered | Diagnostic> {
  const { schemas = [], signal } = options;
  const tree = listed(folder, options);
  if ('code' in tree) return tree;
  const found: (Kind & { readonly file: InputFile })[] = [];
  const parts = new Set<string>();
  for (const path of tree.files) {
    if (signal?.aborted === true) break;
    if (!/\.xml$/i.test(path)) continue;
    const file = inputFile(folder, path);
    const kind = kindOf(file);
    found.push({ file, ...kind });
    if (!kind.includes) continue;
    try {
      for (const part of await run.hear(file, {})) parts.add(part);
    } catch (failure) {
      found.push({ ...found.pop()!, failure });
    }
  }
  const documents = found.filter(({ file, kind, isAssociated }) => {
    // Parts that others take in are judged in their place, and not alone, unless they are texts with a schema of their own.
    const isPart = parts.has(file.path!) && (kind !== 'document' || (!isAssociated && schemas.length === 0));
    // What is not TEI and names no schema is not checked against any, unless the call names one for all.
    const isOther = kind === 'other' && schemas.length === 0;
    return !isPart && !isOther;
  });
  if (documents.length === 0 && signal?.aborted !== true) return nothing(folder);
  const stamps = new Map(documents.map(({ file, stamp }) => [file.path!, stamp]));
  const failures = new Map(
    documents.flatMap(({ file, failure }) => (failure === undefined ? [] : [[file.path!, failure]])),
  );
  return { tree, documents: documents.map(({ file }) => file), stamps, failures };
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
