/** Pages that need nothing from elsewhere: markup, look and script in one file, under a policy that lets nothing else in. */
import { createHash } from 'node:crypto';
import { pageFile } from '../platform/node/package.js';
import { htmlText } from '../report/markup.js';
import type { Neighbours, Preview, Row } from './model.js';

/** What shows that a page is one of these: it stands at the beginning. */
const MARK = '<meta name="generator" content="teigram preview">';
/** In bytes: how far a page must be known to be told. */
export const HEAD_OF_PAGE = 200;

/** Whether a file is a page of a preview, and may be replaced. */
export function isPage(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, HEAD_OF_PAGE));
  return /^<!DOCTYPE html>\n<html lang="en"[^<>]*>\n<head>\n<meta charset="utf-8">\n/.test(text) && text.includes(MARK);
}

export interface PageOptions {
  /** Where a server tells of changes; a page on a disk has none. */
  readonly changes?: string | undefined;
}

/** The page of a document. */
export function documentPage(preview: Preview, neighbours: Neighbours, options: PageOptions = {}): string {
  const { title, name, summary } = preview;
  const rest = `<noscript><p>${htmlText(summary)}. This page needs JavaScript; it loads nothing from elsewhere.</p></noscript>`;
  return page({ title: `${title} – ${name}`, script: 'document', data: { preview, neighbours }, rest, ...options });
}

/** The index of many documents. */
export function indexPage(rows: readonly Row[], options: PageOptions = {}): string {
  const links = rows.map(({ page: href, title }) => `<li><a href="${htmlText(href)}">${htmlText(title)}</a></li>`);
  const rest = `<noscript><h1>Documents</h1><ul>${links.join('\n')}</ul></noscript>`;
  return page({ title: 'Documents', script: 'index', data: { rows }, rest, ...options });
}

/** The page that converts and validates what is dropped on it. */
export function tryPage(): string {
  const rest = '<noscript><p>This page converts texts in the browser, which needs JavaScript.</p></noscript>';
  return page({ title: 'Try teigram', script: 'try', data: {}, rest });
}

interface Parts extends PageOptions {
  readonly title: string;
  readonly script: 'document' | 'index' | 'try';
  readonly data: unknown;
  /** Shown until the script runs. */
  readonly rest: string;
}

function page({ title, script, data, rest, changes }: Parts): string {
  const style = partOfPage('style.css');
  const code = partOfPage(`${script}.js`);
  const policy = [
    "default-src 'none'",
    `script-src ${code.hash}`,
    `style-src ${style.hash}`,
    ...(changes === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const live = changes === undefined ? '' : ` data-changes="${htmlText(changes)}"`;
  return `<!DOCTYPE html>
<html lang="en"${live}>
<head>
<meta charset="utf-8">
${MARK}
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>${style.content}</style>
</head>
<body>
${rest}
<script type="application/json" id="data">${jsonWithin(data)}</script>
<script>${code.content}</script>
</body>
</html>
`;
}

interface PartOfPage {
  readonly content: string;
  /** The one script and the one look that may act on a page are known by what they say. */
  readonly hash: string;
}

const parts = new Map<string, PartOfPage>();

function partOfPage(name: Parameters<typeof pageFile>[0]): PartOfPage {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const content = pageFile(name);
  const part = { content, hash: `'sha256-${createHash('sha256').update(content).digest('base64')}'` };
  parts.set(name, part);
  return part;
}

/** JSON that ends no element, whatever it holds; what is no character in it is written out. */
function jsonWithin(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
