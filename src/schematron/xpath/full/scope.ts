/** What the compilation of the whole language hands from part to part. */
import type { Expr } from '../ast.js';
import type { Dynamic } from '../runtime.js';
import type { Scope } from '../scope.js';
import type { Values } from './value.js';

/** A compiled expression. */
export type Eval = (c: Dynamic) => Values;

export interface FullScope extends Scope {
  /** The compiler itself: its parts reach it here, so that they need not import each other. */
  full(expr: Expr, scope: FullScope): Eval;
}
