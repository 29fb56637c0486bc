/** `ro-crate-preview.html`: the crate for people. One file without scripts, which any browser and screen reader can use. */
import type { HeaderDate, HeaderParty } from '../../header/index.js';
import { escapeAttribute, escapeHtml } from '../../xml/escape.js';
import { lettersIn } from '../letters.js';
import type { DepositDocument, DepositInput } from '../target.js';
import { actionsOf, dateOf } from './documents.js';
import { pathId } from './identifiers.js';

/** The page in pieces: HTML that is well-formed XML too. */
export async function* previewHtml(input: DepositInput): AsyncGenerator<string> {
  const { record, files, report, invalid } = input;
  const { documents } = record.coverage;
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escapeHtml(record.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#documents">Skip to the documents</a>
<header>
<h1>${escapeHtml(record.title)}</h1>
<p>${escapeHtml(record.description)}</p>
${invalid === 0 ? '' : `<p role="note"><strong>${invalid} of ${documents} documents are not valid against their schema.</strong> See the <a href="${escapeAttribute(pathId(report.path))}">validation report</a>.</p>\n`}</header>
<main>
<section aria-labelledby="about">
<h2 id="about">About this collection</h2>
<dl>
`;
  for (const [term, label, values] of factsOf(input)) {
    if (values.length === 0) continue;
    yield `<dt><a href="https://schema.org/${term}">${label}</a></dt>\n${values.map((value) => `<dd>${value}</dd>\n`).join('')}`;
  }
  yield `</dl>
</section>
<section aria-labelledby="documents">
<h2 id="documents">Documents</h2>
<div class="wide" role="region" aria-label="Table of the documents" tabindex="0">
<table>
<caption>${documents === 1 ? '1 document' : `${documents} documents`}, in the order of their files</caption>
<thead><tr><th scope="col">Document</th><th scope="col">Date</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
<tbody>
`;
  for await (const document of input.documents()) yield rows(document);
  yield `</tbody>
</table>
</div>
</section>
<section aria-labelledby="more">
<h2 id="more">Other files</h2>
<ul>
<li><a href="ro-crate-metadata.json">Description of this collection for programs (RO-Crate 1.2, JSON-LD)</a></li>
<li><a href="${escapeAttribute(pathId(report.path))}">Validation report (JSON)</a></li>
${files.map(({ path }) => `<li><a href="${escapeAttribute(pathId(path))}">${escapeHtml(path)}</a></li>\n`).join('')}</ul>
</section>
</main>
</body>
</html>
`;
}

/** Schema.org's term, the words for it, and its values as HTML. */
function factsOf({ record }: DepositInput): readonly (readonly [string, string, readonly string[]])[] {
  const { coverage, access, embargoUntil, doi } = record;
  const span = [coverage.from, coverage.to].filter((end) => end !== undefined);
  return [
    [
      'author',
      'Creators',
      record.creators.map(({ name, orcid }) => linked(name, orcid && `https://orcid.org/${orcid}`)),
    ],
    [
      'contributor',
      'Contributors',
      record.contributors.map(
        ({ name, orcid, role }) => `${linked(name, orcid && `https://orcid.org/${orcid}`)} (${escapeHtml(role)})`,
      ),
    ],
    ['publisher', 'Publisher', listed(record.publisher)],
    ['datePublished', 'Published', [record.publicationDate]],
    ['license', 'Licence', record.licences.map(({ name, url }) => linked(name, url))],
    [
      'conditionsOfAccess',
      'Access',
      access === 'open' ? [] : [escapeHtml(embargoUntil === undefined ? access : `${access} until ${embargoUntil}`)],
    ],
    ['identifier', 'Identifier', doi === undefined ? [] : [linked(`doi:${doi}`, `https://doi.org/${doi}`)]],
    ['version', 'Version', listed(record.version)],
    ['temporalCoverage', 'Time covered', span.length === 0 ? [] : [[...new Set(span)].join(' to ')]],
    ['inLanguage', 'Languages', record.languages.map(escapeHtml)],
    ['keywords', 'Keywords', [...record.keywords, ...record.subjects].map(escapeHtml)],
    [
      'funder',
      'Funders',
      record.funders.map(({ name, award }) => escapeHtml(award === undefined ? name : `${name} (${award})`)),
    ],
    [
      'isBasedOn',
      'Related works',
      record.related.map(({ identifier }) => linked(identifier, /^https?:/.test(identifier) ? identifier : undefined)),
    ],
  ];
}

/** A row for each letter of a document, or for the document. */
function rows({ facts, valid, path, place }: DepositDocument): string {
  const letters = lettersIn(facts, path);
  const title = linked(facts.title ?? path, pathId(place));
  const head = `${title}${valid ? '' : ' <strong>(not valid)</strong>'}`;
  if (letters.length === 0) return row(head, facts.date, '', '');
  return letters
    .map(({ letter, facts: own, fragment }) => {
      const [sent, received] = [actionsOf(letter, 'sent'), actionsOf(letter, 'received')];
      const which =
        letters.length === 1
          ? ''
          : `: ${escapeHtml(own === facts ? (fragment ?? 'letter') : (own.title ?? fragment ?? 'letter'))}`;
      return row(
        `${head}${which}`,
        sent.date ?? (letters.length === 1 ? facts.date : undefined),
        names(sent.parties),
        names(received.parties),
      );
    })
    .join('');
}

function row(head: string, date: HeaderDate | undefined, from: string, to: string): string {
  const written = dateOf(date);
  const inferred = written !== undefined && date?.cert !== undefined ? ' (inferred)' : '';
  return `<tr><th scope="row">${head}</th><td>${escapeHtml(written ?? '')}${inferred}</td><td>${from}</td><td>${to}</td></tr>\n`;
}

function names(parties: readonly HeaderParty[]): string {
  return [...new Set(parties.map(({ name }) => escapeHtml(name)))].join('; ');
}

function listed(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [escapeHtml(value)];
}

function linked(words: string, href: string | undefined): string {
  return href === undefined ? escapeHtml(words) : `<a href="${escapeAttribute(href)}">${escapeHtml(words)}</a>`;
}

/** The system's own colours, so that the contrast is right in light, dark and forced modes. */
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dt { grid-column: 1; font-weight: 600; }
dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; padding: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid; }
tbody th { font-weight: 400; }
td:nth-child(2) { white-space: nowrap; }
@media (max-width: 40rem) { dl { display: block; } dd { margin: 0 0 .5rem; } }
@media print { .skip { display: none; } }
`;
