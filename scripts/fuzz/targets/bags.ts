/** Bags, as folders and as zips: a verdict, and no bag is valid whose payload its manifests do not have. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { verifyBag } from '../../../src/deposit/bag/verify.js';
import type { Target } from '../target.js';
import { scratch } from './scratch.js';

const PAYLOAD = { 'data/a.txt': 'one', 'data/b c.txt': 'two\n' };
const TAG_FILES = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'manifest-md5.txt',
  'tagmanifest-sha256.txt',
  'fetch.txt',
];
/** Stands before the name of a file in an input. */
const MARK = '=== ';

const digest = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');
const manifest = (algorithm: string): string =>
  Object.entries(PAYLOAD)
    .map(([path, text]) => `${digest(algorithm, text)}  ${path}\n`)
    .join('');
const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const input = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([name, text]) => `${MARK}${name}\n${text}`)
    .join('');

async function verdictOf(path: string): Promise<string | { readonly valid: boolean }> {
  const report = await verifyBag(path, 'bag');
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error');
  if (report.valid !== (errors.length === 0)) return `valid: ${report.valid}, errors: ${errors.length}`;
  if (report.valid && !report.complete) return 'valid, but not complete';
  const odd = report.diagnostics.find(({ message, file = '' }) => /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(message + file));
  return odd === undefined ? report : `a control character in ${JSON.stringify(odd)}`;
}

export const bagit: Target = {
  name: 'bagit',
  share: 0.2,
  promise: 'a verdict; no bag is valid unless a manifest has the right checksum of each file of the payload',
  seeds: [
    input({ 'bagit.txt': declaration, 'manifest-sha256.txt': manifest('sha256') }),
    input({
      'bagit.txt': declaration.replace('1.0', '0.97'),
      'manifest-md5.txt': manifest('md5'),
      'bag-info.txt': 'Payload-Oxum: 7.2\nContact-Name: A\n  B\n',
    }),
    input({
      'bagit.txt': declaration,
      'manifest-sha256.txt': manifest('sha256'),
      'fetch.txt': 'http://a.org/x - data/c.txt\n',
      'tagmanifest-sha256.txt': `${digest('sha256', declaration)} bagit.txt\n`,
    }),
  ],
  dictionary: [
    ...TAG_FILES.map((name) => `${MARK}${name}\n`),
    ...[
      'BagIt-Version: ',
      '0.93',
      '0.97',
      '1.0',
      'Tag-File-Character-Encoding: ',
      'UTF-8',
      'UTF-16',
      'ISO-8859-1',
      'Payload-Oxum: ',
      '7.2',
      'Bagging-Date: ',
      'BagIt-Profile-Identifier: ',
    ],
    ...[
      'data/a.txt',
      'data/b c.txt',
      'data/',
      '../',
      './',
      '*',
      '%0A',
      '%25',
      '%0d',
      '  ',
      '\t',
      '\r\n',
      '\n',
      ':',
      '-',
      digest('sha256', 'one'),
      digest('md5', 'one'),
      'A',
      '~',
      'C:',
      '\\',
      '\u202e',
      '\u001b[',
    ],
  ],
  async check(text) {
    const folder = scratch('bag');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(`${folder}/data`, { recursive: true });
    for (const [path, content] of Object.entries(PAYLOAD)) writeFileSync(`${folder}/${path}`, content);
    const manifests: string[] = [];
    for (const part of text.split(MARK).slice(1)) {
      const [name = ''] = part.split('\n', 1);
      if (!TAG_FILES.includes(name)) continue;
      const content = part.slice(name.length + 1);
      writeFileSync(`${folder}/${name}`, content);
      if (name.startsWith('manifest-')) manifests.push(content);
    }
    const verdict = await verdictOf(folder);
    if (typeof verdict === 'string') return verdict;
    const listed = manifests.join('\n').toLowerCase();
    const missing = Object.entries(PAYLOAD).find(
      ([, content]) => !['sha256', 'md5'].some((algorithm) => listed.includes(digest(algorithm, content))),
    );
    return verdict.valid && missing !== undefined && !isUnreadable(listed)
      ? `valid, but no manifest has the checksum of ${missing[0]}`
      : undefined;
  },
};

/** In another encoding the checksums stand there all the same, but not as this looks for them. */
function isUnreadable(manifest: string): boolean {
  return /[^\x09-\x7e]/.test(manifest);
}

/** A zip of stored files, as few bytes as that takes. */
function zipOf(files: Readonly<Record<string, string>>): string {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]).toString('latin1');
}

function crc32(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

export const zip: Target = {
  name: 'zip',
  share: 0.2,
  promise: 'a verdict on any bytes; nothing is unpacked, and no valid bag has an error',
  binary: true,
  longest: 4000,
  seeds: [
    zipOf({ 'bagit.txt': declaration, 'manifest-sha256.txt': manifest('sha256'), ...PAYLOAD }),
    zipOf({
      'b/bagit.txt': declaration,
      'b/manifest-md5.txt': manifest('md5'),
      'b/data/': '',
      ...Object.fromEntries(Object.entries(PAYLOAD).map(([path, text]) => [`b/${path}`, text])),
    }),
    zipOf({}),
  ],
  dictionary: [
    'PK\x01\x02',
    'PK\x03\x04',
    'PK\x05\x06',
    'PK\x06\x06',
    'PK\x06\x07',
    'PK\x07\x08',
    '\xff\xff\xff\xff',
    '\xff\xff',
    '\0\0',
    '\x08\0',
    '\x01\0',
    'data/',
    '../',
    '/',
    '\\',
    '\0',
    'up\x01\0',
    'bagit.txt',
    'manifest-sha256.txt',
  ],
  async check(bytes) {
    const path = scratch('bag.zip');
    writeFileSync(path, Buffer.from(bytes, 'latin1'));
    const verdict = await verdictOf(path);
    return typeof verdict === 'string' ? verdict : undefined;
  },
};
