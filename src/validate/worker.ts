/** A thread of `teigram validate`: checks the files that it is sent, reading the next while it judges one. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFiles } from './files.js';
import type { WorkerCall, WorkerResult, WorkerTask } from './pool.js';
import { openShelf } from './schemas/open.js';

const port = parentPort;
if (port !== null) {
  const { schemas, options } = workerData as WorkerCall;
  const shelf = openShelf(schemas).then((opened) => opened.shelf);
  port.on('message', async ({ id, file }: WorkerTask) => {
    for await (const { report, schemas } of checkFiles([file], await shelf, options)) {
      // The text stays here: who wants to show it reads it again.
      const { source: _, ...plain } = report;
      port.postMessage({ id, report: plain, schemas, notices: (await shelf).takeNotices() } satisfies WorkerResult);
    }
  });
}
