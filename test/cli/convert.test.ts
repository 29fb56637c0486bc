import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, folder, listing, spawned, telegram } from './call.js';

const SAMPLES = fileURLToPath(new URL('../../samples', import.meta.url));

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe('convert: what comes out', () => {
  it('writes NAME.xml, keeps the layout of folders, and puts the schema beside, pointed to relatively', async () => {
    const dir = folder({
      'in/a.txt': telegram(1),
      'in/1957/b.TXT': telegram(2),
      'in/notes.md': 'x',
      'in/.hidden.txt': 'x',
    });
    const { code, out, err } = await call('convert', join(dir, 'in'), '--out', join(dir, 'out'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(listing(join(dir, 'out'))).toEqual(['1957/b.xml', 'a.xml', 'schema/telegram.rng']);
    expect(read(dir, 'out/a.xml')).toContain('<?xml-model href="schema/telegram.rng"');
    expect(read(dir, 'out/1957/b.xml')).toContain('<?xml-model href="../schema/telegram.rng"');
    expect(out).toContain('telegram, 4 Mar 1957, 1 note; valid, lossless');
    expect(out).toContain('2 files: 2 converted, all valid');
  });

  it('names the cables of a file by their place in it', async () => {
    const cable = read(SAMPLES, 'style-e-raw-cable.txt');
    const other = cable.replaceAll('0913', '0914').replaceAll('121530Z', '131530Z');
    const dir = folder({ 'two.txt': `${cable}\nNNNN\n\n${other}` });
    await call('convert', dir, '-o', join(dir, 'out'));
    expect(listing(join(dir, 'out'))).toEqual(['schema/telegram.rng', 'two_1.xml', 'two_2.xml']);
    expect(read(dir, 'out/two_2.xml')).toContain('<idno type="mrn">TARSK 914</idno>');
  });

  it('keeps line ends where asked to, in valid TEI', async () => {
    const dir = folder({ 'a.txt': read(SAMPLES, 'style-e-raw-cable.txt') });
    const { code, out } = await call('convert', dir, '-o', join(dir, 'out'), '--line-breaks');
    expect({ code, lossless: out.includes('valid, lossless') }).toEqual({ code: 0, lossless: true });
    expect(read(dir, 'out/a.xml')).toContain('A THIRD BELOW LAST<lb/>YEAR AND');
    expect(read(dir, 'out/a.xml')).toContain('AGRICUL-<lb break="no"/>TURE');
  });

  it('lets its output be validated as it stands, by the schema beside it', async () => {
    const dir = folder({ 'in/sub/a.txt': telegram(1) });
    await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    const { code, out } = await call('validate', join(dir, 'out'));
    expect(code).toBe(0);
    expect(out).toContain('checked against telegram.rng; valid');
  });

  it('gives each document of a file a file of its own', async () => {
    const dir = folder({ 'two.txt': `${telegram(118)}\n\n${telegram(119)}` });
    const { code, out } = await call('convert', join(dir, 'two.txt'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(listing(join(dir, 'out'))).toEqual(['schema/telegram.rng', 'two_d118.xml', 'two_d119.xml']);
    expect(out).toContain('2 documents (d118: telegram');
  });

  it('has what it writes valid as a corpus, and what is inferred point to something that there is', async () => {
    const unnumbered = '[Page 3]\n\nThe Consul at Orsk to the Minister\n\nAll is well.1\x07\n\n  1. Not printed.\n';
    const dir = folder({
      'in/1939/d17.txt': unnumbered,
      'in/1940/d17.txt': unnumbered,
      'in/a.txt': telegram(1),
      'in/b.txt': telegram(2).replace('Strelsau, March 4, 1957, 7 p.m.\n\n', ''),
      'in/brief ä.txt': unnumbered,
      'in/brief ö.txt': unnumbered,
      'in/several.txt': `${telegram(3)}\n\n${telegram(4)}`,
      'in/17.txt': 'Thirty sacks were brought.',
    });
    const { code } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    const { code: valid, out } = await call('validate', join(dir, 'out'), '--corpus');
    expect(out).toContain('9 files: 9 checked, all valid\n');
    expect(valid).toBe(0);
    expect(read(dir, 'out/1939/d17.xml')).toContain('xml:id="d_1939.d17"');
    expect(read(dir, 'out/17.xml')).toContain('xml:id="d_17"');
    expect(listing(join(dir, 'out'))).toContain('several_d4.xml');
  });

  it('makes the identifiers of a text of what it holds, whatever else is converted with it', async () => {
    const text = (name: string) =>
      telegram(12).replace('the loan1', `[Page 40] ${name}1`).replace('Document 12.', 'footnote 1 above.');
    const dir = folder({
      'in/a/n.txt': text('the loan'),
      'in/b/n.txt': text('the tariff'),
      'in/d12.txt': 'Thirty sacks were brought.',
      'in/d5.txt': 'Forty sacks were brought.',
      'in/e.txt': telegram(5),
    });
    expect((await call('convert', join(dir, 'in'), '-o', join(dir, 'out'))).code).toBe(0);
    for (const [name, id] of Object.entries({ 'a/n': 'd12', 'b/n': 'd12', e: 'd5', d12: 'd12' }))
      expect(read(dir, `out/${name}.xml`)).toContain(`xml:id="${id}"`);
    expect((await call('convert', join(dir, 'in/b'), '-o', join(dir, 'alone/b'))).code).toBe(0);
    expect(read(dir, 'alone/b/n.xml')).toBe(read(dir, 'out/b/n.xml').replace('../schema/', 'schema/'));
    const { code, out } = await call('validate', join(dir, 'out'), '--corpus');
    expect(out).toContain('all valid\n');
    expect(code).toBe(0);
  });

  it('writes the samples so that they are valid as one corpus', async () => {
    const out = folder();
    await call('convert', SAMPLES, '-o', out);
    expect(await call('validate', out, '--corpus', '--quiet')).toEqual({ code: 0, out: '', err: '' });
  });

  it('reports files in the order of their names, whatever their size', async () => {
    const files = Object.fromEntries(
      [...'jcahbdigfe'].map((c, i) => [`in/${c}.txt`, telegram(i + 1).repeat(c === 'a' ? 40 : 1)]),
    );
    const { out } = await call('convert', join(folder(files), 'in'), '-o', folder());
    expect([...out.matchAll(/in\/(\w)\.txt/g)].map(([, name]) => name).join('')).toBe('abcdefghij');
  });

  it('gives the same bytes each time', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'x'));
    await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'y'));
    expect(read(dir, 'x/a.xml')).toBe(read(dir, 'y/a.xml'));
  });

  it('takes patterns, relative to the part of them without a wildcard', async () => {
    const dir = folder({ 'in/x/a.txt': telegram(1), 'in/y/b.txt': telegram(2), 'in/y/c.md': 'x' });
    const { code } = await call('convert', `${dir}/in/**/*.txt`, '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(listing(join(dir, 'out'))).toEqual(['schema/telegram.rng', 'x/a.xml', 'y/b.xml']);
  });

  it('prints TEI alone on standard output with --stdout, and writes nothing', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const { code, out, err } = await spawned(['convert', 'a.txt', '--stdout'], { cwd: dir });
    expect(code).toBe(0);
    expect(out).toMatch(/^<\?xml version="1.0"[\s\S]*<\/TEI>\n$/);
    expect(out).not.toContain('<?xml-model');
    expect(err).toContain('a.txt: telegram');
    expect(listing(dir)).toEqual(['a.txt']);
  });

  it('warns that two documents on standard output are not one', async () => {
    const dir = folder({ 'a.txt': telegram(1), 'b.txt': telegram(2) });
    const { out, err } = await call('convert', dir, '--stdout');
    expect(out.match(/<\?xml version/g)).toHaveLength(2);
    expect(err).toContain('stdout-several-documents');
  });

  it('works as a filter on standard input', async () => {
    const { code, out } = await spawned(['convert', '-'], { input: telegram(7), cwd: folder() });
    expect(code).toBe(0);
    expect(out).toContain('xml:id="d7"');
  });

  it('writes standard input to a file where --out says so', async () => {
    const dir = folder();
    await spawned(['convert', '-', '--out', 'out'], { input: telegram(7), cwd: dir });
    expect(listing(dir)).toEqual(['out/schema/telegram.rng', 'out/stdin.xml']);
  });
});

describe('convert: reports', () => {
  it('gives one JSON object on standard output, with nothing beside it', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': '' });
    const { code, out, err } = await spawned(['convert', 'in', '--format', 'json'], { cwd: dir });
    const report = JSON.parse(out);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(report.files).toMatchObject([
      { file: 'in/a.txt', valid: true, lossless: true, outputs: ['output/a.xml'] },
      { file: 'in/b.txt', diagnostics: [{ code: 'empty-input', severity: 'error' }] },
    ]);
    expect(report.summary).toMatchObject({ files: 2, documents: 1, valid: 1, unusable: 1, exitCode: 2 });
  });

  it('says what a folder holds: kinds and decades, what was not recognised among them', async () => {
    const cable = read(SAMPLES, 'style-e-raw-cable.txt');
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': cable, 'in/c.txt': 'The river runs by the town\n' });
    const { out } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--stats', '--quiet');
    expect(out).toBe(
      [
        'kind            documents  1950s  1970s  undated',
        'cable                   1      0      1        0',
        'not recognised          1      0      0        1',
        'telegram                1      1      0        0',
        'all                     3      1      1        1\n\n',
      ].join('\n'),
    );
    const json = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--format', 'json');
    expect(JSON.parse(json.out).summary.contents).toEqual({
      cable: { '1970s': 1 },
      'not recognised': { undated: 1 },
      telegram: { '1950s': 1 },
    });
  });

  it('gives valid JSON where there is nothing to report on', async () => {
    const { code, out } = await call('convert', join(folder(), 'missing.txt'), '-o', folder(), '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ files: [], diagnostics: [{ code: 'file-not-found' }] });
  });

  it('holds the TEI in the JSON where both are asked for', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const { out } = await call('convert', dir, '--stdout', '--format', 'json');
    expect(JSON.parse(out).files[0].documents).toMatchObject([{ id: 'd1', xml: expect.stringContaining('</TEI>') }]);
  });

  it('counts what was not recognised, and fails on it where asked to, all files written', async () => {
    const verse = 'The river runs by the town\n\nand no one counts the boats.\n';
    const files = { 'in/a.txt': telegram(1), 'in/b.txt': verse, 'in/c.txt': 'Thirty sacks, and eleven came back.' };
    const dir = folder(files);
    const convert = (...options: string[]) => call('convert', join(dir, 'in'), '-o', join(dir, 'out'), ...options);
    const { code, out } = await convert();
    expect(code).toBe(0);
    expect(out).toContain('3 files: 3 converted, all valid, 2 not recognised\n');
    const failed = await convert('--fail-on', 'unrecognised', '--format', 'json');
    const { files: reports, summary } = JSON.parse(failed.out);
    expect(failed.code).toBe(1);
    expect(summary).toMatchObject({ unrecognised: 2, valid: 3, exitCode: 1 });
    expect(reports).toMatchObject([{ unrecognised: 0 }, { unrecognised: 1 }, { unrecognised: 1 }]);
    expect(reports[1].outputs).toHaveLength(1);
    expect(listing(join(dir, 'out'))).toEqual(['a.xml', 'b.xml', 'c.xml', 'schema/telegram.rng']);
    const good = await call('convert', join(dir, 'in/a.txt'), '-o', dir, '--fail-on', 'unrecognised');
    expect(good.code).toBe(0);
    expect((await convert('--fail-on', 'warning')).code).toBe(2);
  });

  it('says nothing with --quiet where all is well, and only what is wrong where not', async () => {
    const dir = folder({ 'in/a.txt': telegram(1) });
    expect(await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--quiet')).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    writeFileSync(join(dir, 'in/empty.txt'), '');
    const { code, out, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'), '--quiet');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('empty-input');
    expect(err).not.toContain('a.txt');
  });

  it('colours nothing where nobody looks', async () => {
    const dir = folder({ 'a.txt': telegram(1), 'b.txt': '' });
    const { out, err } = await spawned(['convert', '.', '--out', 'out'], { cwd: dir });
    expect(out + err).not.toContain('\x1b');
  });
});

describe('convert: bad input', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['an empty file', '', 'empty-input'],
    ['only white space', ' \n\t\r\n', 'empty-input'],
    ['a binary file', Uint8Array.from({ length: 256 }, (_, i) => i), 'binary-input'],
  ];
  it.each(cases)('refuses %s, and converts the others all the same', async (_, content, code) => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/bad.txt': content, 'in/c.txt': telegram(3) });
    const outcome = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(outcome.code).toBe(2);
    expect(outcome.err).toContain(`error ${code}: `);
    expect(listing(join(dir, 'out'))).toEqual(['a.xml', 'c.xml', 'schema/telegram.rng']);
  });

  const dressed: [string, string][] = [
    ['a declaration', '<?xml version="1.0"?><TEI/>'],
    ['a DOCTYPE', '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY a "<b/>">]>\n<TEI/>'],
    ['a comment', '\n\n<!-- draft -->\n<letter>Proceed.</letter>'],
    ['an instruction', '\uFEFF<?xml-model href="tei_all.rng"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'],
    ['a prefix', '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text/></t:TEI>'],
  ];
  it.each(dressed)('refuses XML that begins with %s, and keeps the tags of a text wrapped in it', async (_, xml) => {
    const dir = folder({ 'in/a.xml': xml, 'in/b.TEI': xml, 'in/scan.txt': xml });
    const refused = await call('convert', join(dir, 'in/a.xml'), join(dir, 'in/b.TEI'), '-o', join(dir, 'out'));
    expect(refused.code).toBe(2);
    expect(refused.err.match(/error xml-input: /g)).toHaveLength(2);
    expect(listing(join(dir, 'out'))).toEqual([]);
    const kept = await call('convert', join(dir, 'in/scan.txt'), '-o', join(dir, 'out'));
    expect(kept.code).toBe(0);
    expect(kept.err).toContain('warning xml-input: ');
    expect(read(dir, 'out/scan.xml')).toContain('&lt;');
  });

  const bracketed = [
    '<Secret>\n\nThe bridge is closed.',
    '<< Strelsau >> to Velden',
    '< 5 tons a day',
    '<a@b.example>: go',
  ];
  it.each(bracketed)('takes %j for text', async (text) => {
    const dir = folder({ 'a.txt': text });
    const { code, err } = await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(err).not.toContain('xml-input');
  });

  it('refuses a file of 50 MB without reading it', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': 'x' });
    truncateSync(join(dir, 'in/b.txt'), 50_000_000);
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('b.txt: error file-too-large: The file is larger than 20 MB');
    expect(listing(join(dir, 'out'))).toEqual(['a.xml', 'schema/telegram.rng']);
  });

  it('decodes UTF-16 by its mark and windows-1252 as a last resort, which it says with the place', async () => {
    const text = telegram(1).replace('loan', 'prêt');
    const dir = folder({
      'in/utf16.txt': Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'in/cp1252.txt': Buffer.from(text, 'latin1'),
    });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(err).toMatch(/cp1252\.txt:5:\d+: warning encoding-guessed/);
    expect(err).not.toContain('utf16.txt');
    for (const name of ['utf16', 'cp1252']) expect(read(dir, `out/${name}.xml`)).toContain('prêt');
  });

  const marked = (text: string, encoding: BufferEncoding) =>
    Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(text, encoding)]);
  const losses: [string, Uint8Array, string[], string][] = [
    ['a passage in another encoding', marked('La note de l\xe9t\xe9', 'latin1'), [], 'save it again as UTF-8'],
    ['half a pair in UTF-16', Buffer.from('\uFEFFIn May \ud83d, he said', 'utf16le'), [], 'save it again as UTF-8'],
    ['an encoding that does not fit', Buffer.from('Café'), ['--encoding', 'ascii'], 'Name another encoding'],
  ];
  it.each(losses)('says of %s that it is lost, writes the rest, and ends with 1', async (_, bytes, options, advice) => {
    const dir = folder({ 'a.txt': bytes });
    const { code, out, err } = await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'out'), ...options);
    expect(code).toBe(1);
    expect(out).toContain('valid, not lossless');
    expect(err).toContain('error bytes-without-meaning: ');
    expect(err).toContain(advice);
    expect(read(dir, 'out/a.xml')).toContain('\uFFFD');
    const quiet = await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'out'), '--quiet', ...options);
    expect(quiet.err).toContain('bytes-without-meaning');
    const json = await call('convert', join(dir, 'a.txt'), '-o', join(dir, 'out'), '--format', 'json', ...options);
    expect(JSON.parse(json.out)).toMatchObject({ files: [{ valid: true, lossless: false }], summary: { exitCode: 1 } });
  });

  it('keeps a replacement character that the file itself holds', async () => {
    const dir = folder({ 'a.txt': 'The name was Tar\uFFFDheim.', 'b.txt': marked('Tar\uFFFDheim', 'utf8') });
    expect((await call('convert', dir, '-o', join(dir, 'out'))).code).toBe(0);
  });

  it('obeys --encoding, and refuses one that is not known before it touches anything', async () => {
    const dir = folder({ 'a.txt': Buffer.from(telegram(1).replace('loan', 'p\xBFyczka'), 'latin1') });
    await call('convert', dir, '-o', join(dir, 'out'), '--encoding', 'iso-8859-2');
    expect(read(dir, 'out/a.xml')).toContain('pżyczka');
    const { code, err } = await call('convert', dir, '-o', join(dir, 'never'), '--encoding', 'utf-99');
    expect(code).toBe(2);
    expect(err).toContain('encoding-unknown');
    expect(listing(join(dir, 'never'))).toEqual([]);
  });

  it('names a missing file, a folder without texts and a pattern without a match', async () => {
    const dir = folder({ 'pictures/a.png': 'x', 'a.txt': telegram(1) });
    const { code, err } = await call(
      ...['convert', join(dir, 'a.txt'), join(dir, 'missing.txt'), join(dir, 'pictures'), join(dir, '*.rst')],
      ...['-o', join(dir, 'out')],
    );
    expect(code).toBe(2);
    expect(err).toContain('file-not-found');
    expect(err.match(/no-files/g)).toHaveLength(2);
    expect(listing(join(dir, 'out'))).toContain('a.xml');
  });

  it('reports a link that leads nowhere, and does not follow one that leads in a circle', async () => {
    const dir = folder({ 'in/a.txt': telegram(1) });
    symlinkSync(join(dir, 'nowhere'), join(dir, 'in/lost.txt'));
    symlinkSync(join(dir, 'in'), join(dir, 'in/circle'));
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('lost.txt');
    expect(listing(join(dir, 'out'))).toEqual(['a.xml', 'schema/telegram.rng']);
  });
});

describe('convert: output that must not be lost', () => {
  it('gives a name to the first that asks and refuses the second', async () => {
    const dir = folder({ 'x/a.txt': telegram(1), 'y/A.txt': telegram(2) });
    const { code, err } = await call('convert', join(dir, 'x/a.txt'), join(dir, 'y/A.txt'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('output-collision');
    expect(read(dir, 'out/a.xml')).toContain('xml:id="d1"');
    expect(listing(join(dir, 'out'))).toEqual(['a.xml', 'schema/telegram.rng']);
  });

  it('converts a file once that is named twice', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const { code, out } = await call('convert', dir, join(dir, 'a.txt'), '-o', join(dir, 'out'));
    expect(code).toBe(0);
    expect(out).toContain('1 file: 1 converted');
  });

  it('sees a collision also with what a file of several documents gives', async () => {
    const dir = folder({ 'in/two.txt': `${telegram(118)}\n\n${telegram(119)}`, 'in/two_d119.txt': telegram(7) });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toMatch(/two_d119\.txt: error output-collision/);
    expect(read(dir, 'out/two_d119.xml')).toContain('xml:id="d119"');
  });

  it('never writes over an input', async () => {
    const dir = folder({ 'a.xml': telegram(1) });
    const { code, err } = await call('convert', join(dir, 'a.xml'), '-o', dir);
    expect(code).toBe(2);
    expect(err).toContain('output-collision');
    expect(read(dir, 'a.xml')).toBe(telegram(1));
  });

  it('tells once, before any work, of a folder that cannot be written', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': telegram(2), taken: 'a file' });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'taken'));
    expect(code).toBe(2);
    expect(err.match(/output-not-writable/g)).toHaveLength(2);
  });

  it('leaves nothing half-written where a file cannot be', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'in/b.txt': telegram(2) });
    mkdirSync(join(dir, 'out/a.xml'), { recursive: true });
    const { code, err } = await call('convert', join(dir, 'in'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('output-not-writable');
    expect(listing(join(dir, 'out'))).toEqual(['b.xml', 'schema/telegram.rng']);
  });
});

describe('convert: configuration', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it('takes what the header shall say from teigram.config.json of the working folder', async () => {
    const config = { publisher: 'Ruritanian Archive', licence: 'CC0-1.0', editors: ['A. Zenda'] };
    const dir = folder({ 'a.txt': telegram(1), 'teigram.config.json': JSON.stringify(config) });
    const { out } = await spawned(['convert', 'a.txt', '--stdout'], { cwd: dir });
    expect(out).toContain('<publisher>Ruritanian Archive</publisher>');
    expect(out).toContain('<editor>A. Zenda</editor>');
  });

  const faults: [string, string, string][] = [
    ['what is not JSON', '{ "publisher": ', 'config-unreadable'],
    ['an unknown entry, with the one that was meant', '{ "licencee": "x" }', 'Did you mean "licence"?'],
    ['a wrong type, by name', '{ "editors": "A. Zenda" }', '"editors" must be a list of texts'],
    ['a list', '[]', 'config-wrong-type'],
    ['a name with what is not seen', '{ "a\u2028\\u001b": 1 }', String.raw`"a\u2028\u001b" is not an entry`],
    ['a name with quotation marks', String.raw`{ "a\"b": 1 }`, String.raw`"a\"b" is not an entry`],
    ['what is not seen in a value', '{ "publisher": ["\u2028"] }', String.raw`not ["\u2028"]`],
    [
      'what is no text among licences',
      '{ "licence": ["CC0-1.0", 1] }',
      '"licence[1]" must be a text in quotation marks',
    ],
    [
      'lists without end in lists',
      `{ "publisher": ${nested(100_000)} }`,
      '"publisher" must be a text in quotation marks, not [[[',
    ],
  ];
  it.each(faults)('refuses %s before it touches anything', async (_, content, message) => {
    const dir = folder({ 'in/a.txt': telegram(1), 'c.json': content });
    const { code, err } = await call(
      'convert',
      join(dir, 'in'),
      '--config',
      join(dir, 'c.json'),
      '-o',
      join(dir, 'out'),
    );
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(listing(join(dir, 'out'))).toEqual([]);
  });

  it('refuses a configuration that is named and missing', async () => {
    const dir = folder({ 'a.txt': telegram(1) });
    const { code, err } = await call('convert', dir, '--config', join(dir, 'c.json'), '-o', join(dir, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('config-unreadable');
  });

  it('lets --volume go before the configuration', async () => {
    const dir = folder({ 'in/a.txt': telegram(1), 'c.json': '{ "volume": "frus1" }' });
    await call('convert', join(dir, 'in'), '--config', join(dir, 'c.json'), '--volume', 'frus1955-57v26', '-o', dir);
    expect(read(dir, 'a.xml')).toContain('>frus1955-57v26</idno>');
  });
});
