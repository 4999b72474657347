import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const resultsFile = process.env['RESULTS_FILE'];

/** The operator's own story begins without the resource type, which the other files need. */
class StoryFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  return moduleId.endsWith('/operator.e2e.ts') ? 0 : 1;
}

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    sequence: { sequencer: StoryFirst },
    // A test may wait for the slowest scenario of the zoo, and the first one waits for all of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Progress has to be seen when it is made.
    disableConsoleIntercept: true,
    reporters: resultsFile === undefined ? ['verbose'] : ['verbose', 'json'],
    ...(resultsFile !== undefined && { outputFile: { json: resultsFile } }),
  },
});
