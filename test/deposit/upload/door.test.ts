/** Uploads send what lies in the package, and let nobody see the token. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uploadDeposit } from '../../../src/deposit/index.js';
import { withoutSecret } from '../../../src/deposit/upload/secrets.js';
import { folder } from '../../cli/call.js';
import { zenodoServer } from './repositories.js';
import { answer, serve } from './server.js';

const SECRET = 'S3cr3t/t0k3n+9f';

function packed() {
  const root = folder({
    'pkg/zenodo.json': '{"metadata":{"title":"x"}}',
    'pkg/files/d1.xml': '<TEI/>',
    'private.xml': '<TEI>private</TEI>',
  });
  return { pkg: join(root, 'pkg'), at: (name: string) => join(root, name) };
}

const send = (pkg: string, url: string) => uploadDeposit(pkg, { to: 'zenodo', url, token: 'let-me-in' });

describe('what a package holds', () => {
  it('is sent without links and pipes that have come into it', async () => {
    const server = await serve(zenodoServer);
    const { pkg, at } = packed();
    symlinkSync('../../private.xml', at('pkg/files/l.xml'));
    execFileSync('mkfifo', [at('pkg/files/f.xml')]);
    expect((await send(pkg, server.origin)).diagnostics).toEqual([]);
    expect([...server.files.keys()]).toEqual(['d1.xml']);
  });

  it('is not sent where its folder of files or its metadata lead out', async () => {
    const server = await serve(zenodoServer);
    for (const name of ['pkg/files', 'pkg/zenodo.json']) {
      const { pkg, at } = packed();
      rmSync(at(name), { recursive: true });
      symlinkSync(name === 'pkg/files' ? '..' : '../private.xml', at(name));
      const { diagnostics } = await send(pkg, server.origin);
      expect(diagnostics.map(({ code }) => code)).toEqual(['upload-failed']);
      expect(diagnostics[0]!.message).toContain('links lead from it to a place outside');
    }
    expect([...server.files.keys()]).toEqual([]);
  });

  it('makes no second draft where what is known of the first cannot be read', async () => {
    const server = await serve(zenodoServer);
    const { pkg, at } = packed();
    writeFileSync(at('elsewhere.json'), '{}');
    execFileSync('mkfifo', [at('pkg.upload.json')]);
    const { diagnostics } = await send(pkg, server.origin);
    expect(diagnostics.map(({ code }) => code)).toEqual(['upload-draft-gone']);
    expect(server.drafts).toEqual([]);
  });
});

describe('a token', () => {
  it.each(['400', '500', '403'])(
    'that a server repeats in an answer of %s is not printed, in whatever form',
    async (status) => {
      const server = await serve(zenodoServer);
      const forms = [
        SECRET,
        encodeURIComponent(SECRET),
        encodeURIComponent(SECRET).toLowerCase(),
        Buffer.from(`user:${SECRET}`).toString('base64'),
        Buffer.from(`us:${SECRET}`).toString('base64url'),
      ];
      server.fail({ on: /^GET/, times: 1, act: answer(404, { message: 'No list.' }) });
      server.fail({ on: /depositions$/, times: 20, act: answer(Number(status), { message: forms.join(' | ') }) });
      const { pkg, at } = packed();
      const { diagnostics } = await uploadDeposit(pkg, { to: 'zenodo', url: server.origin, token: SECRET });
      const said = JSON.stringify(diagnostics);
      expect(said).toContain('***');
      for (const form of forms) expect(said).not.toContain(form);
      for (const core of ['S3cr3t', 't0k3n', Buffer.from(SECRET).toString('base64').slice(0, 12)])
        expect(said).not.toContain(core);
      if (existsSync(at('pkg.upload.json')))
        expect(readFileSync(at('pkg.upload.json'), 'utf8')).not.toContain('S3cr3t');
    },
    60_000,
  );

  it('is taken out wherever it stands in base64, and what is too short is left', () => {
    for (const before of ['', 'a', 'ab', 'abc:', 'anna:']) {
      const text = Buffer.from(`${before}${SECRET}`).toString('base64');
      expect(withoutSecret(text, SECRET)).toContain('***');
    }
    expect(withoutSecret('abc', 'b')).toBe('abc');
  });

  it('is in no note, no page and no report, whatever a server repeats', async () => {
    const server = await serve(zenodoServer);
    const links = {
      bucket: `${server.origin}/api/files/568377dd`,
      html: `${server.origin}/deposit/542201?t=${SECRET}`,
    };
    const errors = [{ message: `Your ${encodeURIComponent(SECRET)} is short.` }];
    server.fail({ on: /^GET .*(?:depositions\?|542201)/, times: 9, act: answer(200, []) });
    server.fail({ on: /^POST/, times: 1, act: answer(201, { id: 542201, links, errors }) });
    server.fail({ on: /^PUT/, times: 9, act: answer(400, { message: SECRET }) });
    const { pkg, at } = packed();
    const outcome = await uploadDeposit(pkg, { to: 'zenodo', url: server.origin, token: SECRET });
    expect(outcome.page).toContain('***');
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['upload-draft-incomplete', 'upload-metadata-refused']);
    for (const text of [JSON.stringify(outcome), readFileSync(at('pkg.upload.json'), 'utf8')]) {
      expect(text).not.toMatch(/S3cr3t|t0k3n/);
    }
  });

  it.each([301, 302, 307, 308])(
    'is not sent on where a server answers %i, and the address is named without it',
    async (status) => {
      const other = await serve(zenodoServer);
      const server = await serve(zenodoServer);
      const location = `${other.origin.replace('//', `//anna:${encodeURIComponent(SECRET)}@`)}/api?token=${SECRET}`;
      server.fail({ on: /depositions$/, times: 9, act: answer(status, {}, { Location: location }) });
      server.fail({ on: /depositions\?/, times: 9, act: answer(status, {}, { Location: location }) });
      const { pkg } = packed();
      const { diagnostics } = await uploadDeposit(pkg, { to: 'zenodo', url: server.origin, token: SECRET });
      expect(diagnostics.map(({ code }) => code)).toEqual(['upload-redirected']);
      expect(diagnostics[0]!.message).toContain(`--upload ${other.origin}`);
      expect(JSON.stringify(diagnostics)).not.toMatch(/S3cr3t|t0k3n/);
      expect(other.calls).toEqual([]);
    },
  );

  it('or a password in the address goes neither to the server nor into the note', async () => {
    const server = await serve(zenodoServer);
    const { pkg, at } = packed();
    const url = server.origin.replace('//', `//anna:${encodeURIComponent(SECRET)}@`);
    const outcome = await uploadDeposit(pkg, { to: 'zenodo', url, token: 'let-me-in' });
    expect(outcome.diagnostics).toEqual([]);
    for (const text of [
      JSON.stringify(outcome),
      readFileSync(at('pkg.upload.json'), 'utf8'),
      JSON.stringify(server.headers),
    ]) {
      expect(text).not.toMatch(/S3cr3t|t0k3n|anna/);
    }
    expect(readFileSync(at('pkg.upload.json'), 'utf8')).not.toContain('let-me-in');
  });

  it('or a password in an address is not shown where the address is refused', async () => {
    const { pkg } = packed();
    for (const [to, url] of [
      ['zenodo', `ftp://anna:${SECRET}@example.org/`],
      ['zenodo', `http://anna:${SECRET}@example.org/`],
      ['basex', `basex://anna:${SECRET}@localhost:1/no name`],
      ['basex', `basex://anna:${SECRET}@localhost:1/name`],
    ] as const) {
      const { diagnostics } = await uploadDeposit(pkg, { to, url, token: 'let-me-in' });
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(JSON.stringify(diagnostics)).not.toMatch(/S3cr3t|t0k3n/);
    }
  });
});
