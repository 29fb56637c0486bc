/** A thread of `teigram validate`: checks the files that it is sent, reading the next while it judges one. */
import { takeRead } from '../files/been-read.js';
import { workIn } from '../files/door.js';
import { serve } from '../threads.js';
import { checkOne } from './files.js';
import type { WorkerCall, WorkerResult, WorkerTask } from './pool.js';
import { openShelf } from './schemas/open.js';

serve<WorkerCall, WorkerTask, WorkerResult>(({ schemas: named, options, workplace }) => {
  if (workplace !== undefined) workIn(workplace);
  takeRead();
  const opening = openShelf(named);
  return async ({ file, bytes }) => {
    const { shelf } = await opening;
    const { report, schemas, isSkipped } = await checkOne(file, shelf, options, bytes);
    // The text stays here: who wants to show it reads it again.
    const { source: _, ...plain } = report;
    return { report: plain, schemas, isSkipped, read: takeRead(), notices: shelf.takeNotices() };
  };
});
