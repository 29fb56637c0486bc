/** The script of the page that converts and validates what is dropped on it; nothing leaves the browser. */
import { convertText } from '../convert.js';
import { decodeInput } from '../decode-input.js';
import { hasHeader } from '../header/index.js';
import type { Preview } from '../preview/model.js';
import { previewOf, previewOfTei } from '../preview/preview.js';
import { load, type RelaxngSchema } from '../relaxng/index.js';
import { judgeByBundledSchema } from '../validate/schemas/bundled.js';
import { button, element } from './elements.js';
import { showPreview } from './view.js';

/** In bytes: what a browser converts while somebody waits. */
const LARGEST = 20_000_000;

/** What TEI is checked by, once somebody has dropped a schema. */
let chosen: { readonly name: string; readonly schema: RelaxngSchema } | undefined;

start();

function start(): void {
  const text = element('textarea', { id: 'text', spellcheck: 'false', dir: 'auto' });
  const file = element('input', { type: 'file', id: 'file', accept: '.txt,.xml,.rng,.rnc' });
  const said = element('p', { role: 'status' });
  const take = async (name: string, content: Uint8Array | string): Promise<void> => {
    said.textContent = content.length === 0 ? 'There is no text yet.' : ((await show(name, content)) ?? '');
  };
  const takeFile = async (given: File | undefined): Promise<void> => {
    if (given === undefined) return;
    if (given.size > LARGEST) said.textContent = `${given.name} is too large for a browser; the command takes it.`;
    else await take(given.name, new Uint8Array(await given.arrayBuffer()));
  };
  file.addEventListener('change', () => void takeFile(file.files?.[0]));
  const drop = element(
    'div',
    { class: 'drop' },
    element('label', { for: 'text' }, 'Drop a text or a TEI file here, or paste the text of a telegram:'),
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
      `TEI is checked by ${chosen?.name ?? 'the schema of teigram’s own TEI'}; drop a RELAX NG schema (.rng, .rnc) to have it checked by that.`,
    ),
    said,
  );
  addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  addEventListener('dragleave', () => drop.classList.remove('over'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    void takeFile(event.dataTransfer?.files[0]);
  });
  document.body.replaceChildren(
    element('header', {}, element('h1', {}, 'Try teigram')),
    element(
      'main',
      { id: 'main' },
      element(
        'p',
        {},
        'Plain text of diplomatic telegrams becomes valid TEI, and TEI is shown and checked. All of it happens in this browser: nothing is sent anywhere.',
      ),
      drop,
    ),
  );
}

/** @returns what there is to be said where there is nothing to show. */
async function show(name: string, content: Uint8Array | string): Promise<string | undefined> {
  if (/\.rn[gc]$/i.test(name)) return choose(name, content);
  const xml = asXml(content);
  if (xml !== undefined) {
    present([teiPreview(name, xml)], 0);
    return undefined;
  }
  const input = decodeInput(content, { file: name });
  if (input.refused) return input.diagnostics.map(({ message }) => message).join(' ');
  const result = { ...convertText(input, { file: name }), file: name, text: input.text };
  present(
    result.documents.map((_, index) => previewOf(result, index).preview),
    0,
  );
  return undefined;
}

/** A document with a header is TEI; tags around a plain text are none. */
function asXml(content: Uint8Array | string): string | undefined {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return /^\s*</.test(text.replace(/^\ufeff/, '')) && hasHeader(text) ? text.replace(/^\ufeff/, '') : undefined;
}

async function choose(name: string, content: Uint8Array | string): Promise<string> {
  const { schema, diagnostics } = await load({ text: content, uri: name }, { cache: false });
  if (schema === undefined) return diagnostics.map(({ message }) => message).join(' ');
  chosen = { name, schema };
  return `TEI is now checked by ${name}.`;
}

function teiPreview(file: string, xml: string): Preview {
  const diagnostics = chosen?.schema.validate(xml, { file }).diagnostics ?? judgeByBundledSchema(xml, file);
  const isValid = !diagnostics.some(({ severity }) => severity === 'error');
  const verdict = `${isValid ? 'valid' : 'not valid'} by ${chosen?.name ?? 'the schema of teigram’s own TEI'}`;
  return previewOfTei({ file, xml, diagnostics, verdict }).preview;
}

/** Several documents of one text have a page each, which the browser's way back leaves again. */
function present(previews: readonly Preview[], index: number): void {
  const preview = previews[index]!;
  showPreview(preview, {}, document.body);
  const others = previews.flatMap((other, i) => (i === index ? [] : [button(other.title, () => present(previews, i))]));
  const nav = element(
    'nav',
    { 'aria-label': 'What to do' },
    button('Another text', start),
    button(`Save ${preview.name}`, () => save(preview)),
    ...others,
  );
  document.querySelector('header')?.prepend(nav);
}

function save({ name, xml }: Preview): void {
  const address = URL.createObjectURL(new Blob([xml], { type: 'application/tei+xml' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
