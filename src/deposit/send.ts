/** Sends a package that has been made to a server, as a draft or into a database. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutCredentials } from '../addresses.js';
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { formOf, isArchive } from './place.js';
import { unknownTarget } from './plan.js';
import { TARGETS, targetNamed } from './registry.js';
import type { DepositTarget } from './target.js';
import { withoutSecret } from './upload/secrets.js';
import { isThisMachine } from './upload/this-machine.js';
import type { UploadCall, Uploader, UploadOutcome } from './upload/uploader.js';

export interface UploadOptions {
  /** The target that the package was made for, such as `zenodo`. */
  readonly to: string;
  /** Of the server, or of a place in it. */
  readonly url: string;
  /** The token or password of the account. */
  readonly token: string;
  /** Told before the first file how many there are, and after each. */
  readonly progress?: UploadCall['progress'];
}

/**
 * Uploads a package, or goes on with an upload that broke off; nothing is published. Never rejects: failures are
 * diagnostics that say what to do.
 *
 * @param folder the package, as `makeDeposit` wrote it.
 */
export async function uploadDeposit(folder: string, options: UploadOptions): Promise<UploadOutcome> {
  const { uploader, url, diagnostics } = planUpload(folder, options);
  if (uploader === undefined) return { sent: 0, there: 0, diagnostics };
  const { token, progress } = options;
  const outcome = await uploader.send({
    folder,
    url,
    token: token.trim(),
    sleep: (milliseconds) => sleep(milliseconds),
    ...(progress === undefined ? {} : { progress }),
  });
  // Whatever a server or the network says may hold what was sent.
  const clean = ({ message, ...rest }: Diagnostic): Diagnostic => ({
    ...rest,
    message: withoutSecret(withoutCredentials(message), token.trim()),
  });
  return { ...outcome, diagnostics: outcome.diagnostics.map(clean) };
}

type PlannedUpload =
  | { readonly uploader: Uploader; readonly url: URL; readonly diagnostics: readonly [] }
  | { readonly uploader?: undefined; readonly url?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** What must be right before a package is made for an upload; no diagnostics where all is. */
export function planUpload(out: string, { to, url: written, token }: UploadOptions): PlannedUpload {
  const target = targetNamed(to);
  if (target === undefined) return { diagnostics: [unknownTarget(to)] };
  if (isArchive(formOf(target, out))) {
    const message = `With --upload the package must be a folder, since its files are sent one by one. Use --out ${out.replace(/\.(?:tar\.)?[^.]*$/, '')}.`;
    return refuse('upload-not-possible', message);
  }
  const { uploader } = target;
  if (uploader === undefined) return refuse('upload-not-possible', noUploader(target));
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !uploader.protocols.includes(url.protocol)) {
    const message = `--upload: "${withoutCredentials(written)}" is not an address for the target ${target.name}. Give one such as ${uploader.example}.`;
    return refuse('upload-not-possible', message);
  }
  if (url.protocol === 'http:' && !isThisMachine(url)) {
    const message = `--upload: ${withoutCredentials(written)} is not encrypted, so others could read the token. Use https://${url.host}${url.pathname}.`;
    return refuse('upload-not-possible', message);
  }
  if (token.trim() === '') {
    const message = `An upload needs the environment variable ${uploader.token}. ${uploader.tokenAdvice(url)}; then run: export ${uploader.token}=… (Windows: set ${uploader.token}=…) and repeat the call.`;
    return refuse('upload-token-missing', message);
  }
  return { uploader, url, diagnostics: [] };
}

/** Whether a folder holds a package for a target already, so that its upload can be begun or gone on with. */
export async function holdsPackage(folder: string, { uploader }: DepositTarget): Promise<boolean> {
  if (uploader === undefined) return false;
  return stat(join(folder, uploader.mark)).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function noUploader({ name }: DepositTarget): string {
  const able = TARGETS.filter(({ uploader }) => uploader !== undefined).map((target) => target.name);
  return `The target ${name} makes a package only. --upload goes with --to ${able.join(', ')}.`;
}

function refuse(code: Code, message: string): PlannedUpload {
  return { diagnostics: [{ severity: 'error', code, message, source: 'run' }] };
}
