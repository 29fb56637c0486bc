/** Files as machines name them, seen from the root of a repository. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** From a file's name in reports to a path relative to `root`, with `/`; as it is where it lies elsewhere. */
export function pathFrom(root: string, file: string): string {
  const path = relative(root, resolve(file));
  const outside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  return (outside ? file : path).split(sep).join('/');
}

/** The same as a URI reference. */
export function uriFrom(root: string, file: string): string {
  const path = pathFrom(root, file);
  if (isAbsolute(path)) return pathToFileURL(path).href;
  // A first segment with a colon would be read as a protocol.
  const segments = path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return segments;
}
