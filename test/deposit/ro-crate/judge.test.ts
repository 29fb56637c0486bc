/** A crate as another library reads it: npm's ro-crate (GPL, so it is none of this package's; CI puts it into .ci/judges). */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listing } from '../../cli/call.js';
import { edition, model, RNG, tei } from '../contents/edition.js';
import { METADATA } from '../sample.js';

const JUDGES = fileURLToPath(new URL('../../../.ci/judges/', import.meta.url));
const ABSENT = existsSync(join(JUDGES, 'node_modules/ro-crate')) ? undefined : 'not in .ci/judges, so skipped';

describe(`npm's ro-crate (${ABSENT ?? 'installed'})`, () => {
  it.skipIf(ABSENT !== undefined)('finds nothing wrong with a crate, and every file that it names', async () => {
    const profile = `<correspDesc><correspAction type="sent"><persName ref="https://d-nb.info/gnd/118540238">Sapt</persName><date when="1957"/></correspAction></correspDesc>`;
    const own = edition(
      {
        'tei/a.xml': tei({ prolog: model('../s.rng'), profile, body: '<p><graphic url="p 1.png"/></p>' }),
        'tei/p 1.png': 'P',
        'tei/README.md': '#',
        's.rng': RNG(),
      },
      METADATA,
    );
    expect(await own.deposit('ro-crate', 'out/crate')).toMatchObject({ code: 0 });
    const folder = join(own.root, 'out/crate');
    const text = readFileSync(join(folder, 'ro-crate-metadata.json'), 'utf8');
    const { ROCrate, Validator } = createRequire(join(JUDGES, 'x.js'))('ro-crate');
    const judge = new Validator();
    judge.parseJSON(text);
    judge.rootDataEntity();
    judge.checkFiles(
      Object.fromEntries(listing(folder).map((name) => [encodeURI(name), { exists: true, inCrate: false }])),
    );
    const results: { status: string }[] = judge.results;
    expect(results.filter(({ status }) => status === 'error')).toEqual([]);
    // Of the crate's own two files, no entity is asked for.
    expect(results.filter(({ status }) => status === 'warning')).toHaveLength(0);
    const crate = new ROCrate(JSON.parse(text), { array: true, link: true });
    const parts: { '@id': string }[] = crate.rootDataset.hasPart;
    expect(parts.map((part) => decodeURI(part['@id'])).sort()).toEqual(
      listing(folder)
        .filter((name) => !name.startsWith('ro-crate-'))
        .sort(),
    );
    expect(crate.getEntity('tei/a.xml').sender[0].name).toEqual(['Sapt']);
  });
});
