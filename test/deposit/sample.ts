/** A small deposit of our own, as targets get it. */
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CoverageCollector } from '../../src/deposit/coverage.js';
import { readMetadata } from '../../src/deposit/metadata/index.js';
import { buildRecord, type DepositRecord } from '../../src/deposit/record.js';
import {
  ALWAYS_NEEDED,
  type DepositDocument,
  type DepositInput,
  type DepositTarget,
  textEntry,
} from '../../src/deposit/target.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { readHeader } from '../../src/header/index.js';
import { call, folder, type Outcome } from '../cli/call.js';

/** Everything that a configuration may say of a deposit. */
export const METADATA = {
  title: 'Telegrams from Strelsau & <Zenda>, 1957',
  description: 'Cables of the embassy in Ruritania.\nTwo paragraphs, "quoted".',
  creators: [
    { name: 'Editor, Anna', orcid: '0000-0002-1825-0097', affiliation: 'University of Strelsau' },
    { name: 'Ruritanian Record Office', organization: true },
  ],
  contact: { name: 'Editor, Anna', email: 'anna@example.org' },
  licence: 'CC-BY-4.0',
  publicationDate: '2026-03-31',
  publisher: 'University of Strelsau',
  keywords: ['diplomacy', 'telegrams'],
  subjects: ['Arts and Humanities'],
  funders: [
    {
      name: 'Science Fund',
      identifier: 'https://doi.org/10.13039/501100001711',
      award: 'ABC-123',
      awardTitle: 'Cables',
    },
    { name: 'A Foundation' },
  ],
  language: 'en',
  related: [
    { identifier: 'https://example.org/edition', relation: 'IsDerivedFrom' },
    { identifier: 'https://doi.org/10.1234/abc', relation: 'IsSupplementTo' },
  ],
  doi: '10.5281/zenodo.1234567',
  version: '1.0.0',
  documentUrl: 'https://example.org/edition/{id}',
  cmifUrl: 'https://example.org/cmif.xml',
};

/** What of METADATA every target needs, and nothing more. */
export const LITTLE_METADATA = {
  title: METADATA.title,
  description: METADATA.description,
  creators: [{ name: 'Anna Editor' }],
  licence: 'Ask the archive',
  publicationDate: '2026-03-31',
};

/** A valid TEI document with what stands in its `profileDesc`. */
export function tei(title: string, profile: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>${title}</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc></fileDesc>
<profileDesc>${profile}</profileDesc></teiHeader><text><body><p>${title}</p></body></text></TEI>
`;
}

/** With sender, addressee, places and dates. */
export const FULL = tei(
  'Telegram 812',
  `<creation><date when="1957-03-04T19:00:00">March 4, 1957, 7 p.m.</date><placeName>Strelsau</placeName></creation>
<textClass><keywords><term type="kind">telegram</term></keywords></textClass>
<correspDesc><correspAction type="sent"><persName ref="https://viaf.org/viaf/1">Sapt</persName><orgName>Embassy in Ruritania</orgName><placeName ref="https://www.geonames.org/2">Strelsau</placeName><date when="1957-03-04T19:00:00"/></correspAction>
<correspAction type="received"><orgName>Department of State</orgName><date when="1957-03-05"/></correspAction></correspDesc>`,
);

/** An inferred date, no addressee. */
export const INFERRED = tei(
  'Telegram 813',
  `<textClass><keywords><term type="kind">telegram</term></keywords></textClass>
<correspDesc><correspAction type="sent"><orgName>Embassy in Ruritania</orgName><date when="1957-03" cert="low"/></correspAction></correspDesc>`,
);

/** Says nothing of its correspondence. */
export const SILENT = tei('A paper', '<langUsage><language ident="fr">French</language></langUsage>');

export const DOCUMENTS = { '1957/d1.xml': FULL, '1957/d2 é.xml': INFERRED, 'd3.xml': SILENT };

export interface Sample extends DepositInput {
  readonly remarks: readonly Diagnostic[];
}

/** An input as the command makes it. */
export function sample(
  target: DepositTarget,
  metadata: object = METADATA,
  documents: Readonly<Record<string, string>> = DOCUMENTS,
): Sample {
  const remarks: Diagnostic[] = [];
  const listed = Object.entries(documents).map(
    ([path, xml]): DepositDocument => ({
      ...textEntry(path, xml),
      place: `tei/${path}`,
      size: Buffer.byteLength(xml),
      facts: readHeader(xml, path).facts ?? {},
      hasParts: false,
      valid: true,
      schemas: ['schema/tei.rng'],
    }),
  );
  return {
    record: recordOf(target, metadata, listed),
    async *documents() {
      yield* listed;
    },
    documentFiles: () => listed,
    files: [
      { ...textEntry('schema/tei.rng', '<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>'), role: 'schema' },
    ],
    report: textEntry('validation-report.json', '{}\n'),
    invalid: 0,
    folder: 'tei',
    day: '2026-03-31',
    madeOn: '2026-04-01',
    archive: false,
    remark: (diagnostic) => void remarks.push(diagnostic),
    remarks,
  };
}

function recordOf(target: DepositTarget, written: object, documents: readonly DepositDocument[]): DepositRecord {
  const { metadata, diagnostics } = readMetadata(written as Record<string, unknown>, 'teigram.config.json');
  if (diagnostics.length > 0) throw new Error(diagnostics[0]!.message);
  const collector = new CoverageCollector();
  for (const { facts, size, path } of documents) collector.add(facts, size, path);
  const built = buildRecord(metadata, collector.get(), { needs: [...ALWAYS_NEEDED, ...target.needs] });
  if (built.record === undefined) throw new Error(`missing: ${built.missing.join(', ')}`);
  return built.record;
}

/** Takes any XML for valid, since the documents here have only the headers that matter. */
const ANY = `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any">
<element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element>
</define></grammar>`;

/** A folder with documents in `tei`, a configuration, and the calls that deposit it. */
export function depositor(metadata: object = METADATA, documents: Readonly<Record<string, string>> = DOCUMENTS) {
  const files = Object.entries(documents).map(([path, text]) => [`tei/${path}`, text]);
  const root = folder({ ...Object.fromEntries(files), 'config.json': JSON.stringify(metadata), 'any.rng': ANY });
  const at = (name: string) => join(root, name);
  const deposit = (to: string, out: string, ...more: string[]): Promise<Outcome> =>
    call(
      ...['deposit', at('tei'), '--to', to, '--out', at(out)],
      ...['--config', at('config.json'), '--schema', at('any.rng'), ...more],
    );
  return { root, at, deposit };
}

/** The files of a package by their paths, as text. */
export async function packed(target: DepositTarget, input: DepositInput): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for await (const { path, open } of target.entries(input)) files[path] = (await buffer(open())).toString('utf8');
  return files;
}
