/** Editions of several files, the packages made of them, and looking at these where nothing else is. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder, listing, type Outcome, spawned } from '../../cli/call.js';
import { METADATA } from '../sample.js';

/** Takes any elements of TEI but `wrong`; what it includes decides of the root. */
export const RNG = (more = '') =>
  `<grammar xmlns="http://relaxng.org/ns/structure/1.0">${more}<start><ref name="any"/></start><define name="any"><element><anyName><except><name ns="http://www.tei-c.org/ns/1.0">wrong</name></except></anyName><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>`;

export interface Parts {
  /** In front of the root. */
  readonly prolog?: string;
  readonly profile?: string;
  readonly availability?: string;
  readonly encoding?: string;
  readonly body?: string;
}

export function tei({
  prolog = '',
  profile = '',
  availability = '',
  encoding = '',
  body = '<p>Text.</p>',
}: Parts = {}): string {
  const publication =
    availability === '' ? '<p>Unpublished.</p>' : `<publisher>Strelsau Press</publisher>${availability}`;
  return `${prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc><titleStmt><title>Telegram 812</title></titleStmt><publicationStmt>${publication}</publicationStmt><sourceDesc><p>Made up.</p></sourceDesc></fileDesc>${encoding === '' ? '' : `<encodingDesc>${encoding}</encodingDesc>`}<profileDesc>${profile}</profileDesc></teiHeader><text><body>${body}</body></text></TEI>`;
}

export const model = (href: string, type = 'http://relaxng.org/ns/structure/1.0') =>
  `<?xml-model href="${href}" schematypens="${type}"?>\n`;

export interface Edition {
  readonly root: string;
  /** Makes a package of a folder of the edition; `out` is relative to it. */
  deposit(to: string, out: string, ...more: readonly string[]): Promise<Outcome>;
}

/** @param tei the folder of documents in it. */
export function edition(files: Readonly<Record<string, string>>, metadata: object = METADATA, tei = 'tei'): Edition {
  const root = folder({ ...files, 'out/.keep': '', 'deposit.json': JSON.stringify(metadata) });
  return {
    root,
    deposit: (to, out, ...more) =>
      spawned(['deposit', tei, '--to', to, '--out', out, '--config', 'deposit.json', ...more], { cwd: root }),
  };
}

/** A package in a place where nothing of its edition is, the edition itself being gone. */
export function alone({ root }: Edition, out: string): string {
  const place = mkdtempSync(join(tmpdir(), 'alone-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const moved = join(place, 'package');
  cpSync(join(root, out), moved, { recursive: true });
  rmSync(root, { recursive: true });
  return moved;
}

/** Whether documents are valid in the folder that they were unpacked to, by the words of `validate`. */
export async function judged(cwd: string, documents = 'tei'): Promise<Outcome> {
  return spawned(['validate', documents, '--offline', '--no-pointers', '--skip-unassociated', '--entities', 'local'], {
    cwd,
  });
}

/** What lies in a folder, those of the package's own left out. */
export function edited(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return listing(path).filter((name) => !/^(?:ro-crate-|validation-report)/.test(name));
}
