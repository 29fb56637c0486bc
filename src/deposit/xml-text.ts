/** Small XML as text: a tree of plain objects, written with line ends between elements and none inside texts. */
import { escapeAttribute, escapeText } from '../xml/escape.js';

/** Elements are written on lines of their own, unless text stands among them. */
export type XmlContent = string | readonly (XmlElement | string | undefined)[];

/** An element with text, with elements, or empty. */
export interface XmlElement {
  readonly name: string;
  /** Undefined values are left out. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly content?: XmlContent;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element for {@link xmlText}. */
export function element(
  name: string,
  attributes: XmlElement['attributes'] = {},
  content?: XmlElement['content'],
): XmlElement {
  return { name, attributes, ...(content === undefined ? {} : { content }) };
}

/** As {@link element}, or nothing where its content would be nothing. */
export function elementOf(name: string, content: readonly (XmlElement | undefined)[]): XmlElement | undefined {
  return content.some((child) => child !== undefined) ? element(name, {}, content) : undefined;
}

/** The element with all in it, ending in a line end. Text and values of any characters read back as they were, but for those that XML cannot hold. */
export function xmlText({ name, attributes = {}, content }: XmlElement, indent = ''): string {
  const tag = `${indent}<${name}${attributeText(attributes)}`;
  if (content === undefined || content.length === 0) return `${tag}/>\n`;
  if (typeof content === 'string') return `${tag}>${escapeText(content)}</${name}>\n`;
  if (content.some((child) => typeof child === 'string')) return `${tag}>${content.map(inline).join('')}</${name}>\n`;
  const children = content.map((child) => (typeof child === 'object' ? xmlText(child, `${indent}  `) : ''));
  return `${tag}>\n${children.join('')}${indent}</${name}>\n`;
}

function inline(child: XmlElement | string | undefined): string {
  if (child === undefined) return '';
  return typeof child === 'string' ? escapeText(child) : xmlText(child).trimEnd();
}

/** The start tag alone, for elements that are written piece by piece. */
export function startTag(name: string, attributes: XmlElement['attributes'] = {}): string {
  return `<${name}${attributeText(attributes)}>`;
}

function attributeText(attributes: NonNullable<XmlElement['attributes']>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`))
    .join('');
}
