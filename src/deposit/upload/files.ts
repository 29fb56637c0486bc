/** The files of a package that go to a repository. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { streamFile, type Why } from '../../files/door.js';
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
  for (const name of names.sort()) {
    const path = join(root, ...name.split('/'));
    files.push({ name, open: () => streamFile(path, why), ...(await measure(path, why)) });
  }
  return files;
}

async function measure(path: string, why: Why): Promise<{ readonly size: number; readonly md5: string }> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of streamFile(path, why) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, md5: hash.digest('hex') };
}
