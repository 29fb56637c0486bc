/** Where a document can be read, by the pattern in `documentUrl`. */

/** The file name without its ending: what `{id}` stands for. */
export function documentId(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** The address of a document: `{id}` and `{path}` (with folders and ending) of the pattern filled in, as a URL has them. */
export function documentAddress(pattern: string, path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return pattern.replaceAll('{id}', () => encodeURIComponent(documentId(path))).replaceAll('{path}', () => encoded);
}
