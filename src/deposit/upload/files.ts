/** The files of a package that go to a repository. */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { streamFile, type Why } from '../../files/door.js';
import { type Algorithm, digestOf } from './checksum.js';
import type { UploadFile } from './repository.js';

/** What is sent lies in the package: no link leads out of it. */
export function ofPackage(folder: string): Why {
  return { why: 'found', within: [resolve(folder)] };
}

/** Of a package in a folder, all below `files`, by name. */
export async function filesOf(folder: string): Promise<readonly UploadFile[]> {
  const why = ofPackage(folder);
  const root = resolve(folder, 'files');
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
  const files: UploadFile[] = [];
  for (const name of names.sort()) files.push(await fileOf(name, join(root, ...name.split('/')), why));
  return files;
}

async function fileOf(name: string, path: string, why: Why): Promise<UploadFile> {
  const open = () => streamFile(path, why);
  const { value: md5, size } = await digestOf(open(), 'md5');
  const known = new Map<Algorithm, Promise<string>>([['md5', Promise.resolve(md5)]]);
  const digest = (algorithm: Algorithm) => {
    const found = known.get(algorithm) ?? digestOf(open(), algorithm).then(({ value }) => value);
    known.set(algorithm, found);
    return found;
  };
  return { name, path, open, size, md5, digest };
}
