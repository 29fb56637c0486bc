/** Reading what `teigram.config.json` says of a deposit as a whole: checked by name, nothing guessed, all faults at once. */
import { withoutCredentials } from '../../addresses.js';
import type { Diagnostic } from '../../diagnostics.js';
import { ENTRIES } from './entries.js';
import { type DepositMetadata, METADATA_KEYS, type MetadataKey } from './model.js';
import { type Fault, wrong } from './shape.js';

export * from './model.js';
export { isDay } from './texts.js';

export interface MetadataResult {
  /** What could be read; nothing that is faulty. */
  readonly metadata: DepositMetadata;
  readonly diagnostics: readonly Diagnostic[];
  /** Entries that are there and wrong: they are not missing. */
  readonly faulty: ReadonlySet<MetadataKey>;
}

/** Of one configuration. Whoever has more faults than these mends them first. */
const MOST_TOLD = 40;

/**
 * Reads what a configuration says about deposits; entries of other names are not looked at.
 *
 * @param file its name, for diagnostics: an error for each fault, at most forty, then one with the number of all others.
 */
export function readMetadata(entries: Readonly<Record<string, unknown>>, file: string): MetadataResult {
  const read: { [key in MetadataKey]?: unknown } = {};
  const faults: Fault[] = [];
  const faulty = new Set<MetadataKey>();
  for (const key of METADATA_KEYS) {
    if (!Object.hasOwn(entries, key) || entries[key] === undefined) continue;
    const value = ENTRIES[key].read(entries[key], placeOf(key, faults));
    if (value === undefined) faulty.add(key);
    else read[key] = value;
  }
  const metadata = read as DepositMetadata;
  for (const key of contradictions(metadata, faulty, faults)) {
    faulty.add(key);
    delete read[key];
  }
  return { metadata, diagnostics: told(faults, file), faulty };
}

/** What an entry would look like. */
export function exampleOf(key: MetadataKey): unknown {
  return ENTRIES[key].example;
}

function placeOf(key: MetadataKey, faults: Fault[]) {
  return { path: key, counted: [], say: (fault: Fault) => void faults.push(fault) };
}

/** Entries that cannot both be meant, and `embargoed` without its day. */
function contradictions(
  { access, embargoUntil }: DepositMetadata,
  faulty: ReadonlySet<MetadataKey>,
  faults: Fault[],
): readonly MetadataKey[] {
  if (access === 'embargoed' && embargoUntil === undefined && !faulty.has('embargoUntil')) {
    const message = `"access" is "embargoed", but nothing says until when. Add for instance "embargoUntil": ${JSON.stringify(exampleOf('embargoUntil'))}.`;
    wrong(placeOf('access', faults), message);
    return ['access'];
  }
  if (access === undefined || access === 'embargoed' || embargoUntil === undefined) return [];
  const message = `"embargoUntil" is "${embargoUntil}", the day on which the files become open, but "access" is "${access}". Remove one of the two, or write "access": "embargoed".`;
  wrong(placeOf('embargoUntil', faults), message);
  return ['access', 'embargoUntil'];
}

function told(faults: readonly Fault[], file: string): readonly Diagnostic[] {
  const first = faults.length > MOST_TOLD ? faults.slice(0, MOST_TOLD) : faults;
  const rest = faults.length - first.length;
  const more: readonly Fault[] =
    rest === 0
      ? []
      : [
          {
            code: 'config-wrong-type',
            message: `${rest} more ${rest === 1 ? 'thing is' : 'things are'} wrong in ${file}.`,
          },
        ];
  return [...first, ...more].map(({ code, message }) => ({
    severity: 'error',
    code,
    message: withoutCredentials(message),
    file,
    source: 'deposit',
  }));
}
