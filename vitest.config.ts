import { defineConfig } from 'vitest/config';

const resultsFile = process.env['RESULTS_FILE'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make the timing-sensitive suites slower.
    maxWorkers: 2,
    // Against tests that hang, not slow ones: on a busy machine the longest replay took 20 s instead of 3.
    testTimeout: 60_000,
    reporters: resultsFile === undefined ? ['default'] : ['default', 'json'],
    ...(resultsFile !== undefined && { outputFile: { json: resultsFile } }),
  },
});
