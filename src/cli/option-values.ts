/** Values of options, as commander asks for them. They throw what it tells the user. */
import { InvalidArgumentError } from 'commander';
import { type Shard, shardOf } from '../archive/shard.js';
import { FORMATS, type ReportTarget, readTarget } from './report-formats.js';

export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

export function collectTargets(value: string, before: readonly ReportTarget[] = []): readonly ReportTarget[] {
  const target = readTarget(value);
  if (target === undefined) {
    throw new InvalidArgumentError(
      `It must be one of ${Object.keys(FORMATS).join(', ')}, or one with a file: html=report.html.`,
    );
  }
  return [...before, target];
}

export function shard(value: string): Shard {
  const read = shardOf(value);
  if (read === undefined) throw new InvalidArgumentError('It must be a share such as 3/8, the third of eight.');
  return read;
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

export function port(value: string): number {
  const number = wholeNumber(value);
  if (number > 65_535) throw new InvalidArgumentError('It must be a port: a number up to 65535.');
  return number;
}
