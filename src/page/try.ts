/** The script of the page that converts and validates what is dropped on it; nothing leaves the browser. */
import { convertText } from '../convert.js';
import { decodeInput } from '../decode-input.js';
import type { Diagnostic } from '../diagnostics.js';
import { hasHeader } from '../header/index.js';
import type { Preview } from '../preview/model.js';
import { previewOf, previewOfTei } from '../preview/preview.js';
import { load, type RelaxngSchema } from '../relaxng/index.js';
import { judgeByBundledSchema } from '../validate/schemas/bundled.js';
import { xmlBeginning } from '../xml/beginning.js';
import { ByteReader } from '../xml/bytes.js';
import { button, element } from './elements.js';
import { showPreview } from './view.js';

/** In bytes: what a browser converts while somebody waits. */
const LARGEST = 20_000_000;
const TITLE = 'Try teigram';

/** What TEI is checked by, once somebody has dropped a schema. */
let chosen: { readonly name: string; readonly schema: RelaxngSchema } | undefined;
/** Stay while documents come and go: what was typed is there again. */
const text = element('textarea', { id: 'text', spellcheck: 'false', dir: 'auto' });
const file = element('input', { type: 'file', id: 'file', accept: '.txt,.xml,.rng,.rnc' });
const said = element('p', { role: 'status' });

start();
file.addEventListener('change', () => void takeFiles(file.files));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  const given = event.dataTransfer;
  if (given !== null && given.files.length > 0) void takeFiles(given.files);
  else void take('text.txt', given?.getData('text/plain') ?? '');
});
addEventListener('popstate', start);

function start(): void {
  document.title = TITLE;
  file.value = '';
  const by = chosen?.name ?? 'the schema of teigram’s own TEI';
  const drop = element(
    'div',
    { class: 'drop' },
    element('label', { for: 'text' }, 'Drop a text or a TEI file anywhere here, or paste the text of a telegram:'),
    text,
    element(
      'p',
      {},
      button('Convert', () => void take('text.txt', text.value)),
    ),
    element('p', {}, element('label', { for: 'file' }, 'Or choose a file: '), file),
    element(
      'p',
      { class: 'note' },
      `TEI is checked by ${by}; drop a RELAX NG schema (.rng, .rnc) to have it checked by that.`,
    ),
    said,
  );
  const promise =
    'Plain text of diplomatic telegrams becomes valid TEI, and TEI is shown and checked. All of it happens in this browser: nothing is sent anywhere.';
  document.body.replaceChildren(
    element('header', {}, element('h1', {}, TITLE)),
    element('main', { id: 'main' }, element('p', {}, promise), drop),
  );
}

async function takeFiles(files: FileList | null): Promise<void> {
  const [first, ...others] = files ?? [];
  if (first === undefined) return;
  if (first.size > LARGEST) tell(`${first.name} is too large for a browser; the command takes it.`);
  else await take(first.name, new Uint8Array(await first.arrayBuffer()));
  if (others.length > 0) tell(`Only ${first.name} was taken: one file at a time. The command takes whole folders.`);
}

async function take(name: string, content: Uint8Array | string): Promise<void> {
  tell(content.length === 0 ? 'There is no text yet.' : ((await show(name, content)) ?? ''));
}

function tell(words: string): void {
  said.textContent = words;
}

/** @returns what there is to be said where there is nothing to show. */
async function show(name: string, content: Uint8Array | string): Promise<string | undefined> {
  if (/\.rn[gc]$/i.test(name)) return choose(name, content);
  const xml = asXml(content);
  if (xml !== undefined) {
    present([teiPreview(name, xml)]);
    return undefined;
  }
  const input = decodeInput(content, { file: name });
  if (input.refused) return sentences(input.diagnostics);
  const result = { ...convertText(input, { file: name }), file: name, text: input.text };
  present(result.documents.map((_, index) => previewOf(result, index).preview));
  return undefined;
}

/** A document that is XML beyond doubt, or has a header; tags around a plain text are none. */
function asXml(content: Uint8Array | string): string | undefined {
  const decoded = typeof content === 'string' ? content : new ByteReader().decode(content, true);
  const plain = decoded.replace(/^\ufeff/, '');
  return xmlBeginning(plain) === 'certain' || (/^\s*</.test(plain) && hasHeader(plain)) ? plain : undefined;
}

async function choose(name: string, content: Uint8Array | string): Promise<string> {
  const { schema, diagnostics } = await load({ text: content, uri: name }, { cache: false });
  if (schema === undefined) return sentences(diagnostics);
  chosen = { name, schema };
  start();
  return `TEI is now checked by ${name}.`;
}

function sentences(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ message }) => message).join(' ');
}

function teiPreview(name: string, xml: string): Preview {
  const diagnostics =
    chosen?.schema.validate(xml, { file: name }).diagnostics ?? judgeByBundledSchema(xml, name, {}).diagnostics;
  const verdict = !diagnostics.some(({ severity }) => severity === 'error');
  const by = ` by ${chosen?.name ?? 'the schema of teigram’s own TEI'}`;
  return previewOfTei({ file: name, xml, diagnostics, verdict, by }).preview;
}

/** The browser's way back leads to the beginning. */
function present(previews: readonly Preview[]): void {
  history.pushState(null, '');
  turnTo(previews, 0);
}

/** Several documents of one text have a page each. */
function turnTo(previews: readonly Preview[], index: number): void {
  const preview = previews[index]!;
  document.title = `${preview.title} – ${TITLE}`;
  showPreview(preview, {}, document.body);
  const others = previews.flatMap((other, i) => (i === index ? [] : [button(other.title, () => turnTo(previews, i))]));
  const nav = element(
    'nav',
    { 'aria-label': 'What to do' },
    button('Another text', () => history.back()),
    button(`Save ${preview.name}`, () => save(preview)),
    ...others,
  );
  document.querySelector('header')?.prepend(nav);
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

function save({ name, xml }: Preview): void {
  const address = URL.createObjectURL(new Blob([xml], { type: 'application/tei+xml' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
