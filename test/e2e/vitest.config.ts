import { defineConfig } from 'vitest/config';

const resultsFile = process.env['RESULTS_FILE'];

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    // A test may wait for the slowest scenario of the zoo, and the first one waits for all of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Progress has to be seen when it is made.
    disableConsoleIntercept: true,
    reporters: resultsFile === undefined ? ['verbose'] : ['verbose', 'json'],
    ...(resultsFile !== undefined && { outputFile: { json: resultsFile } }),
  },
});
