/** Which variables an expression sees, and in which order they are made ready. */
import type { LetModel, PhaseModel, SchemaModel } from './model.js';
import { namesIn } from './parameters.js';

/**
 * The variables that all patterns see: those of the phase, of the schema, and those of patterns that none of the two has
 * a name for, as every implementation in use has it (the standard, 5.4.6, gives a pattern's variables to the pattern alone).
 */
export function sharedVariables(model: SchemaModel, phase: PhaseModel | undefined): readonly LetModel[] {
  const ofPatterns = model.patterns.map(({ lets }) => lets).reverse();
  const nearest = new Map<string, LetModel>();
  for (const lets of [...ofPatterns, model.lets, phase?.lets ?? []])
    for (const each of lets) nearest.set(each.name, each);
  return [...nearest.values()];
}

/** The variables of a pattern that are not those that all see anyway; if one is not, none is taken to be. */
export function ownVariables(lets: readonly LetModel[], shared: readonly LetModel[]): readonly LetModel[] {
  const known = new Set(shared);
  const own = new Map(lets.map((each) => [each.name, each]));
  return lets.every((each) => known.has(each)) ? [] : [...own.values()];
}

/** A chain of variables longer than anybody's: beyond it they stand in the order of the schema. */
const LONGEST_CHAIN = 500;

/** Each behind those that it uses; in a circle, as they stand. */
export function inOrderOfUse(lets: readonly LetModel[]): readonly LetModel[] {
  const byName = new Map(lets.map((each) => [each.name, each]));
  const ordered = new Set<LetModel>();
  const open = new Set<LetModel>();
  const take = (each: LetModel): void => {
    if (ordered.has(each) || open.has(each)) return;
    open.add(each);
    if (open.size <= LONGEST_CHAIN) {
      for (const name of namesIn(each.value ?? '')) {
        const used = byName.get(name);
        if (used !== undefined) take(used);
      }
    }
    open.delete(each);
    ordered.add(each);
  };
  for (const each of lets) take(each);
  return [...ordered];
}
