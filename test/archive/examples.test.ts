/** The examples for clusters: what they submit is what a cluster takes. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Job } from 'kubernetes-models/batch/v1';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { optionsOf } from '../../src/cli/program.js';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const read = (...path: string[]) => readFileSync(join(EXAMPLES, ...path), 'utf8');

describe('the jobs of Kubernetes', () => {
  it.each(['convert.yaml', 'merge.yaml'])('%s is one, by its schema', (name) => {
    const job = new Job(parse(read('kubernetes', name)) as ConstructorParameters<typeof Job>[0]);
    expect(() => job.validate()).not.toThrow();
  });

  it('are told from what is none', () => {
    const wrong = { ...(parse(read('kubernetes', 'convert.yaml')) as object), spec: { completions: 'eight' } };
    expect(() => new Job(wrong as unknown as ConstructorParameters<typeof Job>[0]).validate()).toThrow();
  });

  it('has as many shares as pods', () => {
    const { spec } = parse(read('kubernetes/convert.yaml')) as { spec: { completions: number; parallelism: number } };
    expect(read('kubernetes/convert.yaml')).toContain(`value: "${spec.completions}"`);
    expect(spec.parallelism).toBe(spec.completions);
  });
});

describe('the scripts of Slurm', () => {
  it.each(readdirSync(join(EXAMPLES, 'slurm')))('%s is one that bash reads', (name) => {
    expect(spawnSync('bash', ['-n', join(EXAMPLES, 'slurm', name)], { encoding: 'utf8' }).stderr).toBe('');
  });

  it('call convert with options that it has', () => {
    const options = optionsOf('convert');
    const called = read('slurm/convert.sbatch')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n');
    const asked = [...called.matchAll(/\s(--[a-z]+)\b/g)].map(([, option]) => option!);
    expect(asked.length).toBeGreaterThan(3);
    for (const option of asked) expect(options.has(option), option).toBe(true);
  });
});
