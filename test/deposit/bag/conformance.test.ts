/**
 * Bags of the kinds of the Library of Congress's conformance suite (github.com/LibraryOfCongress/bagit-conformance-suite),
 * under its names and with its verdicts; the bags and their texts are ours. Each is given below its version and verdict.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyBag } from '../../../src/deposit/bag/verify.js';
import { folder } from '../../cli/call.js';

type Files = Record<string, string | Uint8Array | undefined>;

interface Kind {
  readonly algorithm?: string;
  readonly payload?: Readonly<Record<string, string>>;
  /** As the declaration names it, and as the files are written. */
  readonly encoding?: readonly [string, BufferEncoding];
  readonly info?: string;
  /** How the manifest writes its lines; `checksum  path` by default. */
  readonly line?: (checksum: string, path: string) => string;
  /** Files to add, to put in the place of others, or (undefined) to take away once all checksums are made. */
  readonly change?: (files: Readonly<Files>) => Files;
}

const digest = (algorithm: string, content: string | Uint8Array) =>
  createHash(algorithm === 'sha3256' ? 'sha3-256' : algorithm)
    .update(content)
    .digest('hex');

function bag(version: string, kind: Kind): string {
  const { algorithm = 'md5', payload = { 'data/letter.txt': 'The castle is cold.\n' } } = kind;
  const { encoding: [label, written] = ['UTF-8', 'utf8'], line = (checksum, path) => `${checksum}  ${path}\n` } = kind;
  const lines = (files: Readonly<Files>) =>
    Object.entries(files).map(([path, content]) => line(digest(algorithm, content!), path));
  const infoName = /0\.9[345]/.test(version) ? 'package-info.txt' : 'bag-info.txt';
  const tags: Files = {
    'bagit.txt': `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${label}\n`,
    [infoName]: inBytes(kind.info ?? 'Contact-Name: Anna Sapt\n', written),
    [`manifest-${algorithm}.txt`]: inBytes(lines(payload).join(''), written),
  };
  const files: Files = {
    ...payload,
    ...tags,
    [`tagmanifest-${algorithm}.txt`]: inBytes(lines(tags).join(''), written),
  };
  const all = Object.entries({ ...files, ...kind.change?.(files) });
  return folder(
    Object.fromEntries(all.filter((entry): entry is [string, string | Uint8Array] => entry[1] !== undefined)),
  );
}

/** Node has no big-endian UTF-16. */
function inBytes(text: string, encoding: BufferEncoding): Buffer {
  return encoding === 'utf16le' ? Buffer.from(text, encoding).swap16() : Buffer.from(text, encoding);
}

const also =
  (name: string, more: string): NonNullable<Kind['change']> =>
  (files) => ({ [name]: `${files[name]}${more}`, 'tagmanifest-md5.txt': undefined });
const EMPTY = digest('md5', '');
const outOfScope = (path: string): Kind => ({ change: also('manifest-md5.txt', `${EMPTY}  ${path}\n`) });
const fetched = (path: string): Kind => ({ change: () => ({ 'fetch.txt': `https://example.org/x 0 ${path}\n` }) });
const declared = (text: string): Kind => ({ change: () => ({ 'bagit.txt': text, 'tagmanifest-md5.txt': undefined }) });
const twice = (checksum?: string): Kind => ({
  change: (files) => {
    const [known] = String(files['manifest-md5.txt']).split(' ');
    return also('manifest-md5.txt', `${checksum ?? known}  data/letter.txt\n`)(files);
  },
});
const SPACED: Kind = { payload: { 'data/a letter.txt': '1', 'data/two  spaces.txt': '2' } };
const REPEATED: Kind = { info: 'Contact-Name: Anna Sapt\nContact-Name: Fritz Tarlenheim\nContact-Name: Anna Sapt\n' };
const LEADING_DOT: Kind = { line: (checksum, path) => `${checksum}  ./${path}\n` };

const VALID: readonly (readonly [string, string, Kind])[] = [
  ...['0.93', '0.94', '0.95', '0.96', '0.97'].flatMap((version): (readonly [string, string, Kind])[] => [
    [version, 'basic-bag', {}],
    [version, 'duplicate-metadata-entries', REPEATED],
  ]),
  ['0.95', 'basic-bag-md5', { algorithm: 'md5' }],
  [
    '0.96',
    'bag-with-encoded-names',
    { payload: { 'data/%7Edir/%7Ea.txt': '1', 'data/%b.txt': '2', 'data/d/~c.txt': '3' } },
  ],
  ...['sha1', 'sha224', 'sha256', 'sha512', 'sha3256'].map((algorithm): readonly [string, string, Kind] => [
    '0.97',
    `basic-bag-${algorithm}`,
    { algorithm },
  ]),
  ['0.97', 'minimal-bag', { change: () => ({ 'bag-info.txt': undefined, 'tagmanifest-md5.txt': undefined }) }],
  ['0.97', 'UTF-16-encoded-tag-files', { encoding: ['UTF-16', 'utf16le'] }],
  ['0.97', 'UTF-16-encoded-tag-files (UTF-16BE)', { encoding: ['UTF-16BE', 'utf16le'] }],
  [
    '0.97',
    'ISO-8859-1-encoded-tag-files',
    { encoding: ['ISO-8859-1', 'latin1'], info: 'Contact-Name: Zo\u00eb\n', payload: { 'data/\u00e9.txt': '1' } },
  ],
  [
    '0.97',
    'bag-in-a-bag',
    { payload: { 'data/bagit.txt': 'BagIt-Version: 0.97\n', 'data/manifest-md5.txt': '', 'data/data/a.txt': '1' } },
  ],
  ['0.97', 'bag-with-escapable-characters', { payload: { "data/it's [1] & (2).txt": '1', 'data/100%.txt': '2' } }],
  ['0.97', 'bag-with-leading-dot-slash-in-manifest', LEADING_DOT],
  ['0.97', 'bag-with-space', SPACED],
  ['0.97', 'holey-bag', { change: () => ({ 'fetch.txt': 'https://example.org/letter.txt - data/letter.txt\n' }) }],
  ['0.97', 'uncommon-metadata-separators', { info: 'Contact-Name :Anna Sapt\nBag-Size\t:\t1 kB\nNote:    cold\n' }],
  ['1.0', 'basicBag', { algorithm: 'sha512' }],
];

const WARNING: readonly (readonly [string, string, Kind, string])[] = [
  [
    '0.97',
    'duplicate-file-with-different-case',
    { payload: { 'data/a.txt': '1', 'data/A.txt': '2' } },
    'bag-names-collide',
  ],
  ['0.97', 'relative-path', LEADING_DOT, 'bag-manifest-marked'],
  ['0.97', 'made-with-md5sum-tools', { line: (sum, path) => `${sum} *${path}\n` }, 'bag-manifest-marked'],
  ['0.97', 'same-filename-listed-twice-with-the-same-hash', twice(), 'bag-manifest-twice'],
  [
    '0.97',
    'filename-normalization',
    {
      payload: { 'data/e\u0301.txt': '1' },
      line: (checksum, path) => `${checksum}  ${path.normalize('NFC')}\n`,
    },
    'bag-name-normalized',
  ],
  [
    '0.97',
    'same-filename-listed-twice-with-different-normalization',
    {
      payload: { 'data/\u00e9.txt': '' },
      change: also('manifest-md5.txt', `${EMPTY}  data/e\u0301.txt\n`),
    },
    'bag-manifest-twice',
  ],
  ['0.97', 'special-system-files', { payload: { 'data/.DS_Store': '1', 'data/a.txt': '2' } }, 'bag-system-file'],
  ['0.97', 'special-system-files (Windows)', { payload: { 'data/d/Thumbs.db': '1' } }, 'bag-system-file'],
];

const INVALID: readonly (readonly [string, string, Kind])[] = [
  ['0.97', 'baginfo-missing-encoding', declared('BagIt-Version: 0.97\n')],
  ['0.97', 'bom-in-bagit.txt', declared('\uFEFFBagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n')],
  ['0.97', 'bagit-with-invalid-whitespace', declared('BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n')],
  ['0.97', 'corrupt-data-file', { change: () => ({ 'data/letter.txt': 'The castle is warm.\n' }) }],
  ['0.97', 'corrupt-tag-file', { change: () => ({ 'bag-info.txt': 'Contact-Name: Black Michael\n' }) }],
  ['0.97', 'extra-file-in-bag', { change: () => ({ 'data/more.txt': '1' }) }],
  ['0.97', 'invalid-version-number', declared('BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n')],
  ['0.97', 'missing-baginfo', { change: () => ({ 'bag-info.txt': undefined }) }],
  ['0.97', 'missing-bagit.txt', { change: () => ({ 'bagit.txt': undefined }) }],
  ['0.97', 'same-filename-listed-twice-with-different-hashes', twice(EMPTY)],
  ...[
    ['using-dot-notation', '../../../README.md'],
    ['using-absolute-path', '/tmp/foo'],
    ['using-shortcut', '~/foo'],
    ['using-shortcut-username', '~root/foo'],
    ['using-absolute-path (Windows)', 'C:\\Windows\\System32\\x.exe'],
    ['using-shortcut (Windows)', '%HomeDrive%\\Windows\\System32\\x.exe'],
    ['using-unc', '\\\\UNC\\server\\Windows\\System32\\x.exe'],
  ].flatMap(([how, path]): (readonly [string, string, Kind])[] => [
    ['0.97', `out-of-scope-file-paths-${how}`, outOfScope(path!)],
    ['0.97', `out-of-scope-file-paths-${how}-for-fetch`, fetched(path!)],
  ]),
  ['1.0', 'missing-from-manifest', { algorithm: 'sha512', change: () => ({ 'data/missing.txt': '1' }) }],
  ['1.0', 'bagit-with-invalid-whitespace', declared('BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n')],
  ['1.0', 'same-filename-listed-twice-with-different-hashes', twice(EMPTY)],
];

describe('bags of the kinds of the conformance suite', () => {
  it.each(VALID)('%s/valid/%s', async (version, _, kind) => {
    const { valid, diagnostics } = await verifyBag(bag(version, kind), 'bag');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each(WARNING)('%s/warning/%s', async (version, _, kind, code) => {
    const { valid, diagnostics } = await verifyBag(bag(version, kind), 'bag');
    expect(valid).toBe(true);
    expect(diagnostics.map((found) => found.code)).toContain(code);
  });

  it.each(INVALID)('%s/invalid/%s', async (version, _, kind) => {
    expect(await verifyBag(bag(version, kind), 'bag')).toMatchObject({ valid: false });
  });
});
