/** Bags that are checked by a BagIt profile, and profiles that are none. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fits } from '../../../src/deposit/bag/profile/pattern.js';
import { readBagProfile } from '../../../src/deposit/bag/profile/read.js';
import { type BagReport, verifyBag } from '../../../src/deposit/bag/verify.js';
import { call, folder } from '../../cli/call.js';
import { processorTime } from '../../setup/processor.js';
import { looseBag, rawZip } from '../samples.js';
import { rawTar } from './raw-tar.js';

const NAME = 'https://archive.example.org/profile-1.2.json';
const ABOUT = {
  'BagIt-Profile-Identifier': NAME,
  'BagIt-Profile-Version': '1.4.0',
  'Source-Organization': 'Strelsau State Archive',
  'External-Description': 'Letters of embassies',
  Version: '1.2',
};
const PROFILE = { 'BagIt-Profile-Info': ABOUT, 'Accept-BagIt-Version': ['0.97', '1.0'] };
const NAMED = `Contact-Name: Anna Sapt\nBagIt-Profile-Identifier: ${NAME}\n`;

const read = (more: object) => readBagProfile({ ...PROFILE, ...more }, 'profile.json');
const codes = ({ diagnostics }: Pick<BagReport, 'diagnostics'>) => diagnostics.map(({ code }) => code);
const messages = ({ diagnostics }: Pick<BagReport, 'diagnostics'>) =>
  diagnostics.map(({ message }) => message).join('\n');

type Files = Readonly<Record<string, string | Uint8Array>>;
const bag = (more: Files = {}): Files => ({ ...looseBag(), 'bag-info.txt': NAMED, ...more });

async function check(more: object, files: Files = bag(), pack?: (files: Files) => Uint8Array): Promise<BagReport> {
  const { profile, diagnostics } = read(more);
  expect(diagnostics).toEqual([]);
  const path = pack === undefined ? folder(files) : join(folder({ bag: pack(files) }), 'bag');
  return verifyBag(path, 'bag', { profile: profile! });
}

const tarred = (files: Files) => rawTar(Object.entries(files).map(([name, content]) => ({ name, content })));
const PACKED: Readonly<Record<string, ((files: Files) => Uint8Array) | undefined>> = {
  folder: undefined,
  zip: (files) => rawZip(Object.entries(files).map(([name, content]) => ({ name, content }))),
  tar: tarred,
  tgz: (files) => gzipSync(tarred(files)),
};

describe('a bag that is what a profile asks for', () => {
  it.each<[string, object, Files?]>([
    ['nothing but its name', {}],
    ['labels', { 'Bag-Info': { 'contact-name': { required: true, values: ['Anna Sapt'], repeatable: false } } }],
    ['labels that are not there', { 'Bag-Info': { 'Bag-Size': { values: ['1 kB'] }, Note: { values: [] }, Odd: {} } }],
    ['manifests', { 'Manifests-Required': ['sha256', 'SHA-512'], 'Manifests-Allowed': ['sha512', 'sha256', 'md5'] }],
    ['tag manifests that it may lack', { 'Tag-Manifests-Allowed': ['sha512'] }],
    ['tag files', { 'Tag-Files-Required': ['dc/a.xml'], 'Tag-Files-Allowed': ['dc/*'] }, bag({ 'dc/a.xml': 'x' })],
    ['any tag files', { 'Tag-Files-Allowed': ['*'] }, bag({ 'dc/deep/a.xml': 'x', 'b.txt': 'x' })],
    ['only what BagIt has', { 'Tag-Files-Allowed': [] }],
    ['what BagIt has among tag files', { 'Tag-Files-Required': ['bag-info.txt'] }],
    ['payload files', { 'Payload-Files-Required': ['data/a.xml', 'data/'], 'Payload-Files-Allowed': ['data/*'] }],
    ['no fetch.txt', { 'Allow-Fetch.txt': false }],
    ['a fetch.txt', { 'Fetch.txt-Required': true }, bag({ 'fetch.txt': 'https://example.org/a 4 data/a.xml\n' })],
    ['flags in quotation marks', { 'Allow-Fetch.txt': 'false', 'Data-Empty': 'false' }],
    ['no payload', { 'Data-Empty': true }, { ...looseBag({ 'data/.keep': '' }), 'bag-info.txt': NAMED }],
    ['a folder, as it may be', { Serialization: 'optional', 'Accept-Serialization': ['application/zip'] }],
  ])('%s: says so', async (_, more, files) => {
    const report = await check(more, files);
    expect(report.diagnostics).toEqual([]);
    expect(report).toMatchObject({
      valid: true,
      profile: { file: 'profile.json', identifier: NAME, version: '1.2', met: true },
    });
  });

  it('may name several profiles, and be of an old version', async () => {
    const files = {
      ...looseBag(undefined, { version: '0.97' }),
      'bag-info.txt': `BagIt-Profile-Identifier: https://example.org/\n${NAMED}`,
    };
    expect(await check({}, files)).toMatchObject({ diagnostics: [], profile: { met: true } });
  });

  it.each([
    ['zip', 'application/zip'],
    ['zip', 'application/x-zip-compressed; charset=binary'],
    ['tar', 'application/tar'],
    ['tar', 'application/x-tar'],
    ['tgz', 'application/gzip'],
    ['tgz', 'APPLICATION/X-GZIP'],
    ['tgz', 'application/tar+gzip'],
  ])('as %s meets %s, and no other form does', async (form, type) => {
    for (const [other, pack] of Object.entries(PACKED)) {
      for (const serialization of ['required', 'optional'] as const) {
        const report = await check({ Serialization: serialization, 'Accept-Serialization': [type] }, bag(), pack);
        const met = other === form || (other === 'folder' && serialization === 'optional');
        expect([other, serialization, codes(report)]).toEqual([
          other,
          serialization,
          met ? [] : ['bag-profile-form-wrong'],
        ]);
        expect(report).toMatchObject({ valid: true, profile: { met } });
      }
    }
  });

  it('is a folder where packing is forbidden', async () => {
    for (const [form, pack] of Object.entries(PACKED)) {
      const report = await check({ Serialization: 'forbidden' }, bag(), pack);
      expect(codes(report), form).toEqual(form === 'folder' ? [] : ['bag-profile-form-wrong']);
    }
  });
});

describe('a bag that is not what a profile asks for', () => {
  it.each<[string, object, Files, string, string]>([
    ['no name of a profile', {}, looseBag(), 'bag-profile-not-named', 'names no profile'],
    [
      'another profile',
      {},
      bag({ 'bag-info.txt': 'BagIt-Profile-Identifier: https://example.org/x\n' }),
      'bag-profile-not-named',
      'https://example.org/x instead',
    ],
    [
      'a label missing',
      { 'Bag-Info': { 'Bag-Count': { required: true, description: 'One of many.' } } },
      bag(),
      'bag-profile-info-wrong',
      'One of many.',
    ],
    [
      'another value',
      { 'Bag-Info': { 'Contact-Name': { values: ['Fritz', 'Black Michael'] } } },
      bag(),
      'bag-profile-info-wrong',
      'allows Fritz, Black Michael',
    ],
    [
      'one value of several wrong',
      { 'Bag-Info': { Note: { values: ['a', 'b'] } } },
      bag({ 'bag-info.txt': `${NAMED}Note: a\nnote: c\n` }),
      'bag-profile-info-wrong',
      '"Note" is c',
    ],
    [
      'a label twice',
      { 'Bag-Info': { Note: { repeatable: false } } },
      bag({ 'bag-info.txt': `${NAMED}Note: a\nNote: a\n` }),
      'bag-profile-info-wrong',
      '2 times',
    ],
    [
      'a manifest missing',
      { 'Manifests-Required': ['sha512', 'md5'] },
      bag(),
      'bag-profile-manifest-wrong',
      'manifest-md5.txt',
    ],
    ['a manifest too many', { 'Manifests-Allowed': ['sha512'] }, bag(), 'bag-profile-manifest-wrong', 'allows sha512'],
    [
      'a tag manifest missing',
      { 'Tag-Manifests-Required': ['sha512'] },
      bag(),
      'bag-profile-manifest-wrong',
      'tagmanifest-sha512.txt',
    ],
    [
      'a tag manifest too many',
      { 'Tag-Manifests-Allowed': [] },
      withTagManifest(bag()),
      'bag-profile-manifest-wrong',
      'allows none',
    ],
    [
      'a tag file missing',
      { 'Tag-Files-Required': ['dc/a.xml'] },
      bag(),
      'bag-profile-file-wrong',
      'Tag-Files-Required',
    ],
    [
      'a tag file too many',
      { 'Tag-Files-Allowed': ['dc/*.xml'] },
      bag({ 'dc/b.txt': 'x' }),
      'bag-profile-file-wrong',
      'allows dc/*.xml',
    ],
    [
      'a payload file missing',
      { 'Payload-Files-Required': ['data/c.xml'] },
      bag(),
      'bag-profile-file-wrong',
      'Payload-Files-Required',
    ],
    [
      'a payload folder missing',
      { 'Payload-Files-Required': ['data/a/'] },
      bag(),
      'bag-profile-file-wrong',
      'Payload-Files-Required',
    ],
    [
      'a payload file too many',
      { 'Payload-Files-Allowed': ['data/a*'] },
      bag(),
      'bag-profile-file-wrong',
      'allows data/a*',
    ],
    [
      'a fetch.txt',
      { 'Allow-Fetch.txt': false },
      bag({ 'fetch.txt': 'https://example.org/a 4 data/a.xml\n' }),
      'bag-profile-file-wrong',
      'without fetch.txt',
    ],
    ['no fetch.txt', { 'Fetch.txt-Required': true }, bag(), 'bag-profile-file-wrong', 'not there'],
    ['a payload', { 'Data-Empty': true }, bag(), 'bag-profile-file-wrong', 'empty payload'],
    [
      'two empty files',
      { 'Data-Empty': true },
      { ...looseBag({ 'data/a': '', 'data/b': '' }), 'bag-info.txt': NAMED },
      'bag-profile-file-wrong',
      '2 files',
    ],
    ['another version', { 'Accept-BagIt-Version': ['0.97'] }, bag(), 'bag-profile-bagit-version', 'BagIt 1.0'],
  ])('by %s: says so, and is valid all the same', async (_, more, files, code, words) => {
    const report = await check(more, files);
    expect(codes(report)).toEqual([code]);
    expect(messages(report)).toContain(words);
    expect(report).toMatchObject({ complete: true, valid: true, profile: { met: false } });
  });

  it('is told all of it at once, and what is wrong with the bag itself', async () => {
    const more = { 'Manifests-Required': ['md5'], 'Bag-Info': { A: { required: true }, B: { required: true } } };
    const report = await check(more, { ...looseBag(), 'data/a.xml': 'changed' });
    expect(codes(report).sort()).toEqual([
      'bag-checksum-wrong',
      'bag-profile-info-wrong',
      'bag-profile-info-wrong',
      'bag-profile-manifest-wrong',
      'bag-profile-not-named',
    ]);
    expect(report).toMatchObject({ complete: true, valid: false, profile: { met: false } });
  });

  it('is none by any profile where it is no bag', async () => {
    expect(await check({}, {})).toMatchObject({ valid: false, profile: { met: false } });
    expect(await check({}, bag(), (files) => tarred({ ...files, '../x': 'x' }))).toMatchObject({
      profile: { met: false },
    });
  });

  it('may pass a profile and be damaged', async () => {
    expect(await check({}, bag({ 'data/a.xml': 'changed' }))).toMatchObject({ valid: false, profile: { met: true } });
  });
});

/** With a tag manifest, so that this is all that is wrong. */
function withTagManifest(files: Files): Files {
  const hash = (content: string | Uint8Array) => createHash('sha512').update(content).digest('hex');
  const tags = Object.entries(files).filter(([path]) => !path.startsWith('data/'));
  return { ...files, 'tagmanifest-sha512.txt': tags.map(([path, content]) => `${hash(content)}  ${path}\n`).join('') };
}

describe('a profile', () => {
  it.each<[string, object, string]>([
    ['no word on itself', { 'BagIt-Profile-Info': undefined }, 'There is no "BagIt-Profile-Info"'],
    [
      'half a word on itself',
      { 'BagIt-Profile-Info': { Version: '1' } },
      '"Source-Organization", "External-Description", "BagIt-Profile-Identifier"',
    ],
    [
      'an empty name',
      { 'BagIt-Profile-Info': { ...ABOUT, 'BagIt-Profile-Identifier': '' } },
      'must say "BagIt-Profile-Identifier"',
    ],
    [
      'a name that is no address',
      { 'BagIt-Profile-Info': { ...ABOUT, 'BagIt-Profile-Identifier': 'ours' } },
      'must be the address',
    ],
    [
      'a number as version',
      { 'BagIt-Profile-Info': { ...ABOUT, Version: 1.2 } },
      '"Version" in "BagIt-Profile-Info" must be a text',
    ],
    ['a list as word on itself', { 'BagIt-Profile-Info': [] }, 'must be an object'],
    ['no versions', { 'Accept-BagIt-Version': undefined }, 'must say in "Accept-BagIt-Version"'],
    ['an empty list of versions', { 'Accept-BagIt-Version': [] }, 'must say in "Accept-BagIt-Version"'],
    ['versions as numbers', { 'Accept-BagIt-Version': [1.0] }, 'must be a list of texts'],
    ['a version that is none', { 'Accept-BagIt-Version': ['v1'] }, 'no version of BagIt'],
    ['one text for a list', { 'Manifests-Required': 'sha512' }, 'must be a list of texts'],
    ['a number for a flag', { 'Allow-Fetch.txt': 1 }, 'must be true or false'],
    ['another word for packing', { Serialization: 'yes' }, '"required", "forbidden" or "optional"'],
    ['packing, and nothing to pack in', { Serialization: 'required' }, '"Accept-Serialization" must say'],
    ['an ending for a media type', { 'Accept-Serialization': ['.zip'] }, 'no media type'],
    [
      'a manifest that it forbids',
      { 'Manifests-Required': ['md5'], 'Manifests-Allowed': ['sha512'] },
      'does not allow',
    ],
    [
      'a tag manifest that it forbids',
      { 'Tag-Manifests-Required': ['md5'], 'Tag-Manifests-Allowed': [] },
      'does not allow',
    ],
    ['a tag file that it forbids', { 'Tag-Files-Required': ['a.txt'], 'Tag-Files-Allowed': ['b*'] }, 'does not allow'],
    [
      'a payload file that it forbids',
      { 'Payload-Files-Required': ['data/a'], 'Payload-Files-Allowed': ['data/b'] },
      'does not allow',
    ],
    ['a payload file beside data/', { 'Payload-Files-Required': ['a.txt'] }, 'begin with data/'],
    ['a folder without a star', { 'Payload-Files-Allowed': ['data/a/'] }, '"data/a/*"'],
    ['a fetch.txt that it forbids', { 'Allow-Fetch.txt': false, 'Fetch.txt-Required': true }, 'forbids'],
    ['labels as a list', { 'Bag-Info': ['Contact-Name'] }, '"Bag-Info" must be an object'],
    ['a label without an object', { 'Bag-Info': { 'Contact-Name': true } }, '{ "required": true }'],
    [
      'a word for a flag of a label',
      { 'Bag-Info': { 'Contact-Name': { required: 'yes' } } },
      '"required" of "Contact-Name"',
    ],
    ['one value for a list', { 'Bag-Info': { 'Contact-Name': { values: 'Anna' } } }, '"values" of "Contact-Name"'],
  ])('with %s is refused, and told why', (_, more, words) => {
    const { profile, diagnostics } = read(more);
    expect(profile).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toContain('bag-profile-malformed');
    expect(messages({ diagnostics })).toContain(words);
  });

  it.each([[null], [[]], ['text'], [1]])('that is %j is refused', (value) => {
    expect(codes(readBagProfile(value, 'p'))).toEqual(['bag-profile-malformed']);
  });

  it('is told all that is wrong with it at once', () => {
    const { diagnostics } = readBagProfile({ Serialization: 'no', 'Bag-Info': { A: 1 }, 'Data-Empty': 0 }, 'p');
    expect(diagnostics).toHaveLength(5);
  });

  it('with members that are not known is taken, with a warning for each kind', () => {
    const more = {
      'Tag-Files-Require': [],
      'Bag-Info': { A: { recommended: true }, B: { recommended: true, required: true } },
      'BagIt-Profile-Info': { ...ABOUT, Motto: 'x' },
      toString: 1,
    };
    const { profile, diagnostics } = read(more);
    expect(profile).toBeDefined();
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      Array.from({ length: 4 }, () => 'warning bag-profile-member-unknown'),
    );
    expect(messages({ diagnostics })).toContain('mean "Tag-Files-Required"?');
    expect(messages({ diagnostics })).toContain('"recommended" for "A" (and 1 more) in "Bag-Info"');
  });

  it('of the first version need not say of which it is; of a later one than known it is told so', () => {
    const { 'BagIt-Profile-Version': _, ...first } = ABOUT;
    expect(read({ 'BagIt-Profile-Info': first }).diagnostics).toEqual([]);
    for (const version of ['1.1.0', '1.2.0', '1.3.0', '1.4.0'])
      expect(read({ 'BagIt-Profile-Info': { ...ABOUT, 'BagIt-Profile-Version': version } }).diagnostics).toEqual([]);
    for (const version of ['2.0.0', '1.5.0', 'one'])
      expect(codes(read({ 'BagIt-Profile-Info': { ...ABOUT, 'BagIt-Profile-Version': version } }))).toEqual([
        'bag-profile-version-unknown',
      ]);
  });
});

describe('a pattern', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['*', ['', 'a', 'a/b/c.txt'], []],
    ['dc/*.xml', ['dc/a.xml', 'dc/.xml', 'dc/d/a.xml'], ['dc/a.xm', 'a.xml', 'dc/a.xml2', 'DC/a.xml']],
    ['*a*b*', ['ab', 'xaxbx', 'aab'], ['ba', 'a']],
    ['page?.txt', ['page1.txt', 'page\u{1F4DC}.txt'], ['page.txt', 'page12.txt']],
    ['p[0-9x].txt', ['p1.txt', 'px.txt', 'p[0-9x].txt'], ['pa.txt', 'p.txt']],
    ['p[!0-9]', ['pa'], ['p1', 'p']],
    ['a[', ['a['], ['a', 'a[b']],
    ['a.b+(c)', ['a.b+(c)'], ['axb+(c)', 'a.bb(c)']],
    ['', [''], ['a']],
  ])('%s stands for what glob says', (pattern, good, bad) => {
    expect(good.filter((path) => !fits(path, pattern))).toEqual([]);
    expect(bad.filter((path) => fits(path, pattern))).toEqual([]);
  });

  it('takes time in proportion to the path', () => {
    const start = processorTime();
    fits('a'.repeat(200_000), `${'*a'.repeat(20)}*b`);
    expect(processorTime() - start).toBeLessThan(2_000);
  });
});

describe('the command with --profile', () => {
  const files = (profile: object | string) => ({
    'profile.json': typeof profile === 'string' ? profile : JSON.stringify(profile),
    ...Object.fromEntries(Object.entries(bag()).map(([path, content]) => [`bag/${path}`, content])),
  });
  const verify = (root: string, ...args: string[]) => call('deposit', 'verify', join(root, 'bag'), ...args);

  it('says by which profile the bag was checked, in its line and in JSON', async () => {
    const root = folder(files(PROFILE));
    const profile = join(root, 'profile.json');
    const { code, out, err } = await verify(root, '--profile', profile);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /complete and valid; as the profile https:\/\/archive\.example\.org\/profile-1\.2\.json \(version 1\.2\) asks\n$/,
    );
    const json = JSON.parse((await verify(root, '--profile', profile, '--format', 'json')).out);
    expect(json).toMatchObject({
      valid: true,
      exitCode: 0,
      profile: { file: profile, identifier: NAME, version: '1.2', met: true },
    });
  });

  it('ends with 1 where the bag is not what the profile asks for', async () => {
    const root = folder(files({ ...PROFILE, 'Manifests-Required': ['md5'] }));
    for (const quiet of [[], ['--quiet']]) {
      const { code, out, err } = await verify(root, '--profile', join(root, 'profile.json'), ...quiet);
      expect(code).toBe(1);
      expect(err).toContain('bag-profile-manifest-wrong');
      expect(out).toMatch(/^✗ .*complete and valid; not as the profile .* asks\n$/);
    }
  });

  it('ends with 2 where the profile cannot be used, and says why', async () => {
    for (const [text, code, words] of [
      ['{ "Bag-Info": {}, }', 'bag-profile-unreadable', 'line 1, column 19'],
      ['{}', 'bag-profile-malformed', 'BagIt-Profile-Info'],
    ] as const) {
      const root = folder(files(text));
      const outcome = await verify(root, '--profile', join(root, 'profile.json'));
      expect(outcome).toMatchObject({
        code: 2,
        out: expect.stringContaining('not verified, since the profile cannot be used'),
      });
      expect(outcome.err).toContain(code);
      expect(outcome.err).toContain(words);
      const { out } = await verify(root, '--profile', join(root, 'profile.json'), '--format', 'json');
      expect(JSON.parse(out)).toMatchObject({ valid: false, exitCode: 2 });
    }
  });

  it('reads a profile that starts with a byte order mark', async () => {
    const root = folder(files(`\uFEFF${JSON.stringify(PROFILE)}`));
    expect(await verify(root, '--profile', join(root, 'profile.json'))).toMatchObject({ code: 0 });
  });

  it('reads no address, and says what to do', async () => {
    const root = folder(files(PROFILE));
    for (const address of ['https://user:secret@archive.example.org/p.json', 'HTTP://archive.example.org/p.json']) {
      const { code, err } = await verify(root, '--profile', address);
      expect(code).toBe(2);
      expect(err).toMatch(/bag-profile-unreadable: .*Download it/);
      expect(err).not.toContain('secret');
    }
    const missing = await verify(root, '--profile', join(root, 'none.json'));
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('it does not exist') });
  });
});
