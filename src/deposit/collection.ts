/** The documents of a deposit: what was found out about each, mostly kept on disk, and the report on them. */
import type { Diagnostic } from '../diagnostics.js';
import { type InputFile, whyOf } from '../files/inputs.js';
import type { Stamp } from '../files/stamp.js';
import type { HeaderFacts } from '../header/index.js';
import { entryOf } from './copying.js';
import { type Scratch, ScratchFailure, type ScratchFile } from './scratch.js';
import type { DepositDocument, PackagedDocument, PackageEntry } from './target.js';

/** A document and its judgement. */
export interface Judged {
  readonly file: InputFile;
  /** What its header says ({@link HeaderFacts}), as JSON. */
  readonly facts: string;
  readonly stamp: Stamp;
  /** Whether it takes in other files. */
  readonly hasParts: boolean;
  readonly valid: boolean;
  readonly checked: 'fully' | 'partly';
  /** What was not, in words. */
  readonly unchecked: string | undefined;
  /** Absolute paths of the schemas that it was checked against. */
  readonly schemas: readonly string[];
  /** In the words of the one who checked. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is kept in memory of each; what may be long is on disk. */
interface Kept extends Omit<Judged, 'diagnostics' | 'facts'> {
  readonly findings: number;
}

const REPORT = 'validation-report.json';
/** Findings of a file that the report lists; it says how many there are in all. */
const MOST_FINDINGS = 1_000;

export class Collection {
  invalid = 0;
  unchecked = 0;
  /** Absolute paths of all schemas. */
  readonly schemas = new Set<string>();
  readonly #scratch: Scratch;
  readonly #kept: Kept[] = [];
  /** Of each document, in a line of JSON. */
  readonly #facts: ScratchFile;
  /** Of each document that has findings, in a line of JSON. */
  readonly #findings: ScratchFile;
  #report: ScratchFile | undefined;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
    this.#facts = scratch.file('facts.jsonl');
    this.#findings = scratch.file('findings.jsonl');
  }

  add({ diagnostics, facts, ...judged }: Judged): void {
    const findings = diagnostics.length;
    this.#facts.write(`${facts}\n`);
    if (findings > 0) this.#findings.write(`${JSON.stringify(diagnostics.slice(0, MOST_FINDINGS))}\n`);
    this.#kept.push({ ...judged, findings, schemas: this.#same(judged.schemas) });
    for (const schema of judged.schemas) this.schemas.add(schema);
    if (!judged.valid) this.invalid++;
    if (judged.checked === 'partly') this.unchecked++;
  }

  /** The list of before with the same schemas, where the last document had them too. */
  #same(schemas: readonly string[]): readonly string[] {
    const last = this.#kept.at(-1)?.schemas ?? [];
    return last.length === schemas.length && schemas.every((schema, i) => schema === last[i]) ? last : schemas;
  }

  get documents(): number {
    return this.#kept.length;
  }

  /** Nothing more comes. @throws ScratchFailure. */
  close(): void {
    this.#facts.close();
    this.#findings.close();
  }

  /** The documents in the order they came in. @param placeOf where a file lies in the package, by its absolute path. */
  async *read(placeOf: (path: string) => string): AsyncGenerator<DepositDocument> {
    const facts = this.#facts.lines();
    try {
      for (const file of this.files(placeOf)) yield { ...file, facts: (await nextOf(facts)) as HeaderFacts };
    } finally {
      await facts.return(undefined);
    }
  }

  /** The same, without what their headers say. */
  *files(placeOf: (path: string) => string): Generator<PackagedDocument> {
    for (const { file, stamp, hasParts, valid, schemas } of this.#kept) {
      yield {
        path: file.layout,
        place: placeOf(file.path!),
        ...entryOf({ path: file.path!, stamp, why: whyOf(file) }),
        hasParts,
        valid,
        schemas: schemas.map(placeOf),
      };
    }
  }

  /**
   * Writes `validation-report.json`. Paths as in the package, since the folders of its maker mean nothing to its reader.
   *
   * @param about what else it says, beside tool, documents and summary.
   */
  async writeReport(
    tool: { readonly name: string; readonly version: string },
    placeOf: (path: string) => string,
    about: object,
  ): Promise<void> {
    const report = this.#scratch.file(REPORT);
    report.write(`{"tool":${JSON.stringify(tool)},\n"files":[`);
    let between = '\n';
    const findings = this.#findings.lines();
    try {
      for (const kept of this.#kept) {
        const found = kept.findings === 0 ? [] : ((await nextOf(findings)) as readonly Diagnostic[]);
        report.write(`${between}${JSON.stringify(reportOn(kept, found, placeOf))}`);
        between = ',\n';
      }
    } finally {
      await findings.return(undefined);
    }
    const { documents, invalid, unchecked } = this;
    const summary = { documents, valid: documents - invalid, invalid, unchecked };
    const rest = Object.entries({ ...about, summary }).map(
      ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
    );
    report.write(`\n],\n${rest.join(',\n')}}\n`);
    report.close();
    this.#report = report;
  }

  /** Once it has been written. */
  get report(): PackageEntry {
    const report = this.#report!;
    return { path: REPORT, size: report.size, open: () => report.open() };
  }
}

/** Rejects with a ScratchFailure where what was written is not there any more. */
async function nextOf(lines: AsyncGenerator<string>): Promise<unknown> {
  const { done, value } = await lines.next();
  if (done === true) throw new ScratchFailure(new Error('a file in it has become shorter'));
  return JSON.parse(value);
}

function reportOn(
  { file, valid, checked, unchecked, schemas, findings }: Kept,
  diagnostics: readonly Diagnostic[],
  placeOf: (path: string) => string,
): object {
  const place = placeOf(file.path!);
  return {
    file: place,
    ...{ valid, checked, unchecked },
    schemas: schemas.map(placeOf),
    findings,
    diagnostics: diagnostics.map((diagnostic) =>
      diagnostic.file === file.display ? { ...diagnostic, file: place } : diagnostic,
    ),
  };
}
