/** What an installation does not offer is left out or said in words before anything is made, and its answer is kept. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataverse } from '../../../src/deposit/dataverse/index.js';
import { dataverseKind } from '../../../src/deposit/dataverse/upload.js';
import { invenio } from '../../../src/deposit/invenio/index.js';
import { invenioKind } from '../../../src/deposit/invenio/upload.js';
import type { DepositTarget } from '../../../src/deposit/target.js';
import { zenodo } from '../../../src/deposit/zenodo/index.js';
import { zenodoKind } from '../../../src/deposit/zenodo/upload.js';
import { METADATA, packed, sample } from '../sample.js';
import { packageFor, send } from './package.js';
import { dataverseServer, invenioServer, zenodoServer } from './repositories.js';
import { answer, type Offers, serve } from './server.js';

const HOME = { path: '/dataverse/mine' };
const KINDS = { zenodo: zenodoKind, invenio: invenioKind, dataverse: dataverseKind };
const HANDLERS = { zenodo: zenodoServer, invenio: invenioServer, dataverse: dataverseServer };

async function sent(target: DepositTarget, offers: Offers, metadata: object = METADATA) {
  const name = target.name as keyof typeof KINDS;
  const files = await packed(target, sample(target, metadata));
  const body = JSON.parse(files[`${name}.json`]!) as object;
  const orders = JSON.parse(files['for-upload.json']!) as object;
  const pkg = packageFor(KINDS[name], { 'files/d1.xml': '<TEI/>' }, { metadata: body, orders });
  const server = await serve(HANDLERS[name], offers);
  const outcome = await send(KINDS[name], server, pkg, HOME);
  const state = JSON.parse(readFileSync(`${pkg}.upload.json`, 'utf8')) as { offers?: object };
  return { ...outcome, draft: server.drafts[0] as never, body, server, offers: state.offers };
}

const WORDS = {
  languages: ['eng', 'fra'],
  licenses: ['cc-by-4.0'],
  relationtypes: ['isderivedfrom', 'issupplementto'],
  contributorsroles: ['contactperson', 'other'],
  resourcetypes: ['dataset', 'other'],
};

const RICH = {
  ...METADATA,
  language: 'de',
  licence: 'CC-BY-SA-3.0',
  related: [...METADATA.related, { identifier: 'https://example.org/old', relation: 'HasVersion' }],
};

describe.each([zenodo, invenio])('what $name lacks', (target) => {
  it('changes nothing where it has all, and is kept', async () => {
    const { codes, draft, body, offers } = await sent(target, { vocabularies: WORDS });
    expect(codes.filter((code) => code !== 'upload-draft-incomplete')).toEqual([]);
    expect(draft).toEqual(body);
    expect(offers).toEqual({
      vocabularies: expect.objectContaining({ 'languages/eng': true, 'licenses/cc-by-4.0': true }),
    });
  });

  it('changes nothing where it shows no lists', async () => {
    const { codes, draft, body, offers } = await sent(target, {}, RICH);
    expect(codes.filter((code) => code !== 'upload-draft-incomplete')).toEqual([]);
    expect({ draft, offers }).toEqual({ draft: body, offers: undefined });
  });

  it('is left out or said in words, with a warning for each', async () => {
    const { diagnostics, said, draft, offers } = await sent(target, { vocabularies: WORDS }, RICH);
    const remarks = diagnostics.filter(({ code }) => code !== 'upload-draft-incomplete');
    expect(remarks.map(({ code }) => code)).toEqual(['term-not-listed', 'licence-not-listed', 'term-not-listed']);
    expect(remarks.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(said).toMatch(/no language "deu"/);
    expect(said).toMatch(/no relation "has[vV]ersion".*https:\/\/example\.org\/old was left out/);
    const text = JSON.stringify(draft);
    expect(text).not.toMatch(/example\.org\/old|"deu"|"cc-by-sa-3\.0"/);
    expect(text).toMatch(/Creative Commons.*https:\/\/creativecommons\.org\/licenses\/by-sa\/3\.0/);
    expect(offers).toEqual({ vocabularies: expect.objectContaining({ 'languages/deu': false }) });
  });
});

const OFFERS: Offers = {
  languages: ['English', 'French', 'Hebrew'],
  subjects: ['Arts and Humanities', 'Other'],
  licences: [{ name: 'CC BY 4.0', uri: 'https://creativecommons.org/licenses/by/4.0/' }],
};

describe('what a Dataverse lacks', () => {
  const fieldOf = (draft: unknown, name: string) =>
    (
      draft as { datasetVersion: { metadataBlocks: { citation: { fields: { typeName: string; value: unknown }[] } } } }
    ).datasetVersion.metadataBlocks.citation.fields.find(({ typeName }) => typeName === name)?.value;

  it('changes nothing where it does not tell', async () => {
    const { codes, draft, body, offers } = await sent(dataverse, {}, RICH);
    expect({ codes, draft, offers }).toEqual({ codes: [], draft: body, offers: undefined });
  });

  it('has licences by its own addresses, and languages by its own names', async () => {
    const { codes, draft, offers } = await sent(dataverse, OFFERS, { ...METADATA, language: 'he' });
    expect(codes).toEqual([]);
    expect((draft as { datasetVersion: { license: unknown } }).datasetVersion.license).toEqual(OFFERS.licences![0]);
    expect(fieldOf(draft, 'language')).toEqual(['Hebrew', 'French']);
    expect(offers).toEqual(OFFERS);
  });

  it('is left out or said in words, with a warning for each', async () => {
    const metadata = { ...RICH, subjects: ['Arts and Humanities', 'Law'] };
    const { codes, said, draft } = await sent(dataverse, OFFERS, metadata);
    expect(codes).toEqual(['licence-not-listed', 'term-not-listed', 'term-not-listed']);
    expect(said).toMatch(/no language "German"[\s\S]*no field of study "Law"/);
    expect(fieldOf(draft, 'language')).toEqual(['French']);
    expect(fieldOf(draft, 'subject')).toEqual(['Arts and Humanities']);
    expect(JSON.stringify(fieldOf(draft, 'keyword'))).toContain('"Law"');
    const version = (draft as { datasetVersion: Record<string, unknown> }).datasetVersion;
    expect(version['license']).toBeUndefined();
    expect(version['termsOfUse']).toMatch(/Attribution-ShareAlike 3\.0.*, https:\/\/creativecommons\.org/);
  });

  it('is not assumed of a licence that it offers beyond those that Dataverse comes with', async () => {
    const licences = [{ name: 'Apache-2.0', uri: 'http://www.apache.org/licenses/LICENSE-2.0' }];
    const { codes, draft, body } = await sent(dataverse, { licences }, { ...METADATA, licence: 'Apache-2.0' });
    expect(codes).toEqual([]);
    expect(JSON.stringify(body)).toContain('termsOfUse');
    const { license, termsOfUse } = (draft as { datasetVersion: Record<string, unknown> }).datasetVersion;
    expect({ license, termsOfUse }).toEqual({ license: licences[0], termsOfUse: undefined });
  });

  it('is not asked for an embargo where it allows none', async () => {
    const metadata = { ...METADATA, access: 'embargoed', embargoUntil: '2028-01-01' };
    const files = await packed(dataverse, sample(dataverse, metadata));
    const orders = JSON.parse(files['for-upload.json']!) as object;
    const pkg = packageFor(dataverseKind, { 'files/d1.xml': '<TEI/>' }, { orders });
    const server = await serve(dataverseServer, { embargo: '0' });
    expect((await send(dataverseKind, server, pkg, HOME)).codes).toEqual(['upload-embargo-refused']);
    expect(server.drafts).toEqual([]);
  });
});

describe('what a package wants beyond its metadata', () => {
  const upload = async (target: DepositTarget, metadata: object, offers: Offers = {}, prepare = (_: unknown) => {}) => {
    const name = target.name as keyof typeof KINDS;
    const files = await packed(target, sample(target, { ...METADATA, ...metadata }));
    const body = JSON.parse(files[`${name}.json`]!) as object;
    const orders = JSON.parse(files['for-upload.json']!) as object;
    const pkg = packageFor(KINDS[name], { 'files/d1.xml': '<TEI/>' }, { metadata: body, orders });
    const server = await serve(HANDLERS[name], offers);
    prepare(server);
    return { ...(await send(KINDS[name], server, pkg, HOME)), server, body };
  };

  it.each([
    '1234567',
    '10.5281/zenodo.1234567',
    'https://zenodo.org/records/1234567',
    'https://doi.org/10.5281/zenodo.1234567',
  ])('a new version of Zenodo record %s, without the files of the old one', async (newVersionOf) => {
    const old = { bytes: undefined, md5: 'a'.repeat(32), size: 1 };
    const { codes, sent, server, body } = await upload(zenodo, { newVersionOf }, {}, (made) => {
      (made as typeof server).files.set('old.zip', old);
    });
    expect({ codes, sent, drafts: server.drafts }).toEqual({ codes: [], sent: 1, drafts: [] });
    expect([...server.asked.keys()]).toEqual(['POST /api/deposit/depositions/1234567/actions/newversion']);
    expect([...server.files.keys()]).toEqual(['d1.xml']);
    expect(server.made[0]!.metadata).toEqual(body);
  });

  it.each([
    ['abcde-99999', 'abcde-99999'],
    ['https://repository.example.org/records/abcde-99999', 'abcde-99999'],
    ['10.1234/abc', 'found-98765'],
  ])('a new version of InvenioRDM record %s', async (newVersionOf, id) => {
    const { server, body, sent } = await upload(invenio, { newVersionOf });
    expect([...server.asked.keys()]).toEqual([`POST /api/records/${id}/versions`]);
    expect({ sent, metadata: server.made[0]!.metadata }).toEqual({ sent: 1, metadata: body });
  });

  it.each([
    'doi:10.5072/FK2/OLD',
    '10.5072/FK2/OLD',
    'https://demo.dataverse.org/dataset.xhtml?persistentId=doi:10.5072/FK2/OLD',
  ])('a new version of Dataverse dataset %s', async (newVersionOf) => {
    const { server, body, sent, page } = await upload(dataverse, { newVersionOf });
    expect({ sent, made: server.made }).toEqual({ sent: 1, made: [{ id: 'doi:10.5072/FK2/OLD', metadata: body }] });
    expect(page).toContain('OLD');
  });

  it('a new version of a dataset that still has other files is said to', async () => {
    const old = { bytes: undefined, md5: 'a'.repeat(32), size: 1 };
    const { codes, said } = await upload(dataverse, { newVersionOf: '10.5072/FK2/OLD' }, {}, (server) => {
      (server as Awaited<ReturnType<typeof serve>>).files.set('tei/gone.xml', old);
    });
    expect(codes).toEqual(['upload-file-differs']);
    expect(said).toContain('tei/gone.xml');
  });

  it.each([zenodo, invenio, dataverse])('of $name: a record that it cannot be asked for', async (target) => {
    const { codes, said, server } = await upload(target, { newVersionOf: 'the-old-one' });
    expect(codes).toEqual(['upload-record-unknown']);
    expect(said).toContain('the-old-one');
    expect(server.calls.every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('communities: Zenodo has them in its metadata, InvenioRDM is asked for a review', async () => {
    const communities = ['ruritania', 'letters'];
    const { body } = await upload(zenodo, { communities });
    expect(body).toMatchObject({ metadata: { communities: [{ identifier: 'ruritania' }, { identifier: 'letters' }] } });
    const { server, said } = await upload(invenio, { communities }, { communities: { ruritania: 'uuid-1' } });
    expect([...server.asked]).toEqual([
      [
        'PUT /api/records/abcde-12345/draft/review',
        { receiver: { community: 'uuid-1' }, type: 'community-submission' },
      ],
    ]);
    expect(said).toMatch(/could not be put before "letters"/);
    expect((await upload(invenio, { communities })).said).toMatch(/could not be put before "ruritania", "letters"/);
  });

  it.each([
    ['open', undefined, false],
    ['embargoed', '2028-01-01', false],
    ['restricted', undefined, true],
    ['closed', undefined, true],
  ])('files of Dataverse that are %s', async (access, embargoUntil, restrict) => {
    const rights = embargoUntil === undefined ? { access } : { access, embargoUntil };
    const { server, codes } = await upload(dataverse, rights);
    expect(codes).toEqual([]);
    expect(server.asked.get('about')).toEqual({ restrict, tabIngest: false });
    expect(server.asked.get('embargo')).toEqual(
      embargoUntil === undefined ? undefined : { dateAvailable: '2028-01-01', fileIds: [13] },
    );
  });

  it('an embargo that is refused ends in an error, since the files would be open', async () => {
    const { codes, said, diagnostics } = await upload(
      dataverse,
      { access: 'embargoed', embargoUntil: '2028-01-01' },
      {},
      (server) =>
        (server as Awaited<ReturnType<typeof serve>>).fail({
          on: /set-embargo/,
          times: 9,
          act: answer(400, { message: 'Too long.' }),
        }),
    );
    expect(codes).toEqual(['upload-embargo-refused']);
    expect(diagnostics[0]!.severity).toBe('error');
    expect(said).toMatch(/"Too long\."/);
  });
});
