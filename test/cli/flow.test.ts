import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';
import { terminalOn } from '../../src/cli/terminal.js';
import { inOrder } from '../../src/files/in-order.js';
import { PLAIN } from './call.js';

describe('inOrder', () => {
  it('keeps the order of the inputs, whichever is done first', async () => {
    const results: number[] = [];
    for await (const result of inOrder([30, 1, 20, 0, 10], 3, (ms) => delay(ms, ms))) results.push(result);
    expect(results).toEqual([30, 1, 20, 0, 10]);
  });

  it('runs several at a time, and never more than the limit', async () => {
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await delay(1);
      running--;
    };
    for await (const _ of inOrder(Array.from({ length: 40 }), 4, work)) expect(running).toBeLessThanOrEqual(4);
    expect(most).toBe(4);
  });

  it('hands a failure to the one that asks for the result', async () => {
    const results = inOrder([1, 2], 2, (n) => (n === 2 ? Promise.reject(new Error('two')) : Promise.resolve(n)));
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow('two');
  });
});

describe('withProgress', () => {
  function watched(interactive: boolean) {
    const written: string[] = [];
    const write = (text: string) => void written.push(text);
    const terminal = terminalOn({ ...PLAIN, out: write, err: write, interactive });
    return { written, terminal };
  }

  it('draws a bar that makes way for lines, and takes it away at the end', () => {
    const { written, terminal } = watched(true);
    const progress = withProgress(terminal, 3, true);
    progress.step();
    expect(written.join('')).toContain('1 of 3');
    progress.out('line\n');
    progress.stop();
    expect(written.slice(1)).toEqual(['\r\x1b[K', 'line\n']);
  });

  it.each([
    ['off a terminal', false, true, 3],
    ['where it is not wanted', true, false, 3],
    ['for a single file', true, true, 1],
  ])('draws nothing %s', (_, interactive, wanted, total) => {
    const { written, terminal } = watched(interactive);
    const progress = withProgress(terminal, total, wanted);
    for (let i = 0; i < total; i++) progress.step();
    progress.stop();
    expect(written).toEqual([]);
  });
});
