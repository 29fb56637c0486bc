/** The formats of reports, by name, and how a call names them. */

/** Each with the ending that its files mostly have. */
export const FORMATS = {
  pretty: 'txt',
  json: 'json',
  sarif: 'sarif',
  junit: 'xml',
  github: 'txt',
  html: 'html',
  svrl: 'svrl',
} as const;

export type FormatName = keyof typeof FORMATS;

/** A report that the call asks for. */
export interface ReportTarget {
  readonly format: FormatName;
  /** Where it goes; undefined for standard output. */
  readonly file?: string;
}

/** Reads `NAME` or `NAME=FILE`; undefined where there is no such format, or the file has no name. */
export function readTarget(text: string): ReportTarget | undefined {
  const at = text.indexOf('=');
  const format = at === -1 ? text : text.slice(0, at);
  if (!Object.hasOwn(FORMATS, format)) return undefined;
  if (at === -1) return { format: format as FormatName };
  const file = text.slice(at + 1);
  return file === '' ? undefined : { format: format as FormatName, file };
}
