/** One page for people who open a browser rather than a terminal: no script, nothing loaded from elsewhere; XML at the same time as HTML. */
import { CODES } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import { codeFrame } from './code-frame.js';
import { toldElsewhere } from './groups.js';
import { HTML_STYLE } from './html-style.js';
import { Allowance, type Limits, tellableFile } from './limits.js';
import { htmlText } from './markup.js';
import { exitCodeOf, type FileReport, type Reporter, type Sink, Tally, verdictOf } from './report.js';
import { count } from './words.js';

export type HtmlOptions = Limits;

/** A longer page helps nobody, and a browser least; the counts are of everything in any case. */
const MOST_FINDINGS = 5_000;
const MOST_FILES = 20_000;

export function htmlReporter(sink: Sink, { maxFindings, maxTotal = MOST_FINDINGS }: HtmlOptions = {}): Reporter {
  const allowance = new Allowance({ maxFindings, maxTotal: Math.min(maxTotal || MOST_FINDINGS, MOST_FINDINGS) });
  const tally = new Tally();
  const ofTheCall: Diagnostic[] = [];
  const groups: Diagnostic[] = [];
  const sections: string[] = [];
  const good: string[] = [];
  let leftOut = 0;
  return {
    file(given) {
      const report = tellableFile(given);
      tally.add(report);
      if (
        report.diagnostics.length === 0 &&
        report.together === undefined &&
        exitCodeOf(report) === 0 &&
        report.checked !== 'partly'
      ) {
        if (good.length < MOST_FILES) good.push(`<li>${htmlText(report.file)}</li>`);
        return;
      }
      const shown = allowance.take(report.diagnostics);
      leftOut += report.diagnostics.length - shown.length;
      if (sections.length < MOST_FILES) sections.push(section(report, shown));
    },
    run(diagnostic) {
      tally.addDiagnostic(diagnostic);
      (diagnostic.places === undefined ? ofTheCall : groups).push(...allowance.takeOfCall(diagnostic));
    },
    end() {
      sink.out(`<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${htmlText(verdict(tally))} – teigram</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<main>
<h1>${htmlText(verdict(tally))}</h1>
${counts(tally)}
${codes(tally)}
${ofTheCall.length === 0 ? '' : `<h2>The run itself</h2>\n${list(ofTheCall.map((diagnostic) => finding(diagnostic)))}`}
${groups.length === 0 ? '' : `<h2>Found again and again</h2>\n${list(groups.map((diagnostic) => finding(diagnostic)))}`}
${sections.length === 0 ? '' : `<h2>Files with findings</h2>\n`}`);
      for (const part of sections) sink.out(part);
      if (leftOut > 0)
        sink.out(`<p>${count(leftOut, 'finding')} more are not on this page; the format "json" has all.</p>\n`);
      if (good.length > 0) {
        sink.out(
          `<h2>Files without findings</h2>\n<details><summary>${count(tally.files - sections.length, 'file')}</summary>\n<ul>${good.join('\n')}</ul></details>\n`,
        );
      }
      sink.out('</main>\n</body>\n</html>\n');
    },
  };
}

function verdict({ files, valid, invalid, unchecked, unusable }: Tally): string {
  if (files === 0) return 'No file was checked';
  if (unchecked > 0)
    return `${valid} of ${count(files, 'file')} valid as far as checked, ${unchecked} not fully checked`;
  if (invalid + unusable === 0) return files === 1 ? 'The file is valid' : `All ${files} files are valid`;
  return `${valid} of ${count(files, 'file')} ${valid === 1 ? 'is' : 'are'} valid`;
}

function counts({ files, valid, invalid, unchecked, unusable, errors, warnings }: Tally): string {
  const rows: [string, number][] = [
    ['Files', files],
    ['Valid', valid],
    ['Not valid', invalid],
    ['Not fully checked', unchecked],
    ['Could not be used', unusable],
    ['Errors', errors],
    ['Warnings', warnings],
  ];
  const cells = rows.map(([name, n]) => `<div><dt>${name}</dt><dd>${n}</dd></div>`);
  return `<dl class="counts">${cells.join('')}</dl>`;
}

function codes({ codes: byCode }: Tally): string {
  if (byCode.size === 0) return '';
  const rows = [...byCode]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([code, n]) =>
        `<tr><th scope="row"><code>${htmlText(code)}</code></th><td class="n">${n}</td><td>${htmlText(CODES[code].title)}</td></tr>`,
    );
  return `<h2>What was found</h2>
<table><caption>Kinds of findings, the commonest first</caption>
<thead><tr><th scope="col">Code</th><th scope="col">Times</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

function section(report: FileReport, shown: readonly Diagnostic[]): string {
  const { file, diagnostics, summary } = report;
  const code = exitCodeOf(report);
  const state = htmlText(verdictOf(report));
  const items = shown.map((diagnostic) => finding(diagnostic, report.source?.(diagnostic.file ?? file)));
  const rest = diagnostics.length - shown.length;
  const elsewhere = toldElsewhere(report, 'above');
  return `<details${code === 0 ? '' : ' open="open"'}><summary><h3>${htmlText(file)}</h3> <span class="${code === 0 ? 'good' : 'bad'}">${state}</span>, ${count(diagnostics.length, 'finding')}</summary>
${summary === undefined ? '' : `<p class="note">${htmlText(summary)}</p>\n`}${list(items)}${rest > 0 ? `<p>… and ${rest} more</p>\n` : ''}${elsewhere === undefined ? '' : `<p>${elsewhere}</p>\n`}</details>
`;
}

function list(items: readonly string[]): string {
  return `<ol class="findings">\n${items.join('')}</ol>\n`;
}

function finding(diagnostic: Diagnostic, source?: string): string {
  const { severity, code, message, line, column, file, path, documentation } = diagnostic;
  const place = line === undefined ? (file ?? '') : `line ${line}${column === undefined ? '' : `, column ${column}`}`;
  const frame = source === undefined || line === undefined ? undefined : codeFrame(source, { ...diagnostic, line });
  const explanation = CODES[code];
  return [
    `<li><p><strong class="${severity}">${severity}</strong> <code>${htmlText(code)}</code>`,
    place === '' ? '' : ` <span class="note">${htmlText(place)}</span>`,
    `<br/>${htmlText(message)}</p>`,
    frame === undefined ? '' : `<pre tabindex="0">${htmlText(frame)}</pre>`,
    path === undefined ? '' : `<p class="note"><code>${htmlText(path)}</code></p>`,
    documentation === undefined ? '' : `<p class="note">${htmlText(documentation)}</p>`,
    explanation === undefined
      ? ''
      : `<details><summary>What to do</summary><p>${htmlText(explanation.why)}</p><p>${htmlText(explanation.fix)}</p></details>`,
    '</li>\n',
  ].join('');
}
