/** Answers that are lost: drafts and files are found again, or it is said that this cannot be told; nothing is there twice. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { dataverseKind } from '../../../src/deposit/dataverse/upload.js';
import { invenioKind } from '../../../src/deposit/invenio/upload.js';
import { textEntry } from '../../../src/deposit/target.js';
import { zenodoKind } from '../../../src/deposit/zenodo/upload.js';
import { zipStream } from '../../../src/deposit/zip.js';
import { FILES, FLAT, packageFor, send } from './package.js';
import { dataverseServer, invenioServer, zenodoServer } from './repositories.js';
import { answer, drop, type Server, serve } from './server.js';

const HOME = { path: '/dataverse/mine' };
const ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'] as const;

const zipOf = (names: readonly string[]) =>
  buffer(
    zipStream(
      names.map((name) => textEntry(name, `<TEI>${name}</TEI>`)),
      '2026-03-31',
    ),
  );

describe.each(ALGORITHMS)('a Dataverse that keeps %s', (algorithm) => {
  it('has each file once where an answer is lost', async () => {
    const server = await serve(dataverseServer, { algorithm });
    server.fail({ on: /^POST .*\/add/, times: 2, act: 'lost' });
    const { sent, codes } = await send(dataverseKind, server, packageFor(dataverseKind, FILES), HOME);
    expect({ sent, codes, files: server.files.size }).toEqual({ sent: 3, codes: [], files: 3 });
  });

  it('has each file once where the run ends before the answer comes', async () => {
    const server = await serve(dataverseServer, { algorithm });
    const pkg = packageFor(dataverseKind, FILES);
    server.fail({ on: /^POST .*\/add/, times: 1, act: 'lost' });
    let lists = 0;
    server.fail({
      on: /^GET .*%3Adraft\/files|^GET .*:draft\/files/,
      times: 99,
      act: (request, response) => {
        lists++;
        answer(lists === 1 ? 200 : 500, { status: 'OK', data: [] })(request, response);
      },
    });
    expect((await send(dataverseKind, server, pkg, HOME)).codes).toEqual(['upload-server-failed']);
    expect(server.files.size).toBe(1);
    server.heal();
    const { sent, there, codes } = await send(dataverseKind, server, pkg, HOME);
    expect({ sent, there, codes, files: server.files.size }).toEqual({ sent: 2, there: 1, codes: [], files: 3 });
  });

  it('has the files of a zip once', async () => {
    const zip = await zipOf(['tei/d1.xml', 'tei/d2.xml', 'ro-crate-metadata.json']);
    const server = await serve(dataverseServer, { algorithm, unpacks: true });
    const pkg = packageFor(dataverseKind, { 'files/all.zip': zip });
    server.fail({ on: /^POST .*\/add/, times: 1, act: 'lost' });
    expect(await send(dataverseKind, server, pkg, HOME)).toMatchObject({ sent: 1, codes: [] });
    expect([...server.files.keys()]).toEqual(['tei/d1.xml', 'tei/d2.xml', 'ro-crate-metadata.json']);
    expect(await send(dataverseKind, server, pkg, HOME)).toMatchObject({ sent: 0, there: 1, codes: [] });
  });
});

describe('a zip for Dataverse', () => {
  it('that is kept as it is, is known by its own checksum', async () => {
    const server = await serve(dataverseServer, { algorithm: 'SHA-1' });
    const pkg = packageFor(dataverseKind, { 'files/all.zip': await zipOf(['tei/d1.xml']) });
    server.fail({ on: /^POST .*\/add/, times: 1, act: 'lost' });
    expect(await send(dataverseKind, server, pkg, HOME)).toMatchObject({ sent: 1, codes: [] });
    expect([...server.files.keys()]).toEqual(['all.zip']);
  });

  it('that may still be being unpacked is not sent a second time', async () => {
    const server = await serve(dataverseServer, { unpacks: true });
    const pkg = packageFor(dataverseKind, { 'files/all.zip': await zipOf(['tei/d1.xml']) });
    server.fail({ on: /^POST .*\/add/, times: 1, act: drop });
    const { codes, said } = await send(dataverseKind, server, pkg, HOME);
    expect(codes).toEqual(['upload-file-uncertain']);
    expect(said).toContain('may still be being unpacked');
    expect(await send(dataverseKind, server, pkg, HOME)).toMatchObject({ sent: 1, codes: [] });
  });

  it('of which a part is there ends in an error', async () => {
    const server = await serve(dataverseServer, { unpacks: true });
    const pkg = packageFor(dataverseKind, { 'files/all.zip': await zipOf(['tei/d1.xml', 'tei/d2.xml']) });
    server.fail({
      on: /^POST .*\/add/,
      times: 1,
      act: (request) => {
        const text = '<TEI>tei/d1.xml</TEI>';
        const value = createHash('md5').update(text).digest('hex');
        server.files.set('tei/d1.xml', { bytes: Buffer.from(text), md5: value, size: text.length });
        request.socket.destroy();
      },
    });
    for (let run = 0; run < 2; run++) {
      const { codes, said } = await send(dataverseKind, server, pkg, HOME);
      expect(codes).toEqual(['upload-file-uncertain']);
      expect(said).toContain('only 1 of its 2 files');
    }
    expect(server.calls.filter((call) => /\/add/.test(call))).toHaveLength(1);
  });
});

describe('a file for Dataverse', () => {
  it('that arrives damaged is not sent a second time beside it', async () => {
    const server = await serve(dataverseServer);
    const pkg = packageFor(dataverseKind, { 'files/d1.xml': '<TEI/>' });
    const file = { label: 'd1.xml', dataFile: { checksum: { type: 'MD5', value: '0'.repeat(32) } } };
    server.fail({ on: /^POST .*\/add/, times: 9, act: answer(200, { status: 'OK', data: { files: [file] } }) });
    const { codes, said } = await send(dataverseKind, server, pkg, HOME);
    expect(codes).toEqual(['upload-file-damaged']);
    expect(said).toContain('Delete it at');
    expect(server.calls.filter((call) => /\/add/.test(call))).toHaveLength(1);
  });

  it('in a zip, of which the draft has another version, is not put beside that', async () => {
    const server = await serve(dataverseServer, { unpacks: true });
    const old = { bytes: Buffer.from('old'), md5: createHash('md5').update('old').digest('hex'), size: 3 };
    server.files.set('tei/d1.xml', old);
    const pkg = packageFor(dataverseKind, { 'files/all.zip': await zipOf(['tei/d1.xml', 'tei/d2.xml']) });
    const { codes, said } = await send(dataverseKind, server, pkg, HOME);
    expect(codes).toEqual(['upload-file-differs']);
    expect(said).toContain('1 of the files in all.zip, such as tei/d1.xml');
    expect([...server.files.keys()]).toEqual(['tei/d1.xml']);
  });

  it('whose checksum is of a kind that nobody knows is not sent a second time', async () => {
    const server = await serve(dataverseServer, { algorithm: 'UNF:6' });
    const pkg = packageFor(dataverseKind, { 'files/d1.xml': '<TEI/>' });
    server.fail({ on: /^POST .*\/add/, times: 1, act: 'lost' });
    const { codes, said } = await send(dataverseKind, server, pkg, HOME);
    expect(codes).toEqual(['upload-file-uncertain']);
    expect(said).toMatch(/cannot be told whether .*Nothing was sent a second time/);
    expect(server.files.size).toBe(1);
  });

  it('that has come to be there twice is named', async () => {
    const server = await serve(dataverseServer);
    const pkg = packageFor(dataverseKind, { 'files/tei/d1.xml': '<TEI/>' });
    server.fail({ on: /^POST .*\/add/, times: 1, act: 'lost' });
    // The server is still busy with the file, so that it is in no list.
    server.fail({ on: /:draft\/files/, times: 2, act: answer(200, { status: 'OK', data: [] }) });
    for (let run = 0; run < 2; run++) {
      const { codes, said } = await send(dataverseKind, server, pkg, HOME);
      expect(codes).toEqual(['upload-file-twice']);
      expect(said).toContain('tei/d1-1.xml');
    }
    server.files.delete('tei/d1-1.xml');
    expect(await send(dataverseKind, server, pkg, HOME)).toMatchObject({ sent: 0, there: 1, codes: [] });
  });

  it('that is there with another content is replaced where it is published, and else not sent', async () => {
    for (const refused of [false, true]) {
      const server = await serve(dataverseServer);
      const old = { bytes: Buffer.from('old'), md5: createHash('md5').update('old').digest('hex'), size: 3 };
      server.files.set('d1.xml', old);
      if (refused) server.fail({ on: /replace$/, times: 9, act: answer(400, { message: 'You cannot replace this.' }) });
      const pkg = packageFor(dataverseKind, { 'files/d1.xml': '<TEI/>' });
      const { codes, diagnostics } = await send(dataverseKind, server, pkg, HOME);
      expect(new Set(codes)).toEqual(new Set(['upload-file-differs']));
      expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(refused);
      expect([...server.files.keys()]).toEqual(['d1.xml']);
      expect(server.files.get('d1.xml')!.md5 === old.md5).toBe(refused);
    }
  });
});

const METADATA = {
  zenodo: { metadata: { title: 'Telegrams & more', description: '<p>Of 1957.</p>', publication_date: '2026-03-31' } },
  dataverse: {
    datasetVersion: {
      metadataBlocks: {
        citation: {
          fields: [
            { typeName: 'title', value: 'Telegrams & more' },
            { typeName: 'dsDescription', value: [{ dsDescriptionValue: { value: '<p>Of 1957.</p>' } }] },
            { typeName: 'distributionDate', value: '2026-03-31' },
          ],
        },
      },
    },
  },
};

describe.each([
  {
    kind: zenodoKind,
    handler: zenodoServer,
    metadata: METADATA.zenodo,
    files: FLAT,
    home: {},
    post: /^POST .*depositions$/,
    list: /^GET .*depositions\?/,
  },
  {
    kind: invenioKind,
    handler: invenioServer,
    metadata: METADATA.zenodo,
    files: FLAT,
    home: {},
    post: /^POST .*records$/,
    list: /^GET .*user\/records/,
  },
  {
    kind: dataverseKind,
    handler: dataverseServer,
    metadata: METADATA.dataverse,
    files: FILES,
    home: HOME,
    post: /^POST .*datasets$/,
    list: /^GET .*search/,
  },
])('a draft of $kind.metadata', ({ kind, handler, metadata, files, home, post, list }) => {
  const made = () => packageFor(kind, files, { metadata });
  const run = (server: Server, pkg: string) => send(kind, server, pkg, home);
  const isFine = (codes: readonly string[]) => codes.filter((code) => code !== 'upload-draft-incomplete');
  const another = (id: string, title: string) => ({
    id,
    metadata: JSON.parse(JSON.stringify(metadata).replace('Telegrams & more', title)),
  });

  it('whose answer was lost is found', async () => {
    const server = await serve(handler);
    server.made.push(another('100001', 'Telegrams & more'), another('100002', 'Others'));
    server.fail({ on: post, times: 1, act: 'lost' });
    const { codes, sent, page } = await run(server, made());
    expect({ codes: isFine(codes), sent, drafts: server.drafts.length }).toEqual({ codes: [], sent: 3, drafts: 1 });
    expect(page).toMatch(/542201|abcde-12345|FK2/);
  });

  it('is found by the next call, since lists are a little behind', async () => {
    const server = await serve(handler);
    const pkg = made();
    const none = list.source.includes('search')
      ? { data: { items: [] } }
      : list.source.includes('user')
        ? { hits: { hits: [] } }
        : [];
    server.fail({ on: post, times: 1, act: 'lost' });
    server.fail({ on: list, times: 4, act: answer(200, none) });
    const first = await run(server, pkg);
    expect(first.codes).toEqual(['upload-connection-lost']);
    expect(first.waits).toEqual([2, 4, 8]);
    const { codes, sent } = await run(server, pkg);
    expect({ codes: isFine(codes), sent, drafts: server.drafts.length }).toEqual({ codes: [], sent: 3, drafts: 1 });
  });

  it('is made by the next call where it did not come into being', async () => {
    const server = await serve(handler);
    const pkg = made();
    server.fail({ on: post, times: 1, act: drop });
    expect((await run(server, pkg)).codes).toEqual(['upload-connection-lost']);
    const { codes, sent } = await run(server, pkg);
    expect({ codes: isFine(codes), sent, drafts: server.drafts.length }).toEqual({ codes: [], sent: 3, drafts: 1 });
  });

  it.each(['the same twice', 'the title alone'])('that cannot be told from others is not guessed: %s', async (what) => {
    const server = await serve(handler);
    const pkg = made();
    const twin = what === 'the same twice' ? another('100009', 'Telegrams & more') : undefined;
    server.fail({
      on: post,
      times: 1,
      act: (request) => {
        const other = JSON.parse(JSON.stringify(metadata).replace('2026-03-31', '2025-01-01'));
        server.made.push(
          twin ?? { id: '100008', metadata: other },
          ...(twin === undefined ? [] : [another('100010', 'Telegrams & more')]),
        );
        request.socket.destroy();
      },
    });
    for (let i = 0; i < 2; i++) {
      const { codes, said } = await run(server, pkg);
      expect(codes).toEqual(['upload-draft-uncertain']);
      expect(said).toContain(`${pkg}.upload.json`);
    }
    expect(server.drafts).toEqual([]);
  });

  it('is not made a second time where drafts are not listed', async () => {
    const server = await serve(handler, { lists: false });
    const pkg = made();
    server.fail({ on: post, times: 1, act: 'lost' });
    expect((await run(server, pkg)).codes).toEqual(['upload-connection-lost']);
    expect((await run(server, pkg)).codes).toEqual(['upload-draft-uncertain']);
    expect(server.drafts).toHaveLength(1);
  });

  it('is not made a second time while drafts are not listed for a while', async () => {
    const server = await serve(handler);
    const pkg = made();
    server.fail({ on: post, times: 1, act: 'lost' });
    let lists = 0;
    const down = { on: list, times: 99, act: answer(503, {}) };
    server.fail({
      on: list,
      times: 1,
      act: (request, response) => {
        lists++;
        const none = { data: { items: [] }, hits: { hits: [] } };
        answer(200, kind === zenodoKind ? [] : none)(request, response);
      },
    });
    server.fail(down);
    for (let i = 0; i < 2; i++) expect((await run(server, pkg)).codes).toEqual(['upload-draft-uncertain']);
    expect({ lists, drafts: server.drafts.length }).toEqual({ lists: 1, drafts: 1 });
    server.heal();
    expect(isFine((await run(server, pkg)).codes)).toEqual([]);
    expect(server.drafts).toHaveLength(1);
  });

  it('leaves no note where it was refused', async () => {
    const server = await serve(handler, { lists: false });
    const pkg = made();
    server.fail({ on: post, times: 1, act: answer(400, { message: 'No title.' }) });
    expect((await run(server, pkg)).codes).toEqual(['upload-metadata-refused']);
    expect(existsSync(`${pkg}.upload.json`)).toBe(false);
    expect(isFine((await run(server, pkg)).codes)).toEqual([]);
    expect(JSON.parse(readFileSync(`${pkg}.upload.json`, 'utf8'))).toMatchObject({ origin: server.origin });
  });
});
