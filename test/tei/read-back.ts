/** The XML as its readers see it. */
import { type Element, parseXmlDocument } from 'slimdom';
import { type TeiOptions, toTei } from '../../src/tei/index.js';
import type { Telegram } from '../../src/telegram/model.js';

/** The document element of the TEI, by a parser that shares nothing with ours. */
export function tei(telegram: Telegram, options?: TeiOptions): Element {
  return parseXmlDocument(toTei(telegram, options)).documentElement!;
}

/** The first element of this name, in document order. */
export function first(element: Element, name: string): Element | undefined {
  return all(element, name)[0];
}

export function all(element: Element, name: string): Element[] {
  return element.getElementsByTagName(name);
}

/** What stands between `<div type="document" …>` and its end, as written. */
export function written(telegram: Telegram, options?: TeiOptions): string {
  const xml = toTei(telegram, options);
  const start = xml.indexOf('>', xml.indexOf('<body>') + 7) + 1;
  return xml.slice(start, xml.lastIndexOf('</div>')).trim();
}

/** An element's attributes as an object. */
export function attributes(element: Element): Record<string, string> {
  return Object.fromEntries(element.attributes.map(({ name, value }) => [name, value]));
}
