import type { NamespaceLookup } from '../../datatypes/types.js';
import { detach } from '../../xml/chars.js';
import type { PatternBuilder } from './builder.js';
import type { Pattern } from './pattern.js';
import { type TextTest, textTest } from './text-derivatives.js';

/** Verdicts kept for one pattern before all are dropped, and the longest value kept. */
const MAX_VALUES = 512;
const MAX_LENGTH = 80;

/** Says whether values match a pattern, and remembers what it said where the same values come again. */
export class ValueJudge {
  private verdicts: Map<string, boolean> | undefined;
  /** How often a verdict was known, since all were dropped. */
  private hits = 0;
  private readonly anything: boolean;
  private test: TextTest | undefined;

  constructor(
    private readonly builder: PatternBuilder,
    readonly pattern: Pattern,
  ) {
    this.anything =
      pattern === builder.text ||
      (pattern.kind === 'data' && pattern.except === undefined && pattern.datatype.allowsAnything === true);
    this.verdicts = isWorthRemembering(pattern) ? new Map() : undefined;
  }

  accepts(value: string, ns: NamespaceLookup): boolean {
    if (this.anything) return true;
    if (this.verdicts === undefined) return this.judge(value, ns);
    const known = this.verdicts.get(value);
    if (known !== undefined) {
      this.hits++;
      return known;
    }
    const verdict = this.judge(value, ns);
    if (value.length > MAX_LENGTH) return verdict;
    if (this.verdicts.size >= MAX_VALUES) this.forget();
    // Detached, since the schema outlives the document that the value is a piece of.
    this.verdicts?.set(detach(value), verdict);
    return verdict;
  }

  private judge(value: string, ns: NamespaceLookup): boolean {
    this.test ??= textTest(this.builder, this.pattern);
    return this.test(value, ns);
  }

  /** Values that hardly ever come again (pointers, numbers) are not remembered any more. */
  private forget(): void {
    if (this.hits < MAX_VALUES) this.verdicts = undefined;
    else this.verdicts?.clear();
    this.hits = 0;
  }
}

/** Not where the verdict hangs on the place (QName), nor where hardly any value comes twice (ID). */
function isWorthRemembering(p: Pattern): boolean {
  switch (p.kind) {
    case 'data':
      return (
        !p.datatype.needsContext &&
        p.datatype.idType !== 'ID' &&
        (p.except === undefined || isWorthRemembering(p.except))
      );
    case 'value':
      return !p.datatype.needsContext;
    case 'choice':
      return p.members.every(isWorthRemembering);
    case 'group':
    case 'interleave':
      return isWorthRemembering(p.left) && isWorthRemembering(p.right);
    case 'oneOrMore':
    case 'list':
      return isWorthRemembering(p.operand);
    default:
      return true;
  }
}
