/** Reads the attributes of a schema's elements, as §3 allows them. */
import type { Code } from '../../codes/index.js';
import type { Diagnostic } from '../../diagnostics.js';
import { shortened } from '../../shown.js';
import type { XmlAttribute } from '../../xml/events.js';
import { RELAXNG_NAMESPACE } from '../../xml/known-namespaces.js';
import { trimXmlSpace } from '../../xml/white-space.js';
import { display, NAME_ADVICE } from './advice.js';
import { isDatatypeLibraryUri, isNCName, isQName } from './lexical.js';
import { schemaDiagnostic } from './report.js';
import type { AttributeForm, ElementRule } from './rules.js';
import type { SchemaPosition } from './tree.js';

const NONE: ReadonlyMap<string, string> = new Map();

export class AttributeReader {
  readonly #uri: string;
  readonly #report: (diagnostic: Diagnostic) => void;
  /** Attributes of elements that have one only, by the element's rule and the value. */
  readonly #single = new Map<ElementRule, Map<string, ReadonlyMap<string, string>>>();

  /** @param uri the schema file. */
  constructor(uri: string, report: (diagnostic: Diagnostic) => void) {
    this.#uri = uri;
    this.#report = report;
  }

  /** The unprefixed attributes that the element may have, by name; those it may not have are reported, as are those it lacks. */
  read(
    element: string,
    attributes: readonly XmlAttribute[],
    rule: ElementRule,
    position: SchemaPosition,
  ): ReadonlyMap<string, string> {
    const found = this.#readAll(element, attributes, rule);
    if (rule.required !== undefined && !found.has(rule.required)) {
      this.#report(schemaDiagnostic('schema-attribute-missing', describeMissing(element, rule.required), position));
    }
    return found;
  }

  #readAll(element: string, attributes: readonly XmlAttribute[], rule: ElementRule): ReadonlyMap<string, string> {
    const [only] = attributes;
    if (only === undefined) return NONE;
    if (attributes.length === 1 && only.name.uri === '') return this.#readOnly(element, only, rule);
    const found = new Map<string, string>();
    for (const attribute of attributes) {
      const { uri, local } = attribute.name;
      if (uri !== '' && uri !== RELAXNG_NAMESPACE) continue;
      if (this.#check(element, attribute, rule) !== 'unknown') found.set(local, attribute.value);
    }
    return found;
  }

  /** Most elements have one attribute, and thousands the same: what was right once is not checked again, nor kept twice. */
  #readOnly(element: string, attribute: XmlAttribute, rule: ElementRule): ReadonlyMap<string, string> {
    const { name, value } = attribute;
    let known = this.#single.get(rule);
    if (known === undefined) {
      known = new Map();
      this.#single.set(rule, known);
    }
    const shared = known.get(value);
    if (shared?.has(name.local)) return shared;
    const verdict = this.#check(element, attribute, rule);
    if (verdict === 'unknown') return NONE;
    const made = new Map([[name.local, value]]);
    if (verdict === 'right') known.set(value, made);
    return made;
  }

  #check(element: string, attribute: XmlAttribute, rule: ElementRule): 'right' | 'wrong' | 'unknown' {
    const { uri, local } = attribute.name;
    const form = uri === '' && Object.hasOwn(rule.attributes, local) ? rule.attributes[local] : undefined;
    if (form !== undefined) return this.#judge(attribute, 'schema-attribute-value', faultOf(element, attribute, form));
    if (uri === '' && local === 'ns') return 'right';
    if (uri === '' && local === 'datatypeLibrary') {
      return this.#judge(attribute, 'schema-attribute-value', faultOfLibrary(attribute.value));
    }
    const allowed = [...Object.keys(rule.attributes), 'ns', 'datatypeLibrary'].sort().join(', ');
    const message = `<${element}> has no attribute ${display(attribute.name)}; it may have ${allowed}, and attributes of other namespaces as notes.`;
    this.#judge(attribute, 'schema-attribute-not-allowed', message);
    return 'unknown';
  }

  #judge({ line, column }: XmlAttribute, code: Code, fault: string | undefined): 'right' | 'wrong' {
    if (fault === undefined) return 'right';
    this.#report(schemaDiagnostic(code, fault, { uri: this.#uri, line, column }));
    return 'wrong';
  }
}

/** What is wrong with the value, in words. An `href` is judged where it is followed, for both syntaxes. */
function faultOf(element: string, attribute: XmlAttribute, form: AttributeForm): string | undefined {
  const value = trimXmlSpace(attribute.value);
  const subject = `the ${attribute.name.local} "${shortened(value)}" of <${element}>`;
  switch (form) {
    case 'qname':
      return isQName(value) ? undefined : `${subject} is not a name that XML allows. ${NAME_ADVICE}`;
    case 'ncname':
      return isNCName(value)
        ? undefined
        : `${subject} is not a plain name. ${NAME_ADVICE} A colon may not stand in it.`;
    case 'combine':
      return value === 'choice' || value === 'interleave'
        ? undefined
        : `${subject} must be "choice" or "interleave": it says how definitions of the same name are joined.`;
    case 'href':
      return undefined;
  }
}

function faultOfLibrary(uri: string): string | undefined {
  if (isDatatypeLibraryUri(uri)) return undefined;
  return `the datatypeLibrary "${shortened(uri)}" is not a full URI without a fragment. For the XML Schema datatypes write http://www.w3.org/2001/XMLSchema-datatypes.`;
}

function describeMissing(element: string, attribute: string): string {
  const whatFor: Readonly<Record<string, string>> = {
    name:
      element === 'param'
        ? 'what it restricts, such as minInclusive or pattern'
        : `the name that it ${element === 'define' ? 'defines' : 'refers to'}`,
    href: 'the address of the file to read',
    type: 'the name of the datatype, such as token or date',
  };
  return `<${element}> needs the attribute ${attribute}: ${whatFor[attribute]}.`;
}
