/** What a report in SVRL says, a line a finding: the form in which Saxon and teigram are compared with the battery. */
import { attributeValue, ELEMENT, type ElementNode, nextWithin, stringValue } from '../../../src/schematron/tree.js';
import { buildTree } from '../../../src/schematron/tree-builder.js';

const SVRL = 'http://purl.oclc.org/dsdl/svrl';
const FINDINGS = new Set(['failed-assert', 'successful-report']);
const SHOWN = ['id', 'role', 'flag', 'see'] as const;

/** Elements below the root in their order, by name and namespace. */
export function* elements(xml: string): Generator<ElementNode> {
  const { document, diagnostics } = buildTree(xml);
  if (document === undefined) throw new Error(diagnostics[0]?.message);
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
    if (at.kind === ELEMENT) yield at;
  }
}

/** The line of a finding; undefined for what is none. */
export function findingLine(element: ElementNode): string | undefined {
  if (element.name.uri !== SVRL || !FINDINGS.has(element.name.local)) return undefined;
  const attributes = SHOWN.flatMap((name) => {
    const value = attributeValue(element, '', name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const texts: string[] = [];
  for (let child = element.firstChild; child !== undefined; child = child.next) {
    if (child.kind !== ELEMENT) continue;
    const text = stringValue(child).replace(/\s+/g, ' ').trim();
    const reference = attributeValue(child, '', 'diagnostic') ?? attributeValue(child, '', 'property');
    if (child.name.local === 'text') texts.unshift(text);
    else texts.push(`(${reference}: ${text})`);
  }
  const said = [...texts, ...(attributes.length > 0 ? [`[${attributes.join(' ')}]`] : [])].join(' ');
  return `${place(attributeValue(element, '', 'location') ?? '')}: ${said}`;
}

/** `/Q{}box[1]/Q{}item[2]` as `/box/item[2]`. */
function place(location: string): string {
  return location.replaceAll('Q{}', '').replaceAll('[1]', '').replaceAll("'", '');
}
