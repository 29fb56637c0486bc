import { XSD_DATATYPES } from '../../datatypes/types.js';
import type { UriAttributes, UriUse } from '../../engine/contract.js';
import { attributePatterns } from './expectations.js';
import { listedNames } from './name-class.js';
import type { ElementPattern, Pattern } from './pattern.js';
import { forEachOperand } from './reachable.js';

/** The attributes whose values the schema types as `xsd:anyURI`, by the names that elements are listed under. */
export function findUriAttributes(elements: Iterable<ElementPattern>): UriAttributes {
  const found = new Map<string, UriUse>();
  for (const { content } of elements) {
    for (const { nameClass, value } of attributePatterns(content)) {
      const use = uriUse(value);
      if (use === undefined) continue;
      for (const { uri, local } of listedNames(nameClass)) {
        const known = found.get(`${uri} ${local}`);
        found.set(`${uri} ${local}`, known === undefined ? use : merge(known, use));
      }
    }
  }
  return found;
}

/** Another declaration of the same attribute, as the same element may have elsewhere. */
function merge(a: UriUse, b: UriUse): UriUse {
  return { list: a.list || b.list, only: a.only && b.only };
}

function uriUse(value: Pattern): UriUse | undefined {
  const seen = new Set<Pattern>();
  let list = false;
  let uris = 0;
  let others = 0;
  const visit = (p: Pattern): void => {
    if (seen.has(p)) return;
    seen.add(p);
    if (p.kind === 'list') list = true;
    if (p.kind === 'data' && p.datatype.library === XSD_DATATYPES && p.datatype.name === 'anyURI') uris++;
    else if (p.kind === 'data' || p.kind === 'value' || p.kind === 'text') others++;
    else forEachOperand(p, visit);
  };
  visit(value);
  return uris === 0 ? undefined : { list, only: others === 0 };
}
