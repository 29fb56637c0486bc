/** The full syntax of RELAX NG (§3) as tables: which attributes and children each element takes. */

/** What an element may contain, by the part it plays. */
export type ContentModel =
  /** Nothing. */
  | 'nothing'
  /** Characters only. */
  | 'characters'
  /** One pattern or more. */
  | 'patterns'
  /** Exactly one pattern. */
  | 'one-pattern'
  /** A name class unless there is a `name` attribute, then one pattern or more. */
  | 'element'
  /** A name class unless there is a `name` attribute, then at most one pattern. */
  | 'attribute'
  /** Any number of `param`, then at most one `except`. */
  | 'data'
  /** At most one `except` of name classes. */
  | 'name-except'
  /** One name class or more. */
  | 'name-classes'
  /** Any number of `start`, `define`, `div`, `include`. */
  | 'grammar'
  /** Any number of `start`, `define`, `div`. */
  | 'include';

/** How the value of an attribute is checked; an `href` where it is followed, for both syntaxes. */
export type AttributeForm = 'qname' | 'ncname' | 'combine' | 'href';

export interface ElementRule {
  readonly content: ContentModel;
  /** Beyond `ns` and `datatypeLibrary`, which every element takes. */
  readonly attributes: Readonly<Record<string, AttributeForm>>;
  readonly required?: string;
}

type Rules = ReadonlyMap<string, ElementRule>;

const bare = (content: ContentModel): ElementRule => ({ content, attributes: {} });
const named = (content: ContentModel, form: AttributeForm = 'ncname'): ElementRule => ({
  content,
  attributes: { name: form },
  required: 'name',
});
const hrefed = (content: ContentModel): ElementRule => ({ content, attributes: { href: 'href' }, required: 'href' });

/** Elements that are patterns. */
export const PATTERNS: Rules = new Map<string, ElementRule>([
  ['element', { content: 'element', attributes: { name: 'qname' } }],
  ['attribute', { content: 'attribute', attributes: { name: 'qname' } }],
  ['group', bare('patterns')],
  ['interleave', bare('patterns')],
  ['choice', bare('patterns')],
  ['optional', bare('patterns')],
  ['zeroOrMore', bare('patterns')],
  ['oneOrMore', bare('patterns')],
  ['list', bare('patterns')],
  ['mixed', bare('patterns')],
  ['ref', named('nothing')],
  ['parentRef', named('nothing')],
  ['empty', bare('nothing')],
  ['text', bare('nothing')],
  ['notAllowed', bare('nothing')],
  ['value', { content: 'characters', attributes: { type: 'ncname' } }],
  ['data', { content: 'data', attributes: { type: 'ncname' }, required: 'type' }],
  ['externalRef', hrefed('nothing')],
  ['grammar', bare('grammar')],
]);

/** Elements that are name classes. */
export const NAME_CLASSES: Rules = new Map<string, ElementRule>([
  ['name', bare('characters')],
  ['anyName', bare('name-except')],
  ['nsName', bare('name-except')],
  ['choice', bare('name-classes')],
]);

const START: ElementRule = { content: 'one-pattern', attributes: { combine: 'combine' } };
const DEFINE: ElementRule = {
  content: 'patterns',
  attributes: { name: 'ncname', combine: 'combine' },
  required: 'name',
};

const INCLUDE_CONTENT: Rules = new Map<string, ElementRule>([
  ['start', START],
  ['define', DEFINE],
  ['div', bare('include')],
]);

const GRAMMAR_CONTENT: Rules = new Map<string, ElementRule>([
  ['start', START],
  ['define', DEFINE],
  ['div', bare('grammar')],
  ['include', hrefed('include')],
]);

const DATA_CONTENT: Rules = new Map<string, ElementRule>([
  ['param', named('characters')],
  ['except', bare('patterns')],
]);

const NAME_EXCEPT: Rules = new Map<string, ElementRule>([['except', bare('name-classes')]]);

const NOTHING: Rules = new Map();

/** The children that a content model knows, leaving their number and order aside. */
export function childRules(content: ContentModel): Rules {
  switch (content) {
    case 'patterns':
    case 'one-pattern':
    case 'element':
    case 'attribute':
      return PATTERNS;
    case 'name-classes':
      return NAME_CLASSES;
    case 'name-except':
      return NAME_EXCEPT;
    case 'data':
      return DATA_CONTENT;
    case 'grammar':
      return GRAMMAR_CONTENT;
    case 'include':
      return INCLUDE_CONTENT;
    default:
      return NOTHING;
  }
}

/** Every element name of RELAX NG, to tell a misplaced element from a misspelt one. */
export const ELEMENT_NAMES: ReadonlySet<string> = new Set([
  ...PATTERNS.keys(),
  ...NAME_CLASSES.keys(),
  ...GRAMMAR_CONTENT.keys(),
  ...DATA_CONTENT.keys(),
]);

/** What a content model holds, in words, to follow "it holds". */
export function describeContent(content: ContentModel): string {
  switch (content) {
    case 'nothing':
      return 'nothing';
    case 'characters':
      return 'characters only, no elements';
    case 'patterns':
      return 'patterns such as element, attribute, ref, choice or text, at least one';
    case 'one-pattern':
      return 'exactly one pattern, such as a ref, a choice or a group';
    case 'element':
      return 'a name class (unless it has a name attribute), then one pattern or more';
    case 'attribute':
      return 'a name class (unless it has a name attribute), then at most one pattern';
    case 'data':
      return 'param elements, then at most one except';
    case 'name-except':
      return 'at most one except';
    case 'name-classes':
      return 'name classes (name, anyName, nsName, choice), at least one';
    case 'grammar':
      return 'start, define, div and include';
    case 'include':
      return 'start, define and div, which replace those of the included file';
  }
}
