/**
 * Uploads a package to a repository: makes a draft, sends the files that are not there yet, and never publishes. Broken
 * off, it goes on where it was: what was sent is known from the draft itself and from a small file beside the package.
 */
import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { readFileNow } from '../../files/door.js';
import { explain } from './explain.js';
import { ConnectionLost, DamagedFile, HttpFailure } from './failure.js';
import { filesOf, ofPackage } from './files.js';
import { HttpClient } from './http.js';
import type { Draft, RemoteFiles, Repository, RepositoryKind, UploadFile } from './repository.js';
import { readState, statePath, type UploadState, writeState } from './state.js';
import type { UploadCall, Uploader, UploadOutcome } from './uploader.js';

/** How often a file is sent again whose arrival is in doubt. */
const ATTEMPTS = 4;
/** In bytes. */
const LARGEST_METADATA = 100_000_000;

/** What a target of a kind of repository has for `--upload`. */
export function uploaderTo(kind: RepositoryKind): Uploader {
  return {
    mark: kind.metadata,
    protocols: ['https:', 'http:'],
    example: kind.example,
    token: kind.token,
    tokenAdvice: ({ origin }) => `Make one at ${origin}${kind.tokenPage}, ${kind.scope}`,
    next: 'It is not published: look it over there, and publish it when it is right.',
    send: (call) => upload(kind, call),
  };
}

/** Uploads, or goes on uploading. Failures come as diagnostics that say what to do. */
export async function upload(kind: RepositoryKind, call: UploadCall): Promise<UploadOutcome> {
  const run = new Upload(kind, call);
  try {
    await run.go();
    return run.outcome();
  } catch (error) {
    return run.outcome(explain(error, { kind, url: call.url, folder: call.folder, file: run.current }));
  }
}

class Upload {
  /** The file under way. */
  current: UploadFile | undefined;
  #page: string | undefined;
  #sent = 0;
  #there = 0;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #kind: RepositoryKind;
  readonly #call: UploadCall;
  readonly #repository: Repository;

  constructor(kind: RepositoryKind, call: UploadCall) {
    const { url, token, sleep } = call;
    this.#kind = kind;
    this.#call = call;
    const http = new HttpClient({ origin: url.origin, headers: kind.headers(token), secret: token, sleep });
    this.#repository = kind.connect(http, url);
  }

  outcome(failure?: Diagnostic): UploadOutcome {
    const page = this.#page;
    return {
      ...(page === undefined ? {} : { page }),
      sent: this.#sent,
      there: this.#there,
      diagnostics: failure === undefined ? this.#diagnostics : [...this.#diagnostics, failure],
    };
  }

  async go(): Promise<void> {
    const { folder, progress } = this.#call;
    const path = statePath(folder);
    const files = await filesOf(folder);
    const begun = await this.#begin(path);
    if (begun === undefined) return;
    let { state } = begun;
    const remote = await this.#repository.list(begun.draft);
    progress?.start(files.length);
    for (const file of files) {
      this.current = file;
      if (remote.get(file.name) === file.md5 || state.sent[file.name] === file.md5) this.#there++;
      else {
        await this.#send(begun.draft, file, remote.has(file.name));
        this.#sent++;
        state = { ...state, sent: { ...state.sent, [file.name]: file.md5 } };
        await writeState(path, state);
      }
      progress?.step();
    }
  }

  /** The draft of the run before, or a new one; undefined where the user must decide. */
  async #begin(path: string): Promise<{ readonly draft: Draft; readonly state: UploadState } | undefined> {
    const { origin } = this.#call.url;
    const state = await readState(path);
    if (state === undefined) return this.#create(path);
    if (state === 'unreadable') return this.#stop(`${path} is damaged, so it is not known where the draft is.`, path);
    if (state.origin !== origin) {
      return this.#stop(`The upload of this package was begun at ${state.origin} (${state.page}).`, path);
    }
    this.#page = state.page;
    const draft = await this.#repository.find(state.draft);
    if (draft === 'gone') return this.#stop(`The draft ${state.page} is no longer there.`, path);
    if (draft === 'published') return this.#stop(`${state.page} has been published, so nothing can be added.`, path);
    return { draft, state };
  }

  async #create(path: string) {
    const { folder } = this.#call;
    const file = readFileNow(join(folder, this.#kind.metadata), ofPackage(folder), LARGEST_METADATA);
    const metadata = file.toString('utf8');
    const draft = await this.#repository.create(metadata);
    this.#page = draft.page;
    const state = { origin: this.#call.url.origin, draft: draft.id, page: draft.page, sent: {} };
    await writeState(path, state);
    const { complaints = [] } = draft;
    if (complaints.length > 0) {
      const message = `The draft was made, but ${this.#kind.name} wants something before it can be published: ${complaints.join('; ').replace(/\.$/, '')}. Put it right in the form at ${draft.page}.`;
      this.#diagnostics.push({ severity: 'warning', code: 'upload-draft-incomplete', message, source: 'deposit' });
    }
    return { draft, state };
  }

  #stop(reason: string, path: string): undefined {
    const message = `${reason} To make a new draft, remove ${path} and repeat the call.`;
    this.#diagnostics.push({ severity: 'error', code: 'upload-draft-gone', message, source: 'deposit' });
  }

  /** Where the connection breaks, the draft is asked whether the file arrived, so that none is there twice. */
  async #send(draft: Draft, file: UploadFile, replaces: boolean): Promise<void> {
    if (replaces) this.#warnOfReplacement(file, draft);
    for (let attempt = 1; ; attempt++) {
      try {
        const md5 = await this.#repository.send(draft, file);
        if (md5 === undefined || md5 === file.md5) return;
        if (attempt >= ATTEMPTS) throw new DamagedFile();
      } catch (error) {
        if (attempt >= ATTEMPTS || !mayHaveArrived(error)) throw error;
        await this.#call.sleep(1000 * 2 ** attempt);
        const remote: RemoteFiles = await this.#repository.list(draft);
        if (remote.get(file.name) === file.md5) return;
      }
    }
  }

  #warnOfReplacement({ name }: UploadFile, { page }: Draft): void {
    const message = `The draft has a file ${name} with another content. It is sent anew; look at ${page} whether the draft now has it twice.`;
    this.#diagnostics.push({ severity: 'warning', code: 'upload-file-differs', message, source: 'deposit' });
  }
}

function mayHaveArrived(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof HttpFailure && error.status >= 500);
}
