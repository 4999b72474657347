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
  /** Only then ten minutes are watched, and samples and writes counted. */
  isWholeZoo: z.boolean(),
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
