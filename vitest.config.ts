import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/setup/once.ts',
    // Files share a process and its modules: half the time, since no test changes what another sees.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What `npm test` tries in part, `npm run test:thorough` tries in full.
    env: { TEIGRAM_THOROUGH: mode === 'thorough' ? '1' : '' },
  },
}));
