/** An edition is more than its TEI: what goes along, what is left out, and that each file left out is named. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDeposit } from '../../../src/index.js';
import { listing } from '../../cli/call.js';
import { LITTLE_METADATA, METADATA } from '../sample.js';
import { type Edition, edited, edition, model, RNG, tei } from './edition.js';

const S = { 'tei/s.rng': RNG() };
const graphic = (url: string) => `<p><graphic url="${url}"/></p>`;
const document = (body?: string) => tei({ prolog: model('s.rng'), ...(body === undefined ? {} : { body }) });

async function packed(own: Edition, ...more: string[]) {
  const outcome = await own.deposit('ro-crate', 'out/crate', ...more);
  const crate = join(own.root, 'out/crate');
  return { ...outcome, files: edited(crate).filter((name) => name !== 'tei/s.rng' && name !== 'tei/a.xml'), crate };
}

describe('what goes along', () => {
  it.each([
    ['an image by graphic', graphic('img/p1.png'), 'tei/img/p1.png'],
    ['a facsimile', '<pb facs="img/p1.tif"/><p>x</p>', 'tei/img/p1.tif'],
    ['a recording', '<p><media url="a.mp3" mimeType="audio/mpeg"/></p>', 'tei/a.mp3'],
    ['a file by ref', '<p><ref target="notes.txt">notes</ref></p>', 'tei/notes.txt'],
    ['a register', '<p><persName ref="register.txt#p1">Sapt</persName></p>', 'tei/register.txt'],
    ['an image beside the folder', graphic('../scans/p1.xyz'), 'scans/p1.xyz'],
    ['an image with a blank in its name', graphic('my%20scan.xyz'), 'tei/my scan.xyz'],
  ])('is %s', async (_, body, place) => {
    const { code, err, files } = await packed(
      edition({ 'tei/a.xml': document(body), [place]: 'x', ...S }, LITTLE_METADATA),
    );
    expect({ code, files }).toEqual({ code: 0, files: [place] });
    expect(err).not.toContain('deposit-left-out');
  });

  it('is what a prefix of the document leads to, and what counts from another base', async () => {
    const encoding =
      '<listPrefixDef><prefixDef ident="scan" matchPattern="(\\d+)" replacementPattern="img/$1.xyz"/></listPrefixDef>';
    const a = tei({
      prolog: model('s.rng'),
      encoding,
      body: `<pb facs="scan:12"/><div xml:base="more/"><p><graphic url="x.xyz"/></p></div>`,
    });
    const { files } = await packed(
      edition({ 'tei/a.xml': a, 'tei/img/12.xyz': '1', 'tei/more/x.xyz': '2', ...S }, LITTLE_METADATA),
    );
    expect(files).toEqual(['tei/img/12.xyz', 'tei/more/x.xyz']);
  });

  it('is a stylesheet, and what describes the edition, though no document points there', async () => {
    const own = {
      'tei/a.xml': tei({ prolog: `${model('s.rng')}<?xml-stylesheet type="text/css" href="look.css"?>\n` }),
      ...{
        'tei/look.css': 'p{}',
        'tei/README.md': '#',
        'tei/LICENSE': 'L',
        'tei/CITATION.cff': 'c',
        'tei/edition.odd': '<x/>',
        'tei/p2.png': 'P',
      },
      ...S,
    };
    const { code, err, files } = await packed(edition(own, LITTLE_METADATA));
    expect(code).toBe(0);
    expect(err).not.toContain('deposit-left-out');
    expect(files).toEqual(
      ['CITATION.cff', 'LICENSE', 'README.md', 'edition.odd', 'look.css', 'p2.png'].map((name) => `tei/${name}`),
    );
  });

  it('is what --include names, whatever .gitignore says, and nothing that --exclude names, documents included', async () => {
    const files = {
      'tei/a.xml': document(),
      'tei/b.xml': document(),
      'tei/x.txt': '1',
      'tei/sub/y.txt': '2',
      'tei/.gitignore': '*.txt\n',
      'tei/p.png': 'P',
      ...S,
    };
    const included = await packed(
      edition(files, LITTLE_METADATA),
      '--include',
      '*.txt',
      '--exclude',
      'p.png',
      '--exclude',
      '/b.xml',
    );
    expect(included.code).toBe(0);
    expect(included.files).toEqual(['tei/sub/y.txt', 'tei/x.txt']);
  });

  it('stands in the crate with its media type and size, and in the report', async () => {
    const { crate } = await packed(
      edition({ 'tei/a.xml': document(graphic('p1.png')), 'tei/p1.png': 'PNG', ...S }, LITTLE_METADATA),
    );
    const graph: { '@id': string }[] = JSON.parse(readFileSync(join(crate, 'ro-crate-metadata.json'), 'utf8'))[
      '@graph'
    ];
    expect(graph.find((entity) => entity['@id'] === 'tei/p1.png')).toMatchObject({
      encodingFormat: 'image/png',
      contentSize: '3',
    });
    const report = JSON.parse(readFileSync(join(crate, 'validation-report.json'), 'utf8'));
    expect(report.along).toContainEqual({ path: 'tei/p1.png', role: 'companion', size: 3 });
  });
});

describe('what is left out', () => {
  it('is named with its size, and how to take it along', async () => {
    const { err, files, crate } = await packed(
      edition({ 'tei/a.xml': document(), 'tei/plan.docx': 'x'.repeat(2500), ...S }, LITTLE_METADATA),
    );
    expect(files).toEqual([]);
    expect(err).toContain('plan.docx (3 kB)');
    expect(err).toContain('--include "*.docx"');
    const report = JSON.parse(readFileSync(join(crate, 'validation-report.json'), 'utf8'));
    expect(report.leftOut).toEqual([{ path: 'plan.docx', why: 'no document points to it' }]);
  });

  it('is hidden, a copy of an editor, or in .gitignore, which a line counts', async () => {
    const files = {
      'tei/.notes': 'x',
      'tei/a.xml~': 'x',
      'tei/tmp/b.xml': document(),
      'tei/.gitignore': '/tmp/\n',
      'tei/a.xml': document(),
      ...S,
    };
    const { code, err, files: along } = await packed(edition(files, LITTLE_METADATA));
    expect({ code, along }).toEqual({ code: 0, along: [] });
    expect(err).toContain('3 hidden, 1 named in .gitignore');
  });

  it('is a link, which is not followed', async () => {
    const own = edition({ 'tei/a.xml': document(), 'secret.txt': 'secret', ...S }, LITTLE_METADATA);
    symlinkSync(join(own.root, 'secret.txt'), join(own.root, 'tei/README.md'));
    const { code, err, files } = await packed(own);
    expect({ code, files }).toEqual({ code: 0, files: [] });
    expect(err).toContain('links, pipes and devices are not followed: README.md');
  });

  it('is a package in the folder', async () => {
    const own = edition(
      { 'tei/a.xml': document(), 'tei/old/bagit.txt': '', 'tei/old/data/a.xml': document(), ...S },
      LITTLE_METADATA,
    );
    const { err, files } = await packed(own);
    expect(files).toEqual([]);
    expect(err).toContain('a package already: old/');
  });

  it('lies elsewhere on this computer, whatever documents point there', async () => {
    const own = edition(
      {
        'a/b/c/tei/a.xml': tei({
          prolog: model('s.rng'),
          body: graphic('../../../../../../../../etc/passwd') + graphic('../../../../x.png'),
        }),
        'a/b/c/tei/s.rng': RNG(),
      },
      LITTLE_METADATA,
      'a/b/c/tei',
    );
    const { code, err, files } = await packed(own);
    expect({ code, files: files.filter((name) => !name.startsWith('tei/')) }).toEqual({ code: 0, files: [] });
    expect(err).toContain('deposit-outside');
    expect(err).not.toContain('root:');
  });

  it('is not there, and it is said who points to it', async () => {
    const { code, err } = await packed(edition({ 'tei/a.xml': document(graphic('gone.png')), ...S }, LITTLE_METADATA));
    expect(code).toBe(0);
    expect(err).toMatch(/deposit-target-missing.*gone\.png \(tei\/a\.xml\)/s);
  });
});

describe('what documents point to', () => {
  const files = { 'tei/a.xml': document(graphic('private/scan.png')), 'tei/private/scan.png': 'P', ...S };

  it.each([
    ['--exclude', ['--exclude', 'private'], {}],
    ['.gitignore', [], { 'tei/.gitignore': 'private\n' }],
  ])('stays out where %s says so, and nothing says that it went in', async (_, flags, more) => {
    const { code, err, files: along, crate } = await packed(edition({ ...files, ...more }, LITTLE_METADATA), ...flags);
    expect({ code, along }).toEqual({ code: 0, along: [] });
    expect(err).toMatch(/Documents point to files that are left out.*private\/scan\.png \(tei\/a\.xml\)/);
    const report = JSON.parse(readFileSync(join(crate, 'validation-report.json'), 'utf8'));
    expect(report.along).not.toContainEqual(expect.objectContaining({ path: 'tei/private/scan.png' }));
  });

  it.each(['.git/config', './x/../.git/config', '.env', '.hid/h.png'])('is never hidden: %s', async (target) => {
    const secret = { 'tei/.git/config': 'token', 'tei/.env': 'token', 'tei/.hid/h.png': 'token', 'tei/x/y.png': '' };
    const { code, err, crate } = await packed(
      edition({ ...secret, 'tei/a.xml': document(graphic(target)), ...S }, LITTLE_METADATA),
    );
    expect(code).toBe(0);
    expect(err).toContain('deposit-outside');
    expect(listing(crate).filter((name) => /\/\./.test(name))).toEqual([]);
  });

  it.each(['who', 'ana', 'resp', 'wit', 'hand', 'decls'])('by @%s goes along', async (attribute) => {
    const { files: along } = await packed(
      edition(
        { 'tei/a.xml': document(`<p><seg ${attribute}="../reg/list.txt#p1">x</seg></p>`), 'reg/list.txt': 'x', ...S },
        LITTLE_METADATA,
      ),
    );
    expect(along).toEqual(['reg/list.txt']);
  });

  it('is found by the name of the folder, which it keeps where something lies beside it', async () => {
    const body = graphic('../edition/img/x.png') + graphic('../scans/y.png');
    const own = edition(
      { 'edition/a.xml': document(body), 'edition/s.rng': RNG(), 'edition/img/x.png': '1', 'scans/y.png': '2' },
      LITTLE_METADATA,
      'edition',
    );
    expect(await own.deposit('ro-crate', 'out/crate')).toMatchObject({ code: 0 });
    expect(edited(join(own.root, 'out/crate'))).toEqual([
      'edition/a.xml',
      'edition/img/x.png',
      'edition/s.rng',
      'scans/y.png',
    ]);
  });

  it('may be a folder, of which nothing is said', async () => {
    const { code, err } = await packed(
      edition({ 'tei/a.xml': document(graphic('img/')), 'tei/img/x.png': '', ...S }, LITTLE_METADATA),
    );
    expect({ code, said: /deposit-(?:outside|target)/.test(err) }).toEqual({ code: 0, said: false });
  });

  it('has no name that the package needs itself', async () => {
    const own = edition(
      { 'tei/a.xml': document(graphic('../validation-report.json')), 'validation-report.json': '{}', ...S },
      LITTLE_METADATA,
    );
    for (const out of ['out/crate', 'out/crate.zip', 'out/bag.tar']) {
      expect(await own.deposit(out.includes('bag') ? 'bag' : 'ro-crate', out)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/deposit-names-collide.*validation-report\.json/s),
      });
    }
  });

  it('is never written over, --force or not', async () => {
    const own = edition(
      {
        'tei/a.xml': tei({
          prolog: model('../s/s.rng'),
          body: `${graphic('../scan.zip')}<xi:include href="../part.xml"/>`,
        }),
        's/s.rng': RNG(),
        'scan.zip': 'Z',
        'part.xml': '<p xmlns="http://www.tei-c.org/ns/1.0"/>',
      },
      METADATA,
    );
    for (const [to, out] of [
      ['ro-crate', 'scan.zip'],
      ['datacite', 'part.xml'],
      ['datacite', 's/s.rng'],
    ] as const) {
      const { code } = await own.deposit(to, out, '--force');
      expect({ out, code }).toEqual({ out, code: 2 });
    }
    expect(readFileSync(join(own.root, 'scan.zip'), 'utf8')).toBe('Z');
  });
});

describe('rules of git', () => {
  it('count from the folder of the repository on, unless they leave out the whole folder', async () => {
    const files = {
      'tei/a.xml': document(),
      'tei/drafts/b.xml': document().replace('s.rng', '../s.rng'),
      ...S,
      '.git/HEAD': '',
    };
    const some = await packed(edition({ ...files, '.gitignore': 'tei/drafts/\n' }, LITTLE_METADATA));
    expect(some.files).toEqual([]);
    const all = await packed(edition({ ...files, '.gitignore': 'tei/\n' }, LITTLE_METADATA));
    expect(all.files).toEqual(['tei/drafts/b.xml']);
  });
});

describe('a document', () => {
  it('that is saved while the package is made stops it', async () => {
    const own = edition({ 'tei/a.xml': document(), ...S }, LITTLE_METADATA);
    const dir = join(own.root, 'tei');
    const out = join(own.root, 'out/crate.zip');
    const onFile = () => writeFileSync(join(dir, 'a.xml'), `${document()}<!-- later -->`);
    const { outcome, diagnostics } = await makeDeposit(dir, { to: 'ro-crate', out, metadata: METADATA, onFile });
    expect({ outcome, codes: diagnostics.map(({ code }) => code) }).toEqual({
      outcome: 'unusable',
      codes: ['deposit-changed-meanwhile'],
    });
    expect(edited(join(own.root, 'out'))).toEqual(['.keep']);
  });

  const FILES = ['s.rng', 'part.xml', 'p1.png'];
  const FORMS = ['bag', 'bag.zip', 'bag.tar'];
  it.each(FILES.flatMap((name) => FORMS.map((form) => [name, form] as const)))(
    'and whatever goes with it: %s, in %s',
    async (name, form) => {
      const own = edition(
        {
          'tei/a.xml': tei({ prolog: model('s.rng'), body: `${graphic('p1.png')}<xi:include href="part.xml"/>` }),
          'tei/part.xml': '<p xmlns="http://www.tei-c.org/ns/1.0"/>',
          'tei/p1.png': 'P',
          ...S,
        },
        LITTLE_METADATA,
      );
      const dir = join(own.root, 'tei');
      const onFile = () => writeFileSync(join(dir, name), `${readFileSync(join(dir, name), 'utf8')}\n`);
      const { outcome, diagnostics } = await makeDeposit(dir, {
        to: 'bag',
        out: join(own.root, 'out', form),
        metadata: METADATA,
        onFile,
      });
      // An image is looked at only once all has been judged.
      const expected = name === 'p1.png' ? ['written'] : ['unusable', 'deposit-changed-meanwhile'];
      expect([outcome, ...diagnostics.map(({ code }) => code)]).toEqual(expected);
    },
  );

  it('of XML that is no TEI and names no schema is none, and is named', async () => {
    const { code, err, files } = await packed(
      edition({ 'tei/a.xml': document(), 'tei/build.xml': '<project/>', ...S }, LITTLE_METADATA),
    );
    expect({ code, files }).toEqual({ code: 0, files: [] });
    expect(err).toContain('build.xml (1 kB)');
  });
});

describe('two deposits at once', () => {
  it('take along what each of them needs, and nothing of the other', async () => {
    const make = async (name: string) => {
      const own = edition({ 'tei/a.xml': tei({ prolog: model(`../${name}/s.rng`) }), [`${name}/s.rng`]: RNG() });
      mkdirSync(join(own.root, 'made'));
      const out = join(own.root, 'made/crate');
      const { outcome } = await makeDeposit(join(own.root, 'tei'), { to: 'ro-crate', out, metadata: LITTLE_METADATA });
      return { outcome, files: edited(out) };
    };
    const made = await Promise.all(['one', 'two', 'three'].map(make));
    expect(made.map(({ outcome }) => outcome)).toEqual(Array(3).fill('written'));
    expect(made.map(({ files }) => files)).toEqual(
      ['one', 'two', 'three'].map((name) => [`${name}/s.rng`, 'tei/a.xml'].sort()),
    );
  });
});
