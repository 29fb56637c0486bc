/** The header: facts of the text, options of the caller, and nothing else. */
import type { Element } from 'slimdom';
import { describe, expect, it } from 'vitest';
import { Build } from './build.js';
import { all, attributes, first, tei } from './read-back.js';
import { bare, empty, newer, older } from './samples.js';

function path(root: Element, ...names: string[]): Element | undefined {
  return names.reduce<Element | undefined>(
    (element, name) => element?.children.find((child) => child.localName === name),
    root,
  );
}

function texts(elements: Element[]): string[] {
  return elements.map((element) => element.textContent ?? '');
}

const PUBLICATION = ['teiHeader', 'fileDesc', 'publicationStmt'];

describe('the title', () => {
  it('is the heading, without its notes', () => {
    const title = first(tei(newer().telegram), 'title')!;
    expect(title.textContent).toBe('12. Telegram From Secretary of State Marlow to the Department of State');
  });

  it('is the file line, the name of the input, or the statement that there is none', () => {
    const b = new Build();
    const telegram = b.telegram({ fileLine: b.p(b.t('711.94/2400')) });
    expect(first(tei(telegram), 'title')!.textContent).toBe('711.94/2400');
    expect(first(tei(empty().telegram, { input: { name: 'x.txt' } }), 'title')!.textContent).toBe('x.txt');
    expect(first(tei(empty().telegram), 'title')!.textContent).toBe('Untitled');
  });
});

describe('the publication', () => {
  it('claims nothing by default', () => {
    const statement = path(tei(bare().telegram), ...PUBLICATION)!;
    expect(texts(statement.children)).toEqual(['Unpublished; converted from plain text by teigram.']);
  });

  it('is what the options say', () => {
    const options = {
      publisher: 'A & B',
      licence: 'https://example.org/by?a=1&b=2',
      availability: 'Free.',
      editors: ['E. One', 'E. Two'],
      projectDesc: 'For reading.',
    };
    const root = tei(bare().telegram, options);
    const statement = path(root, ...PUBLICATION)!;
    expect(texts(all(statement, 'publisher'))).toEqual(['A & B']);
    expect(first(statement, 'licence')!.getAttribute('target')).toBe('https://example.org/by?a=1&b=2');
    expect(texts(all(statement, 'p'))).toEqual(['Free.']);
    expect(texts(all(root, 'editor'))).toEqual(['E. One', 'E. Two']);
    expect(first(root, 'projectDesc')!.textContent?.trim()).toBe('For reading.');
  });

  it('keeps the terms where nobody publishes', () => {
    const statement = path(tei(bare().telegram, { licence: 'CC0', availability: 'Ask.' }), ...PUBLICATION)!;
    expect(texts(statement.children).slice(1)).toEqual(['Ask.', 'Licence: CC0']);
  });
});

describe('the sources', () => {
  it('are the archive, the volume and the file', () => {
    const sha256 = '0'.repeat(64);
    const options = {
      volume: 'frus1961-63v13',
      volumeTitle: 'Western Europe',
      input: { name: 'a.txt', sha256, encoding: 'utf-8' },
    };
    const bibls = path(tei(newer().telegram, options), 'teiHeader', 'fileDesc', 'sourceDesc')!.children;
    expect(bibls.map((bibl) => bibl.getAttribute('type'))).toEqual(['archival', 'printed', 'file']);
    expect(texts(bibls[0]!.children)).toEqual(['Department of State', 'Central Files', '396.1–PA/12–1561']);
    expect(texts(bibls[1]!.children)).toEqual([
      'Foreign Relations of the United States',
      'Western Europe',
      'frus1961-63v13',
      '12',
    ]);
    expect(texts(bibls[2]!.children).slice(0, 4)).toEqual(['Plain text', 'a.txt', sha256, 'utf-8']);
  });

  it('have the file line where there is no source note', () => {
    const bibl = path(tei(older().telegram), 'teiHeader', 'fileDesc', 'sourceDesc', 'bibl')!;
    expect(bibl.textContent).toBe('711.94/2400: Telegram');
  });

  it('have what is marked in the file line, with the words between', () => {
    const b = new Build();
    const part = (name: 'collection' | 'number', said: string) => b.part(name, b.t(said));
    const series = part('collection', 'Harbor Series');
    const citation = b.cite({ kind: 'archival', index: -1 }, series, b.t(' No. '), part('number', '8'));
    const telegram = b.telegram({ fileLine: b.p(citation, b.t(': Telegram')) });
    const bibl = path(tei(telegram), 'teiHeader', 'fileDesc', 'sourceDesc', 'bibl')!;
    expect(bibl.textContent).toBe('Harbor Series No. 8');
    expect(texts(bibl.children)).toEqual(['Harbor Series', '8']);
  });
});

describe('the dates', () => {
  it('that are inferred say so, from what, and how surely', () => {
    const date = path(tei(newer().telegram), 'teiHeader', 'profileDesc', 'creation', 'date')!;
    expect(attributes(date)).toEqual({
      when: '1961-12-15',
      cert: 'medium',
      evidence: 'internal',
      resp: '#d12-teigram',
    });
    expect(date.textContent).toBe('396.1–PA/12–1561');
  });

  it('that are stated are just dates', () => {
    const date = path(tei(older().telegram), 'teiHeader', 'profileDesc', 'creation', 'date')!;
    expect(attributes(date)).toEqual({ when: '1938-01-05T09:00:00' });
  });
});

describe('the facts', () => {
  it('are keywords, each with its type', () => {
    const terms = all(tei(newer().telegram), 'term').map((term) => [term.getAttribute('type'), term.textContent]);
    expect(terms).toEqual([
      ['kind', 'telegram'],
      ['series', 'Secto'],
      ['number', '9'],
      ['telegram', 'Secto 9'],
      ['classification', 'Secret'],
      ['precedence', 'Priority'],
      ['handling', 'Eyes only for the President'],
    ]);
  });

  it('have both numbers of a telegram that has two, and the series with its own', () => {
    const fact = (value: string) => ({ value, start: 0, end: 0 });
    const secondNumber = { series: fact('Tosec'), number: fact('040017') };
    const telegram = new Build().telegram({ facts: { telegramNumber: fact('118204'), secondNumber } });
    const terms = all(tei(telegram), 'term').map((term) => [term.getAttribute('type'), term.textContent]);
    expect(terms.slice(1)).toEqual([
      ['series', 'Tosec'],
      ['number', '118204'],
      ['number', '040017'],
      ['telegram', 'Tosec 040017'],
    ]);
  });

  it('of drafting and clearance are notes on the file', () => {
    const notes = path(tei(newer().telegram), 'teiHeader', 'fileDesc', 'notesStmt')!.children;
    expect(notes.map((note) => [note.getAttribute('type'), note.textContent])).toEqual([
      ['drafting', 'Drafted by Marlow'],
      ['clearance', 'cleared with Hale'],
    ]);
  });

  it('of the correspondence have names, place and date as children of each action', () => {
    const [sent, received] = all(tei(older().telegram), 'correspAction');
    expect(sent!.children.map((child) => child.localName)).toEqual(['persName', 'placeName', 'date']);
    expect(received).toBeUndefined();
    const actions = all(tei(newer().telegram), 'correspAction');
    expect(actions.map((action) => action.children[0]!.textContent)).toEqual([
      'Secretary of State Marlow',
      'Department of State',
    ]);
  });

  it('of a person have the office as roleName, in the order of the heading', () => {
    const b = new Build();
    const person = { entity: 'person', person: 'Ada Hale', office: 'Adviser to the Mayor', start: 0, end: 1 } as const;
    const names = ['Adviser to the Mayor (Ada Hale)', 'Ada Hale, Adviser to the Mayor'];
    const senders = names.map((name) => ({ ...person, name }));
    const telegram = b.telegram({ facts: { ...bare().telegram.facts, senders } });
    const found = all(first(tei(telegram), 'correspAction')!, 'persName');
    expect(texts(found)).toEqual(['Adviser to the Mayor Ada Hale', 'Ada Hale, Adviser to the Mayor']);
    expect(texts(found.flatMap((name) => all(name, 'roleName')))).toEqual([person.office, person.office]);
  });

  it('that the text does not state are absent', () => {
    const root = tei(bare().telegram);
    for (const name of ['creation', 'correspDesc', 'notesStmt', 'charDecl', 'listPrefixDef', 'list']) {
      expect(all(root, name), name).toEqual([]);
    }
  });
});

describe('the ledger', () => {
  it('lists what was left out, why, and where it stood', () => {
    const { telegram, input } = older();
    const header = first(tei(telegram), 'teiHeader')!;
    const reasons = texts(all(first(header, 'list')!, 'label'));
    const items = all(first(header, 'list')!, 'item');
    expect(reasons).toEqual(['navigation', 'bullet', 'note-label', 'backlink']);
    for (const item of items) {
      const text = item.textContent!;
      const offset = Number(item.getAttribute('n'));
      expect(input.slice(offset, offset + text.length)).toBe(text);
    }
  });

  it('has the label of a note only where it is not the marker itself', () => {
    const labels = ['1.', '[1]', '/1/', '(1)', '2.', '¹'].map((text) => {
      const b = new Build();
      const note = b.note({ label: b.label(text), printed: '1' });
      return first(tei(b.telegram({ notes: [note] })), 'item')?.textContent;
    });
    expect(labels).toEqual([undefined, undefined, undefined, undefined, '2.', '¹']);
  });
});

describe('the language', () => {
  it.each([
    ['text', undefined, undefined],
    ['telegram', undefined, 'en'],
    ['text', 'fr', 'fr'],
    ['telegram', 'not a language', 'und'],
  ] as const)('of a %s, said to be %j, is %s', (type, language, ident) => {
    const options = language === undefined ? {} : { language };
    const written = first(tei({ ...bare().telegram, type }, options), 'language');
    expect(written?.getAttribute('ident')).toBe(ident);
  });
});
