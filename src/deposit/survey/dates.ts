/** Dates that cannot be: they are said, and handed on to nobody. */
import type { Diagnostic } from '../../diagnostics.js';
import type { HeaderDate, HeaderFacts } from '../../header/index.js';

/** Attributes of TEI for dates (att.datable.w3c): any of the first must not be later than any of the second. */
const BEGINS = ['from', 'notBefore'] as const;
const ENDS = ['to', 'notAfter'] as const;
const ATTRIBUTES = ['when', ...BEGINS, ...ENDS] as const;
const INTERVALS = BEGINS.flatMap((begin) => ENDS.map((end) => [begin, end] as const));

/** The facts without dates that cannot be, and a warning for each of those. @param file of the document, as reports name it. */
export function withPossibleDates(
  facts: HeaderFacts,
  file: string,
): { readonly facts: HeaderFacts; readonly diagnostics: readonly Diagnostic[] } {
  const faults = new Set<string>();
  const cleaned = cleanFacts(facts, (fault) => faults.add(fault));
  return { facts: cleaned, diagnostics: [...faults].map((fault) => impossible(fault, file)) };
}

type Complain = (fault: string) => void;

function cleanFacts(facts: HeaderFacts, complain: Complain): HeaderFacts {
  const { date, received, letters, members } = facts;
  return {
    ...facts,
    ...(date && { date: cleanDate(date, complain) }),
    ...(received && { received: cleanDate(received, complain) }),
    ...(letters && {
      letters: letters.map((letter) => ({
        ...letter,
        actions: letter.actions.map((action) =>
          action.date === undefined ? action : { ...action, date: cleanDate(action.date, complain) },
        ),
      })),
    }),
    ...(members && { members: members.map((member) => cleanFacts(member, complain)) }),
  };
}

/** Without what cannot be; both ends of an interval that runs backwards, since it cannot be told which is wrong. */
function cleanDate(date: HeaderDate, complain: Complain): HeaderDate {
  const wrong = new Set<string>();
  for (const name of ATTRIBUTES) {
    const written = date[name];
    if (written === undefined || isPossible(written)) continue;
    wrong.add(name);
    complain(`${name}="${written}" is no date of the calendar`);
  }
  for (const [begin, end] of INTERVALS) {
    const [first, last] = [date[begin], date[end]];
    if (first === undefined || last === undefined || wrong.has(begin) || wrong.has(end) || !runsBackwards(first, last))
      continue;
    wrong.add(begin).add(end);
    complain(`the interval ${begin}="${first}" ${end}="${last}" ends before it begins`);
  }
  return Object.fromEntries(Object.entries(date).filter(([name]) => !wrong.has(name)));
}

/** Of a year, month, day or moment. What is no date in this form, such as a time alone, is not judged. */
function isPossible(written: string): boolean {
  const [, year, month, day] = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?/.exec(written) ?? [];
  if (year === undefined || month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month)));
}

function daysIn(year: number, month: number): number {
  const date = new Date(0);
  // Not by the constructor, which takes years below 100 for those of the twentieth century.
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** By as much as both say: a month lies in its year. */
function runsBackwards(first: string, last: string): boolean {
  const [a, b] = [numbersOf(first), numbersOf(last)];
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! > b[i]!;
  return false;
}

function numbersOf(written: string): number[] {
  const [, year, month, day] = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?/.exec(written) ?? [];
  return [year, month, day].filter((part) => part !== undefined).map(Number);
}

function impossible(fault: string, file: string): Diagnostic {
  const message = `In the header of ${file}, ${fault}. That date is left out of the package's description; mend it in the header.`;
  return { severity: 'warning', code: 'header-date-impossible', message, file, source: 'deposit' };
}
