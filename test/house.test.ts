/** The house (see docs/ of the design): imports run one way, never in a circle, and files stay readable. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CODES } from '../src/codes/index.js';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const MOST_LINES = 450;

/** What a room may import from, beside itself and the ground floor: rooms to its left. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  telegram: [],
  tei: ['telegram'],
  relaxng: [],
  schematron: [],
  resources: [],
  validate: ['relaxng', 'schematron', 'resources'],
  header: [],
  deposit: ['header', 'validate', 'report'],
  report: ['telegram', 'schematron'],
  cli: [
    'telegram',
    'tei',
    'relaxng',
    'schematron',
    'validate',
    'header',
    'deposit',
    'report',
    'convert',
    'decode-input',
  ],
  convert: ['decode-input', 'telegram', 'tei', 'validate'],
  'decode-input': [],
  index: ['telegram', 'tei', 'relaxng', 'schematron', 'validate', 'header', 'deposit', 'convert'],
};
/** The folders of the reader: each may import from those before it. */
const CORNERS = ['lines', 'inlines', 'heading', 'services', 'page', 'notes', 'blocks', 'frame', 'cables', 'forms'];
/** Circles that mirror one in the data: running text holds notes and citations, notes hold blocks, and these running text. */
const RECURSIVE: readonly (readonly string[])[] = [
  ['tei/inlines.ts', 'tei/citations.ts', 'tei/notes.ts', 'tei/plain-blocks.ts'],
];

const GROUND_FLOOR = ['diagnostics', 'xml', 'encoding', 'codes', 'version', 'package-root'];

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

  it('has imports that run one way', () => {
    const wrong = files.flatMap(({ name, room, imports }) =>
      imports
        .filter((imported) => {
          const target = roomOf(imported.name);
          if (target === room) return false;
          if (GROUND_FLOOR.includes(target)) return GROUND_FLOOR.includes(room) && !mayShareTheFloor(room, target);
          // The entry of the command stands beside its room.
          if (name === 'cli.ts') return target !== 'cli';
          return !ROOMS[room]?.includes(target);
        })
        .map((imported) => `${name} imports ${imported.name}`),
    );
    expect(wrong).toEqual([]);
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

  it('has files that can be read in one go', () => {
    const long = files
      .map(({ name, text }) => ({ name, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > MOST_LINES);
    expect(long).toEqual([]);
  });

  it('keeps what is heavy away from the start of the command', () => {
    const graph = new Map(files.map(({ name, text }) => [name, eagerImports(name, text)]));
    const loaded = reachable('cli.ts', graph);
    expect([...loaded].filter((name) => !name.startsWith('cli') && name.endsWith('.ts')).sort()).toEqual([
      'package-root.ts',
      'report/colors.ts',
      'version.ts',
    ]);
    expect([...loaded].filter((name) => !name.startsWith('node:') && !name.endsWith('.ts'))).toEqual(['commander']);
  });
});

describe('the codes of diagnostics', () => {
  const rooms = files.filter(({ room }) => room !== 'codes');
  const emitted = new Set(
    rooms.flatMap(({ text }) => [...text.matchAll(/'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/g)].map(([, word]) => word!)),
  );

  it('are explained wherever one is written', () => {
    const written = rooms.flatMap(({ text }) => [...text.matchAll(/\bcode: '([^']+)'/g)].map(([, code]) => code!));
    expect(written.length).toBeGreaterThan(10);
    expect([...new Set(written)].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
  });

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

/** On the ground floor, the parser reads bytes and speaks in diagnostics; nothing else leans on anything. */
function mayShareTheFloor(room: string, target: string): boolean {
  if (target === 'diagnostics' || (room === 'version' && target === 'package-root')) return true;
  return room === 'xml' && (target === 'encoding' || target === 'codes');
}

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

/** What loading a file loads at once: files by name, packages by theirs. */
function eagerImports(name: string, text: string): string[] {
  return [...text.matchAll(/^(?:import|export)\b(?!\s+type\b)([^;'"]*?)(?:\bfrom |(?<=import ))'([^']+)'/gm)]
    .filter(([, clause]) => !/^\s*\{(?:\s*type\s[^,}]+,?)+\s*\}\s*$/.test(clause!))
    .map(([, , target]) =>
      target!.startsWith('.') ? join(dirname(name), target!).replaceAll('\\', '/').replace(/\.js$/, '.ts') : target!,
    );
}

function reachable(from: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const pending = [from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(graph.get(name) ?? []));
  }
  return found;
}
