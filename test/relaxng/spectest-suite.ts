/** Reads James Clark's test suite for RELAX NG: cases with correct or incorrect schemas, and documents. */
import { type Element, parseXmlDocument, serializeToWellFormedString } from 'slimdom';

export interface SpecCase {
  /** One-based, in document order. */
  readonly number: number;
  readonly section: string;
  /** The content of the files that the schemas refer to, by path. */
  readonly resources: ReadonlyMap<string, string>;
  readonly schemas: readonly { readonly text: string; readonly correct: boolean }[];
  readonly documents: readonly { readonly text: string; readonly valid: boolean }[];
}

export function readSuite(xml: string): SpecCase[] {
  const cases: SpecCase[] = [];
  const visit = (suite: Element): void => {
    for (const child of suite.children) {
      if (child.localName === 'testSuite') visit(child);
      else if (child.localName === 'testCase') cases.push(readCase(child, cases.length + 1));
    }
  };
  const root = parseXmlDocument(xml).documentElement;
  if (root !== null) visit(root);
  return cases;
}

function readCase(element: Element, number: number): SpecCase {
  const children = (name: string): Element[] => element.children.filter((child) => child.localName === name);
  const resources = new Map<string, string>();
  collectResources(element, '', resources);
  return {
    number,
    section: children('section')
      .map((section) => section.textContent)
      .join(', '),
    resources,
    schemas: [
      ...children('correct').map((schema) => ({ text: contentOf(schema), correct: true })),
      ...children('incorrect').map((schema) => ({ text: contentOf(schema), correct: false })),
    ],
    documents: [
      ...children('valid').map((document) => ({ text: contentOf(document), valid: true })),
      ...children('invalid').map((document) => ({ text: contentOf(document), valid: false })),
    ],
  };
}

function collectResources(element: Element, folder: string, into: Map<string, string>): void {
  for (const child of element.children) {
    const path = `${folder}${child.getAttribute('name') ?? ''}`;
    if (child.localName === 'resource') into.set(path, contentOf(child));
    else if (child.localName === 'dir') collectResources(child, `${path}/`, into);
  }
}

function contentOf(element: Element): string {
  const [content] = element.children;
  return content === undefined ? '' : serializeToWellFormedString(content);
}
