/**
 * Uploads a package to a repository: makes a draft, sends the files that are not there yet, and never publishes. Broken
 * off, it goes on where it was: what was sent is known from the draft itself and from a small file beside the package.
 */
import { join } from 'node:path';
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { readFileNow } from '../../files/door.js';
import { explain } from './explain.js';
import { filesOf, ofPackage } from './files.js';
import { HttpClient } from './http.js';
import { makeDraft, remakeDraft } from './making.js';
import { readOrders, type UploadOrders } from './orders.js';
import { proxyTo } from './proxy.js';
import type { CreatedDraft, Draft, RemoteFiles, Repository, RepositoryKind, UploadFile } from './repository.js';
import { lookForDoubles, presenceOf, type Sender, sendFile } from './sending.js';
import { type MakingState, readState, statePath, type UploadState, writeState } from './state.js';
import type { UploadCall, Uploader, UploadOutcome } from './uploader.js';

/** In bytes. */
const LARGEST_METADATA = 100_000_000;
/** In one message. */
const MOST_NAMED = 10;

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
  const { url, token, sleep, folder } = call;
  let proxy: Awaited<ReturnType<typeof proxyTo>>;
  let run: Upload | undefined;
  try {
    proxy = await proxyTo(url);
    const http = new HttpClient({ origin: url.origin, headers: kind.headers(token), secret: token, sleep, proxy });
    const orders = readOrders(folder);
    run = new Upload(kind, call, kind.connect(http, url, orders), orders);
    await run.go();
    return run.outcome();
  } catch (error) {
    const failure = explain(error, { kind, url, folder, file: run?.current, page: run?.page, proxy: proxy?.host });
    return run?.outcome(failure) ?? { sent: 0, there: 0, diagnostics: [failure] };
  }
}

interface Begun {
  readonly draft: Draft;
  readonly state: UploadState;
}

class Upload {
  /** The file under way. */
  current: UploadFile | undefined;
  /** Of the draft, once there is one. */
  page: string | undefined;
  #sent = 0;
  #there = 0;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #kind: RepositoryKind;
  readonly #call: UploadCall;
  readonly #repository: Repository;
  readonly #orders: UploadOrders;

  constructor(kind: RepositoryKind, call: UploadCall, repository: Repository, orders: UploadOrders) {
    this.#kind = kind;
    this.#call = call;
    this.#repository = repository;
    this.#orders = orders;
  }

  outcome(failure?: Diagnostic): UploadOutcome {
    const { page } = this;
    return {
      ...(page === undefined ? {} : { page }),
      sent: this.#sent,
      there: this.#there,
      diagnostics: failure === undefined ? this.#diagnostics : [...this.#diagnostics, failure],
    };
  }

  async go(): Promise<void> {
    const path = statePath(this.#call.folder);
    const files = await filesOf(this.#call.folder);
    const begun = await this.#begin(path);
    if (begun === undefined) return;
    const sender = this.#senderTo(begun.draft);
    await this.#sendAll(files, path, begun.state, sender);
    if (this.#kind.unpacks === true) this.#nameOthers(await lookForDoubles(sender, files), files, begun.draft);
    this.#diagnostics.push(...((await this.#repository.finish?.(begun.draft, this.#orders)) ?? []));
  }

  #senderTo(draft: Draft): Sender {
    return {
      kind: this.#kind,
      repository: this.#repository,
      draft,
      sleep: this.#call.sleep,
    };
  }

  async #sendAll(files: readonly UploadFile[], path: string, begun: UploadState, sender: Sender): Promise<void> {
    const { progress } = this.#call;
    let state = begun;
    const remote = await this.#repository.list(sender.draft);
    progress?.start(files.length);
    for (const file of files) {
      this.current = file;
      if (await this.#isThere(file, state, remote, sender)) this.#there++;
      else {
        await sendFile(sender, file, remote.get(file.name));
        if (remote.has(file.name)) this.#saySoOfReplacement(file, sender.draft);
        this.#sent++;
        state = { ...state, sent: { ...state.sent, [file.name]: file.md5 } };
        await writeState(path, state);
      }
      progress?.step();
    }
    this.current = undefined;
  }

  async #isThere(file: UploadFile, { sent }: UploadState, remote: RemoteFiles, sender: Sender): Promise<boolean> {
    if (Object.hasOwn(sent, file.name) && sent[file.name] === file.md5) return true;
    return (await presenceOf(sender, remote, file)) === 'same';
  }

  /** The draft of the run before, or a new one; undefined where the user must decide. */
  async #begin(path: string): Promise<Begun | undefined> {
    const { origin } = this.#call.url;
    const state = await readState(path);
    if (state === undefined) return this.#create(path);
    if (state === 'unreadable') return this.#stop(`${path} is damaged, so it is not known where the draft is.`, path);
    if (state.origin !== origin) {
      const where = 'page' in state ? `${state.origin} (${state.page})` : state.origin;
      return this.#stop(`The upload of this package was begun at ${where}.`, path);
    }
    if ('making' in state) return this.#create(path, state);
    this.page = state.page;
    const draft = await this.#repository.find(state.draft);
    if (draft === 'gone') return this.#stop(`The draft ${state.page} is no longer there.`, path);
    if (draft === 'published') return this.#stop(`${state.page} has been published, so nothing can be added.`, path);
    return { draft, state };
  }

  /** @param begun what is known of a draft that a call before asked for. */
  async #create(path: string, begun?: MakingState): Promise<Begun> {
    const { folder, url } = this.#call;
    const file = readFileNow(join(folder, this.#kind.metadata), ofPackage(folder), LARGEST_METADATA);
    const { metadata, remarks, offers } = await this.#repository.fit(file.toString('utf8'), this.#orders);
    this.#diagnostics.push(...remarks);
    const draft = await this.#draftOf(metadata, path, begun);
    this.page = draft.page;
    const told = Object.keys(offers).length === 0 ? {} : { offers };
    const state = { origin: url.origin, draft: draft.id, page: draft.page, sent: {}, ...told };
    await writeState(path, state);
    this.#saySo(draft);
    return { draft, state };
  }

  #draftOf(metadata: string, path: string, begun: MakingState | undefined): Promise<CreatedDraft> {
    const { newVersionOf } = this.#orders;
    if (newVersionOf !== undefined) return this.#repository.renew(newVersionOf, metadata);
    const maker = { kind: this.#kind, repository: this.#repository, call: this.#call, path, metadata };
    return begun === undefined ? makeDraft(maker) : remakeDraft(maker, begun);
  }

  #saySo({ complaints = [], page }: CreatedDraft): void {
    if (complaints.length === 0) return;
    const message = `The draft was made, but ${this.#kind.name} wants something before it can be published: ${complaints.join('; ').replace(/\.$/, '')}. Put it right in the form at ${page}.`;
    this.#say('warning', 'upload-draft-incomplete', message);
  }

  #saySoOfReplacement({ name }: UploadFile, { page }: Draft): void {
    const message = `The draft had a file ${name} with another content. That of the package is in its place now; look at ${page} whether this is right.`;
    this.#say('warning', 'upload-file-differs', message);
  }

  /** What a new version still has of the one before. Where a zip was unpacked, its files are among the others. */
  #nameOthers(others: readonly string[], files: readonly UploadFile[], { page }: Draft): void {
    const packed = files.some(({ name }) => name.toLowerCase().endsWith('.zip'));
    if (this.#orders.newVersionOf === undefined || others.length === 0 || packed) return;
    const some = others.slice(0, MOST_NAMED).join(', ');
    const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
    const message = `The new version still has files of the one before that are not in the package: ${some}${more}. Delete at ${page} what does not belong to it.`;
    this.#say('warning', 'upload-file-differs', message);
  }

  #stop(reason: string, path: string): undefined {
    this.#say('error', 'upload-draft-gone', `${reason} To make a new draft, remove ${path} and repeat the call.`);
  }

  #say(severity: Diagnostic['severity'], code: Code, message: string): void {
    this.#diagnostics.push({ severity, code, message, source: 'deposit' });
  }
}
