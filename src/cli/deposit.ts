/** `teigram deposit`: checks a folder of TEI, gathers what its headers say, and writes a package. */
import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Collection } from '../deposit/collection.js';
import { type DepositMetadata, readMetadata } from '../deposit/metadata.js';
import { askFor } from '../deposit/missing.js';
import {
  isTaken,
  type PackageOptions,
  unfinishedPackages,
  type WrittenPackage,
  writePackage,
} from '../deposit/package.js';
import { buildRecord, type DepositRecord, dayOfEpoch } from '../deposit/record.js';
import { TARGETS } from '../deposit/registry.js';
import { ALWAYS_NEEDED, type DepositTarget } from '../deposit/target.js';
import type { Diagnostic } from '../diagnostics.js';
import { closest } from '../report/closest.js';
import { SchemaShelf } from '../validate/index.js';
import { VERSION } from '../version.js';
import { checkFiles } from './check-files.js';
import { CONFIG_FILE, readConfig } from './config.js';
import { DepositReporter } from './deposit-report.js';
import { readUpload, resumed, runUpload, type UploadRead, type UploadRequest } from './deposit-upload.js';
import { EXIT_GOOD, EXIT_INVALID, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import { displayPath, type InputFile, listInputs } from './inputs.js';
import type { DepositFlags } from './program.js';
import { withProgress } from './progress.js';
import { reasonOf } from './reason.js';
import type { Terminal } from './terminal.js';

export async function runDeposit(dir: string, flags: DepositFlags, terminal: Terminal): Promise<ExitCode> {
  const call = await readCall(dir, flags);
  const shelf = new SchemaShelf({ schemas: flags.schema ?? [] });
  const schemaFaults = call.usable ? (await shelf.prepare()).filter(({ severity }) => severity === 'error') : [];
  const { files, diagnostics } = call.usable ? await listInputs([dir], '.xml') : NOTHING;
  const faults = [...call.diagnostics, ...schemaFaults, ...diagnostics];
  if (!call.usable || faults.length > 0) {
    return new DepositReporter(terminal, flags).refuse(faults, EXIT_UNUSABLE);
  }
  if (call.upload?.resumes) {
    const reporter = new DepositReporter(terminal, flags);
    reporter.remark(resumed(call.out));
    return send(call.upload, call.out, flags, terminal, reporter);
  }

  const collection = new Collection(resolve(dir), { name: 'teigram', version: VERSION });
  const interrupted = () => {
    collection.dispose();
    for (const path of unfinishedPackages()) rmSync(path, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    return await deposit(files, collection, shelf, call, flags, terminal);
  } finally {
    collection.dispose();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

async function deposit(
  files: readonly InputFile[],
  collection: Collection,
  shelf: SchemaShelf,
  call: UsableCall,
  flags: DepositFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const progress = withProgress(terminal, files.length, flags.format === 'pretty' && flags.quiet !== true);
  const reporter = new DepositReporter(progress, flags);
  const unusable = await gather(files, collection, shelf, reporter, progress.step);
  progress.stop();
  const coverage = await collection.close();
  const { target, epoch } = call;
  const needs = [...ALWAYS_NEEDED, ...target.needs];
  const built = buildRecord(call.metadata, coverage, { needs, epoch });

  const refusals: Diagnostic[] = [];
  const config = flags.config ?? CONFIG_FILE;
  if (built.record === undefined) {
    refusals.push(askFor(built.missing, built.known, coverage, { config, target: target.name }));
  }
  const invalid = collection.invalid > 0 && flags.allowInvalid !== true;
  if (invalid) refusals.push(refuseInvalid(collection));
  if (built.record === undefined || invalid || unusable) {
    return reporter.refuse(refusals, built.record === undefined || unusable ? EXIT_UNUSABLE : EXIT_INVALID);
  }
  const exitCode = await write(built.record, collection, call, reporter);
  if (call.upload === undefined || exitCode !== EXIT_GOOD) return exitCode;
  return send(call.upload, call.out, flags, terminal, reporter);
}

async function send(
  request: UploadRequest,
  out: string,
  flags: DepositFlags,
  terminal: Terminal,
  reporter: DepositReporter,
): Promise<ExitCode> {
  const bar = flags.format === 'pretty' && flags.quiet !== true;
  return reporter.uploaded(request.uploader.next, await runUpload(request, out, terminal, bar));
}

/** Checks each file and takes it in; whether any could not be used. */
async function gather(
  files: readonly InputFile[],
  collection: Collection,
  shelf: SchemaShelf,
  reporter: DepositReporter,
  step: () => void,
): Promise<boolean> {
  let unusable = false;
  for await (const { file, report, schemas } of checkFiles(files, shelf)) {
    reporter.file(report);
    if (report.valid === undefined || file.path === undefined) unusable = true;
    else {
      const { display, layout, path } = file;
      const { valid, diagnostics } = report;
      const checked = { file: path, display, path: layout, valid, schemas, diagnostics };
      for (const diagnostic of await collection.add(checked)) {
        reporter.remark(diagnostic);
        if (diagnostic.severity === 'error') unusable = true;
      }
    }
    step();
  }
  return unusable;
}

async function write(
  record: DepositRecord,
  collection: Collection,
  { target, out, form, epoch }: UsableCall,
  reporter: DepositReporter,
): Promise<ExitCode> {
  const day = epoch === undefined ? record.publicationDate : dayOfEpoch(epoch);
  const entries = target.entries({
    record,
    documents: () => collection.read(),
    schemas: collection.schemas,
    report: collection.report,
    invalid: collection.invalid,
    day,
    archive: form === 'zip',
    remark: (diagnostic) => reporter.remark(diagnostic),
  });
  let written: WrittenPackage;
  try {
    written = await writePackage(entries, out, { form, day });
  } catch (error) {
    const message = `${displayPath(resolve(out))} cannot be written: ${reasonOf(error)}. Nothing half-written was left; choose another place with --out.`;
    const unwritable: Diagnostic = {
      severity: 'error',
      code: 'output-not-writable',
      message,
      file: out,
      source: 'run',
    };
    return reporter.refuse([unwritable], EXIT_UNUSABLE);
  }
  reporter.done(target, displayPath(resolve(out)), written, collection);
  return EXIT_GOOD;
}

function refuseInvalid({ invalid, documents }: Collection): Diagnostic {
  const message = `${invalid} of ${documents} documents ${invalid === 1 ? 'is' : 'are'} not valid (see above), so no package was made. Mend them, or use --allow-invalid to deposit them as they are; the package will say so.`;
  return { severity: 'error', code: 'deposit-invalid', message, source: 'deposit' };
}

const NOTHING = { files: [], diagnostics: [] };

interface UsableCall {
  readonly usable: true;
  readonly target: DepositTarget;
  readonly out: string;
  readonly form: PackageOptions['form'];
  readonly metadata: DepositMetadata;
  /** Seconds since 1970. */
  readonly epoch: number | undefined;
  readonly upload: UploadRequest | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

type Call = UsableCall | { readonly usable: false; readonly diagnostics: readonly Diagnostic[] };

/** What must be right before any document is looked at; all that is wrong is said at once. */
async function readCall(dir: string, flags: DepositFlags): Promise<Call> {
  const diagnostics: Diagnostic[] = [];
  const target = TARGETS.find(({ name }) => name === flags.to);
  if (target === undefined) diagnostics.push(unknownTarget(flags.to));
  const { out } = flags;
  if (out === undefined) diagnostics.push(missingOut(target));
  const form = target === undefined || out === undefined ? undefined : formOf(target, out);
  const upload = target === undefined || out === undefined ? undefined : await readUploadFlag(flags, target, out, form);
  diagnostics.push(...(upload?.diagnostics ?? []));
  const resumes = upload?.request?.resumes === true;
  if (form !== undefined && out !== undefined && !resumes && (await isTaken(out, form))) {
    diagnostics.push(taken(out, form));
  }
  const epoch = readEpoch();
  if (epoch === 'invalid') diagnostics.push(invalidEpoch());
  const { entries, diagnostics: configFaults } = await readConfig(flags.config);
  const { metadata, diagnostics: metadataFaults } = readMetadata(entries, flags.config ?? CONFIG_FILE);
  diagnostics.push(...configFaults, ...withoutRepetition(metadataFaults, configFaults));
  if (!(await isFolder(dir))) diagnostics.push(noFolder(dir));
  if (
    target === undefined ||
    out === undefined ||
    form === undefined ||
    epoch === 'invalid' ||
    diagnostics.length > 0
  ) {
    return { usable: false, diagnostics };
  }
  return { usable: true, target, out, form, metadata, epoch, upload: upload?.request, diagnostics };
}

async function readUploadFlag(
  { upload }: DepositFlags,
  target: DepositTarget,
  out: string,
  form: PackageOptions['form'] | undefined,
): Promise<UploadRead | undefined> {
  if (upload === undefined) return undefined;
  if (form !== 'zip') return readUpload(upload, target, out);
  const message = `With --upload the package must be a folder, since its files are sent one by one. Use --out ${out.replace(/\.[^.]*$/, '')}.`;
  return { diagnostics: [{ severity: 'error', code: 'upload-not-possible', message, source: 'run' }] };
}

function formOf(target: DepositTarget, out: string): PackageOptions['form'] {
  if (target.form === 'file') return 'file';
  const archives = target.archives ?? ['.zip'];
  return archives.some((ending) => out.toLowerCase().endsWith(ending)) ? 'zip' : 'folder';
}

function unknownTarget(name: string | undefined): Diagnostic {
  const names = TARGETS.map((target) => target.name);
  const meant = name === undefined ? undefined : closest(name, names);
  const list = TARGETS.map((target) => `  ${target.name.padEnd(10)} ${target.title}`).join('\n');
  const start = name === undefined ? 'Say with --to what to make.' : `--to: "${name}" is not a target.`;
  const message = `${start}${meant === undefined ? '' : ` Did you mean "${meant}"?`} Targets are:\n${list}`;
  return { severity: 'error', code: 'deposit-target-unknown', message, expected: names, source: 'run' };
}

function missingOut(target: DepositTarget | undefined): Diagnostic {
  const example = target === undefined || target.form === 'package' ? 'deposit.zip' : `deposit-${target.name}`;
  const message = `Say with --out where the package shall go, for example --out ${example}.`;
  return { severity: 'error', code: 'deposit-out-missing', message, source: 'run' };
}

function taken(out: string, form: PackageOptions['form']): Diagnostic {
  const what = form === 'folder' ? 'is there already and is not an empty folder' : 'is a folder';
  const message = `${out} ${what}. Remove it, or choose another name with --out${form === 'folder' ? ', such as one that ends in .zip' : ''}.`;
  return { severity: 'error', code: 'deposit-out-taken', message, file: out, source: 'run' };
}

/** https://reproducible-builds.org/specs/source-date-epoch/ */
function readEpoch(): number | undefined | 'invalid' {
  const value = process.env['SOURCE_DATE_EPOCH'];
  if (value === undefined || value === '') return undefined;
  return /^\d{1,11}$/.test(value) ? Number(value) : 'invalid';
}

function invalidEpoch(): Diagnostic {
  const message = `SOURCE_DATE_EPOCH is "${process.env['SOURCE_DATE_EPOCH']}", not a number of seconds since 1970. Mend it, or remove it from the environment.`;
  return { severity: 'error', code: 'epoch-invalid', message, source: 'run' };
}

/** Some entries are of both kinds, and what is wrong with one need not be said twice. */
function withoutRepetition(more: readonly Diagnostic[], said: readonly Diagnostic[]): Diagnostic[] {
  const entry = ({ message }: Diagnostic) => message.slice(0, message.indexOf('"', 1));
  return more.filter((fault) => !said.some((other) => other.code === fault.code && entry(other) === entry(fault)));
}

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function noFolder(dir: string): Diagnostic {
  const message = `There is no folder ${dir}. Name the folder that holds the TEI files; the call runs in ${process.cwd()}.`;
  return { severity: 'error', code: 'file-not-found', message, file: dir, source: 'run' };
}
