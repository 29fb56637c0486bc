/** Reads what a schema takes from XSLT: functions, variables, keys (ISO/IEC 19757-3, annexes H and K). */
import { XML_NAMESPACE, XSLT_NAMESPACE } from '../../xml/known-namespaces.js';
import { isBlank } from '../../xml/white-space.js';
import type { KeyModel, LetModel } from '../model.js';
import { nameAttribute } from '../names.js';
import { placeOf } from '../source.js';
import { attributeValue, ELEMENT, type ElementNode, nextWithin, stringValue, TEXT, writtenName } from '../tree.js';
import type { Body, Branch, Expression, FunctionModel, Instruction, SortKey, ValueSource } from './model.js';

/** Instructions that cannot be run, with what and where: what holds them is given up as a whole. */
class NotRun extends Error {
  readonly element: ElementNode;

  constructor(reason: string, element: ElementNode) {
    super(reason);
    this.element = element;
  }
}

/** `xsl:function`; undefined where it has no name. */
export function readFunction(element: ElementNode, uri: string): FunctionModel | undefined {
  const name = nameAttribute(element, 'name');
  if (name === undefined) return undefined;
  const children = contentOf(element);
  const isParameter = (child: Content): child is ElementNode => typeof child === 'object' && isXslt(child, 'param');
  const parameters = children.filter(isParameter).map((parameter) => ({
    name: nameAttribute(parameter, 'name') ?? '',
    as: attributeValue(parameter, '', 'as'),
    place: placeOf(parameter, uri),
  }));
  const colon = name.indexOf(':');
  const body = orReason(uri, () =>
    readContent(
      children.filter((child) => !isParameter(child)),
      element,
      uri,
    ),
  );
  return {
    name,
    uri: element.namespaces.get(name.slice(0, Math.max(0, colon))) ?? '',
    local: name.slice(colon + 1),
    parameters,
    as: attributeValue(element, '', 'as'),
    body,
    place: placeOf(element, uri),
  };
}

/** `xsl:variable` or `xsl:param` outside of functions; undefined where it has no name. */
export function readGlobal(element: ElementNode, uri: string): LetModel | undefined {
  const name = nameAttribute(element, 'name');
  if (name === undefined) return undefined;
  const isRequired = nameAttribute(element, 'required') === 'yes';
  return {
    name,
    value: attributeValue(element, '', 'select'),
    body: isRequired
      ? { reason: 'its value is to come from the caller, and none does' }
      : orReason(uri, () => readBody(element, uri)),
    as: attributeValue(element, '', 'as'),
    namespaces: element.namespaces,
    place: placeOf(element, uri),
  };
}

/** `xsl:key`; undefined where it has no name or nothing to match. */
export function readKey(element: ElementNode, uri: string): KeyModel | undefined {
  const [name, match] = [nameAttribute(element, 'name'), attributeValue(element, '', 'match')];
  if (name === undefined || match === undefined) return undefined;
  const use = attributeValue(element, '', 'use');
  const body = orReason(uri, () => readBody(element, uri));
  // A key whose content is but a sequence says the same as one with @use.
  const [only] = Array.isArray(body) && body.length === 1 ? (body as Body) : [];
  const written = use ?? (only?.type === 'sequence' ? only.select.text : undefined);
  return { name, match, use: written, body, namespaces: element.namespaces, place: placeOf(element, uri) };
}

/** The content of `let`, which is its value as it stands: elements and text, nothing of which is run. */
export function readLiteral(element: ElementNode, uri: string): Body {
  return contentOf(element).map((child): Instruction => {
    if (typeof child === 'string') return { type: 'text', text: child, place: placeOf(element, uri) };
    return { type: 'element', element: child, place: placeOf(child, uri) };
  });
}

function orReason<T>(
  uri: string,
  read: () => T,
): T | { readonly reason: string; readonly place: ReturnType<typeof placeOf> } {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    return { reason: error.message, place: placeOf(error.element, uri) };
  }
}

type Content = ElementNode | string;

/** Elements and text; white space between elements is none (XSLT 2.0, §4.2). */
function contentOf(element: ElementNode): readonly Content[] {
  const content: Content[] = [];
  const isKept = attributeValue(element, XML_NAMESPACE, 'space') === 'preserve';
  for (let child = element.firstChild; child !== undefined; child = child.next) {
    if (child.kind === ELEMENT) content.push(child);
    else if (child.kind === TEXT && (isKept || !isBlank(child.data))) content.push(child.data);
  }
  return content;
}

/** As deep as instructions are nested by people, and more. */
const DEEPEST = 200;

function readBody(element: ElementNode, uri: string, depth = 0): Body {
  return readContent(contentOf(element), element, uri, depth);
}

function readContent(content: readonly Content[], parent: ElementNode, uri: string, depth = 0): Body {
  return content.flatMap((child): Instruction | readonly Instruction[] => {
    if (typeof child === 'string') {
      if (child.includes('{') && expandsText(parent))
        throw new NotRun('text with expressions in braces is not run', parent);
      return { type: 'text', text: child, place: placeOf(parent, uri) };
    }
    if (depth > DEEPEST) throw new NotRun('its instructions are nested too deeply', child);
    return readInstruction(child, uri, depth + 1) ?? [];
  });
}

/** Undefined for what does nothing. */
function readInstruction(element: ElementNode, uri: string, depth: number): Instruction | undefined {
  const place = placeOf(element, uri);
  if (element.name.uri !== XSLT_NAMESPACE) return { type: 'element', element: literal(element), place };
  const body = (): Body => readBody(element, uri, depth);
  switch (element.name.local) {
    case 'sequence':
    case 'copy-of':
      return { type: element.name.local, select: expression(element, 'select'), place };
    case 'value-of':
      return { type: 'value-of', value: sourceOf(element, uri, depth), separator: fixed(element, 'separator'), place };
    case 'text':
      return { type: 'text', text: stringValue(element), place };
    case 'if':
      return { type: 'choose', branches: [{ test: expression(element, 'test'), body: body() }], otherwise: [], place };
    case 'choose':
      return readChoose(element, uri, depth);
    case 'for-each': {
      const content = contentOf(element);
      const sort = content.filter((child): child is ElementNode => typeof child === 'object' && isXslt(child, 'sort'));
      const rest = readContent(
        content.filter((child) => !sort.includes(child as ElementNode)),
        element,
        uri,
        depth,
      );
      return { type: 'for-each', select: expression(element, 'select'), sort: sort.map(sortKey), body: rest, place };
    }
    case 'variable':
      return {
        type: 'variable',
        name: nameAttribute(element, 'name') ?? '',
        value: sourceOf(element, uri, depth),
        place,
      };
    case 'analyze-string':
      return readAnalyzeString(element, uri, depth);
    case 'message':
    case 'fallback':
      if (isTerminating(element)) throw new NotRun('<xsl:message terminate="yes"> would end the run', element);
      return undefined;
    default:
      throw new NotRun(`<${writtenName(element.name)}> is not run`, element);
  }
}

function readChoose(element: ElementNode, uri: string, depth: number): Instruction {
  const branches: Branch[] = [];
  let otherwise: Body = [];
  for (const child of contentOf(element)) {
    if (typeof child === 'string') continue;
    const body = readBody(child, uri, depth + 1);
    if (isXslt(child, 'when')) branches.push({ test: expression(child, 'test'), body });
    else otherwise = body;
  }
  return { type: 'choose', branches, otherwise, place: placeOf(element, uri) };
}

function readAnalyzeString(element: ElementNode, uri: string, depth: number): Instruction {
  const part = (local: string): Body => {
    const found = contentOf(element).find((child) => typeof child === 'object' && isXslt(child, local));
    return found === undefined ? [] : readBody(found as ElementNode, uri, depth + 1);
  };
  return {
    type: 'analyze-string',
    select: expression(element, 'select'),
    regex: fixed(element, 'regex') ?? '',
    flags: fixed(element, 'flags') ?? '',
    matching: part('matching-substring'),
    nonMatching: part('non-matching-substring'),
    place: placeOf(element, uri),
  };
}

function sortKey(element: ElementNode): SortKey {
  const select = attributeValue(element, '', 'select');
  return {
    select: select === undefined ? undefined : { text: select, namespaces: element.namespaces },
    descending: fixed(element, 'order') === 'descending',
    numeric: fixed(element, 'data-type') === 'number',
  };
}

function sourceOf(element: ElementNode, uri: string, depth: number): ValueSource {
  const select = attributeValue(element, '', 'select');
  return {
    select: select === undefined ? undefined : { text: select, namespaces: element.namespaces },
    body: readBody(element, uri, depth),
    as: attributeValue(element, '', 'as'),
  };
}

function expression(element: ElementNode, attribute: string): Expression {
  const text = attributeValue(element, '', attribute);
  if (text === undefined) throw new NotRun(`<${writtenName(element.name)}> has no attribute ${attribute}`, element);
  return { text, namespaces: element.namespaces };
}

/** An attribute in which XSLT allows expressions in braces, without any. */
function fixed(element: ElementNode, attribute: string): string | undefined {
  const text = attributeValue(element, '', attribute);
  const plain = text?.replaceAll('{{', '').replaceAll('}}', '') ?? '';
  if (/[{}]/.test(plain)) throw new NotRun(`expressions in @${attribute} are not run`, element);
  return text?.replaceAll('{{', '{').replaceAll('}}', '}');
}

/** An element that nothing is computed in. */
function literal(element: ElementNode): ElementNode {
  for (let at: ElementNode | undefined = element; at !== undefined; at = nextElement(at, element)) {
    if (at.name.uri === XSLT_NAMESPACE)
      throw new NotRun(`<${writtenName(at.name)}> within other elements is not run`, at);
    if (at.attributes.some(({ value }) => value.includes('{')))
      throw new NotRun('expressions in the attributes of other elements are not run', at);
  }
  return element;
}

function nextElement(from: ElementNode, top: ElementNode): ElementNode | undefined {
  let at = nextWithin(from, top);
  while (at !== undefined && at.kind !== ELEMENT) at = nextWithin(at, top);
  return at;
}

function isXslt({ name }: ElementNode, local: string): boolean {
  return name.uri === XSLT_NAMESPACE && name.local === local;
}

function isTerminating(element: ElementNode): boolean {
  return isXslt(element, 'message') && nameAttribute(element, 'terminate') === 'yes';
}

/** Whether braces in text are expressions: `expand-text` of the element or of one around it. */
function expandsText(element: ElementNode): boolean {
  for (let at: ElementNode['parent'] = element; at !== undefined && at.kind === ELEMENT; at = at.parent) {
    const own = at.name.uri === XSLT_NAMESPACE ? '' : XSLT_NAMESPACE;
    const said = attributeValue(at, own, 'expand-text')?.trim();
    if (said !== undefined) return said === 'yes' || said === 'true' || said === '1';
  }
  return false;
}
