/** `--to bag`: judged by sha512sum and sha256sum, by the own verifier, and by the rules of RFC 8493. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { bag as bagTarget } from '../../../src/deposit/bag/index.js';
import { verifyBag } from '../../../src/deposit/bag/verify.js';
import { call, spawned } from '../../cli/call.js';
import { sample as input } from '../sample.js';
import { contents, METADATA, sample, tei } from '../samples.js';

async function bag(
  documents?: Readonly<Record<string, string>>,
  { name = 'bag', metadata = METADATA as object, more = [] as string[], said = /^$/ } = {},
) {
  const { dir, config, schema, out } = sample(documents, metadata);
  const target = join(out, name);
  const outcome = await call(
    'deposit',
    dir,
    '--to',
    'bag',
    '--out',
    target,
    '--config',
    config,
    '--schema',
    schema,
    ...more,
  );
  expect(outcome).toMatchObject({ code: 0, err: expect.stringMatching(said) });
  return target;
}

const has = (tool: string) => spawnSync(tool, ['--version']).status === 0;

describe('a bag as a folder', () => {
  for (const algorithm of ['sha512', 'sha256']) {
    it.skipIf(!has(`${algorithm}sum`))(`passes ${algorithm}sum -c (skipped where there is no such tool)`, async () => {
      const cwd = await bag();
      for (const manifest of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`]) {
        expect(spawnSync(`${algorithm}sum`, ['--strict', '-c', manifest], { cwd }).status, manifest).toBe(0);
      }
    });
  }

  it('lists what its consumer reads late, and several entries at a time', async () => {
    const texts = new Map<string, string>();
    const reading: Promise<void>[] = [];
    for await (const entry of bagTarget.entries(input(bagTarget))) {
      const content = entry.bytes === undefined ? entry.open() : Readable.from([entry.bytes()]);
      // The later it is handed out, the sooner it is read.
      const wait = 100 - 5 * reading.length;
      const read = async () => {
        for (let turn = 0; turn < wait; turn++) await new Promise(setImmediate);
        texts.set(entry.path, await text(content));
      };
      reading.push(read());
    }
    await Promise.all(reading);
    for (const [path, said] of texts) {
      if (!path.includes('manifest-')) continue;
      const algorithm = path.includes('sha512') ? 'sha512' : 'sha256';
      for (const line of said.trimEnd().split('\n')) {
        const listed = line.slice(line.indexOf('  ') + 2);
        const digest = createHash(algorithm).update(texts.get(listed)!).digest('hex');
        expect(line).toBe(`${digest}  ${listed}`);
      }
    }
    expect([...texts.keys()].filter((path) => path.includes('manifest-'))).toHaveLength(4);
  });

  it('of many documents, which threads copy, lists each in its order, by its own checksums', async () => {
    const names = Array.from({ length: 620 }, (_, i) => `d${String(i).padStart(3, '0')}.xml`);
    const documents = Object.fromEntries(names.map((name, i) => [name, tei(name, `<p>${'x'.repeat(37 * i)}</p>`)]));
    const { dir, config, schema, out } = sample(documents);
    const target = join(out, 'bag');
    const flags = ['--to', 'bag', '--out', target, '--config', config, '--schema', schema];
    expect(await spawned(['deposit', dir, ...flags])).toMatchObject({ code: 0 });
    const files = contents(target);
    for (const algorithm of ['sha512', 'sha256']) {
      const lines = files[`manifest-${algorithm}.txt`]!.toString().split('\n');
      const sums = names.map((name) => {
        const digest = createHash(algorithm).update(documents[name]!).digest('hex');
        return `${digest}  data/tei/${name}`;
      });
      expect(lines.filter((line) => line.includes('/tei/'))).toEqual(sums);
      // What is written while the copies are made, and is longer than goes out at one go, has its own as well.
      for (const manifest of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`]) {
        const listed = files[manifest]!.toString().trimEnd().split('\n');
        const right = listed.map((line) => {
          const path = line.slice(line.indexOf('  ') + 2);
          return `${createHash(algorithm).update(files[path]!).digest('hex')}  ${path}`;
        });
        expect(listed).toEqual(right);
      }
    }
    for (const name of names) expect(files[`data/tei/${name}`]!.toString()).toBe(documents[name]);
    expect(await verifyBag(target, 'bag')).toMatchObject({ complete: true, valid: true, diagnostics: [] });
  });

  it('has the declaration, each payload file in each manifest once, and each tag file in each tag manifest', async () => {
    const files = contents(await bag());
    expect(files['bagit.txt']!.toString()).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const paths = Object.keys(files);
    const listed = (name: string) =>
      files[name]!.toString()
        .match(/(?<= {2}).+$/gm)!
        .sort();
    const tags = paths.filter((path) => !path.startsWith('data/') && !path.startsWith('tagmanifest')).sort();
    for (const algorithm of ['sha512', 'sha256']) {
      expect(listed(`manifest-${algorithm}.txt`)).toEqual(paths.filter((path) => path.startsWith('data/')).sort());
      expect(listed(`tagmanifest-${algorithm}.txt`)).toEqual(tags);
    }
    expect(paths.filter((path) => path.startsWith('data/')).sort()).toEqual([
      'data/ro-crate-metadata.json',
      'data/ro-crate-preview.html',
      'data/schema/any.rng',
      'data/tei/d1.xml',
      'data/tei/sub/d2.xml',
      'data/validation-report.json',
    ]);
  });

  it('has a bag-info.txt with what the configuration says, on one line each', async () => {
    const metadata = { ...METADATA, description: 'First line\r\nContact-Email: false@example.org' };
    const target = await bag(undefined, { metadata });
    const { info, bytes, files } = await verifyBag(target, 'bag');
    expect(Object.fromEntries(info)).toMatchObject({
      'Source-Organization': 'University of Strelsau',
      'Contact-Email': 'anna@example.org',
      'External-Description': `${METADATA.title}. First line Contact-Email: false@example.org`,
      'External-Identifier': 'https://doi.org/10.5072/strelsau.1',
      'Bagging-Date': expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      'Payload-Oxum': `${bytes}.${files}`,
      'Validation-Status': '2 of 2 documents are valid; see data/validation-report.json',
    });
  });

  it('keeps a schema of the folder in its place, so that the documents still find it', async () => {
    const model = '<?xml-model href="schema/any.rng"?>';
    const { SCHEMA } = await import('../samples.js');
    const documents = { 'd1.xml': tei('1').replace('<TEI', `${model}<TEI`), 'schema/any.rng': SCHEMA };
    const { dir, config, out } = sample(documents);
    await call('deposit', dir, '--to', 'bag', '--out', join(out, 'bag'), '--config', config);
    expect(Object.keys(contents(join(out, 'bag')))).toContain('data/tei/schema/any.rng');
  });

  it.skipIf(process.platform === 'win32')('encodes per cent signs in manifests, and is valid', async () => {
    const target = await bag({ '100% sure.xml': tei('1') }, { said: /warning deposit-name-unusual/ });
    expect(contents(target)['manifest-sha512.txt']!.toString()).toContain('  data/tei/100%25 sure.xml\n');
    expect(await verifyBag(target, 'bag')).toMatchObject({ complete: true, valid: true });
  });

  it('says where documents are not valid', async () => {
    const target = join((await invalidBag()).out, 'bag');
    const { info, valid } = await verifyBag(target, 'bag');
    expect(valid).toBe(true);
    expect(Object.fromEntries(info)['Validation-Status']).toMatch(/^1 of 2 documents are NOT valid .*--allow-invalid/);
  });

  async function invalidBag() {
    const paths = sample({ 'good.xml': tei('1'), 'bad.xml': tei('2', '<wrong/>') });
    const { dir, config, schema, out } = paths;
    const args = ['--to', 'bag', '--out', join(out, 'bag'), '--config', config, '--schema', schema, '--allow-invalid'];
    expect(await call('deposit', dir, ...args)).toMatchObject({
      code: 0,
      err: expect.stringContaining('element-unknown'),
    });
    return paths;
  }
});

describe('a bag as a zip', () => {
  it('is valid, in one folder of a name that does not depend on that of the zip', async () => {
    const report = await verifyBag(await bag(undefined, { name: 'any.zip' }), 'any.zip');
    expect(report).toMatchObject({ version: '1.0', files: 6, complete: true, valid: true, diagnostics: [] });
  });

  it('holds the bytes that the folder holds', async () => {
    const unzip = spawnSync('unzip', ['-v']);
    if (unzip.status !== 0) return console.warn('skipped: there is no unzip');
    const { dir, config, schema, out } = sample();
    const args = ['--config', config, '--schema', schema];
    await call('deposit', dir, '--to', 'bag', '--out', join(out, 'bag.zip'), ...args);
    await call('deposit', dir, '--to', 'bag', '--out', join(out, 'bag'), ...args);
    expect(spawnSync('unzip', ['-q', join(out, 'bag.zip'), '-d', join(out, 'unzipped')]).status).toBe(0);
    expect(contents(join(out, 'unzipped/telegrams-from-strelsau-zenda-1957'))).toEqual(contents(join(out, 'bag')));
  });

  it('is the same bytes again, in another folder, at another time and in another time zone', async () => {
    const zips: Buffer[] = [];
    for (const [zone, name] of [
      ['Asia/Tokyo', 'a.zip'],
      ['America/Sao_Paulo', 'another name.zip'],
    ]) {
      const { dir, config, schema, out } = sample();
      const args = ['deposit', dir, '--to', 'bag', '--out', join(out, name!), '--config', config, '--schema', schema];
      expect(await spawned(args, { env: { TZ: zone!, SOURCE_DATE_EPOCH: '1774915200' } })).toMatchObject({ code: 0 });
      zips.push(contents(out)[name!]!);
    }
    expect(zips[0]!.equals(zips[1]!)).toBe(true);
  });
});
