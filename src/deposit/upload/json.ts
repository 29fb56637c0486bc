/** Looking into the JSON of a server, of which nothing is sure. */
import { UnexpectedAnswer } from './failure.js';

/** What stands at a path; undefined where the path ends. */
export function at(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** A text or number that must be there. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, ...path);
  if (typeof found === 'string') return found;
  if (typeof found === 'number') return String(found);
  throw new UnexpectedAnswer(`there is no ${path.join('.')} in its answer`);
}

/** The `id` of an item of a list, a text or a number; none where it has none. */
export function idOf(item: unknown): readonly string[] {
  const id = at(item, 'id');
  return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
}

/** A list; empty where there is none. */
export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** What a server says of its error: the message, and what it says of single fields. */
export function errorWords(body: string): string {
  const parsed = parse(body);
  const message = at(parsed, 'message');
  const fields = listAt(parsed, 'errors').map(fieldError);
  const words = [...(typeof message === 'string' ? [message] : []), ...fields];
  return words.length > 0 ? words.join('; ') : withoutTags(body).slice(0, 300);
}

/** `metadata.title: Missing data for required field.` */
export function fieldError(error: unknown): string {
  const messages = [at(error, 'message'), ...listAt(error, 'messages')].filter((text) => typeof text === 'string');
  const field = at(error, 'field');
  return `${typeof field === 'string' ? `${field}: ` : ''}${messages.join(' ')}`;
}

export function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Proxies answer in HTML. */
function withoutTags(body: string): string {
  return body
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
