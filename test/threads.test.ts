/** Work on threads goes out and comes back several pieces at a time. */
import { describe, expect, it } from 'vitest';
import type { ConvertAnswer, ConvertTask } from '../src/cli/convert-one.js';
import { Threads } from '../src/threads.js';

/** The built one: a thread cannot run what was not built. */
const ENTRY = new URL('../dist/cli/convert-worker.js', import.meta.url);

function task(i: number): ConvertTask {
  const text = `${i}. Telegram From the Embassy in Selm to the Department of State\n\nSelm, 8 June 1948.\n`;
  const file = { path: undefined, display: `${i}.txt`, layout: `${i}.txt` };
  return { file, bytes: Buffer.from(text), options: {} };
}

describe('threads', () => {
  it.each([1, 2])('answer each task by itself, however many wait (%i)', async (size) => {
    const threads = new Threads<ConvertTask, ConvertAnswer>(ENTRY, size);
    try {
      const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => threads.run(task(i + 1))));
      expect(answers.map(({ documents }) => documents?.[0]?.id)).toEqual(
        Array.from({ length: 30 }, (_, i) => `d${i + 1}`),
      );
      // One that comes alone is not kept until there are more.
      expect((await threads.run(task(99))).documents?.[0]?.id).toBe('d99');
    } finally {
      await threads.stop();
    }
  });

  it('fail in one task and do the others', async () => {
    const threads = new Threads<ConvertTask | undefined, ConvertAnswer>(ENTRY, 1);
    try {
      const [before, failed, after] = await Promise.allSettled([
        threads.run(task(1)),
        threads.run(undefined),
        threads.run(task(2)),
      ]);
      expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    } finally {
      await threads.stop();
    }
  });
});
