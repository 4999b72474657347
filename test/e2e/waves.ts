// The zoo goes to the cluster in waves, and only as long as there is room for its pods.
import { z } from 'zod';
import type { ManifestObject, Scenario } from '../zoo/scenario.ts';
import { kubectlMust } from './kubectl.ts';
import { lastPromiseMs } from './live.ts';
import type { Run } from './run.ts';

/** Two cores start about one pod a second; more at a time would measure the machine. */
export const waveSize = 25;

/** Those that keep their last promise last come first: they have most of the run for it. */
export function wavesOf(scenarios: readonly Scenario[]): readonly (readonly Scenario[])[] {
  const sorted = scenarios.toSorted((one, other) => slowness(other) - slowness(one));
  const count = Math.ceil(sorted.length / waveSize);
  return Array.from({ length: count }, (_, index) => {
    return sorted.slice(index * waveSize, (index + 1) * waveSize);
  });
}

function slowness(scenario: Scenario): number {
  return lastPromiseMs({ scenario, startMs: 0 });
}

const specSchema = z.looseObject({
  spec: z
    .looseObject({ replicas: z.number().optional(), parallelism: z.number().optional() })
    .prefault({}),
});

/** A rollout has one pod more for a while; a CronJob's runs may overlap by one. */
const spare: ReadonlyMap<string, number> = new Map([
  ['Deployment', 1],
  ['CronJob', 1],
  ['StatefulSet', 0],
  ['DaemonSet', 0],
  ['Job', 0],
  ['Pod', 0],
]);

function podsOfObject(object: ManifestObject): number {
  const extra = spare.get(object.kind);
  if (extra === undefined) return 0;
  const { replicas, parallelism } = specSchema.parse(object).spec;
  return (replicas ?? parallelism ?? 1) + extra;
}

/** The most pods that a scenario has at a time: of a workload that is applied twice the larger version counts. */
export function podsOf({ steps }: Scenario): number {
  const most = new Map<string, number>();
  const applied = steps.filter(({ action }) => action === 'apply');
  for (const object of applied.flatMap(({ objects }) => objects)) {
    const key = `${object.kind}/${object.metadata.name}`;
    most.set(key, Math.max(most.get(key) ?? 0, podsOfObject(object)));
  }
  return [...most.values()].reduce((sum, pods) => sum + pods, 0);
}

/** A node without a kubelet, which some scenarios make, takes none. */
const nodeSchema = z.object({
  status: z
    .object({ allocatable: z.object({ pods: z.coerce.number().default(0) }).prefault({}) })
    .prefault({}),
});
const nodeListSchema = z.object({ items: z.array(nodeSchema) });

/** How many more pods the nodes take. */
export async function freePods(run: Run): Promise<number> {
  const nodes = await kubectlMust(run, ['get', 'nodes', '--output', 'json']);
  const { items } = nodeListSchema.parse(JSON.parse(nodes));
  const unfinished = 'status.phase!=Succeeded,status.phase!=Failed';
  const pods = await kubectlMust(run, [
    'get',
    'pods',
    '--all-namespaces',
    '--field-selector',
    unfinished,
    '--output',
    'name',
  ]);
  const used = pods.split('\n').filter((line) => line !== '').length;
  return items.reduce((sum, { status }) => sum + status.allocatable.pods, 0) - used;
}
