import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: more workers only make the timing-sensitive suites slower.
    maxWorkers: 2,
    testTimeout: 15_000,
  },
});
