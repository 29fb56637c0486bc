/** The header is data, not running text: each element on a line of its own. */
import type { XmlAttributes, XmlTree } from './xml-tree.js';

/** An element with text only, or empty. */
export function line(xml: XmlTree, name: string, attributes?: XmlAttributes, text?: string): void {
  xml.element(name, attributes, text);
  xml.text('\n');
}

/** An element that holds elements. */
export function container(xml: XmlTree, name: string, attributes: XmlAttributes | undefined, write: () => void): void {
  xml.open(name, attributes);
  xml.text('\n');
  write();
  xml.close();
  xml.text('\n');
}
