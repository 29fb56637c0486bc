/** The types of XML Schema Part 2 that RELAX NG schemas may use, by name. */
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { isName, isNCName, isNmtoken, splitQName } from '../names.js';
import type { NamespaceLookup } from '../types.js';
import { isAnyUri } from './any-uri.js';
import {
  base64BinaryKey,
  base64BinaryLength,
  hexBinaryKey,
  hexBinaryLength,
  isBase64Binary,
  isHexBinary,
} from './binary.js';
import { CALENDAR_PARTS, type CalendarType, calendarKey, calendarOrder, isCalendarValue } from './calendar.js';
import { calendarFault } from './calendar-faults.js';
import { compareDecimals, decimalDigits, decimalKey, isDecimal, isInteger } from './decimal.js';
import { compareDurations, durationKey, isDuration } from './duration.js';
import { compareDoubles, compareFloats, doubleKey, floatKey, isFloat } from './float.js';
import type { Compare, ValueType } from './value-type.js';

/** What a text must be to be of a type that holds any text. */
export const always = (): boolean => true;

/** In code points, as XML Schema counts characters. */
function codePoints(value: string): number {
  let count = value.length;
  for (let i = 1; i < value.length; i++) {
    if ((value.charCodeAt(i) & 0xfc00) === 0xdc00 && (value.charCodeAt(i - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}

const inCharacters = { of: codePoints, unit: 'character' } as const;

function text(noun: string, isOf: ValueType['isOf'] = always): ValueType {
  return { whiteSpace: 'collapse', noun, isOf, length: inCharacters };
}

// Whole-value scans without optional arguments: the signature under which `isOf` calls them has a context.
const ncName = (value: string): boolean => isNCName(value);
const nmtoken = (value: string): boolean => isNmtoken(value);

function isUnparsedEntity(name: string, context: NamespaceLookup): boolean {
  return isNCName(name) && context.isUnparsedEntity?.(name) === true;
}

/** One or more items, a space between two. */
function listOf(noun: string, isItem: ValueType['isOf']): ValueType {
  const isList = (value: string, context: NamespaceLookup): boolean =>
    value !== '' && value.split(' ').every((item) => isItem(item, context));
  const items = (value: string): number => (value === '' ? 0 : value.split(' ').length);
  return { whiteSpace: 'collapse', noun, isOf: isList, length: { of: items, unit: 'item' } };
}

const number = { whiteSpace: 'collapse', boundWords: 'amount' } as const;

const decimal: ValueType = {
  ...number,
  noun: 'a number',
  example: '12 or 12.5',
  isOf: isDecimal,
  key: decimalKey,
  compare: compareDecimals,
  digits: decimalDigits,
};

const integer: ValueType = { ...decimal, noun: 'a whole number', example: '12', isOf: isInteger };

function integerFrom(minimum?: string, maximum?: string): ValueType {
  return { ...integer, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
}

function floating(key: (value: string) => string, compare: Compare): ValueType {
  return { ...number, noun: 'a number', example: '0.5 or 1.5E3', isOf: isFloat, key, compare };
}

function calendar(type: CalendarType, noun: string, example: string): [CalendarType, ValueType] {
  const parts = CALENDAR_PARTS[type];
  const value: ValueType = {
    example,
    whiteSpace: 'collapse',
    boundWords: 'time',
    noun,
    isOf: (value) => isCalendarValue(value, parts),
    fault: (value) => calendarFault(value, parts),
    key: (value) => calendarKey(value, parts),
    compare: calendarOrder(parts),
  };
  return [type, value];
}

const qName: ValueType = {
  whiteSpace: 'collapse',
  noun: 'a name, with a prefix (if it has one) that is declared here',
  isOf: (value, context) => expandedName(value, context) !== undefined,
  key: (value, context) => expandedName(value, context)!,
  needsContext: true,
};

function expandedName(value: string, context: NamespaceLookup): string | undefined {
  const name = splitQName(value);
  if (name === undefined) return undefined;
  const namespace = context(name.prefix) ?? unboundNamespace(name.prefix);
  return namespace === undefined ? undefined : `{${namespace}}${name.local}`;
}

/** Without a declaration, no prefix means no namespace, and `xml` is what it always is. */
function unboundNamespace(prefix: string): string | undefined {
  if (prefix === '') return '';
  return prefix === 'xml' ? XML_NAMESPACE : undefined;
}

// XML Schema 1.0 §3.3.3: RFC 3066.
const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

const ANY_TEXT: ValueType = { ...text('text'), whiteSpace: 'preserve' };
const NAME_NOUN = 'a name (a letter or “_”, then letters, digits, “.”, “-”, “_”; no spaces)';
const DECLARED_ENTITY = 'the name of an unparsed entity that the document type declares';

export const XSD_TYPES: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ['string', ANY_TEXT],
  ['normalizedString', { ...ANY_TEXT, whiteSpace: 'replace' }],
  ['token', text('text')],
  ['language', { ...text('a language tag', (value) => LANGUAGE.test(value)), example: 'en or pt-BR' }],
  ['Name', text('an XML name (a letter, “_” or “:”, then letters, digits, “.”, “-”, “_”, “:”; no spaces)', isName)],
  ['NCName', text(NAME_NOUN, ncName)],
  ['NMTOKEN', text('a word of letters, digits, “.”, “-”, “_”, “:” (no spaces)', nmtoken)],
  ['NMTOKENS', listOf('words of letters, digits, “.”, “-”, “_”, “:”, separated by spaces', nmtoken)],
  ['ID', { ...text(`an identifier: ${NAME_NOUN}`, ncName), idType: 'ID' }],
  ['IDREF', { ...text(`the identifier of an element: ${NAME_NOUN}`, ncName), idType: 'IDREF' }],
  ['IDREFS', { ...listOf('identifiers of elements, separated by spaces', ncName), idType: 'IDREFS' }],
  ['ENTITY', { ...text(DECLARED_ENTITY, isUnparsedEntity), needsContext: true }],
  [
    'ENTITIES',
    { ...listOf(`${DECLARED_ENTITY}, or several, separated by spaces`, isUnparsedEntity), needsContext: true },
  ],
  [
    'boolean',
    {
      whiteSpace: 'collapse',
      noun: 'true or false (or 1 or 0)',
      isOf: (value) => value === 'true' || value === 'false' || value === '1' || value === '0',
      key: (value) => (value === 'true' || value === '1' ? 'true' : 'false'),
    },
  ],
  ['decimal', decimal],
  ['integer', integer],
  ['nonPositiveInteger', integerFrom(undefined, '0')],
  ['negativeInteger', integerFrom(undefined, '-1')],
  ['nonNegativeInteger', integerFrom('0')],
  ['positiveInteger', integerFrom('1')],
  ['long', integerFrom('-9223372036854775808', '9223372036854775807')],
  ['int', integerFrom('-2147483648', '2147483647')],
  ['short', integerFrom('-32768', '32767')],
  ['byte', integerFrom('-128', '127')],
  ['unsignedLong', integerFrom('0', '18446744073709551615')],
  ['unsignedInt', integerFrom('0', '4294967295')],
  ['unsignedShort', integerFrom('0', '65535')],
  ['unsignedByte', integerFrom('0', '255')],
  ['float', floating(floatKey, compareFloats)],
  ['double', floating(doubleKey, compareDoubles)],
  [
    'duration',
    {
      whiteSpace: 'collapse',
      boundWords: 'extent',
      noun: 'a length of time',
      example: 'P1Y6M (a year and six months) or PT1H30M',
      isOf: isDuration,
      key: durationKey,
      compare: compareDurations,
    },
  ],
  calendar('dateTime', 'a date and time', '1961-12-15T21:00:00'),
  calendar('time', 'a time of day', '21:00:00'),
  calendar('date', 'a date', '1961-12-15'),
  calendar('gYearMonth', 'a year and month', '1961-12'),
  calendar('gYear', 'a year of four digits', '1961'),
  calendar('gMonthDay', 'a month and day', '--12-15'),
  calendar('gDay', 'a day of the month', '---15'),
  calendar('gMonth', 'a month', '--12'),
  [
    'hexBinary',
    {
      whiteSpace: 'collapse',
      noun: 'bytes as pairs of hexadecimal digits',
      example: '0FB7',
      isOf: isHexBinary,
      key: hexBinaryKey,
      length: { of: hexBinaryLength, unit: 'byte' },
    },
  ],
  [
    'base64Binary',
    {
      whiteSpace: 'collapse',
      noun: 'bytes in base64',
      example: 'D7c=',
      isOf: isBase64Binary,
      key: base64BinaryKey,
      length: { of: base64BinaryLength, unit: 'byte' },
    },
  ],
  ['anyURI', { ...text('a web address or a pointer', isAnyUri), example: 'https://example.org/page or #note1' }],
  ['QName', qName],
  ['NOTATION', qName],
  // Of XPath's data model; Jing takes them too, and James Clark's suite asks for them.
  ['untypedAtomic', ANY_TEXT],
  ['anyAtomicType', ANY_TEXT],
]);
