/** The house (see docs/ of the design): imports run one way, never in a circle, and files stay readable. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { closureOf } from '../scripts/imports.mjs';
import { CODES } from '../src/codes/index.js';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/architecture.md', import.meta.url));
const MOST_LINES = 300;
/** Longer files, with the reason why each is one all the same. */
const LONG: Readonly<Record<string, string>> = {
  'relaxng/compile/simplify.ts': 'the steps of one section of the specification, in its order',
  'relaxng/match/describer.ts': 'one finding in, one description out',
  'relaxng/pattern/builder.ts': 'the algebra of patterns, whose laws need each other',
  'relaxng/syntax/xml.ts': 'one reader of one syntax',
  'schematron/xpath/operators.ts': 'a table of operators',
  'schematron/xpath/parser.ts': 'one grammar',
  'telegram/model.ts': 'the one tree, to be read as a whole',
  'telegram/notes/markers.ts': 'what speaks for and against a marker, weighed on one scale',
  'validate/xinclude/includer.ts': 'one specification',
  'xml/content.ts': 'one part of the grammar of XML',
  'xml/messages.ts': 'a list of messages',
};

/** What each room takes from, as the page has it: `| \`tei/\` | what it knows | telegram, xml |`. */
const ROOMS = new Map(
  [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([a-z0-9-]+)(?:\/|\.ts)` \|[^|]*\| ([a-z0-9, –-]+) \|$/gm)].map(
    ([, room, from]) => [room!, from === '–' ? [] : from!.split(', ')] as const,
  ),
);
/** The folders of the reader: each may import from those before it. */
const CORNERS = ['lines', 'inlines', 'heading', 'services', 'page', 'notes', 'blocks', 'frame', 'cables', 'forms'];
/** Circles that mirror one in the data: running text holds notes and citations, notes hold blocks, and these running text. */
const RECURSIVE: readonly (readonly string[])[] = [
  ['tei/inlines.ts', 'tei/citations.ts', 'tei/notes.ts', 'tei/plain-blocks.ts'],
];

/** Who imports what reads, or could read, from `node:fs`, with the reason. */
const READERS: Readonly<Record<string, string>> = {
  'files/write.ts': 'opens what it writes',
  'files/door.ts': 'the door',
  'platform/node/package.ts': 'the files of this package, before anything else is loaded',
  'deposit/scratch.ts': 'reads back what it has written into its own temporary folder',
  'deposit/package.ts': 'opens what it writes',
};

interface SourceFile {
  /** Relative to src/, with `/`. */
  readonly name: string;
  readonly room: string;
  readonly text: string;
  /** Files imported, as `name`s; those of types are not of use at run time. */
  readonly imports: readonly { readonly name: string; readonly typesOnly: boolean }[];
}

const files: readonly SourceFile[] = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(SRC, path).replaceAll('\\', '/');
    const text = readFileSync(path, 'utf8');
    return { name, room: roomOf(name), text, imports: importsOf(path, text) };
  });

function roomOf(name: string): string {
  return name.replace(/\/.*|\.ts$/g, '');
}

function importsOf(path: string, text: string): SourceFile['imports'] {
  const statements = text.matchAll(/^(?:import|export)\b([^;'"]*?)\bfrom '(\.[^']+)'/gm);
  const dynamic = text.matchAll(/()\bimport\('(\.[^']+)'\)/g);
  return [...statements, ...dynamic].map(([, clause, target]) => ({
    name: relative(SRC, join(dirname(path), target!))
      .replaceAll('\\', '/')
      .replace(/\.js$/, '.ts'),
    typesOnly: /^\s*type\b/.test(clause!) || /^\s*\{(?:\s*type\s[^,}]+,?)+\s*\}\s*$/.test(clause!),
  }));
}

describe('the house', () => {
  it('is all there', () => {
    expect(files.length).toBeGreaterThan(50);
    for (const { name, imports } of files) {
      for (const imported of imports) {
        expect(
          files.map((file) => file.name),
          `${name} imports`,
        ).toContain(imported.name);
      }
    }
  });

  it('has the arrows of its page, and no other', () => {
    const arrows = new Map<string, Set<string>>();
    for (const { name, room, imports } of files) {
      // The entries of the commands stand beside their room.
      if (name === 'cli.ts' || name === 'pre-commit.ts' || room === 'diagnostics') continue;
      const targets = arrows.get(room) ?? new Set();
      for (const imported of imports) targets.add(roomOf(imported.name));
      arrows.set(room, targets);
    }
    const found = [...arrows].map(([room, to]) => [
      room,
      [...to].filter((target) => target !== room && target !== 'diagnostics').sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(ROOMS));
  });

  it('has rooms in an order that every arrow keeps', () => {
    const order = [...ROOMS.keys()];
    const back = [...ROOMS].flatMap(([room, from]) =>
      from.filter((target) => order.indexOf(target) > order.indexOf(room)).map((target) => `${room} -> ${target}`),
    );
    expect(back).toEqual([]);
  });

  it('asks Node only in rooms that no browser needs', () => {
    const everywhere = [
      'budget',
      'codes',
      'engine',
      'xml',
      'encoding',
      'places',
      'shown',
      'nearest',
      'agreement',
      'telegram',
      'tei',
      'lossless',
      'relaxng',
      'schematron',
      'convert',
      'decode-input',
      'version',
      'diagnostics',
      'browser',
      'header',
      'page',
    ];
    const wrong = files.filter(
      ({ room, text }) => everywhere.includes(room) && /from 'node:|\bBuffer\.|\bprocess\./.test(text),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('reads files by one door', () => {
    const reading =
      /\b(?:readFile|readFileSync|open|openSync|createReadStream|readSync|read|readv|opendir|cp|copyFile|\* as \w+)\b/;
    const imports = (text: string) =>
      [...text.matchAll(/^import\b([^;'"]*?)\bfrom '(?:node:)?fs(?:\/promises)?'/gm)].map(([, clause]) => clause!);
    const readers = files.filter(({ text }) => imports(text).some((clause) => reading.test(clause)));
    expect(readers.map(({ name }) => name).sort()).toEqual(Object.keys(READERS).sort());
  });

  it('has a judge that shares with the writer what they agreed on, and where an offset stands', () => {
    const used = (by: string): Set<string> =>
      new Set(
        files
          .filter(({ room }) => room === by)
          .flatMap(({ imports }) => imports.filter(({ typesOnly }) => !typesOnly).map(({ name }) => name)),
      );
    const ofTheJudge = used('lossless');
    expect([...used('tei')].filter((name) => ofTheJudge.has(name)).sort()).toEqual(['agreement.ts', 'places.ts']);
  });

  it("has the reader's corners in a row", () => {
    const corner = (name: string): string | undefined => /^telegram\/([^/]+)\//.exec(name)?.[1];
    const wrong = files.flatMap(({ name, imports }) =>
      imports
        .filter(({ name: imported, typesOnly }) => !typesOnly && corner(name) && corner(imported))
        .filter(({ name: imported }) => CORNERS.indexOf(corner(imported)!) > CORNERS.indexOf(corner(name)!))
        .map((imported) => `${name} imports ${imported.name}`),
    );
    expect(wrong).toEqual([]);
    const corners = files.flatMap(({ name }) => corner(name) ?? []);
    expect(new Set(corners)).toEqual(new Set(CORNERS));
  });

  it('has no imports in a circle', () => {
    const graph = files.map(
      ({ name, imports }) => [name, imports.filter((i) => !i.typesOnly).map((i) => i.name)] as const,
    );
    const found = circles(new Map(graph)).filter(
      (way) => !RECURSIVE.some((group) => way.every((name) => group.includes(name))),
    );
    expect(found).toEqual([]);
  });

  it('has files that can be read in one go, or a reason', () => {
    const long = files.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES).map(({ name }) => name);
    expect(long.sort()).toEqual(Object.keys(LONG).sort());
  });

  it('keeps what is heavy away from the start of the command', () => {
    const loaded = new Set(['cli.ts', 'cli/program.ts'].flatMap((name) => [...closureOf(join(SRC, name))]));
    const names = [...loaded].map(nameOf).filter((name) => !name.startsWith('cli'));
    expect(names.sort()).toEqual([
      'archive/shard.ts',
      'files/folder.ts',
      'files/own-folder.ts',
      'files/reason.ts',
      'platform/node/cache-folder.ts',
      'platform/node/package.ts',
      'report/colors.ts',
      'shown.ts',
      'version.ts',
    ]);
    const packages = [...loaded].flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(/^import .*from '([a-z][^:']*)'/gm),
    ]);
    expect([...new Set(packages.map(([, name]) => name))]).toEqual(['commander']);
  });

  it('loads for the check of a file what each needs, in the one piece that the build makes of it, and no more', () => {
    const names = [...closureOf(join(SRC, 'cli/validate.ts'))].map(nameOf);
    expect(names).toEqual(
      expect.arrayContaining(['xml/parser.ts', 'relaxng/load.ts', 'validate/run.ts', 'report/pretty.ts']),
    );
    const later =
      /^(?:relaxng\/(?:compile|syntax)|schematron|libxml2|telegram|tei|deposit|codes|validate\/(?:pointers|xinclude|pool))\b/;
    expect(names.filter((name) => later.test(name))).toEqual([]);
  });
});

// That each code has an explanation, the compiler sees to.
describe('the codes of diagnostics', () => {
  const rooms = files.filter(({ room }) => room !== 'codes');
  const emitted = new Set(
    rooms.flatMap(({ text }) => [...text.matchAll(/'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/g)].map(([, word]) => word!)),
  );

  it('are all in use', () => {
    expect(Object.keys(CODES).filter((code) => !emitted.has(code))).toEqual([]);
  });

  it('are explained in full', () => {
    for (const [code, explanation] of Object.entries(CODES)) {
      expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      for (const part of ['title', 'why', 'example', 'fix'] as const) {
        expect(explanation[part].trim(), `${code}: ${part}`).not.toBe('');
      }
      expect(explanation.title, code).toMatch(/[.?!]$/);
      expect(explanation.why, code).toMatch(/[.?!)]$/);
    }
  });
});

function circles(graph: ReadonlyMap<string, readonly string[]>): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    if (way.includes(name)) {
      found.push([...way.slice(way.indexOf(name)), name]);
      return;
    }
    if (done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  return found;
}

function nameOf(path: string): string {
  return relative(SRC, path).replaceAll('\\', '/');
}
