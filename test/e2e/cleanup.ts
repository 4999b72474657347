// Leaves the cluster as it was before a run; also after one that was killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../cluster/report.ts';
import { scenarioLabel } from '../zoo/scenario.ts';
import { removeResourceType, removeRoles } from './access.ts';
import { kubectl, kubectlMust } from './kubectl.ts';
import { endLeftOperators } from './operator-process.ts';
import { ownLabel, type Run } from './run.ts';

/** Namespaces of the zoo that somebody else made: a recording may be under way. */
export async function refuseForeignNamespaces(run: Run, names: readonly string[]): Promise<void> {
  const list = ['get', 'namespaces', '--selector', `!${ownLabel}`, '--output', 'name'];
  const present = (await kubectlMust(run, list)).split('\n');
  const foreign = names.filter((name) => present.includes(`namespace/${name}`));
  if (foreign.length === 0) return;
  throw new Refusal(
    `The cluster holds ${foreign.join(', ')}, which no run of these tests made: delete them first.`,
  );
}

/** Of what scenarios make outside of their namespaces. */
const OUTSIDE_KINDS = [
  'nodes',
  'customresourcedefinitions',
  'persistentvolumes',
  'storageclasses',
  'runtimeclasses',
].join(',');

/** The operator first, so that it writes nothing into what goes away. */
export async function cleanUp(run: Run): Promise<void> {
  await endLeftOperators();
  await kubectlMust(run, [
    'delete',
    'namespaces',
    '--selector',
    ownLabel,
    '--ignore-not-found',
    '--timeout=180s',
  ]);
  // Afterwards: a pod on a node that is gone would wait for the garbage collector.
  const outside = ['delete', OUTSIDE_KINDS, '--ignore-not-found'];
  await kubectlMust(run, [...outside, '--selector', scenarioLabel]);
  await removeRoles(run);
  await removeResourceType(run);
  const get = ['get', 'customresourcedefinition', 'servicehealths.servicehealth.dev'];
  while ((await kubectl(run, get)).code === 0) await sleep(500);
}
