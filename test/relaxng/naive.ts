/**
 * A validator as slow and as plain as can be: Clark's "An algorithm for RELAX NG validation" in its textbook form, over
 * trees, with no interning, no memory and hardly an identity. What the engine must agree with.
 */
export type Nc =
  | { readonly nc: 'any'; readonly except?: Nc }
  | { readonly nc: 'ns'; readonly uri: string; readonly except?: Nc }
  | { readonly nc: 'name'; readonly uri: string; readonly local: string }
  | { readonly nc: 'or'; readonly a: Nc; readonly b: Nc };

export type P =
  | { readonly p: 'empty' }
  | { readonly p: 'notAllowed' }
  | { readonly p: 'text' }
  | { readonly p: 'choice'; readonly a: P; readonly b: P }
  | { readonly p: 'group'; readonly a: P; readonly b: P }
  | { readonly p: 'interleave'; readonly a: P; readonly b: P }
  | { readonly p: 'oneOrMore'; readonly a: P }
  | { readonly p: 'list'; readonly a: P }
  /** A token equal to this one. */
  | { readonly p: 'value'; readonly value: string }
  /** Any integer. */
  | { readonly p: 'integer' }
  | { readonly p: 'attribute'; readonly name: Nc; readonly a: P }
  | { readonly p: 'element'; readonly name: Nc; readonly content: () => P }
  | { readonly p: 'after'; readonly a: P; readonly b: P };

export interface Tree {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly { readonly uri: string; readonly local: string; readonly value: string }[];
  readonly children: readonly (Tree | string)[];
}

const EMPTY: P = { p: 'empty' };
const NOT_ALLOWED: P = { p: 'notAllowed' };

const choice = (a: P, b: P): P => (a.p === 'notAllowed' ? b : b.p === 'notAllowed' ? a : { p: 'choice', a, b });
const both = (p: 'group' | 'interleave', a: P, b: P): P => {
  if (a.p === 'notAllowed' || b.p === 'notAllowed') return NOT_ALLOWED;
  return a.p === 'empty' ? b : b.p === 'empty' ? a : { p, a, b };
};
const after = (a: P, b: P): P => (a.p === 'notAllowed' || b.p === 'notAllowed' ? NOT_ALLOWED : { p: 'after', a, b });
const optional = (a: P): P => choice(a, EMPTY);

function contains(nc: Nc, uri: string, local: string): boolean {
  switch (nc.nc) {
    case 'any':
      return nc.except === undefined || !contains(nc.except, uri, local);
    case 'ns':
      return nc.uri === uri && (nc.except === undefined || !contains(nc.except, uri, local));
    case 'name':
      return nc.uri === uri && nc.local === local;
    case 'or':
      return contains(nc.a, uri, local) || contains(nc.b, uri, local);
  }
}

function nullable(p: P): boolean {
  switch (p.p) {
    case 'empty':
    case 'text':
      return true;
    case 'choice':
      return nullable(p.a) || nullable(p.b);
    case 'group':
    case 'interleave':
      return nullable(p.a) && nullable(p.b);
    case 'oneOrMore':
      return nullable(p.a);
    default:
      return false;
  }
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Is the tree, as a document, in the language of the pattern? */
export function isValid(start: P, tree: Tree): boolean {
  return nullable(childDerivative(start, tree));
}

function childDerivative(p: P, child: Tree | string): P {
  if (typeof child === 'string') return textDerivative(p, child);
  const opened = openDerivative(p, child.uri, child.local);
  const withAttributes = child.attributes.reduce((q, a) => attributeDerivative(q, a.uri, a.local, a.value), opened);
  return endDerivative(childrenDerivative(closeDerivative(withAttributes), child.children));
}

function childrenDerivative(p: P, children: readonly (Tree | string)[]): P {
  if (children.length === 0) return childrenDerivative(p, ['']);
  const [only] = children;
  if (children.length === 1 && typeof only === 'string') {
    const derivative = childDerivative(p, only);
    return isBlank(only) ? choice(p, derivative) : derivative;
  }
  return children.reduce<P>((q, c) => (typeof c === 'string' && isBlank(c) ? q : childDerivative(q, c)), p);
}

function textDerivative(p: P, text: string): P {
  switch (p.p) {
    case 'text':
      return p;
    case 'value':
      return text.trim().replace(/\s+/g, ' ') === p.value ? EMPTY : NOT_ALLOWED;
    case 'integer':
      return /^\s*[+-]?\d+\s*$/.test(text) ? EMPTY : NOT_ALLOWED;
    case 'list': {
      const words = text.split(/\s+/).filter((word) => word !== '');
      return nullable(words.reduce(textDerivative, p.a)) ? EMPTY : NOT_ALLOWED;
    }
    case 'choice':
      return choice(textDerivative(p.a, text), textDerivative(p.b, text));
    case 'interleave':
      return choice(
        both('interleave', textDerivative(p.a, text), p.b),
        both('interleave', p.a, textDerivative(p.b, text)),
      );
    case 'group': {
      const inA = both('group', textDerivative(p.a, text), p.b);
      return nullable(p.a) ? choice(inA, textDerivative(p.b, text)) : inA;
    }
    case 'oneOrMore':
      return both('group', textDerivative(p.a, text), optional(p));
    case 'after':
      return after(textDerivative(p.a, text), p.b);
    default:
      return NOT_ALLOWED;
  }
}

/** Applies a function to what comes after. */
function applyAfter(f: (rest: P) => P, p: P): P {
  switch (p.p) {
    case 'after':
      return after(p.a, f(p.b));
    case 'choice':
      return choice(applyAfter(f, p.a), applyAfter(f, p.b));
    default:
      return NOT_ALLOWED;
  }
}

function openDerivative(p: P, uri: string, local: string): P {
  const open = (q: P): P => openDerivative(q, uri, local);
  switch (p.p) {
    case 'element':
      return contains(p.name, uri, local) ? after(p.content(), EMPTY) : NOT_ALLOWED;
    case 'choice':
      return choice(open(p.a), open(p.b));
    case 'interleave':
      return choice(
        applyAfter((rest) => both('interleave', rest, p.b), open(p.a)),
        applyAfter((rest) => both('interleave', p.a, rest), open(p.b)),
      );
    case 'group': {
      const inA = applyAfter((rest) => both('group', rest, p.b), open(p.a));
      return nullable(p.a) ? choice(inA, open(p.b)) : inA;
    }
    case 'oneOrMore':
      return applyAfter((rest) => both('group', rest, optional(p)), open(p.a));
    case 'after':
      return applyAfter((rest) => after(rest, p.b), open(p.a));
    default:
      return NOT_ALLOWED;
  }
}

function attributeDerivative(p: P, uri: string, local: string, value: string): P {
  const meet = (q: P): P => attributeDerivative(q, uri, local, value);
  switch (p.p) {
    case 'attribute': {
      const matches = (nullable(p.a) && isBlank(value)) || nullable(textDerivative(p.a, value));
      return contains(p.name, uri, local) && matches ? EMPTY : NOT_ALLOWED;
    }
    case 'choice':
      return choice(meet(p.a), meet(p.b));
    case 'group':
    case 'interleave':
      return choice(both(p.p, meet(p.a), p.b), both(p.p, p.a, meet(p.b)));
    case 'oneOrMore':
      return both('group', meet(p.a), optional(p));
    case 'after':
      return after(meet(p.a), p.b);
    default:
      return NOT_ALLOWED;
  }
}

function closeDerivative(p: P): P {
  switch (p.p) {
    case 'attribute':
      return NOT_ALLOWED;
    case 'choice':
      return choice(closeDerivative(p.a), closeDerivative(p.b));
    case 'group':
    case 'interleave':
      return both(p.p, closeDerivative(p.a), closeDerivative(p.b));
    case 'oneOrMore': {
      const a = closeDerivative(p.a);
      return a.p === 'notAllowed' ? a : { p: 'oneOrMore', a };
    }
    case 'after':
      return after(closeDerivative(p.a), p.b);
    default:
      return p;
  }
}

function endDerivative(p: P): P {
  switch (p.p) {
    case 'choice':
      return choice(endDerivative(p.a), endDerivative(p.b));
    case 'after':
      return nullable(p.a) ? p.b : NOT_ALLOWED;
    default:
      return NOT_ALLOWED;
  }
}
