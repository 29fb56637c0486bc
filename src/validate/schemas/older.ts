/** The schemas that a document names in the ways that were usual before `xml-model`, and beside it. */
import type { XmlAttribute, XmlLocator } from '../../xml/events.js';
import { RELAXNG_NAMESPACE, SCHEMATRON_NAMESPACE, XSD_NAMESPACE, XSI_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';
import { tokens } from '../../xml/white-space.js';
import { PROLOG_LENGTH, pseudoAttributes, type SchemaHint } from './xml-model.js';

/** Schemas that a document names in one of these ways. */
export interface OlderHints {
  readonly hints: readonly SchemaHint[];
  /** What names them, for a sentence: `its DOCTYPE`. */
  readonly by: string;
  /** Whether they are taken from this disk alone: most documents name a DTD on the web and mean no more by it than its name. */
  readonly localOnly: boolean;
}

/** Thrown where the root begins: what follows is of no interest. */
const ROOT = new Error('The root element begins.');

/** @returns each way that names any, the one that counts first in front. */
export function olderHints(text: string): readonly OlderHints[] {
  const prolog = text.slice(0, PROLOG_LENGTH);
  const oxygen: SchemaHint[] = [];
  let located: OlderHints[] = [];
  let doctype: OlderHints[] = [];
  let locator: XmlLocator | undefined;
  const place = () => ({ line: locator?.line ?? 1, column: locator?.column ?? 1 });
  const parser = new XmlParser({
    startDocument(given) {
      locator = given;
    },
    processingInstruction(target, data) {
      if (target === 'oxygen') oxygen.push(...oxygenHints(data, place()));
    },
    doctype({ systemId }) {
      if (systemId === undefined) return;
      const subset = internalSubset(prolog, locator!);
      const hint = { href: systemId, type: 'application/xml-dtd', ...place(), ...(subset === '' ? {} : { subset }) };
      doctype = [{ hints: [hint], by: 'its DOCTYPE', localOnly: true }];
    },
    startElement({ uri }, attributes) {
      located = locationHints(attributes, uri);
      throw ROOT;
    },
  });
  try {
    parser.write(prolog);
  } catch (error) {
    if (error !== ROOT) throw error;
  }
  const instructed = { hints: oxygen, by: 'its <?oxygen?> instruction', localOnly: false };
  return [...(oxygen.length > 0 ? [instructed] : []), ...located, ...doctype];
}

/** `<?oxygen RNGSchema="tei.rnc" type="compact"?>`, `<?oxygen SCHSchema="rules.sch"?>`. */
function* oxygenHints(data: string, place: Pick<SchemaHint, 'line' | 'column'>): Generator<SchemaHint> {
  const pseudo = pseudoAttributes(data);
  const [rng, sch] = [pseudo.get('RNGSchema'), pseudo.get('SCHSchema')];
  const compact = pseudo.get('type') === 'compact' ? { type: 'application/relax-ng-compact-syntax' } : {};
  if (rng !== undefined) yield { href: rng.trim(), schematypens: RELAXNG_NAMESPACE, ...compact, ...place };
  if (sch !== undefined) {
    const phase = pseudo.get('phase');
    yield { href: sch.trim(), schematypens: SCHEMATRON_NAMESPACE, ...(phase === undefined ? {} : { phase }), ...place };
  }
}

/** `xsi:schemaLocation`, pairs of a namespace and an address, and `xsi:noNamespaceSchemaLocation` (XML Schema part 1, §4.3.2). */
function locationHints(attributes: readonly XmlAttribute[], rootNamespace: string): OlderHints[] {
  const pairs = attributes.filter(({ name }) => name.uri === XSI_NAMESPACE).flatMap(pairsOf);
  if (pairs.length === 0) return [];
  // The schema of the root element judges; what else is named it knows besides.
  const own = pairs.find(({ namespace }) => namespace === rootNamespace) ?? pairs[0]!;
  const imports = pairs.filter((pair) => pair !== own);
  const { href, attribute, namespace } = own;
  const { line, column, name } = attribute;
  const others = imports.length === 0 ? {} : { imports: [{ namespace, href }, ...imports] };
  const hint = { href, schematypens: XSD_NAMESPACE, line, column, ...others };
  return [{ hints: [hint], by: `its ${name.prefix}:${name.local}`, localOnly: false }];
}

interface LocationPair {
  readonly namespace: string;
  readonly href: string;
  readonly attribute: XmlAttribute;
}

function pairsOf(attribute: XmlAttribute): readonly LocationPair[] {
  const words = tokens(attribute.value);
  if (attribute.name.local === 'noNamespaceSchemaLocation') {
    return words.slice(0, 1).map((href) => ({ namespace: '', href, attribute }));
  }
  if (attribute.name.local !== 'schemaLocation') return [];
  return words.flatMap((href, i) => (i % 2 === 1 ? [{ namespace: words[i - 1]!, href, attribute }] : []));
}

/** What a document declares before its DTD does, as far as that changes the DTD: TEI P4 chooses its modules so. */
function internalSubset(prolog: string, { line, column, endLine, endColumn }: XmlLocator): string {
  const lines = prolog.split(/\r\n?|\n/).slice(line - 1, endLine);
  const last = lines.length - 1;
  if (last < 0) return '';
  lines[last] = lines[last]!.slice(0, endColumn - 1);
  lines[0] = lines[0]!.slice(column - 1);
  const written = /^<!DOCTYPE(?:"[^"]*"|'[^']*'|[^"'[])*\[([\s\S]*)\]\s*>$/.exec(lines.join('\n'))?.[1] ?? '';
  return /<!(?:ELEMENT|ATTLIST)\b|<!ENTITY\s+%/.test(written) ? written : '';
}
