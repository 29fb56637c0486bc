/** `teigram inspect`: what the reader makes of a text, or what the header of a TEI file says. */
import { type DecodedInput, decodeInput } from '../decode-input.js';
import type { Diagnostic } from '../diagnostics.js';
import { type InputFile, listInputs } from '../files/inputs.js';
import { LARGEST_TEXT, readInput } from '../files/read.js';
import { jsonText } from '../report/json.js';
import { renderDiagnostic } from '../report/pretty.js';
import { EXIT_GOOD, EXIT_UNUSABLE, type ExitCode } from './exit-codes.js';
import type { InspectFlags } from './flags.js';
import type { Terminal } from './terminal.js';

export async function runInspect(name: string, flags: InspectFlags, terminal: Terminal): Promise<ExitCode> {
  const { files, diagnostics } = await listInputs([name], '.txt');
  const [file] = files;
  if (file === undefined || files.length > 1) return refuse(terminal, diagnostics, 'inspect takes one file.');
  const read = await readInput(file, LARGEST_TEXT);
  if ('diagnostic' in read) return refuse(terminal, [read.diagnostic]);
  const input = decodeInput(read.bytes, {
    file: file.display,
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
  });
  if (await isMeantAsXml(input)) return inspectHeader(input.text, file, terminal);
  if (input.refused) return refuse(terminal, input.diagnostics);

  const { parseTelegrams } = await import('../telegram/index.js');
  const parsed = parseTelegrams(input.text, flags.volume === undefined ? {} : { volume: flags.volume });
  for (const diagnostic of [...input.diagnostics, ...parsed.diagnostics]) {
    terminal.err(`${renderDiagnostic({ ...diagnostic, file: file.display }, terminal.errColors, input.text)}\n`);
  }
  const [telegram] = parsed.telegrams;
  print(terminal, parsed.telegrams.length === 1 ? telegram : parsed.telegrams);
  return EXIT_GOOD;
}

/** A text that is wrapped in tags is read as `convert` reads it, unless it has a header to be read. */
async function isMeantAsXml({ text, diagnostics }: DecodedInput): Promise<boolean> {
  const finding = diagnostics.find(({ code }) => code === 'xml-input');
  if (finding === undefined) return false;
  return finding.severity === 'error' || (await import('../header/index.js')).hasHeader(text);
}

async function inspectHeader(xml: string, file: InputFile, terminal: Terminal): Promise<ExitCode> {
  const { readHeader } = await import('../header/index.js');
  const { facts, diagnostics } = readHeader(xml, file.display);
  if (facts === undefined) return refuse(terminal, diagnostics);
  print(terminal, facts);
  return EXIT_GOOD;
}

function print(terminal: Terminal, value: unknown): void {
  terminal.data(`${jsonText(value, 2)}\n`);
}

function refuse(terminal: Terminal, diagnostics: readonly Diagnostic[], message?: string): ExitCode {
  for (const diagnostic of diagnostics) terminal.err(`${renderDiagnostic(diagnostic, terminal.errColors)}\n`);
  if (message !== undefined && diagnostics.length === 0) terminal.err(`${message}\n`);
  return EXIT_UNUSABLE;
}
