/** Formats of files as TextGrid names them (manual, Generic Metadata). */

export const COLLECTION = 'text/tg.collection+tg.aggregation+xml';
export const EDITION = 'text/tg.edition+tg.aggregation+xml';
export const WORK = 'text/tg.work+xml';

const FORMATS: Readonly<Record<string, string>> = {
  ...{ xml: 'text/xml', odd: 'text/xml', rng: 'text/xml', sch: 'text/xml', nvdl: 'text/xml', svg: 'image/svg+xml' },
  ...{ xsd: 'text/xsd+xml', xsl: 'text/xml+xslt', xslt: 'text/xml+xslt', css: 'text/css', dtd: 'application/xml-dtd' },
  ...{ mod: 'application/xml-dtd', ent: 'application/xml-dtd', rnc: 'application/relax-ng-compact-syntax' },
  ...{ json: 'application/json', txt: 'text/plain', md: 'text/markdown', html: 'text/html', csv: 'text/csv' },
  ...{
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    tif: 'image/tiff',
    tiff: 'image/tiff',
  },
  ...{ pdf: 'application/pdf', zip: 'application/zip', mp3: 'audio/mpeg', wav: 'audio/wav', mp4: 'video/mp4' },
};

/** By the ending of its name. */
export function formatOf(path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return FORMATS[ending] ?? 'application/octet-stream';
}
