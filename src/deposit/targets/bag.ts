/** A BagIt 1.0 bag (RFC 8493) around an RO-Crate. */
import { roCrate } from './ro-crate.js';
import type { DepositTarget } from './target.js';

export const bag: DepositTarget = {
  name: 'bag',
  title: 'BagIt 1.0 bag around an RO-Crate (RFC 8493; archives)',
  form: 'package',
  needs: [],
  async *entries(input) {
    for await (const entry of roCrate.entries(input)) yield { ...entry, path: `data/${entry.path}` };
  },
};
