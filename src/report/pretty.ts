/** The report for people: one line a file, findings with the place in the text, counts at the end. */
import type { Diagnostic } from '../diagnostics.js';
import { visible, visibleInLine } from '../shown.js';
import { codeFrame } from './code-frame.js';
import type { Colors } from './colors.js';
import { contentsTable } from './contents.js';
import { toldElsewhere } from './groups.js';
import { Allowance, type Limits, tellable, tellableFile } from './limits.js';
import { exitCodeOf, type FileReport, type Reporter, type Sink, Tally, verdictOf } from './report.js';
import { count, listed } from './words.js';

export interface PrettyOptions extends Limits {
  readonly outColors: Colors;
  readonly errColors: Colors;
  /** Only what is wrong: no line for a good file, no warnings, no counts. */
  readonly quiet: boolean;
  /** Whether findings are what the command was asked for (`validate`) or remarks beside its result (`convert`). */
  readonly findings: 'result' | 'remark';
  /** `converted`, `checked`. */
  readonly verb: string;
  /** Whether a table says at the end what the documents are. */
  readonly stats?: boolean;
  /** The last line, such as where the schema lies; given the number of documents written. */
  readonly closing?: (documents: number) => string | undefined;
}

export function prettyReporter(sink: Sink, options: PrettyOptions): Reporter {
  const { quiet } = options;
  const allowance = new Allowance(options);
  const tally = new Tally();
  let anyFinding: string | undefined;
  const out = { print: sink.out, colors: options.outColors };
  const err = { print: sink.err, colors: options.errColors };

  let documented = new Set<string>();
  let groups = 0;

  const printFinding = ({ print, colors }: typeof out, diagnostic: Diagnostic, source?: string) => {
    anyFinding ??= diagnostic.code;
    const { documentation = '', ...rest } = diagnostic;
    // Once a file: a slip that is made again and again need not be taught again and again.
    print(`${renderDiagnostic(documented.has(documentation) ? rest : diagnostic, colors, source)}\n`);
    documented.add(documentation);
  };

  return {
    file(given) {
      const report = tellableFile(given);
      tally.add(report);
      documented = new Set();
      const code = exitCodeOf(report);
      // A file that could not be used has no result, so all that is said of it stands with the errors.
      const line = code === 2 ? err : out;
      const findings = code === 2 || options.findings === 'remark' ? err : out;
      if (!quiet || code !== 0) line.print(`${fileLine(report, line.colors, options.findings === 'result')}\n`);
      const wanted = quiet ? report.diagnostics.filter(({ severity }) => severity === 'error') : report.diagnostics;
      const shown = allowance.take(wanted);
      // What is cut short begins with what there is most of.
      if (shown.length < wanted.length) findings.print(commonest(countCodes(wanted), findings.colors));
      for (const diagnostic of shown) printFinding(findings, diagnostic, report.source?.(diagnostic.file));
      if (shown.length < wanted.length) {
        findings.print(`  … and ${wanted.length - shown.length} more findings in ${visibleInLine(report.file)}\n`);
      }
      const elsewhere = quiet ? undefined : toldElsewhere(report);
      if (elsewhere !== undefined) findings.print(`  ${elsewhere}\n`);
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      if (quiet && diagnostic.severity !== 'error') return;
      if (diagnostic.places === undefined) {
        for (const told of allowance.takeOfCall(diagnostic)) printFinding(err, told);
      } else {
        if (groups++ === 0) out.print('\nFound again and again:\n');
        if (groups <= (options.maxFindings || Infinity)) printFinding(out, diagnostic);
      }
    },
    end() {
      const unsaid = groups - (options.maxFindings || groups);
      if (unsaid > 0) out.print(`  … and ${unsaid} more that were found again and again\n`);
      if (options.stats && tally.contents.size > 0) out.print(`${quiet ? '' : '\n'}${contentsTable(tally.contents)}\n`);
      if (allowance.note !== undefined) err.print(`${allowance.note}\n`);
      if (quiet) return;
      if (options.findings === 'result' && tally.files > 1 && isMuch(tally.codes)) {
        out.print(`\nThe commonest of all:\n${commonest(tally.codes, out.colors)}`);
      }
      if (tally.files > 0) out.print(`${out.colors.bold(summaryLine(tally, options.verb))}\n`);
      const closing = tally.documents > 0 ? options.closing?.(tally.documents) : undefined;
      if (closing !== undefined) out.print(`${closing}\n`);
      if (anyFinding !== undefined)
        err.print(err.colors.dim(`"teigram explain ${anyFinding}" says more about a finding.\n`));
    },
  };
}

/** More than fits on a screen, and of more than one kind. */
function isMuch(codes: ReadonlyMap<string, number>): boolean {
  return codes.size > 1 && [...codes.values()].reduce((sum, n) => sum + n, 0) > 20;
}

function countCodes(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  for (const { code } of diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);
  return codes;
}

/** The ten codes that were met most, with how often. */
function commonest(codes: ReadonlyMap<string, number>, colors: Colors): string {
  const sorted = [...codes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const width = String(sorted[0]?.[1] ?? 0).length;
  const lines = sorted.slice(0, 10).map(([code, n]) => `  ${String(n).padStart(width)} × ${colors.dim(code)}\n`);
  if (sorted.length > 10) lines.push(`  and ${sorted.length - 10} other kinds\n`);
  return lines.join('');
}

function fileLine(report: FileReport, colors: Colors, counting: boolean): string {
  const code = exitCodeOf(report);
  const sign = code === 0 ? colors.green('✓') : code === 3 ? colors.yellow('?') : colors.red('✗');
  const file = visibleInLine(report.file);
  if (code === 2) return `${sign} ${file}: could not be used`;
  const verdicts = [
    (report.valid ? (report.checked === 'partly' ? colors.yellow : colors.green) : colors.red)(verdictOf(report)),
    ...(report.lossless === undefined ? [] : [report.lossless ? colors.green('lossless') : colors.red('not lossless')]),
  ];
  const found = counting ? findingCounts(report) : [];
  const summary = report.summary === undefined ? '' : `${visibleInLine(report.summary)}; `;
  const target =
    report.outputs === undefined || report.outputs.length === 0 ? '' : ` → ${visibleInLine(listed(report.outputs, 2))}`;
  return `${sign} ${file}${target}: ${summary}${[...verdicts, ...found].join(', ')}`;
}

function findingCounts({ diagnostics, together = [] }: FileReport): string[] {
  const of = (wanted: Diagnostic['severity']) =>
    diagnostics.filter(({ severity }) => severity === wanted).length +
    together.reduce((sum, { severity, count }) => sum + (severity === wanted ? count : 0), 0);
  return [...some(of('error'), 'error'), ...some(of('warning'), 'warning')];
}

function some(n: number, noun: string): string[] {
  return n === 0 ? [] : [count(n, noun)];
}

/** Who quotes no documents, and may have lists and examples to show. */
const OF_OURSELVES: readonly Diagnostic['source'][] = ['run', 'deposit'];

/** `place: severity code: message`, the frame, and the schema's own word on the element. What was expected, the message says in short and JSON in full. */
export function renderDiagnostic(found: Diagnostic, colors: Colors, source?: string): string {
  const { cut: diagnostic } = tellable(found);
  const { severity, code, documentation } = diagnostic;
  const said = visible(diagnostic.message);
  // Lines that a document has must not pass for lines of the report.
  const message = OF_OURSELVES.includes(diagnostic.source) ? said : said.replaceAll('\n', '\n    ');
  const tint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  const file = diagnostic.file === undefined ? undefined : visibleInLine(diagnostic.file);
  const parts = [file, diagnostic.line, diagnostic.column].filter((part) => part !== undefined && part !== '');
  // As a whole: a name that begins a command only together with what stands behind it is one, too.
  const place = parts.length === 0 ? '' : colors.bold(visible(`${parts.join(':')}: `));
  const lines = [`${place}${tint(severity)} ${colors.dim(code)}: ${message}`];
  if (source !== undefined && diagnostic.line !== undefined) {
    const frame = codeFrame(source, { ...diagnostic, line: diagnostic.line });
    if (frame !== undefined) lines.push(indent(frame));
  }
  if (documentation !== undefined) lines.push(`    ${colors.dim(visible(documentation))}`);
  return lines.join('\n');
}

function summaryLine(tally: Tally, verb: string): string {
  const parts = [`${count(tally.files, 'file')}: ${tally.files - tally.unusable} ${verb}`];
  if (tally.documents > tally.valid + tally.invalid) parts.push(count(tally.documents, 'document'));
  if (tally.invalid > 0) parts.push(`${tally.valid} valid, ${tally.invalid} not valid`);
  else if (tally.unchecked > 0) parts.push(`${tally.valid} valid as far as checked`);
  else if (tally.valid > 0) parts.push(tally.valid > 1 ? 'all valid' : 'valid');
  if (tally.unchecked > 0) parts.push(`${tally.unchecked} not fully checked`);
  if (tally.unrecognised > 0) parts.push(`${tally.unrecognised} not recognised`);
  if (tally.notLossless > 0) parts.push(`${tally.notLossless} not lossless`);
  if (tally.unusable > 0) parts.push(`${tally.unusable} could not be used`);
  if (tally.errors > 0) parts.push(count(tally.errors, 'error'));
  if (tally.warnings > 0) parts.push(count(tally.warnings, 'warning'));
  return parts.join(', ');
}

function indent(block: string): string {
  return block.replace(/^/gm, '  ');
}
