/** Whether a text is a cable: by two of its signs at least, each a whole line, since articles quote one. */
import type { Fact, Form } from '../model.js';
import { bannerOf } from './banner.js';
import { COPY_RECORD, COPY_TEXT, isFrom, isGroup, isTo } from './heads.js';
import { keyAt } from './keys.js';
import type { WireLine } from './lines.js';

/** Signs that stand further apart than this are not those of one head. */
const LONGEST_HEAD = 90;

/** The signs by which a text is a cable; undefined where there are fewer than two. */
export function recogniseCable(lines: readonly WireLine[]): Form | undefined {
  const archived = signsOfCopy(lines);
  const found = archived ?? signsOfHead(lines);
  return found && { name: 'cable', signs: found };
}

function signsOfHead(lines: readonly WireLine[]): Fact[] | undefined {
  const first = lines.findIndex((_, at) => signAt(lines, at));
  if (first < 0) return undefined;
  const signs = new Map<string, Fact>();
  for (let at = first; at < Math.min(lines.length, first + LONGEST_HEAD); at++) {
    const name = signAt(lines, at);
    const { start, end } = lines[at]!;
    if (name && !signs.has(name)) signs.set(name, { start, end, value: name });
  }
  return signs.size >= 2 ? [...signs.values()] : undefined;
}

function signAt(lines: readonly WireLine[], at: number): string | undefined {
  const line = lines[at]!;
  if (isGroup(line.said)) return 'date-time group';
  if (isFrom(line.said) && lines.slice(at + 1, at + 6).some(({ said }) => isTo(said))) return 'FM and TO';
  if ((bannerOf(line)?.numbers.length ?? 0) > 0) return 'banner';
  const key = keyAt(line.said)?.key;
  if (key === 'declassification' && /\S$/.test(line.said)) return 'E.O.';
  return key === 'tags' ? 'TAGS' : undefined;
}

/** The two labels that the archive's copies print around text and record, with the record's own number. */
function signsOfCopy(lines: readonly WireLine[]): Fact[] | undefined {
  const text = lines.findIndex(({ said }) => COPY_TEXT.test(said));
  const record = lines.findIndex(({ said }, at) => at > text && COPY_RECORD.test(said));
  if (text < 0 || record < 0 || !lines.slice(record).some(({ said }) => /^Document Number:/.test(said)))
    return undefined;
  return [text, record].map((at) => ({ start: lines[at]!.start, end: lines[at]!.end, value: lines[at]!.said }));
}
