/** Casting of atomic values (Functions and Operators 3.1, §19): what a text may be, XML Schema's datatypes say. */
import { createDatatype, type Datatype, XSD_DATATYPES } from '../../../datatypes/index.js';
import { splitQName } from '../../../datatypes/names.js';
import { XSD_NAMESPACE } from '../../../xml/known-namespaces.js';
import { collapseSpace, replaceSpace, tokens } from '../../../xml/white-space.js';
import { Decimal } from '../atomic/decimal.js';
import { Duration } from '../atomic/duration.js';
import { castTemporal, isTemporalType, parseTemporal, type Temporal } from '../atomic/temporal.js';
import { XPathDynamicError } from '../errors.js';
import { expandedName, type Scope } from '../scope.js';
import { parseBoolean, parseDouble, shortened } from '../values.js';
import { asDecimal, asNumber, isNumeric } from './numeric.js';
import { textOfAtomic } from './text.js';
import { Atomic, type AtomicType, isDerived, type Plain, type Primitive, primitiveOf, type Values } from './value.js';

/** The types that are lists, with those of their items. */
const LISTS: Readonly<Record<string, AtomicType>> = { NMTOKENS: 'NMTOKEN', IDREFS: 'IDREF', ENTITIES: 'ENTITY' };

/** The type of the items where a name is that of a list. */
export function castNames(name: string, scope: Scope): AtomicType | undefined {
  const { uri, local } = expandedName(name, scope);
  return uri === XSD_NAMESPACE && Object.hasOwn(LISTS, local) ? LISTS[local] : undefined;
}

export function decimalLiteral(text: string): Atomic {
  return new Atomic('decimal', Decimal.parse(text)!, 'decimal');
}

/** As {@link castAtomic}, where prefixes have a meaning and a text may be a list. */
export function castTo(atom: Atomic, type: AtomicType, scope: Scope, isList: boolean): Values {
  if (isList) return tokens(textOfAtomic(atom)).map((word) => fromText(word, type));
  if (type === 'QName' && isTextual(atom)) return [qNameFrom(textOfAtomic(atom).trim(), scope)];
  return [castAtomic(atom, type)];
}

function qNameFrom(text: string, scope: Scope): Atomic {
  const name = splitQName(text);
  if (name === undefined) throw invalid(text, 'QName');
  const { uri } = name.prefix === '' ? { uri: '' } : expandedName(text, scope);
  return new Atomic('QName', { ...name, uri }, 'QName');
}

function isTextual({ primitive }: Atomic): boolean {
  return primitive === 'string' || primitive === 'untypedAtomic';
}

/** @throws XPathDynamicError where the value is none of the type (FORG0001), or the types have nothing in common (XPTY0004). */
export function castAtomic(atom: Atomic, type: AtomicType): Atomic {
  if (atom.type === type) return atom;
  if (isDerived(type, 'string') || type === 'untypedAtomic') return asText(textOfAtomic(atom), type);
  if (isTextual(atom)) return fromText(atom.plain as string, type);
  const primitive = primitiveOf(type)!;
  const plain = convertedPlain(atom, primitive);
  if (plain === undefined)
    throw new XPathDynamicError(`a value of the type xs:${atom.type} cannot become one of xs:${type}`);
  const cast = new Atomic(type, plain, primitive);
  if (type !== primitive && !isOfDerived(textOfAtomic(cast), plain, type)) throw invalid(textOfAtomic(atom), type);
  return cast;
}

function noPrefix(): undefined {
  return undefined;
}

function asText(text: string, type: AtomicType): Atomic {
  if (type === 'string' || type === 'untypedAtomic') return new Atomic(type, text, type);
  const value = type === 'normalizedString' ? replaceSpace(text) : collapseSpace(text);
  // What an ENTITY is, a document type declares, and here is none.
  const isOf = datatypeOf(type === 'ENTITY' ? 'NCName' : type).allows(value, noPrefix);
  if (!isOf) throw invalid(text, type);
  return new Atomic(type, value, 'string');
}

function datatypeOf(type: AtomicType): Datatype {
  const result = createDatatype(XSD_DATATYPES, type, []);
  if (!result.ok) throw new Error(result.reason);
  return result.datatype;
}

function invalid(text: string, type: AtomicType): XPathDynamicError {
  const result = createDatatype(XSD_DATATYPES, type, []);
  const why = result.ok ? result.datatype.fault?.(text, noPrefix)?.words : undefined;
  return new XPathDynamicError(`“${shortened(text)}” is no xs:${type}${why === undefined ? '' : `: ${why}`}`);
}

function fromText(text: string, type: AtomicType): Atomic {
  if (isDerived(type, 'string')) return asText(text, type);
  const primitive = primitiveOf(type)!;
  const lexical = collapseSpace(text);
  const plain = read(lexical, primitive);
  if (plain === undefined || (type !== primitive && !isOfDerived(lexical, plain, type))) throw invalid(text, type);
  return new Atomic(type, plain, primitive);
}

function isOfDerived(lexical: string, plain: Plain, type: AtomicType): boolean {
  if (type === 'dateTimeStamp') return (plain as Temporal).zone !== undefined;
  return datatypeOf(type).allows(lexical, noPrefix);
}

/** Undefined where the text is no value of the type. */
function read(text: string, primitive: Primitive): Plain | undefined {
  switch (primitive) {
    case 'boolean':
      return parseBoolean(text);
    case 'integer':
      return /^[+-]?\d+$/.test(text) ? BigInt(text.replace(/^\+/, '')) : undefined;
    case 'decimal':
      return Decimal.parse(text);
    case 'double':
      return parseDouble(text);
    case 'float': {
      const value = parseDouble(text);
      return value === undefined ? undefined : Math.fround(value);
    }
    case 'duration':
    case 'yearMonthDuration':
    case 'dayTimeDuration':
      return Duration.parse(text, primitive);
    case 'hexBinary':
      return /^(?:[0-9a-fA-F]{2})*$/.test(text)
        ? text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
        : undefined;
    case 'base64Binary':
      return datatypeOf('base64Binary').allows(text, noPrefix) ? atob(text.replaceAll(' ', '')) : undefined;
    case 'anyURI':
      return text;
    case 'string':
    case 'untypedAtomic':
    case 'QName':
    case 'NOTATION':
      return undefined;
    default:
      return parseTemporal(primitive, text);
  }
}

/** Undefined where the types have nothing in common. */
function convertedPlain(atom: Atomic, to: Primitive): Plain | undefined {
  const { primitive: from, plain } = atom;
  if (from === to) return plain;
  if (from === 'boolean' && isNumericType(to))
    return numberAs(new Atomic('integer', plain === true ? 1n : 0n, 'integer'), to);
  if (isNumeric(atom)) return to === 'boolean' ? truthOf(atom) : isNumericType(to) ? numberAs(atom, to) : undefined;
  if (plain instanceof Duration) return plain.as(to);
  if (from === 'hexBinary' || from === 'base64Binary')
    return to === 'hexBinary' || to === 'base64Binary' ? plain : undefined;
  if (isTemporalType(from) && isTemporalType(to)) return castTemporal(plain as Temporal, to);
  return undefined;
}

function isNumericType(type: Primitive): type is 'integer' | 'decimal' | 'float' | 'double' {
  return type === 'integer' || type === 'decimal' || type === 'float' || type === 'double';
}

function truthOf(atom: Atomic): boolean {
  const number = atom.plain instanceof Decimal ? (atom.plain.isZero ? 0 : 1) : asNumber(atom);
  return number !== 0 && !Number.isNaN(number);
}

function numberAs(atom: Atomic, to: 'integer' | 'decimal' | 'float' | 'double'): Plain {
  if (to === 'double') return asNumber(atom);
  if (to === 'float') return Math.fround(asNumber(atom));
  const { plain } = atom;
  if (typeof plain === 'number') {
    if (!Number.isFinite(plain)) throw new XPathDynamicError(`${textOfAtomic(atom)} is no whole number and no decimal`);
    return to === 'integer' ? BigInt(Math.trunc(plain)) : Decimal.fromNumber(plain);
  }
  return to === 'integer' ? asDecimal(atom).toInteger() : asDecimal(atom);
}
