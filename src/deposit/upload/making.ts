/**
 * Making a draft once. Where the answer is lost, the account's drafts tell whether it came into being: one that was not
 * among them before, and says what was sent, is it. What cannot be told ends the upload, so that there are never two.
 */

import { HttpFailure, mayHaveArrived, Stopped } from './failure.js';
import { parse } from './json.js';
import type { CreatedDraft, Draft, Repository, RepositoryKind } from './repository.js';
import { type MakingState, removeState, writeState } from './state.js';
import type { UploadCall } from './uploader.js';

/** In milliseconds: lists of drafts come from an index that is a little behind. */
const WAITS = [2_000, 4_000, 8_000];

export interface Maker {
  readonly kind: RepositoryKind;
  readonly repository: Repository;
  readonly call: UploadCall;
  /** Of the state file. */
  readonly path: string;
  /** As they are sent. */
  readonly metadata: string;
}

/** A draft, made now. */
export async function makeDraft(maker: Maker): Promise<CreatedDraft> {
  const { repository, call, path, metadata } = maker;
  const before = await repository.drafts();
  await writeState(path, { origin: call.url.origin, making: before === undefined ? {} : { before } });
  try {
    return await repository.create(metadata);
  } catch (error) {
    if (!mayHaveArrived(error)) {
      await removeState(path);
      throw error;
    }
    const found = before === undefined ? undefined : await waitFor(maker, before);
    if (found === undefined) throw error;
    return found;
  }
}

/** The draft that a call before had asked for, or one that is made now because that has not come into being. */
export async function remakeDraft(maker: Maker, { making: { before } }: MakingState): Promise<CreatedDraft> {
  if (before === undefined) {
    const message = `A call before asked ${maker.call.url.host} for a draft, and no answer came. ${maker.kind.name} does not list the drafts of this account, so it cannot be told whether there is one. Look there in the browser; delete the draft if there is one. Then remove ${maker.path} and repeat the call.`;
    throw new Stopped('upload-draft-uncertain', message);
  }
  return (await findDraft(maker, before)) ?? makeDraft(maker);
}

async function waitFor(maker: Maker, before: readonly string[]): Promise<Draft | undefined> {
  for (const wait of WAITS) {
    await maker.call.sleep(wait);
    const found = await findDraft(maker, before);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The one new draft that says what was sent. */
async function findDraft(maker: Maker, before: readonly string[]): Promise<Draft | undefined> {
  const { kind, repository, metadata } = maker;
  const own = plainAll(kind.marks(parse(metadata)));
  const now = await repository.drafts();
  if (now === undefined) throw untold(maker);
  const alike: string[] = [];
  const same: string[] = [];
  for (const id of now.filter((each) => !before.includes(each))) {
    const marks = plainAll(await marksOf(repository, id));
    if (marks[0] === own[0]) alike.push(id);
    if (marks.join('\n') === own.join('\n')) same.push(id);
  }
  if (alike.length === 0) return undefined;
  const [only] = same;
  const draft = only === undefined || same.length > 1 ? undefined : await repository.find(only);
  if (draft === undefined || typeof draft === 'string') throw uncertain(maker, alike);
  return draft;
}

/** Nothing for a draft that has gone since, or that the account may not see. */
async function marksOf(repository: Repository, id: string): Promise<readonly string[]> {
  try {
    return await repository.marks(id);
  } catch (error) {
    if (error instanceof HttpFailure && [403, 404, 410].includes(error.status)) return [];
    throw error;
  }
}

function untold({ kind, call }: Maker): Stopped {
  const message = `No answer came when a draft was asked for, and ${kind.name} at ${call.url.host} does not list the drafts of this account now, so it cannot be told whether there is one. No second one was made. Repeat the call later.`;
  return new Stopped('upload-draft-uncertain', message);
}

function uncertain({ kind, path, call }: Maker, ids: readonly string[]): Stopped {
  const which =
    ids.length === 1 ? `a new draft with this title (${ids[0]})` : `new drafts with this title (${ids.join(', ')})`;
  const message = `No answer came when a draft was asked for. ${kind.name} at ${call.url.host} has ${which}, and it cannot be told which the upload has made. Look at your drafts in the browser and delete what this upload has made; then remove ${path} and repeat the call.`;
  return new Stopped('upload-draft-uncertain', message);
}

function plainAll(texts: readonly string[]): readonly string[] {
  return texts.map(plain);
}

/** Repositories tidy up the markup of descriptions, and the blanks in all. */
function plain(text: string): string {
  return text
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/&(?:amp|#38);/g, '&')
    .replace(/&(?:lt|#60);/g, '<')
    .replace(/&(?:gt|#62);/g, '>')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39|#x27);/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
