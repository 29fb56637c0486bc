/** A bag in a folder. Links are seen, and never followed. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { streamFile, type Why } from '../../files/door.js';
import { reasonOf } from '../../files/reason.js';
import { finding } from './finding.js';
import type { BagFile, BagSource } from './source.js';

export async function openFolder(root: string, display: string): Promise<BagSource> {
  const files: BagFile[] = [];
  const folders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const why: Why = { why: 'found', within: [root] };
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
        files.push({ path, size, kind, open: async () => streamFile(join(root, path), why) });
      }
    } catch (error) {
      diagnostics.push(finding('file-unreadable', `${display}/${folder}`, `It cannot be read: ${reasonOf(error)}.`));
    }
  }
  return { files, folders, form: 'folder', isPacked: false, diagnostics, close() {} };
}
