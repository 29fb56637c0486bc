/** A regular expression as a tree: what XML Schema and XPath have together, and what only XPath has. */
import type { CharSet } from './char-set.js';

export type RegexpNode =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexpNode[] }
  | { readonly kind: 'choice'; readonly items: readonly RegexpNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: RegexpNode;
      readonly min: number;
      readonly max: number;
      /** Whether as few as possible are tried first. */
      readonly reluctant?: boolean;
    }
  /** A group whose text is kept, by its number from 1. */
  | { readonly kind: 'group'; readonly item: RegexpNode; readonly number: number }
  /** The text that a group has kept; of no group, nothing. */
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'start' | 'end'; readonly ofLines: boolean };

/** Whether it may match without a character; a reference may. */
export function isNullable(node: RegexpNode): boolean {
  switch (node.kind) {
    case 'chars':
      return false;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.items.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.item);
    case 'group':
      return isNullable(node.item);
    case 'reference':
    case 'start':
    case 'end':
      return true;
  }
}

/** Whether it can match at the start of a text only. */
export function isAnchored(node: RegexpNode): boolean {
  switch (node.kind) {
    case 'start':
      return !node.ofLines;
    case 'sequence':
      return node.items[0] !== undefined && isAnchored(node.items[0]);
    case 'choice':
      return node.items.every(isAnchored);
    case 'repeat':
      return node.min > 0 && isAnchored(node.item);
    case 'group':
      return isAnchored(node.item);
    default:
      return false;
  }
}
