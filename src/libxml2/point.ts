/** Files of a schema that lie elsewhere than their names say: libxml2 is told where, for it asks by names alone. */
import { decodeText } from '../encoding.js';
import { escapeAttribute } from '../xml/escape.js';
import type { XmlAttribute } from '../xml/events.js';

/** An attribute that names a file, and the absolute URI that it had. */
export interface Move {
  readonly attribute: Pick<XmlAttribute, 'line' | 'column' | 'endLine' | 'endColumn'>;
  readonly uri: string;
}

/**
 * A schema in XML with attributes that name files made to name other addresses; its lines stay where they are.
 *
 * @param moves in the order of the file.
 */
export function pointElsewhere(content: Uint8Array, moves: readonly Move[]): Uint8Array {
  const { text } = decodeText(content);
  const lines = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = (line: number, column: number) => (lines[line - 1] ?? text.length) + column - 1;
  let made = '';
  let done = 0;
  for (const { attribute, uri } of moves) {
    const from = offset(attribute.line, attribute.column);
    const to = offset(attribute.endLine, attribute.endColumn);
    const [, name] = /^([^\s=<>&]+)\s*=\s*["']/.exec(text.slice(from, to)) ?? [];
    // What an entity holds stands elsewhere than its place says.
    if (name === undefined || from < done) continue;
    const blankLines = '\n'.repeat(attribute.endLine - attribute.line);
    made += `${text.slice(done, from)}${name}="${escapeAttribute(uri)}"${blankLines}`;
    done = to;
  }
  // It is UTF-8 now, whatever it was.
  const declared = /^(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/;
  return new TextEncoder().encode((made + text.slice(done)).replace(declared, '$1'));
}

/** A part of a DTD that takes in another file and nothing else. */
export function standIn(uri: string, number: number): Uint8Array {
  const name = `teigram-moved-${number}`;
  return new TextEncoder().encode(`<!ENTITY % ${name} SYSTEM "${escapeAttribute(uri)}">%${name};`);
}
