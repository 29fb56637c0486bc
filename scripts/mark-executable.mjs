// tsc writes files without the executable bit; `npx teigram` in a checkout needs it.
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/cli.js', import.meta.url), 0o755);
