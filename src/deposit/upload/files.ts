/** The files of a package that go to a repository. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadFile } from './repository.js';

/** Of a package in a folder, all below `files`, by name. */
export async function filesOf(folder: string): Promise<readonly UploadFile[]> {
  const root = join(folder, 'files');
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
    files.push({ name, path, ...(await measure(path)) });
  }
  return files;
}

async function measure(path: string): Promise<{ readonly size: number; readonly md5: string }> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, md5: hash.digest('hex') };
}
