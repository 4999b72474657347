// What the command hands to the tests, which run in another process.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Scenario } from '../zoo/scenario.ts';

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Ignored by git; made anew by each run. */
export const outputFolder = join(projectFolder, '.tmp', 'e2e');

export const variableName = 'SERVICEHEALTH_E2E';

const runSchema = z.object({
  /** An administrator's. */
  kubeconfig: z.string(),
  kubectl: z.string(),
  server: z.string(),
  caFile: z.string(),
  scenarios: z.array(z.string()).min(1),
  /** Only then pod rows are counted. */
  isWholeZoo: z.boolean(),
  /** How long writes are counted; 0: not at all. */
  stretchMs: z.number().nonnegative(),
  /** Whether the API server is to be taken away for a while. */
  hasOutage: z.boolean(),
  /** Of a cluster of our own; empty for a given one, whose API server nobody may kill. */
  stateFolder: z.string(),
});

export type Run = z.infer<typeof runSchema>;

export function readRun(environment: Readonly<Record<string, string | undefined>>): Run {
  const text = environment[variableName];
  if (text === undefined) throw new Error('Start these tests with "npm run e2e".');
  return runSchema.parse(JSON.parse(text));
}

/** Several runs of these lines would need several clusters: the operator watches all namespaces. */
export const ownLabel = 'servicehealth.dev/e2e';

export function namespacesOf(scenarios: readonly Scenario[]): readonly string[] {
  return scenarios.map(({ namespace }) => namespace);
}
