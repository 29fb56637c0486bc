/** The documents of a deposit: what was found out about each, kept on disk in their order, and the report on them. */
import type { Diagnostic } from '../diagnostics.js';
import { type InputFile, whyOf } from '../files/inputs.js';
import type { Stamp } from '../files/stamp.js';
import type { HeaderFacts } from '../header/index.js';
import { entryOf } from './copying.js';
import type { Scratch, ScratchFile } from './scratch.js';
import type { DepositDocument, PackageEntry } from './target.js';

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

/** As it is kept on disk, a line of JSON each, with what the header says behind a tab. */
interface Spooled extends Omit<Judged, 'diagnostics' | 'facts'> {
  /** How many there are, and the first of them. */
  readonly findings: number;
  readonly diagnostics: readonly Diagnostic[];
}

const REPORT = 'validation-report.json';
/** Findings of a file that the report lists; it says how many there are in all. */
const MOST_FINDINGS = 1_000;

export class Collection {
  invalid = 0;
  unchecked = 0;
  documents = 0;
  /** Absolute paths of all schemas. */
  readonly schemas = new Set<string>();
  readonly #scratch: Scratch;
  readonly #spool: ScratchFile;
  #report: ScratchFile | undefined;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
    this.#spool = scratch.file('documents.jsonl');
  }

  add({ diagnostics, facts, ...judged }: Judged): void {
    const spooled: Spooled = {
      ...judged,
      findings: diagnostics.length,
      diagnostics: diagnostics.slice(0, MOST_FINDINGS),
    };
    this.#spool.write(`${JSON.stringify(spooled)}\t${facts}\n`);
    for (const schema of judged.schemas) this.schemas.add(schema);
    this.documents++;
    if (!judged.valid) this.invalid++;
    if (judged.checked === 'partly') this.unchecked++;
  }

  /** Nothing more comes. @throws ScratchFailure. */
  close(): void {
    this.#spool.close();
  }

  /** The documents in the order they came in. @param placeOf where a file lies in the package, by its absolute path. */
  async *read(placeOf: (path: string) => string): AsyncGenerator<DepositDocument> {
    for await (const [spooled, said] of this.#spooled()) {
      const { file, stamp, hasParts, valid, schemas } = spooled;
      yield {
        path: file.layout,
        place: placeOf(file.path!),
        ...entryOf({ path: file.path!, stamp, why: whyOf(file) }),
        facts: JSON.parse(said) as HeaderFacts,
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
    for await (const [spooled] of this.#spooled()) {
      report.write(`${between}${JSON.stringify(reportOn(spooled, placeOf))}`);
      between = ',\n';
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

  async *#spooled(): AsyncGenerator<readonly [Spooled, facts: string]> {
    for await (const line of this.#spool.lines()) {
      const tab = line.indexOf('\t');
      yield [JSON.parse(line.slice(0, tab)) as Spooled, line.slice(tab + 1)];
    }
  }

  /** Once it has been written. */
  get report(): PackageEntry {
    const report = this.#report!;
    return { path: REPORT, size: report.size, open: () => report.open() };
  }
}

function reportOn(
  { file, valid, checked, unchecked, schemas, findings, diagnostics }: Spooled,
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
