/** InvenioRDM's REST API of drafts and their files (https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/). */
import type { Diagnostic } from '../../diagnostics.js';
import { fileBody, ifOffered, jsonBody, unknownRecord, unlessGone, warning } from '../upload/calls.js';
import { prefixedChecksum } from '../upload/checksum.js';
import { HttpFailure } from '../upload/failure.js';
import type { HttpClient } from '../upload/http.js';
import { at, fieldError, idOf, listAt, textAt } from '../upload/json.js';
import type {
  Arrival,
  CreatedDraft,
  Draft,
  RemoteFile,
  RemoteFiles,
  RepositoryKind,
  UploadFile,
} from '../upload/repository.js';
import { identifierOf } from '../vocabulary/identifiers.js';
import { fitRecord } from './fit.js';

const RECORDS = '/api/records';
/** The newest drafts: more are not made while one upload runs. */
const DRAFTS = '/api/user/records?is_published=false&sort=newest&size=100';

export const invenioKind: RepositoryKind = {
  metadata: 'invenio.json',
  name: 'the InvenioRDM repository',
  example: 'https://repository.example.org',
  token: 'INVENIO_TOKEN',
  tokenPage: '/account/settings/applications/tokens/new/',
  scope: 'for your account',
  headers: (token) => ({ Authorization: `Bearer ${token}` }),
  marks: (metadata) =>
    ['title', 'publication_date', 'version', 'description'].map((key) => String(at(metadata, 'metadata', key) ?? '')),
  connect: (http) => ({
    fit: (metadata, orders) => fitRecord(http, metadata, orders),
    create: async (metadata) => draftOf(await http.call('POST', RECORDS, { body: jsonBody(metadata) })),
    renew: (record, metadata) => renew(http, record, metadata),
    drafts: () => draftsOf(http),
    marks: async (id) => invenioKind.marks(await http.call('GET', draftUrl(id))),
    find: async (id) => {
      const draft = await unlessGone(http, draftUrl(id));
      if (draft === 'gone') return 'gone';
      return at(draft, 'is_published') === true ? 'published' : draftOf(draft);
    },
    list: async ({ id }) => filesOf(await http.call('GET', `${draftUrl(id)}/files`)),
    send: ({ id }, file) => send(http, `${draftUrl(id)}/files`, file),
    finish: (draft, { communities = [] }) => askForReview(http, draft, communities),
  }),
};

function draftUrl(id: string): string {
  return `${RECORDS}/${encodeURIComponent(id)}/draft`;
}

/** A draft is kept with what is wrong in it; the form asks for it before it can be published. */
function draftOf(record: unknown): CreatedDraft {
  return {
    id: textAt(record, 'id'),
    page: textAt(record, 'links', 'self_html'),
    complaints: listAt(record, 'errors').map(fieldError),
  };
}

async function draftsOf(http: HttpClient): Promise<readonly string[] | undefined> {
  const found = at(await ifOffered(http, DRAFTS), 'hits', 'hits');
  if (!Array.isArray(found)) return undefined;
  return found.filter((record) => at(record, 'is_published') !== true).flatMap(idOf);
}

/** Asked for a second time, the repository gives the draft that it has made. Files of the version before are not in it. */
async function renew(http: HttpClient, written: string, metadata: string): Promise<CreatedDraft> {
  const id = await recordOf(http, written);
  if (id === undefined) throw unknownRecord(written, 'the InvenioRDM repository', '"abcde-12345"');
  const version = await http.call('POST', `${RECORDS}/${encodeURIComponent(id)}/versions`, { repeatable: true });
  return draftOf(await http.call('PUT', draftUrl(textAt(version, 'id')), { body: jsonBody(metadata) }));
}

async function recordOf(http: HttpClient, written: string): Promise<string | undefined> {
  const id = /^(?:https?:\/\/[^?#]+\/records\/)?([a-z0-9]{5}-[a-z0-9]{5})(?:[/?#].*)?$/i.exec(written)?.[1];
  if (id !== undefined) return id;
  const identifier = identifierOf(written);
  if (identifier?.type !== 'DOI') return undefined;
  const query = encodeURIComponent(`pids.doi.identifier:"${identifier.value.replace(/["\\]/g, '')}"`);
  const [found] = listAt(await ifOffered(http, `${RECORDS}?q=${query}&size=1`), 'hits', 'hits');
  return found === undefined ? undefined : textAt(found, 'id');
}

/** Only files whose upload was completed count. */
function filesOf(answer: unknown): RemoteFiles {
  return new Map(
    listAt(answer, 'entries')
      .filter((file) => at(file, 'status') === 'completed')
      .map((file) => [textAt(file, 'key'), remoteFile(file)]),
  );
}

function remoteFile(file: unknown): RemoteFile {
  const checksum = prefixedChecksum(at(file, 'checksum'));
  return checksum === undefined ? {} : { checksum };
}

/** Announced, filled, completed: each of the three may have been done by an attempt before. */
async function send(http: HttpClient, files: string, file: UploadFile): Promise<Arrival> {
  const own = `${files}/${encodeURIComponent(file.name)}`;
  if ((await unlessGone(http, own)) === 'gone') await announce(http, files, file.name);
  await http.call('PUT', `${own}/content`, { body: fileBody(file) });
  return remoteFile(await http.call('POST', `${own}/commit`));
}

async function announce(http: HttpClient, files: string, key: string): Promise<void> {
  try {
    await http.call('POST', files, { body: jsonBody(JSON.stringify([{ key }])) });
  } catch (error) {
    // Some versions answer 400 where the file has been announced already.
    const known = error instanceof HttpFailure && error.status === 400 && /already exists/i.test(error.said);
    if (!known) throw error;
  }
}

/** A draft can be put before one community; the rest is done by hand. Nothing is submitted. */
async function askForReview(
  http: HttpClient,
  draft: Draft,
  [first, ...others]: readonly string[],
): Promise<readonly Diagnostic[]> {
  if (first === undefined) return [];
  const community = at(await ifOffered(http, `/api/communities/${encodeURIComponent(first)}`), 'id');
  const byHand = typeof community === 'string' && (await isAsked(http, draft, community)) ? others : [first, ...others];
  if (byHand.length === 0) return [];
  const message = `The draft could not be put before ${byHand.map((name) => `"${name}"`).join(', ')}: a draft can be meant for one community, which must exist. Choose it at ${draft.page} ("Select a community" at the top); more of them are added when the record is published.`;
  return [warning('upload-draft-incomplete', message)];
}

async function isAsked(http: HttpClient, { id }: Draft, community: string): Promise<boolean> {
  const review = JSON.stringify({ receiver: { community }, type: 'community-submission' });
  try {
    await http.call('PUT', `${draftUrl(id)}/review`, { body: jsonBody(review) });
    return true;
  } catch (error) {
    if (error instanceof HttpFailure && error.status < 500 && error.status !== 429) return false;
    throw error;
  }
}
