/** The form by which Dataverse takes a file and what is said of it (RFC 7578), streamed. */
import { Readable } from 'node:stream';
import type { Body } from '../upload/http.js';
import type { UploadFile } from '../upload/repository.js';

/** @param about what is said of the file beside its folder. */
export function formBody({ name, open, size, md5 }: UploadFile, about: object): Body {
  const label = baseName(name);
  const folder = name.slice(0, Math.max(0, name.length - label.length - 1));
  // Made of the file's own checksum, so that it is the same each time and does not occur in the file.
  const boundary = `teigram-${md5}`;
  const said = { ...(folder === '' ? {} : { directoryLabel: folder }), ...about };
  const head = Buffer.from(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="jsonData"',
      '',
      JSON.stringify(said),
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${label.replace(/[\r\n"]/g, '_')}"`,
      `Content-Type: ${label.endsWith('.zip') ? 'application/zip' : 'application/octet-stream'}`,
      '',
      '',
    ].join('\r\n'),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    size: head.length + size + tail.length,
    open: () =>
      Readable.from(
        (async function* () {
          yield head;
          yield* open() as AsyncIterable<Buffer>;
          yield tail;
        })(),
        { objectMode: false },
      ),
  };
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
