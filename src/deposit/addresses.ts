/** Where a document can be read, by the pattern in `documentUrl`. */
import type { Diagnostic } from '../diagnostics.js';

/** The file name without its ending: what `{id}` stands for. */
export function documentId(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** The address of a document: `{id}` and `{path}` (with folders and ending) of the pattern filled in, as a URL has them. */
export function documentAddress(pattern: string, path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return pattern.replaceAll('{id}', () => encodeURIComponent(documentId(path))).replaceAll('{path}', () => encoded);
}

/** Named in a message. */
const MOST_NAMED = 5;

/** An error where two documents would have one address. @param paths of all documents, relative to their folder. */
export function faultOfAddresses(pattern: string, paths: Iterable<string>): Diagnostic | undefined {
  const known = new Map<string, string>();
  const twins: string[] = [];
  let file: string | undefined;
  for (const path of paths) {
    const address = documentAddress(pattern, path);
    const twin = known.get(address);
    known.set(address, path);
    if (twin === undefined) continue;
    file ??= path;
    twins.push(`${twin} and ${path} (${address})`);
  }
  if (file === undefined) return undefined;
  const more = twins.length > MOST_NAMED ? `, and ${twins.length - MOST_NAMED} more` : '';
  const message = `By the pattern in "documentUrl" these have the same address: ${twins.slice(0, MOST_NAMED).join('; ')}${more}. Use {path} in the place of {id}, which has folders and endings, or rename one of the files.`;
  return { severity: 'error', code: 'deposit-addresses-equal', message, file, source: 'deposit' };
}
