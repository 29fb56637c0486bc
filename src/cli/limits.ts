/** What `--limit NAME=NUMBER` says. */
import { countedBy, LIMIT_NAMES, LIMITS, type LimitName, type Limits } from '../budget.js';
import type { Diagnostic } from '../diagnostics.js';
import { nearest } from '../nearest.js';

/** @returns the limits; or what is wrong with one of them. */
export function readLimits(written: readonly string[] = []): Partial<Limits> | Diagnostic {
  const limits: Partial<Record<LimitName, number>> = {};
  for (const each of written) {
    const [, name, number] = /^([^=]*)=(\d{1,15})$/.exec(each) ?? [];
    if (name === undefined) {
      return unclear(`--limit takes a name and a whole number, such as --limit steps=1000000000, and not “${each}”.`);
    }
    if (!isLimit(name)) {
      const meant = nearest(name, LIMIT_NAMES);
      const suggestion = meant === undefined ? '' : ` Did you mean ${meant}?`;
      return unclear(`There is no limit “${name}”.${suggestion} There are: ${LIMIT_NAMES.map(inWords).join('; ')}.`);
    }
    limits[name] = Number(number);
  }
  return limits;
}

function isLimit(name: string): name is LimitName {
  return (LIMIT_NAMES as readonly string[]).includes(name);
}

function inWords(name: LimitName): string {
  return `${name} (${LIMITS[name]} ${countedBy(name)})`;
}

function unclear(message: string): Diagnostic {
  return { severity: 'error', code: 'limit-unclear', message, source: 'run' };
}
