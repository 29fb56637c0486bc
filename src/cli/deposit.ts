/** `teigram deposit`: its flags to the deposit, its streams, exit codes and signals. */

import { existsSync } from 'node:fs';
import {
  type DepositOptions,
  type DepositResult,
  makeDeposit,
  type UploadOptions,
  uploadDeposit,
} from '../deposit/index.js';
import { METADATA_KEYS } from '../deposit/metadata/index.js';
import { planDeposit } from '../deposit/plan.js';
import { targetNamed } from '../deposit/registry.js';
import { holdsPackage, planUpload } from '../deposit/send.js';
import type { Diagnostic } from '../diagnostics.js';
import { readConfig, schemaMap } from './config.js';
import { CATALOG_FILE, CONFIG_FILE } from './defaults.js';
import { DepositReporter } from './deposit-report.js';
import { EXIT_GOOD, EXIT_INTERRUPTED, EXIT_INVALID, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { DepositFlags } from './flags.js';
import { listenForInterrupt } from './interrupt.js';
import { readLimits } from './limits.js';
import type { Terminal } from './terminal.js';

export async function runDeposit(dir: string, flags: DepositFlags, terminal: Terminal): Promise<ExitCode> {
  const reporter = new DepositReporter(terminal, flags);
  const { deposit, upload, resumes, faults } = await readCall(dir, flags);
  if (deposit === undefined) return reporter.refuse(faults, EXIT_UNUSABLE);
  if (resumes) reporter.remark(resumed(deposit.out));
  else {
    const exitCode = await make(dir, deposit, reporter);
    if (exitCode !== EXIT_GOOD || upload === undefined) return exitCode;
  }
  return upload === undefined ? EXIT_GOOD : send(deposit.out, upload, reporter);
}

const EXIT_CODES: Readonly<Record<DepositResult['outcome'], ExitCode>> = {
  written: EXIT_GOOD,
  invalid: EXIT_INVALID,
  unusable: EXIT_UNUSABLE,
  interrupted: EXIT_INTERRUPTED,
};

async function make(dir: string, options: DepositOptions, reporter: DepositReporter): Promise<ExitCode> {
  const interrupt = listenForInterrupt();
  try {
    const result = await makeDeposit(dir, {
      ...options,
      signal: interrupt.signal,
      onStart: (files) => reporter.start(files),
      onFile: (report) => reporter.file(report),
      onRemark: (diagnostic) => reporter.remark(diagnostic),
    });
    return reporter.done(options, result, EXIT_CODES[result.outcome]);
  } finally {
    interrupt.release();
  }
}

async function send(out: string, options: UploadOptions, reporter: DepositReporter): Promise<ExitCode> {
  const progress = { start: (files: number) => reporter.start(files), step: () => reporter.step() };
  const outcome = await uploadDeposit(out, { ...options, progress });
  return reporter.uploaded(targetNamed(options.to)?.uploader?.next ?? '', outcome);
}

interface Call {
  /** Absent where nothing can be made, whatever else may be wrong. */
  readonly deposit?: DepositOptions;
  readonly upload?: UploadOptions;
  /** The package is there from a call before, and goes out as it is. */
  readonly resumes: boolean;
  readonly faults: readonly Diagnostic[];
}

/** All that is wrong with the call is said at once: what is wrong with the configuration, together with what is missing there. */
async function readCall(dir: string, flags: DepositFlags): Promise<Call> {
  const { to, out } = flags;
  const metadataFile = flags.config ?? CONFIG_FILE;
  const { entries, diagnostics: configFaults } = await readConfig(flags.config);
  const { map, diagnostics: mapFaults } = schemaMap(entries, metadataFile);
  const day = dayOfPackages();
  const limits = readLimits(flags.limit);
  const asked = { to, out, metadata: entries, metadataFile, force: flags.force, exclude: flags.exclude };
  const planned = await planDeposit(dir, asked);
  const upload = readUpload(flags);
  const target = targetNamed(to);
  const resumes =
    upload !== undefined && target !== undefined && out !== undefined && (await holdsPackage(out, target));
  const ofPlace = planned.diagnostics.filter(({ code }) => !(resumes && code === 'deposit-out-taken'));
  const ofCall = [
    ...(upload === undefined || target === undefined || out === undefined ? [] : planUpload(out, upload).diagnostics),
    ...(day === 'invalid' ? [invalidEpoch()] : []),
    ...('code' in limits ? [limits] : []),
    ...configFaults.filter(ofOthers),
    ...mapFaults,
  ];
  // Of a configuration that cannot be read, it cannot be said what is missing.
  const isOver =
    ofPlace.length > 0 || (resumes && ofCall.length > 0) || ofCall.some(({ code }) => code === 'config-unreadable');
  if (to === undefined || out === undefined || isOver) return { resumes, faults: [...ofPlace, ...ofCall] };
  const deposit: DepositOptions = {
    ...{ to, out, metadata: entries, metadataFile, faults: ofCall },
    schemas: flags.schema ?? [],
    include: flags.include ?? [],
    exclude: flags.exclude ?? [],
    force: flags.force === true,
    allowInvalid: flags.allowInvalid === true,
    offline: flags.offline === true,
    ...(flags.entities === undefined ? {} : { entities: flags.entities }),
    ...(flags.catalog === undefined ? {} : { catalogs: flags.catalog }),
    ...(existsSync(CATALOG_FILE) ? { foundCatalog: CATALOG_FILE } : {}),
    ...(flags.config === undefined ? { foundMap: map } : { map }),
    ...('code' in limits ? {} : { limits }),
    ...(day === undefined || day === 'invalid' ? {} : { day }),
  };
  return { deposit, ...(upload === undefined ? {} : { upload }), resumes, faults: [] };
}

/** The token is in the environment, where no history of a shell keeps it. */
function readUpload({ upload: url, to = '' }: DepositFlags): UploadOptions | undefined {
  if (url === undefined) return undefined;
  const variable = targetNamed(to)?.uploader?.token;
  return { to, url, token: (variable === undefined ? undefined : process.env[variable]) ?? '' };
}

/** `YYYY-MM-DD` in UTC: https://reproducible-builds.org/specs/source-date-epoch/ */
function dayOfPackages(): string | undefined | 'invalid' {
  const value = process.env['SOURCE_DATE_EPOCH'];
  if (value === undefined || value === '') return undefined;
  return /^\d{1,11}$/.test(value) ? new Date(Number(value) * 1000).toISOString().slice(0, 10) : 'invalid';
}

function invalidEpoch(): Diagnostic {
  const message = `SOURCE_DATE_EPOCH is "${process.env['SOURCE_DATE_EPOCH']}", not a number of seconds since 1970. Mend it, or remove it from the environment.`;
  return { severity: 'error', code: 'epoch-invalid', message, source: 'run' };
}

/** Some entries of a configuration are for headers of conversions, too; what a deposit wants of them, it says itself. */
function ofOthers({ code, message }: Diagnostic): boolean {
  const key = /^"([^"[.]+)/.exec(message)?.[1] ?? '';
  return code !== 'config-wrong-type' || !(METADATA_KEYS as readonly string[]).includes(key);
}

/** What went into a package is not looked at again, which must not come as a surprise. */
function resumed(out: string): Diagnostic {
  const message = `${out} is there from a call before and goes out as it is. If the documents or the metadata have changed since, remove it and repeat the call.`;
  return { severity: 'info', code: 'upload-resumed', message, source: 'run' };
}
