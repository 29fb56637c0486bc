/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code scanning and editors. Written as the files
 * finish, so that a long run needs no memory for its report; the rules that were met come after their results.
 */
import type { Code } from '../codes/index.js';
import { CODES } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { VERSION } from '../version.js';
import { jsonText } from './json.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import { uriFrom } from './locations.js';
import {
  exitCodeOf,
  exitCodeOfCall,
  type FileReport,
  type ReportExitCode,
  type Reporter,
  type Sink,
  verdictOf,
  worseExit,
} from './report.js';

export interface SarifOptions extends Limits {
  /** Absolute path of the folder that file names are relative to. */
  readonly root: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarifReporter(sink: Sink, { root, ...limits }: SarifOptions): Reporter {
  const allowance = new Allowance(limits);
  const rules = new Map<Code, number>();
  const notifications: Diagnostic[] = [];
  const unchecked: object[] = [];
  let partly = 0;
  let exitCode: ReportExitCode = 0;
  let first = true;
  sink.out(`{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[`);
  const ruleIndex = (code: Code): number => {
    const index = rules.get(code) ?? rules.size;
    rules.set(code, index);
    return index;
  };
  const writeResult = (result: object): void => {
    sink.out(`${first ? '' : ','}\n${jsonText(result)}`);
    first = false;
  };
  return {
    file(given) {
      const report = tellableFile(given);
      exitCode = worseExit(exitCode, exitCodeOf(report));
      if (report.checked === 'partly') {
        partly++;
        if (allowance.takeText(report.unchecked?.length ?? 0)) unchecked.push(uncheckedNotification(report, root));
      }
      for (const diagnostic of allowance.take(report.diagnostics)) {
        writeResult(resultOf(diagnostic, report.file, ruleIndex(diagnostic.code), root));
      }
    },
    run(diagnostic, fails) {
      exitCode = worseExit(exitCode, exitCodeOfCall(diagnostic, fails));
      for (const told of allowance.takeOfCall(diagnostic)) {
        const index = ruleIndex(told.code);
        if (told.places === undefined) notifications.push(told);
        else writeResult(resultOfMany(told, index, root));
      }
    },
    end() {
      const invocation = {
        executionSuccessful: exitCode !== 2,
        exitCode,
        toolExecutionNotifications: [
          ...notifications.map((diagnostic) => notificationOf(diagnostic, rules, root)),
          ...unchecked,
          ...(allowance.note === undefined ? [] : [{ level: 'warning', message: { text: allowance.note } }]),
        ],
        properties: { checked: partly === 0 ? 'fully' : 'partly', filesNotFullyChecked: partly },
      };
      const driver = { name: 'teigram', semanticVersion: VERSION, rules: [...rules.keys()].map(ruleOf) };
      sink.out(`\n],"invocations":[${jsonText(invocation)}],\n"tool":${jsonText({ driver })}}]}\n`);
    },
  };
}

function resultOf(diagnostic: Diagnostic, reported: string, ruleIndex: number, root: string): object {
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: LEVELS[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [locationOf(diagnostic, diagnostic.file ?? reported, root)],
  };
}

/** One result for what was observed many times; its locations are the first of them. */
function resultOfMany(diagnostic: Diagnostic, ruleIndex: number, root: string): object {
  const { code, severity, message, count, places = [] } = diagnostic;
  const locations = places.map(({ file, line, column }) => locationOf({ line, column }, file, root));
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    occurrenceCount: count,
    locations: locations.slice(0, 1),
    relatedLocations: locations.slice(1),
  };
}

function notificationOf(diagnostic: Diagnostic, rules: ReadonlyMap<Code, number>, root: string): object {
  const { code, file, message, severity } = diagnostic;
  return {
    descriptor: { id: code, index: rules.get(code) },
    level: LEVELS[severity],
    message: { text: message },
    ...(file === undefined ? {} : { locations: [locationOf(diagnostic, file, root)] }),
  };
}

function uncheckedNotification(report: FileReport, root: string): object {
  return {
    level: 'warning',
    message: { text: `${report.file}: ${verdictOf(report)}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriFrom(root, report.file) } } }],
    properties: { checked: 'partly' },
  };
}

type Range = { readonly [K in 'line' | 'column' | 'endLine' | 'endColumn' | 'path']?: Diagnostic[K] | undefined };

function locationOf({ line, column, endLine, endColumn, path }: Range, file: string, root: string): object {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriFrom(root, file) },
      ...(line === undefined ? {} : { region }),
    },
    ...(path === undefined
      ? {}
      : { logicalLocations: [{ fullyQualifiedName: path, kind: path.includes('/@') ? 'attribute' : 'element' }] }),
  };
}

function ruleOf(code: Code): object {
  const { title, why, example, fix } = CODES[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nFor example: ${example}\n\nWhat to do: ${fix}` },
  };
}
