/** `include` and `extends href` (ISO/IEC 19757-3, §5.4.4 and §5.4.13), `xsl:include` and `xsl:import`, and the finding of rules among RELAX NG. */

import type { Diagnostic } from '../diagnostics.js';
import { displayName, resolveHref } from '../engine/source.js';
import { RELAXNG_NAMESPACE, XML_NAMESPACE, XSLT_NAMESPACE } from '../xml/known-namespaces.js';
import * as messages from './messages.js';
import { isSchematron } from './names.js';
import { placeOf, type Sources, withoutFragment } from './source.js';
import {
  attributeValue,
  type DocumentNode,
  ELEMENT,
  type ElementNode,
  nextOutside,
  nextWithin,
  rootElement,
} from './tree.js';

/** An element of the schema and the file that it stands in. */
export interface Part {
  readonly element: ElementNode;
  readonly uri: string;
}

/** Files that include each other twice double at each level: so many parts, and includes, are read. */
const MOST_PARTS = 200_000;

export class Includes {
  readonly #sources: Sources;
  readonly #diagnostics: Diagnostic[];
  readonly #children = new Map<ElementNode, readonly Part[]>();
  #parts = 0;

  constructor(sources: Sources, diagnostics: Diagnostic[]) {
    this.#sources = sources;
    this.#diagnostics = diagnostics;
  }

  /** The children of Schematron and XSLT, each include replaced by what it includes. */
  children(part: Part): readonly Part[] {
    let children = this.#children.get(part.element);
    if (children === undefined) {
      const gathered: Part[] = [];
      this.#gather(part, [], gathered);
      children = gathered;
      this.#children.set(part.element, children);
    }
    return children;
  }

  /** Counts one more part of the schema; whether it is still of a size that a schema may have. */
  count(part: Part): boolean {
    this.#parts++;
    if (this.#parts === MOST_PARTS + 1)
      this.#diagnostics.push(messages.schemaTooLarge(placeOf(part.element, part.uri)));
    return this.#parts <= MOST_PARTS;
  }

  #gather({ element, uri }: Part, within: readonly string[], children: Part[]): void {
    for (let child = element.firstChild; child !== undefined; child = child.next) {
      if (child.kind !== ELEMENT || !isRulePart(child)) continue;
      const part: Part = { element: child, uri };
      const href = isInclusion(child) ? attributeValue(child, '', 'href') : undefined;
      if (href === undefined) {
        if (!this.count(part)) return;
        children.push(part);
        continue;
      }
      this.#include(part, href, within, children);
    }
  }

  #include(part: Part, href: string, within: readonly string[], children: Part[]): void {
    if (!this.count(part)) return;
    const { element, uri } = part;
    const place = placeOf(element, uri);
    const asked = resolveHref(href, uri);
    const document = this.#sources.documents.get(withoutFragment(asked) ?? '');
    // Why a file is missing has been said when it was read.
    if (asked === undefined || document?.uri === undefined) return;
    const target = document.uri + asked.replace(/^[^#]*/, '');
    if (within.includes(target) || document.uri === withoutFragment(this.#sources.root)) {
      this.#diagnostics.push(messages.includeCycle(displayName(target), place));
      return;
    }
    const included = elementOf(document, target);
    if (included === undefined) {
      this.#diagnostics.push(messages.referenceMissing('element with the id', target.replace(/^[^#]*#/, ''), place));
      return;
    }
    const inner = [...within, target];
    const found: Part = { element: included, uri: document.uri };
    const isContainer = element.name.local !== 'include' || CONTAINERS.has(included.name.local);
    if (isContainer) this.#gather(found, inner, children);
    else this.#expand(found, inner, children);
  }

  /** An included element, which may itself be an include. */
  #expand(part: Part, within: readonly string[], children: Part[]): void {
    const href = isInclusion(part.element) ? attributeValue(part.element, '', 'href') : undefined;
    if (href !== undefined) this.#include(part, href, within, children);
    else if (this.count(part)) children.push(part);
  }

  /** The outermost elements of Schematron in a RELAX NG schema and in those that it includes. */
  embedded(root: Part): Part[] {
    const found: Part[] = [];
    const seen = new Set<string>();
    const pending: Part[] = [root];
    for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
      const { element: top, uri } = part;
      if (seen.has(uri)) continue;
      seen.add(uri);
      for (let at = nextWithin(top, top); at !== undefined; ) {
        if (at.kind === ELEMENT && isRulePart(at)) {
          const part: Part = { element: at, uri };
          found.push(...(isWholeSchema(at) ? this.children(part) : this.#whole(part)));
          at = nextOutside(at, top);
          continue;
        }
        const next = at.kind === ELEMENT ? this.#referred(at, uri) : undefined;
        if (next !== undefined) pending.push(next);
        at = nextWithin(at, top);
      }
    }
    return found;
  }

  #whole(part: Part): Part[] {
    const parts: Part[] = [];
    this.#expand(part, [], parts);
    return parts;
  }

  #referred(element: ElementNode, uri: string): Part | undefined {
    if (
      element.name.uri !== RELAXNG_NAMESPACE ||
      (element.name.local !== 'include' && element.name.local !== 'externalRef')
    )
      return undefined;
    const href = attributeValue(element, '', 'href');
    const target = href === undefined ? undefined : withoutFragment(resolveHref(href, uri));
    const document = target === undefined ? undefined : this.#sources.documents.get(target);
    const root = document && rootElement(document);
    return root && { element: root, uri: document?.uri ?? target! };
  }
}

/** What is included of these is what they hold. */
const CONTAINERS: ReadonlySet<string> = new Set(['schema', 'library', 'stylesheet', 'transform']);

/** A schema, or a library of parts for schemas (2025). */
export function isWholeSchema({ name }: ElementNode): boolean {
  return isSchematron(name) && (name.local === 'schema' || name.local === 'library');
}

/** `include` of either language, `extends` of another file, and `xsl:import`. */
function isInclusion({ name }: ElementNode): boolean {
  if (name.local === 'include') return true;
  return isSchematron(name) ? name.local === 'extends' : name.local === 'import';
}

function isRulePart({ name }: ElementNode): boolean {
  return isSchematron(name) || name.uri === XSLT_NAMESPACE;
}

/** The element that a URI means: the root, or the one whose id is the fragment. */
function elementOf(document: DocumentNode, target: string): ElementNode | undefined {
  const hash = target.indexOf('#');
  if (hash === -1) return rootElement(document);
  const id = target.slice(hash + 1);
  for (let at = nextWithin(document, document); at !== undefined; at = nextWithin(at, document)) {
    if (at.kind !== ELEMENT) continue;
    if (attributeValue(at, '', 'id') === id || attributeValue(at, XML_NAMESPACE, 'id') === id) return at;
  }
  return undefined;
}
