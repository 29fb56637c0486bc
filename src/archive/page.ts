/** The report on a conversion of many texts: what they are, what was doubted, and what an editor looks at next. No script; longer lists go on in further pages. */
import { CODES } from '../codes/index.js';
import { HTML_STYLE } from '../report/html-style.js';
import { htmlText } from '../report/markup.js';
import { count } from '../report/words.js';
import { ARCHIVE_FOLDER, type ManifestEntry } from './manifest.js';
import type { Count, Surveyed, Warning } from './survey.js';

/** Texts that a page lists. */
export const TEXTS_A_PAGE = 500;
/** Of places, senders and kinds, so many are shown. */
const MOST_SHOWN = 15;

export interface Plots {
  columns(counts: readonly Count[]): string;
  rows(counts: readonly Count[]): string;
}

/** Where further pages lie: in the folder that is the program's own, since texts may have one of any other name. */
export const PAGES_FOLDER = `${ARCHIVE_FOLDER}/report`;
/** What shows that a page is one of these. */
export const MARK = '<meta name="generator" content="teigram convert"/>';

/** Where the page of a number lies, seen from the output folder. */
export function pageName(number: number): string {
  return number === 1 ? 'report.html' : `${PAGES_FOLDER}/${number}.html`;
}

/** @param number one-based; the first says what all are. */
export function pageOf(survey: Surveyed, number: number, plots: Plots): string {
  const up = number === 1 ? '' : '../../';
  const last = Math.max(1, Math.ceil(survey.texts / TEXTS_A_PAGE));
  const from = (number - 1) * TEXTS_A_PAGE;
  const texts = survey.read(from, from + TEXTS_A_PAGE);
  return `<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
${MARK}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${number === 1 ? 'Conversion report' : `Conversion report, page ${number}`} – teigram</title>
<style>${HTML_STYLE}
.plot { width: 100%; height: auto; } .pages { display: flex; flex-wrap: wrap; gap: 1rem; } td { overflow-wrap: anywhere; } td.error, td.warning, td.info { overflow-wrap: normal; }
</style>
</head>
<body>
<main>
<h1>Conversion report</h1>
${number === 1 ? overview(survey, plots, up) : ''}
<h2>Texts, those first that are worth a look</h2>
<p class="note">What could not be used, then what is not lossless, not valid or not recognised, then by how many statements the program is not sure of (<code>cert="low"</code>), by warnings, and by <code>cert="medium"</code>.</p>
${pager(number, last, up)}
<table>
<caption>Texts ${(from + 1).toLocaleString('en')} to ${(from + texts.length).toLocaleString('en')} of ${survey.texts.toLocaleString('en')}</caption>
<thead><tr><th scope="col">text</th><th scope="col">what it is</th><th scope="col">result</th><th scope="col" class="n">low</th><th scope="col" class="n">medium</th><th scope="col">said of it</th></tr></thead>
<tbody>
${texts.map((entry) => row(entry, up)).join('\n')}
</tbody>
</table>
${pager(number, last, up)}
</main>
</body>
</html>
`;
}

function overview(survey: Surveyed, plots: Plots, up: string): string {
  const { texts, documents, unusable, invalid, notLossless, unrecognised, undated, notes, pages } = survey;
  const figures: readonly (readonly [string, number])[] = [
    ['texts', texts],
    ['documents', documents],
    ['notes', notes],
    ['page breaks', pages],
    ['could not be used', unusable],
    ['not valid', invalid],
    ['not lossless', notLossless],
    ['not recognised', unrecognised],
    ['without a date', undated],
  ];
  const counts = figures.map(([name, n]) => `<div><dt>${name}</dt><dd>${n.toLocaleString('en')}</dd></div>`).join('');
  return `<dl class="counts">${counts}</dl>
${plotted('Documents by kind', survey.kinds, (some) => plots.rows(some))}
${plotted('Documents by year', survey.years, (some) => plots.columns(some), Number.POSITIVE_INFINITY)}
${plotted('Documents by place of sending', survey.places, (some) => plots.rows(some))}
${plotted('Documents by sender', survey.senders, (some) => plots.rows(some))}
${survey.warnings.length === 0 ? '' : commonest(survey.warnings, up)}`;
}

/** A plot, and the same in words for those who do not see it. */
function plotted(
  title: string,
  counts: readonly Count[],
  plot: (counts: readonly Count[]) => string,
  most = MOST_SHOWN,
): string {
  if (counts.length === 0) return '';
  const shown = counts.slice(0, most);
  const left = counts.length - shown.length;
  const lines = shown
    .filter((each) => each.count > 0)
    .map(({ name, count: n }) => `<tr><td>${htmlText(name)}</td><td class="n">${n.toLocaleString('en')}</td></tr>`);
  return `<section>
<h2>${title}</h2>
${plot(shown)}
<details><summary>In figures</summary>
<table><thead><tr><th scope="col">${title.replace('Documents by ', '')}</th><th scope="col" class="n">documents</th></tr></thead><tbody>${lines.join('')}</tbody></table></details>
${left > 0 ? `<p class="note">And ${left.toLocaleString('en')} others.</p>` : ''}
</section>`;
}

function commonest(warnings: readonly Warning[], up: string): string {
  const lines = warnings.slice(0, MOST_SHOWN).map(({ name, severity, count: n, texts }) => {
    const title = (CODES as Readonly<Record<string, { readonly title: string }>>)[name]?.title ?? '';
    const first = texts.map((entry) => linkTo(entry, up)).join(', ');
    return `<tr><td class="${severity}">${severity}</td><td><code>${htmlText(name)}</code> ${htmlText(title)}</td><td class="n">${n.toLocaleString('en')}</td><td>${first}</td></tr>`;
  });
  return `<section>
<h2>What was said most often</h2>
<table><thead><tr><th scope="col"></th><th scope="col">finding</th><th scope="col" class="n">texts</th><th scope="col">the first</th></tr></thead><tbody>${lines.join('\n')}</tbody></table>
</section>`;
}

function row(entry: ManifestEntry, up: string): string {
  const { usable, valid, lossless, summary = '', documents = [], diagnostics } = entry;
  const sum = (of: 'low' | 'medium') => documents.reduce((all, each) => all + each[of], 0);
  const bad = !usable || valid === false || lossless === false;
  const result = !usable
    ? 'could not be used'
    : `${valid ? 'valid' : 'not valid'}, ${lossless ? 'lossless' : 'not lossless'}`;
  const said = [...new Set(diagnostics.map(({ code }) => code))]
    .map((code) => `<code>${htmlText(code)}</code>`)
    .join(' ');
  return `<tr><td>${linkTo(entry, up)}</td><td>${htmlText(summary)}</td><td class="${bad ? 'bad' : 'good'}">${result}</td><td class="n">${sum('low')}</td><td class="n">${sum('medium')}</td><td>${said}</td></tr>`;
}

/** To what was written for it. */
function linkTo({ text, outputs }: ManifestEntry, up: string): string {
  if (outputs.length === 0) return htmlText(text);
  return outputs
    .map(
      ([path], i) =>
        `<a href="${htmlText(up + path.split('/').map(encodeURIComponent).join('/'))}">${htmlText(i === 0 ? text : path)}</a>`,
    )
    .join(', ');
}

function pager(number: number, last: number, up: string): string {
  if (last === 1) return '';
  const link = (to: number, words: string) => `<a href="${up}${pageName(to)}">${words}</a>`;
  const before = number > 1 ? `${link(1, 'first')} ${link(number - 1, 'before')}` : '';
  const after = number < last ? `${link(number + 1, 'next')} ${link(last, 'last')}` : '';
  return `<nav class="pages" aria-label="Pages"><span>${count(last, 'page')}, this is ${number}</span> ${before} ${after}</nav>`;
}
