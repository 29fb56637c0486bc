/** Licences as people write them. */
import fc from 'fast-check';
import list from 'spdx-license-list/spdx.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { grantsLess, licenceNotListed, licenceOf, meantBy, sameLicence } from '../../../src/deposit/licence/index.js';

const IDS = Object.keys(list);
const COMMONS = IDS.filter((id) => /^CC-(?:BY|SA)/.test(id));

describe('a licence of SPDX', () => {
  it('is known by its identifier in any case', () => {
    for (const id of IDS) {
      for (const form of [id, id.toLowerCase(), id.toUpperCase(), ` ${id} `]) expect(licenceOf(form).id, form).toBe(id);
    }
  });

  it('is known by its page at spdx.org', () => {
    for (const id of IDS) {
      for (const end of ['', '.html', '.json', '/'])
        expect(licenceOf(`https://spdx.org/licenses/${id}${end}`).id).toBe(id);
    }
  });

  it('is known by its name, and by its address, unless it shares them with others', () => {
    for (const id of IDS) {
      const { name, url } = licenceOf(id);
      for (const form of [name, url!, url!.replace(/^https?:/, 'http:'), url!.replace(/\/?$/, '/')]) {
        const found = licenceOf(form);
        // Of `GPL-3.0` and `GPL-3.0-only` the name is the same, and so is the licence.
        if (found.id === undefined) expect(meantBy(form).length, form).toBeGreaterThan(1);
        else expect(sameLicence(found, { id, name }) || name === licenceOf(found.id).name, form).toBe(true);
      }
    }
  });

  it('has a name and one address', () => {
    for (const id of IDS)
      expect(licenceOf(id)).toEqual({
        id,
        name: expect.stringMatching(/\S/),
        url: expect.stringMatching(/^https?:\/\/\S+$/),
      });
  });
});

describe('a licence of Creative Commons', () => {
  it('is known by every page of it', () => {
    for (const id of COMMONS) {
      const { url } = licenceOf(id);
      for (const page of [
        '',
        'legalcode',
        'deed',
        'deed.de',
        'deed.zh_TW',
        'legalcode.fr',
        'legalcode.txt',
        'deed.en?ref=chooser-v1',
        '#x',
      ]) {
        const address = `${url}${page}`;
        for (const form of [
          address,
          address.replace('https://', 'http://www.'),
          address.replace('https://', ''),
          address.replace(/\/$/, ''),
        ]) {
          expect(licenceOf(form).id, form).toBe(id);
        }
      }
    }
  });

  it('is known by its abbreviation and its name, alone and in a sentence', () => {
    for (const id of COMMONS.filter((each) => each.startsWith('CC-BY'))) {
      const spaced = id.replaceAll('-', ' ');
      const dashed = id
        .replace(/^CC-/, 'CC ')
        .replace(/-(?=\d)/, ' ')
        .replace(/-(?=[A-Z]+$)/, ' ');
      const { name, url } = licenceOf(id);
      for (const form of [spaced, dashed, name, name.replace(/-/g, ' - ')]) {
        const sentences = [
          form,
          `${form}.`,
          `(${form})`,
          `Published under ${form}.`,
          `${name} (${dashed})`,
          `${dashed}, <${url}>`,
        ];
        for (const words of sentences) expect(licenceOf(words).id, words).toBe(id);
      }
    }
  });
});

/** What people write, and what it is. */
const WRITTEN: readonly (readonly [string, string | undefined])[] = [
  ['CC BY-NC-SA 4.0 Deed', 'CC-BY-NC-SA-4.0'],
  ['CC BY 4', 'CC-BY-4.0'],
  ['CC-BY v4.0', 'CC-BY-4.0'],
  ['cc by nd nc 4.0', 'CC-BY-NC-ND-4.0'],
  ['Attribution 4.0 International', 'CC-BY-4.0'],
  ['Attribution-NonCommercial-NoDerivs 3.0 Unported', 'CC-BY-NC-ND-3.0'],
  ['Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)', 'CC-BY-SA-4.0'],
  ['Creative Commons Attribution (CC BY 4.0)', 'CC-BY-4.0'],
  ['Creative Commons Licence BY-SA 4.0', 'CC-BY-SA-4.0'],
  ['Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International', 'CC-BY-SA-4.0'],
  ['Namensnennung-Nicht kommerziell-Keine Bearbeitungen 4.0 International (CC BY-NC-ND 4.0)', 'CC-BY-NC-ND-4.0'],
  ['Licence Creative Commons Attribution - Pas d’Utilisation Commerciale 4.0 International', 'CC-BY-NC-4.0'],
  ['Creative Commons Attribuzione - Condividi allo stesso modo 4.0 Internazionale', 'CC-BY-SA-4.0'],
  ['CC BY-SA 3.0 DE', 'CC-BY-SA-3.0-DE'],
  ['cc by 3.0 at', 'CC-BY-3.0-AT'],
  ['CC BY 3.0 Österreich', 'CC-BY-3.0-AT'],
  ['CC BY 3.0 IGO', 'CC-BY-3.0-IGO'],
  ['CC0', 'CC0-1.0'],
  ['CC Zero', 'CC0-1.0'],
  ['CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
  ['https://creativecommons.org/publicdomain/zero/1.0/deed.de', 'CC0-1.0'],
  ['Public Domain Mark 1.0', 'CC-PDM-1.0'],
  ['http://creativecommons.org/publicdomain/mark/1.0', 'CC-PDM-1.0'],
  ['https://opensource.org/licenses/mit-license.php', 'MIT'],
  ['https://opensource.org/license/apache-2-0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['Apache Licence 2.0', 'Apache-2.0'],
  ['The MIT License', 'MIT'],
  ['Open Data Commons Attribution License v1.0', 'ODC-By-1.0'],
  ['https://opendatacommons.org/licenses/odbl/1-0/', 'ODbL-1.0'],
  ['Released under the Open Government Licence v3.0.', 'OGL-UK-3.0'],
  ['Distributed under a Creative Commons Attribution 4.0 International License', 'CC-BY-4.0'],
  ['Except where otherwise noted, this is CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).', 'CC-BY-4.0'],
  ['Soweit nicht anders angegeben, steht dies unter der Lizenz CC BY-SA 4.0.', 'CC-BY-SA-4.0'],
  // More than one, or just not this one.
  ['Text under CC BY 4.0, images under CC BY-NC 4.0', undefined],
  ['CC BY 3.0, see https://creativecommons.org/licenses/by/4.0/', undefined],
  ['CC BY 4.0 or CC0', undefined],
  ['The letters are not under CC BY 4.0.', undefined],
  ['Die Briefe stehen nicht unter CC BY 4.0.', undefined],
  // None.
  ['Ask the archive', undefined],
  ['Free for teaching, with attribution.', undefined],
  ['Edited by 4 students, nd', undefined],
  ['https://example.org/licence', undefined],
  ['', undefined],
];

describe('what people write', () => {
  it.each(WRITTEN)('%j is %s', (written, id) => {
    expect(licenceOf(written).id).toBe(id);
  });

  it.each([
    ['CC-BY-SA', ['CC-BY-SA-4.0', 'CC-BY-SA-3.0', 'CC-BY-SA-2.5', 'CC-BY-SA-2.0', 'CC-BY-SA-1.0']],
    ['CC BY 5.0', ['CC-BY-4.0', 'CC-BY-3.0', 'CC-BY-2.5', 'CC-BY-2.0', 'CC-BY-1.0']],
    [
      'https://creativecommons.org/licenses/by-nc/',
      ['CC-BY-NC-4.0', 'CC-BY-NC-3.0', 'CC-BY-NC-2.5', 'CC-BY-NC-2.0', 'CC-BY-NC-1.0'],
    ],
    ['Text under CC BY 4.0, images under CC BY-NC 4.0', ['CC-BY-4.0', 'CC-BY-NC-4.0']],
    ['The letters are not under CC BY 4.0.', ['CC-BY-4.0']],
    ['GPLv3', ['GPL-3.0-only', 'GPL-3.0-or-later']],
    ['https://www.gnu.org/licenses/gpl-3.0.en.html', ['GPL-3.0-only', 'GPL-3.0-or-later']],
    ['ODbL', ['ODbL-1.0']],
    ['Apche-2.0', ['Apache-2.0']],
    ['public domain', ['CC-PDM-1.0', 'CC0-1.0']],
    ['Ask the archive', []],
    ['CC-BY-4.0', []],
  ])('%j may mean %j', (written, ids) => {
    expect(meantBy(written)).toEqual(ids);
  });

  it('that is not understood stays as it is', () => {
    expect(licenceOf('Ask the archive')).toEqual({ name: 'Ask the archive' });
    expect(licenceOf('https://example.org/l')).toEqual({ url: 'https://example.org/l', name: 'https://example.org/l' });
  });

  it('that is known without an identifier has name and address', () => {
    expect(licenceOf('CC BY 3.0 PL')).toEqual({
      url: 'https://creativecommons.org/licenses/by/3.0/pl/',
      name: 'Creative Commons Attribution 3.0 Poland',
    });
    const inCopyright = { url: 'http://rightsstatements.org/vocab/InC/1.0/', name: 'In Copyright' };
    for (const form of [
      'http://rightsstatements.org/page/InC/1.0/?language=de',
      'https://rightsstatements.org/vocab/InC/1.0',
      'In Copyright',
    ]) {
      expect(licenceOf(form)).toEqual(inCopyright);
    }
  });

  it('never throws, and what is understood is so again by its identifier', () => {
    const words = fc.array(
      fc.constantFrom(
        'CC',
        'BY',
        'nc',
        '-',
        ' ',
        '4.0',
        '3.0',
        'DE',
        'https://',
        'creativecommons.org/',
        'licenses/',
        '.',
        '(',
        'Attribution',
        'GPL',
        'v',
        'not',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((parts) => parts.join('')),
        ),
        (written) => {
          const licence = licenceOf(written);
          if (licence.id !== undefined) expect(licenceOf(licence.id)).toEqual(licence);
          for (const id of meantBy(written)) expect(licenceOf(id).id).toBe(id);
        },
      ),
    );
  });
});

describe('what is said of a licence', () => {
  it.each([
    ['CC-BY-4.0', undefined],
    [
      'CC-BY-SA',
      '"CC-BY-SA" does not say clearly which licence is meant, so repositories get just these words, and nobody can tell what is allowed. Did you mean CC-BY-SA-4.0, CC-BY-SA-3.0, CC-BY-SA-2.5 or CC-BY-SA-2.0? Give the identifier as "licence" in the configuration; https://spdx.org/licenses/ has them all.',
    ],
    [
      'Ask the archive',
      '"Ask the archive" does not say clearly which licence is meant, so repositories get just these words, and nobody can tell what is allowed. Give an SPDX identifier such as CC-BY-4.0 as "licence" in the configuration; https://spdx.org/licenses/ has them all.',
    ],
    [
      'In Copyright',
      '"In Copyright" (http://rightsstatements.org/vocab/InC/1.0/) is none of SPDX\'s list of licences, from which repositories choose, so they get its name and address. Look in the form of the repository before you publish whether it has a choice that says the same.',
    ],
  ])('%s', (written, message) => {
    expect(licenceNotListed(licenceOf(written))?.message).toBe(message);
  });

  it('is a warning of few lines, however long the words are', () => {
    const warning = licenceNotListed(licenceOf('All rights reserved. '.repeat(5000)));
    expect(warning).toMatchObject({ severity: 'warning', code: 'licence-not-listed' });
    expect(warning!.message.length).toBeLessThan(600);
  });
});

describe('two licences', () => {
  const of = licenceOf;

  it.each([
    ['CC-BY-4.0', 'https://creativecommons.org/licenses/by/4.0/deed.de', true],
    ['GPL-3.0', 'GPL-3.0-only', true],
    ['GPL-3.0+', 'GPL-3.0-or-later', true],
    ['In Copyright', 'http://rightsstatements.org/vocab/InC/1.0/', true],
    ['Ask the Archive.', 'ask the archive', true],
    ['CC-BY-4.0', 'CC-BY-3.0', false],
    ['CC-BY-3.0', 'CC-BY-3.0-DE', false],
    ['CC-BY-4.0', 'Ask the archive', false],
    ['https://example.org/a', 'https://example.org/b', false],
  ])('%s and %s are the same: %s', (a, b, same) => {
    expect([sameLicence(of(a), of(b)), sameLicence(of(b), of(a))]).toEqual([same, same]);
  });

  it.each([
    ['CC-BY-4.0', 'CC0-1.0', true],
    ['CC-BY-NC-4.0', 'CC-BY-4.0', true],
    ['CC-BY-SA-4.0', 'CC-BY-4.0', true],
    ['CC-BY-ND-4.0', 'CC-BY-SA-4.0', true],
    ['CC-BY-NC-ND-3.0', 'CC-BY-NC-SA-4.0', true],
    ['CC-BY-NC-4.0', 'CC-BY-SA-4.0', false],
    ['CC-BY-SA-4.0', 'CC-BY-NC-4.0', false],
    ['CC-BY-NC-SA-4.0', 'CC-BY-ND-4.0', false],
    ['CC-BY-4.0', 'CC-BY-3.0', false],
    ['CC-BY-4.0', 'CC-BY-4.0', false],
    ['CC0-1.0', 'CC-BY-4.0', false],
    ['In Copyright', 'CC-BY-4.0', false],
    ['MIT', 'CC0-1.0', false],
  ])('%s certainly grants less than %s: %s', (a, b, less) => {
    expect(grantsLess(of(a), of(b))).toBe(less);
  });
});
