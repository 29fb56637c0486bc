/** A bag in a folder. Links are seen, and never followed. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { finding } from './finding.js';
import type { BagFile, BagSource } from './source.js';

export async function openFolder(root: string, display: string): Promise<BagSource> {
  const files: BagFile[] = [];
  const folders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    try {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          folders.add(path);
          pending.push(path);
          continue;
        }
        const kind = entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'special';
        const size = kind === 'file' ? (await stat(join(root, path))).size : 0;
        files.push({ path, size, kind, open: async () => createReadStream(join(root, path)) });
      }
    } catch (error) {
      diagnostics.push(
        finding('file-unreadable', `${display}/${folder}`, `It cannot be read: ${(error as Error).message}.`),
      );
    }
  }
  return { files, folders, isPacked: false, diagnostics, close() {} };
}
