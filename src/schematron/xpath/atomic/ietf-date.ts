/** Dates as mails, logs and RFC 850 have them (Functions and Operators 3.1, §9.9). */
import { collapseSpace } from '../../../xml/white-space.js';
import { parseTemporal, type Temporal } from './temporal.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of Greenwich. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

const DAY_NAME = '(?:mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const ZONE_NAME = Object.keys(ZONES).join('|');
const MONTH = `(?<month>${MONTHS.join('|')})`;
const DAY = '(?<day>\\d{1,2})';
const YEAR = '(?<year>\\d{2}(?:\\d{2})?)';
const BETWEEN = '(?: ?- ?| )';
const ZONE = ` ?(?:(?<name>${ZONE_NAME})|(?<sign>[+-])(?<zoneHours>\\d{1,2}):?(?<zoneMinutes>\\d{2})?(?: ?\\( ?(?:${ZONE_NAME}) ?\\))?)`;
const TIME = `(?<hours>\\d{1,2}):(?<minutes>\\d{2})(?::(?<seconds>\\d{2}(?:\\.\\d+)?))?(?:${ZONE})?`;
const FORMS = [`${DAY}${BETWEEN}${MONTH}${BETWEEN}${YEAR} ${TIME}`, `${MONTH}${BETWEEN}${DAY} ${TIME} ${YEAR}`].map(
  (form) => new RegExp(`^(?:${DAY_NAME},? )?${form}$`, 'i'),
);

/** The date and time, in Greenwich's time zone where it names none; undefined where the text is none. The name of the day is not looked at. */
export function parseIetfDate(text: string): Temporal | undefined {
  const collapsed = collapseSpace(text);
  const groups = FORMS.map((form) => form.exec(collapsed)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const { day = '', month = '', year = '', hours = '', minutes = '', seconds = '00' } = groups;
  const date = `${year.length === 2 ? `19${year}` : year}-${two(MONTHS.indexOf(month.toLowerCase()) + 1)}-${two(day)}`;
  return parseTemporal('dateTime', `${date}T${two(hours)}:${minutes}:${seconds}${zoneOf(groups)}`);
}

function zoneOf({ name, sign, zoneHours = '', zoneMinutes = '00' }: Readonly<Record<string, string>>): string {
  if (sign !== undefined) return `${sign}${two(zoneHours)}:${zoneMinutes}`;
  const hours = name === undefined ? 0 : ZONES[name.toLowerCase()]!;
  return hours === 0 ? 'Z' : `-${two(-hours)}:00`;
}

function two(number: number | string): string {
  return String(number).padStart(2, '0');
}
