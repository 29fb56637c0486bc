/** `teigram deposit --upload`: what must be right before, and the upload itself. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TARGETS } from '../deposit/registry.js';
import type { DepositTarget } from '../deposit/target.js';
import type { Uploader, UploadOutcome } from '../deposit/upload/uploader.js';
import type { Diagnostic } from '../diagnostics.js';
import { withProgress } from './progress.js';
import type { Terminal } from './terminal.js';

/** An upload that can be begun. */
export interface UploadRequest {
  readonly uploader: Uploader;
  readonly url: URL;
  readonly token: string;
  /** The package is there from a call before, and goes out as it is. */
  readonly resumes: boolean;
}

export type UploadRead =
  | { readonly request: UploadRequest; readonly diagnostics: readonly [] }
  | { readonly request?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** Checks what `--upload` says. */
export async function readUpload(written: string, target: DepositTarget, out: string): Promise<UploadRead> {
  const { uploader } = target;
  if (uploader === undefined) return refuse('upload-not-possible', noUploader(target));
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !uploader.protocols.includes(url.protocol)) {
    const message = `--upload: "${written}" is not an address for the target ${target.name}. Give one such as ${uploader.example}.`;
    return refuse('upload-not-possible', message);
  }
  if (url.protocol === 'http:' && !isThisMachine(url)) {
    const message = `--upload: ${written} is not encrypted, so others could read the token. Use https://${url.host}${url.pathname}.`;
    return refuse('upload-not-possible', message);
  }
  const token = process.env[uploader.token]?.trim() ?? '';
  if (token === '') {
    const message = `An upload needs the environment variable ${uploader.token}. ${uploader.tokenAdvice(url)}; then run: export ${uploader.token}=… (Windows: set ${uploader.token}=…) and repeat the call.`;
    return refuse('upload-token-missing', message);
  }
  return { request: { uploader, url, token, resumes: await isFile(join(out, uploader.mark)) }, diagnostics: [] };
}

/** Uploads the package, with a bar for a person at a terminal. */
export async function runUpload(
  { uploader, url, token }: UploadRequest,
  out: string,
  terminal: Terminal,
  wanted: boolean,
): Promise<UploadOutcome> {
  let bar = withProgress(terminal, 0, false);
  const progress = {
    start: (files: number) => {
      bar = withProgress(terminal, files, wanted);
    },
    step: () => bar.step(),
  };
  const outcome = await uploader.send({ folder: out, url, token, sleep: (ms) => sleep(ms), progress });
  bar.stop();
  return outcome;
}

/** What went into a package is not looked at again, which must not come as a surprise. */
export function resumed(out: string): Diagnostic {
  const message = `${out} is there from a call before and goes out as it is. If the documents or the metadata have changed since, remove it and repeat the call.`;
  return { severity: 'info', code: 'upload-resumed', message, source: 'run' };
}

function noUploader({ name }: DepositTarget): string {
  const able = TARGETS.filter(({ uploader }) => uploader !== undefined).map((target) => target.name);
  return `The target ${name} makes a package only. --upload goes with --to ${able.join(', ')}.`;
}

function refuse(code: string, message: string): UploadRead {
  return { diagnostics: [{ severity: 'error', code, message, source: 'run' }] };
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
