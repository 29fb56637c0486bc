/** Name classes (RELAX NG specification, sections 3 and 6.1): the sets of names that elements and attributes are declared with. */

export interface AnyName {
  readonly kind: 'anyName';
  readonly except?: NameClass;
}
export interface NsName {
  readonly kind: 'nsName';
  readonly uri: string;
  readonly except?: NameClass;
}
export interface Name {
  readonly kind: 'name';
  readonly uri: string;
  readonly local: string;
}
export interface NameChoice {
  readonly kind: 'choice';
  readonly left: NameClass;
  readonly right: NameClass;
}
export type NameClass = AnyName | NsName | Name | NameChoice;

export function anyName(except?: NameClass): AnyName {
  return except === undefined ? { kind: 'anyName' } : { kind: 'anyName', except };
}

export function nsName(uri: string, except?: NameClass): NsName {
  return except === undefined ? { kind: 'nsName', uri } : { kind: 'nsName', uri, except };
}

export function name(uri: string, local: string): Name {
  return { kind: 'name', uri, local };
}

export function nameChoice(left: NameClass, right: NameClass): NameChoice {
  return { kind: 'choice', left, right };
}

/**
 * No XML name contains U+0000, so a name made of it stands for "any name that the schema does not
 * mention": name classes only tell mentioned names apart.
 */
export const OTHER = '\u0000';

/** Is the name a member (section 9.2, anyName to name choice)? `uri` is '' for a name in no namespace. */
export function contains(nameClass: NameClass, uri: string, local: string): boolean {
  switch (nameClass.kind) {
    case 'name':
      return nameClass.local === local && nameClass.uri === uri;
    case 'nsName':
      return nameClass.uri === uri && !(nameClass.except !== undefined && contains(nameClass.except, uri, local));
    case 'anyName':
      return !(nameClass.except !== undefined && contains(nameClass.except, uri, local));
    case 'choice':
      return contains(nameClass.left, uri, local) || contains(nameClass.right, uri, local);
  }
}

/**
 * Is there a name in both (restriction 7.3, duplicate attributes)? Two name classes overlap iff one of
 * their mentioned names, or a stand-in for the unmentioned ones, is in both.
 */
export function overlap(a: NameClass, b: NameClass): boolean {
  return hasCommonRepresentative(a, a, b) || hasCommonRepresentative(b, a, b);
}

function hasCommonRepresentative(source: NameClass, a: NameClass, b: NameClass): boolean {
  switch (source.kind) {
    case 'name':
      return contains(a, source.uri, source.local) && contains(b, source.uri, source.local);
    case 'nsName':
      return (
        (contains(a, source.uri, OTHER) && contains(b, source.uri, OTHER)) ||
        (source.except !== undefined && hasCommonRepresentative(source.except, a, b))
      );
    case 'anyName':
      return (
        (contains(a, OTHER, OTHER) && contains(b, OTHER, OTHER)) ||
        (source.except !== undefined && hasCommonRepresentative(source.except, a, b))
      );
    case 'choice':
      return hasCommonRepresentative(source.left, a, b) || hasCommonRepresentative(source.right, a, b);
  }
}

/** Every name and namespace that a name class mentions, exceptions included. */
export function forEachMention(nameClass: NameClass, visit: (uri: string, local: string | undefined) => void): void {
  switch (nameClass.kind) {
    case 'name':
      visit(nameClass.uri, nameClass.local);
      return;
    case 'nsName':
      visit(nameClass.uri, undefined);
      if (nameClass.except !== undefined) forEachMention(nameClass.except, visit);
      return;
    case 'anyName':
      if (nameClass.except !== undefined) forEachMention(nameClass.except, visit);
      return;
    case 'choice':
      forEachMention(nameClass.left, visit);
      forEachMention(nameClass.right, visit);
  }
}

/** The names a class lists one by one; names under anyName and nsName are not among them. */
export function listedNames(nameClass: NameClass, into: Name[] = []): Name[] {
  if (nameClass.kind === 'name') into.push(nameClass);
  else if (nameClass.kind === 'choice') {
    listedNames(nameClass.left, into);
    listedNames(nameClass.right, into);
  }
  return into;
}

/** Does the class hold names beyond those it lists (anyName or nsName)? */
export function isOpen(nameClass: NameClass): boolean {
  return nameClass.kind === 'choice' ? isOpen(nameClass.left) || isOpen(nameClass.right) : nameClass.kind !== 'name';
}

/** A string that is equal for two name classes iff they are written alike. */
export function nameClassKey(nameClass: NameClass): string {
  switch (nameClass.kind) {
    case 'name':
      return `{${nameClass.uri}}${nameClass.local}`;
    case 'nsName':
      return `{${nameClass.uri}}*${nameClass.except === undefined ? '' : `-(${nameClassKey(nameClass.except)})`}`;
    case 'anyName':
      return `*${nameClass.except === undefined ? '' : `-(${nameClassKey(nameClass.except)})`}`;
    case 'choice':
      return `(${nameClassKey(nameClass.left)}|${nameClassKey(nameClass.right)})`;
  }
}
