// Applies scenarios as their manifests say, each on its own clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { GROUP, KIND, VERSION } from '../../src/api/constants.ts';
import { objectNameOf } from '../../src/index/service-key.ts';
import { takeStep } from '../zoo/applying.ts';
import { ClusterClient } from '../zoo/cluster-client.ts';
import type { Scenario } from '../zoo/scenario.ts';
import { applyObjects, kubectl } from './kubectl.ts';
import { ownLabel, type Run } from './run.ts';
import { waitUntil } from './wait.ts';

/** Two cores start about one pod a second; a wave that all came at once would measure the machine. */
const betweenScenariosMs = 1_500;

/** What differs from the recorded run; the workload comes first, so that the service is never empty. */
function thresholdObjects({ namespace, expected }: Scenario): readonly unknown[] {
  const { thresholds } = expected.live;
  if (Object.keys(thresholds).length === 0) return [];
  return expected.services.map(({ name }) => ({
    apiVersion: `${GROUP}/${VERSION}`,
    kind: KIND,
    metadata: { name: objectNameOf(name), namespace },
    spec: { thresholds },
  }));
}

async function applyScenario(run: Run, scenario: Scenario, startMs: number): Promise<void> {
  const client = new ClusterClient(run.kubeconfig);
  for (const step of scenario.steps) {
    await sleep(Math.max(0, startMs + step.afterMs - Date.now()));
    await takeStep(client, step);
    const extra = step.afterMs === 0 ? thresholdObjects(scenario) : [];
    if (extra.length > 0) await applyObjects(run, extra);
  }
}

/** A pod made before its namespace has a service account is refused: another scenario than the one meant. */
export async function makeNamespaces(run: Run, names: readonly string[]): Promise<void> {
  await applyObjects(
    run,
    names.map((name) => {
      const metadata = { name, labels: { [ownLabel]: 'true' } };
      return { apiVersion: 'v1', kind: 'Namespace', metadata };
    }),
  );
  for (const name of names) {
    const patience = { what: `the service account of ${name}`, limitMs: 60_000 };
    await waitUntil(patience, async () => {
      const get = ['--namespace', name, 'get', 'serviceaccount', 'default', '--output', 'name'];
      return (await kubectl(run, get)).code === 0 ? true : undefined;
    });
  }
}

/** Returns when each scenario was applied, by name; later steps are applied in the background. */
export interface Applied {
  readonly startMs: ReadonlyMap<string, number>;
  /** Resolves when the last step is applied. */
  readonly done: Promise<unknown>;
}

/** The first begins at once, each other a little later. */
export function applyAll(run: Run, scenarios: readonly Scenario[]): Applied {
  const now = Date.now();
  const startMs = new Map(
    scenarios.map(({ name }, index) => [name, now + index * betweenScenariosMs]),
  );
  const done = Promise.all(
    scenarios.map((scenario) => applyScenario(run, scenario, startMs.get(scenario.name) ?? now)),
  );
  return { startMs, done };
}
