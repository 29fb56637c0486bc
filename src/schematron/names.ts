/** The schema's own names: which elements are Schematron's, and attributes whose white space says nothing. */
import type { XmlName } from '../xml/events.js';
import { OLD_SCHEMATRON_NAMESPACE, SCHEMATRON_NAMESPACE } from '../xml/known-namespaces.js';
import { tokens, trimXmlSpace } from '../xml/white-space.js';
import { attributeValue, type ElementNode } from './tree.js';

/** Whether a name is of Schematron: of the standard, or of 1.5 and 1.6 before it, whose elements have the same names. */
export function isSchematron({ uri }: Pick<XmlName, 'uri'>): boolean {
  return uri === SCHEMATRON_NAMESPACE || uri === OLD_SCHEMATRON_NAMESPACE;
}

/** An attribute of type NCName, ID or the like: white space around it is none of its value (XML Schema part 2, §4.3.6). */
export function nameAttribute(element: ElementNode, local: string): string | undefined {
  const value = attributeValue(element, '', local);
  return value === undefined ? undefined : trimXmlSpace(value);
}

/** The names in an attribute that holds several. */
export function namesAttribute(element: ElementNode, local: string): readonly string[] {
  return tokens(attributeValue(element, '', local) ?? '');
}

export function isAbstract(element: ElementNode): boolean {
  return nameAttribute(element, 'abstract') === 'true';
}
