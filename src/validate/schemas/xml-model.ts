/** The schemas that a document names itself: `xml-model` (https://www.w3.org/TR/xml-model/) in its prolog. */

import { placeAt } from '../../places.js';

/** How many bytes or characters of a document are searched for its prolog. */
export const PROLOG_LENGTH = 65_536;

export interface SchemaHint {
  /** As written, entities resolved. */
  readonly href: string;
  /** Media type of the schema. */
  readonly type?: string;
  /** Namespace of the schema's language. */
  readonly schematypens?: string;
  /** Phase of a Schematron schema. */
  readonly phase?: string;
  /** Schemas of XML Schema that count together, by their namespaces; the first is that of `href`. */
  readonly imports?: readonly SchemaImport[];
  /** Of a DTD: what the document declares before it. */
  readonly subset?: string;
  /** One-based line and column of the instruction. */
  readonly line: number;
  readonly column: number;
}

export interface SchemaImport {
  /** '' for none. */
  readonly namespace: string;
  readonly href: string;
}

const OPTIONAL = ['type', 'schematypens', 'phase'] as const;

/** The hints in front of the root element, in order. */
export function schemaHints(text: string): SchemaHint[] {
  const hints: SchemaHint[] = [];
  const prolog = text.slice(0, PROLOG_LENGTH);
  for (const { start, data } of instructions(prolog)) {
    const pseudo = pseudoAttributes(data);
    const href = pseudo.get('href');
    if (href === undefined) continue;
    const said = OPTIONAL.flatMap((name) => (pseudo.has(name) ? [[name, pseudo.get(name)!] as const] : []));
    hints.push({ href, ...Object.fromEntries(said), ...placeAt(prolog, start) });
  }
  return hints;
}

/** The data of each `xml-model` instruction before the first start tag. */
function* instructions(prolog: string): Generator<{ start: number; data: string }> {
  for (let at = prolog.indexOf('<'); at !== -1; ) {
    const close = closeOf(prolog, at);
    if (close === undefined) return;
    const end = prolog.indexOf(close, at + 2);
    if (end === -1) return;
    if (/^<\?xml-model\s/.test(prolog.slice(at, at + 12))) yield { start: at, data: prolog.slice(at + 11, end) };
    at = prolog.indexOf('<', end + close.length);
  }
}

/** What ends the markup that starts here; undefined for the root's start tag. */
function closeOf(prolog: string, at: number): string | undefined {
  if (prolog.startsWith('<?', at)) return '?>';
  if (prolog.startsWith('<!--', at)) return '-->';
  if (!prolog.startsWith('<!DOCTYPE', at)) return undefined;
  const subset = prolog.indexOf('[', at);
  const end = prolog.indexOf('>', at);
  return subset !== -1 && subset < end ? ']' : '>';
}

/** Whether a document says in its header that teigram made it. */
export function isMadeByTeigram(text: string): boolean {
  const head = text.slice(0, PROLOG_LENGTH);
  const ident = /\bident\s{0,9}=\s{0,9}["']teigram["']/.exec(head);
  if (ident === null) return false;
  const tag = head.lastIndexOf('<', ident.index);
  return /^<(?:[\w.-]{1,40}:)?application\s/.test(head.slice(tag, tag + 80));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What an instruction holds in the form of attributes. */
export function pseudoAttributes(data: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of data.matchAll(/([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const value = double ?? single ?? '';
    found.set(
      name!,
      value.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity: string) => ENTITIES[entity]!),
    );
  }
  return found;
}
