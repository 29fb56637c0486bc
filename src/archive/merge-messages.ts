/** What is said of shares that cannot be united. */
import type { Code } from '../codes/index.js';
import type { Diagnostic } from '../diagnostics.js';
import type { ManifestHead } from './manifest.js';

/** Names that a message lists, and findings of a kind. */
const MOST_NAMED = 5;

/** Of each kind the first, and how many there are. */
export function shortList(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Set(faults.map(({ code }) => code))].flatMap((code) => {
    const some = faults.filter((fault) => fault.code === code);
    const shown = some.slice(0, MOST_NAMED);
    const left = some.length - shown.length;
    return left === 0
      ? shown
      : [
          ...shown.slice(0, -1),
          { ...shown.at(-1)!, message: `${shown.at(-1)!.message} And ${left} more of this kind.` },
        ];
  });
}

function listed(names: readonly (string | number)[]): string {
  return `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''}`;
}

function fault(code: Code, message: string, file?: string): Diagnostic {
  return { severity: 'error', code, message, ...(file === undefined ? {} : { file }), source: 'run' };
}

export function nothingToMerge(folders: readonly string[]): Diagnostic {
  return fault(
    'merge-nothing',
    `${folders.join(', ')} has no record of a share, such as convert --shard 1/8 leaves in its output. Name the output folders of the shares.`,
  );
}

/** @param file and `other` are the records, as reports name them. */
export function differentRuns(file: string, head: ManifestHead, other: string, its: ManifestHead): Diagnostic {
  const why =
    its.teigram !== head.teigram
      ? `by version ${its.teigram} and not ${head.teigram}`
      : its.list !== head.list
        ? 'of other texts'
        : 'of another number of shares';
  return fault(
    'merge-different-runs',
    `${other} is the record of another run than ${file}: ${why}. Unite only shares that were made of the same texts, by one version; remove the record that does not belong to them.`,
  );
}

/** @param shares one-based, of `of`. @param isBegun whether there is a record of them. */
export function textsMissing(
  names: readonly string[],
  count: number,
  { texts, of }: { readonly texts: number; readonly of: number },
  shares: readonly number[],
  isBegun: boolean,
): Diagnostic {
  const isOne = shares.length === 1;
  const which = `${isOne ? 'share' : 'shares'} ${listed(shares.map((index) => `${index}/${of}`))}`;
  const some = names.length === 0 ? '' : ` (${listed(names)})`;
  const what = isBegun ? `${which} ${isOne ? 'has' : 'have'} not come to an end` : `there is no record of ${which}`;
  const again = shares.slice(0, 2).map((index) => `--shard ${index}/${of}`);
  const call = `${again.join(', ')}${shares.length > 2 ? ', …' : ''}`;
  return fault(
    'merge-incomplete',
    `${count.toLocaleString('en')} of ${texts.toLocaleString('en')} texts are missing${some}: ${what}. Run ${isOne ? 'it' : 'them'} again (${call}); what is done is not done again.`,
  );
}

export function noRecord(file: string, reason: string | undefined): Diagnostic {
  return fault(
    'merge-nothing',
    `${file} is no record of a share${reason === undefined ? '' : `: ${reason}`}. Run that share again.`,
    file,
  );
}

export function conflict(what: string, file: string): Diagnostic {
  return fault('merge-conflict', `${what}. Convert these texts again in one call, or give them other names.`, file);
}

export function otherwise(text: string, file: string): Diagnostic {
  const message = `${text} was converted with other options than others were (${file}). Run its share again with those of the others.`;
  return fault('merge-different-runs', message, file);
}

export function gone(file: string, text: string): Diagnostic {
  return fault(
    'merge-incomplete',
    `${file}, which was written for ${text}, is not there as it was written. Run its share again.`,
    file,
  );
}

export function doubledTexts(names: readonly string[]): Diagnostic {
  const message = `${names.length.toLocaleString('en')} texts were converted in two shares, alike (${listed(names)}); each is taken once.`;
  return { severity: 'info', code: 'merge-doubled', message, source: 'run' };
}
