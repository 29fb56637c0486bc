/** What a thread that checks files does: it checks those that it is sent, reading the next while it judges one. */
import { takeRead } from '../files/been-read.js';
import { workIn } from '../files/door.js';
import { serve } from '../threads.js';
import { checkOne, type Listen } from './files.js';
import type { Hear } from './hear.js';
import type { WorkerCall, WorkerResult, WorkerTask } from './pool.js';
import { openShelf } from './schemas/open.js';

/** @param listenBy makes who hears each file while it is checked. */
export function serveChecks(listenBy?: (hear: Hear) => Listen): void {
  void serve<WorkerCall, WorkerTask, WorkerResult>(async ({ schemas: named, options, workplace }) => {
    if (workplace !== undefined) workIn(workplace);
    takeRead();
    const { shelf } = await openShelf(named);
    const { limits, entities } = options;
    const hear: Hear = async (file, handler) => {
      const { hearFile } = await import('./hear.js');
      const standIn = (uri: string) => shelf.standInFor(uri);
      return hearFile(file, handler, { standIn, limits, entities });
    };
    const listen = listenBy?.(hear);
    return async ({ file, bytes }) => {
      const { report, schemas, isSkipped, beside } = await checkOne(file, shelf, options, { bytes, listen });
      // The text stays here: who wants to show it reads it again.
      const { source: _, ...plain } = report;
      return { report: plain, schemas, isSkipped, beside, read: takeRead(), notices: shelf.takeNotices() };
    };
  });
}
