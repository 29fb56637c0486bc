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

  it('work beside the one that asks, until it is relieved', async () => {
    let here = 0;
    const own = async ({ file }: ConvertTask) => {
      here++;
      if (file.display === '7.txt') throw new Error('not this one');
      return { documents: [{ id: `d${Number.parseInt(file.display, 10)}` }] } as unknown as ConvertAnswer;
    };
    const threads = new Threads<ConvertTask, ConvertAnswer>(ENTRY, 2, undefined, own);
    const answersTo = async (numbers: readonly number[]) => {
      const answers = await Promise.allSettled(numbers.map((i) => threads.run(task(i))));
      return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.documents?.[0]?.id : 'failed'));
    };
    try {
      expect(await answersTo([5, 6, 7, 8])).toEqual(['d5', 'd6', 'failed', 'd8']);
      expect(here).toBe(4);
      threads.relieve();
      const many = Array.from({ length: 40 }, (_, i) => i + 100);
      expect(await answersTo(many)).toEqual(many.map((i) => `d${i}`));
      expect(here).toBe(4);
    } finally {
      await threads.stop();
    }
  });
});
