/** A report in a file: whole or not at all, and never in the place of what somebody wrote by hand. */
import { statSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics.js';
import { NAMED, readFileOrHead } from '../files/door.js';
import { isOfSystem, type KeptFiles } from '../files/identity.js';
import { displayPath } from '../files/inputs.js';
import { reasonOf } from '../files/reason.js';
import { PendingFile } from '../files/write.js';
import type { Sink } from '../report/report.js';

/** In characters: how much of a report is held before it is written. */
const BUFFER = 65_536;
/** Whose files no report replaces, whatever is in them. */
const SCHEMA = /\.(?:rng|rnc|sch|isosch|xsd|dtd)$/i;
/** What the XML reports of this and other programs begin with. */
const REPORT = /^(?:html|testsuites?|schematron-output)$/i;

export interface FileSink extends Sink {
  /** Puts the report in its place. */
  close(): void;
  /** Leaves the place as it was. */
  discard(): void;
}

/**
 * Begins a report, or says why it cannot be written.
 *
 * @param path absolute.
 * @param kept what the call reads: asked before any work, and again when the report is finished.
 * @param complain hears what goes wrong later.
 */
export function openReportFile(
  path: string,
  kept: KeptFiles,
  complain: (fault: Diagnostic) => void,
): FileSink | Diagnostic {
  const refusal = whyNot(path, kept);
  if (refusal !== undefined) return refusal;
  if (path === '/dev/null') return { out() {}, err() {}, close() {}, discard() {} };
  let file: PendingFile;
  try {
    file = new PendingFile(path);
  } catch (error) {
    return notWritable(path, reasonOf(error));
  }
  let pending = '';
  let failed = false;
  const attempt = (work: () => void) => {
    if (failed) return;
    try {
      work();
    } catch (error) {
      failed = true;
      file.discard();
      complain(notWritable(path, reasonOf(error)));
    }
  };
  // At once, not in the background: memory does not grow with the report.
  const flush = () => {
    attempt(() => file.write(pending));
    pending = '';
  };
  const write = (text: string) => {
    pending += text;
    if (pending.length > BUFFER) flush();
  };
  return {
    out: write,
    err: write,
    close() {
      flush();
      const met = failed ? undefined : overInput(path, kept);
      if (met === undefined) attempt(() => file.finish());
      else {
        file.discard();
        complain(met);
      }
    },
    discard: () => file.discard(),
  };
}

/** What can be said before any work. */
function whyNot(path: string, kept: KeptFiles): Diagnostic | undefined {
  try {
    if (path === '/dev/null') return undefined;
    if (isOfSystem(path)) return notWritable(path, 'it belongs to the system');
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) return notWritable(path, 'it is a folder');
    if (!stats.isFile()) {
      return notWritable(path, 'it is a device or a pipe, and a report is put in its place when it is whole');
    }
    return overInput(path, kept) ?? overSource(path, stats.size);
  } catch (error) {
    return notWritable(path, reasonOf(error));
  }
}

function overInput(path: string, kept: KeptFiles): Diagnostic | undefined {
  const input = kept.at(path);
  if (input === undefined) return undefined;
  return lost(path, `The report would be written over ${input}, which this call reads.`);
}

/** What a document includes, or a schema, is not known before, and is lost like what the call names. */
function overSource(path: string, size: number): Diagnostic | undefined {
  if (size === 0) return undefined;
  if (SCHEMA.test(path)) return lost(path, `${displayPath(path)} is a schema by its name.`);
  const root = rootOf(path);
  if (root === undefined || REPORT.test(root)) return undefined;
  return lost(path, `${displayPath(path)} holds XML that is no report.`);
}

/** The local name of the first element; undefined of what is no XML. */
function rootOf(path: string): string | undefined {
  const head = readFileOrHead(path, NAMED, BUFFER, BUFFER).content.toString('latin1').replaceAll('\0', '');
  if (!/^[^\w\s]{0,3}\s*</.test(head)) return undefined;
  return /<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(head.replace(/<!--[\s\S]*?(?:-->|$)|<[?!][^>]*>/g, ''))?.[1] ?? '?';
}

function lost(path: string, why: string): Diagnostic {
  const message = `${why} It would be lost, so nothing was written. Name another file for the report.`;
  return { severity: 'error', code: 'report-over-input', message, file: displayPath(path), source: 'run' };
}

export function notWritable(path: string, reason: string): Diagnostic {
  const file = displayPath(path);
  const message = `The report ${file} cannot be written: ${reason}. Name another file.`;
  return { severity: 'error', code: 'output-not-writable', message, file, source: 'run' };
}
