/** Calls of each verb, what they start from and what they leave: for faults and kills in the middle of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { listing, type Outcome, spawned, telegram } from '../cli/call.js';

export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The folder that the call writes to. */
  readonly results: string;
  /** How it ends where nothing disturbs it. */
  readonly code: number;
  /** What lies there before: the whole of an older run. */
  readonly old: Readonly<Record<string, string>>;
  /** Whether a file of another content is all right as well, such as a report of what failed. */
  readonly sound?: (content: string) => boolean;
}

const TEI = (n: number) => `<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>Letter ${n}</title><author>Fritz von Tarlenheim</author></titleStmt>
<publicationStmt><publisher>The Strelsau Papers</publisher><availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability></publicationStmt><sourceDesc><p>Manuscript.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Word ${n}.</p></body></text></TEI>
`;
const SCHEMA = `<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"><start><ref name="any"/></start>
<define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>
`;
const EDITION = { 'in/a.xml': TEI(1), 'in/sub/b.xml': TEI(2), 's.rng': SCHEMA };
const METADATA = JSON.stringify({
  title: 'The Strelsau Papers',
  creators: [{ name: 'Tarlenheim, Fritz von' }],
  description: 'Letters.',
  licence: 'CC-BY-4.0',
  publicationDate: '2020-05-01',
  publisher: 'The Strelsau Papers',
  contact: { name: 'Fritz von Tarlenheim', email: 'fritz@example.org' },
  subjects: ['Arts and Humanities'],
});

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'convert',
    args: ['convert', 'in', '-o', 'out', '--format', 'json'],
    files: { 'in/1.txt': telegram(1), 'in/2.txt': telegram(2), 'in/sub/3.txt': telegram(3) },
    results: 'out',
    code: 0,
    old: { 'out/1.xml': 'an older run’s' },
  },
  {
    name: 'validate',
    args: ['validate', 'in', '-s', 's.rng', '--format', 'json=reports/r.json', '--format', 'sarif=reports/r.sarif'],
    files: { ...EDITION, 'in/c.xml': '<p>not whole' },
    results: 'reports',
    code: 1,
    sound: isJson,
    old: { 'reports/r.json': 'an older run’s' },
  },
  {
    name: 'deposit, a folder',
    args: ['deposit', 'in', '--to', 'bag', '--out', 'out/bag', '-s', 's.rng', '--config', 'm.json', '--format', 'json'],
    files: { ...EDITION, 'm.json': METADATA },
    results: 'out',
    code: 0,
    old: {},
  },
  {
    name: 'deposit, a file',
    args: [
      'deposit',
      'in',
      '--to',
      'ro-crate',
      '--out',
      'out/p.zip',
      '-s',
      's.rng',
      '--config',
      'm.json',
      '--format',
      'json',
    ],
    files: { ...EDITION, 'm.json': METADATA },
    results: 'out',
    code: 0,
    old: {},
  },
];

/** Everything of one call: a folder that is set up for it. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'teigram-faults-'));
  readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    for (const [name, content] of Object.entries({ ...scenario.files, ...scenario.old })) this.#put(name, content);
    mkdirSync(join(this.root, 'tmp'));
  }

  run(options: Parameters<typeof spawned>[1] = {}): Promise<Outcome> {
    const env = {
      ...options.env,
      XDG_CACHE_HOME: join(this.root, 'cache'),
      TMPDIR: join(this.root, 'tmp'),
      SOURCE_DATE_EPOCH: '1600000000',
    };
    return spawned(this.scenario.args, { ...options, cwd: this.root, env });
  }

  /** What lies in the folder of the results, by path. */
  results(): ReadonlyMap<string, string> {
    const root = join(this.root, this.scenario.results);
    return new Map(listing(root).map((name) => [name, readFileSync(join(root, name), 'latin1')]));
  }

  /** Names of what is left in the folder for temporary files. */
  leftovers(): readonly string[] {
    return listing(join(this.root, 'tmp'));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #put(name: string, content: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), content);
  }
}

/** A call that nothing disturbs. */
export async function undisturbed(scenario: Scenario) {
  const place = new Place(scenario);
  const { code, out, err } = await place.run();
  expect({ code, said: code === scenario.code ? '' : out + err }).toEqual({ code: scenario.code, said: '' });
  const results = place.results();
  place.remove();
  return { code, out, err, results };
}

/** Files that are neither an older run's nor as an undisturbed run leaves them. */
export function strange(place: Place, whole: ReadonlyMap<string, string>): string[] {
  const old = new Map(
    Object.entries(place.scenario.old).map(([name, content]) => [
      name.slice(place.scenario.results.length + 1),
      Buffer.from(content).toString('latin1'),
    ]),
  );
  return [...place.results()]
    .filter(([name, content]) => content !== whole.get(name) && content !== old.get(name))
    .filter(([, content]) => place.scenario.sound?.(content) !== true)
    .map(([name]) => name);
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}
