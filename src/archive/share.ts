/** Which texts are in a share. */
import { sha256 } from '../platform/node/machine.js';
import type { Shard } from './shard.js';

/** @param name of the text, as the manifest has it. */
export function isInShard(name: string, { index, of }: Shard): boolean {
  return Number.parseInt(sha256(name).slice(0, 8), 16) % of === index - 1;
}
