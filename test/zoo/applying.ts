// Does on a real cluster what the files of a scenario say: one step is one file, and its name says what is done with it.
import type { ClusterClient } from './cluster-client.ts';
import { collectionPath, resourceOf } from './resources.ts';
import type { ManifestObject, ManifestStep, Scenario, StepAction } from './scenario.ts';
import { withWords } from './words.ts';

function pathOf(object: ManifestObject): string {
  const { name, namespace } = object.metadata;
  return `${collectionPath(resourceOf(object), namespace)}/${name}`;
}

async function applyTo(client: ClusterClient, path: string, object: ManifestObject): Promise<void> {
  const filled = await withWords(client, object);
  await client.must(`${path}?fieldManager=zoo&force=true`, {
    method: 'PATCH',
    contentType: 'application/apply-patch+yaml',
    body: JSON.stringify(filled),
  });
}

/** As `kubectl delete` does it; with --cascade=foreground, so that an owner waits for what it owns. */
async function remove(client: ClusterClient, object: ManifestObject): Promise<void> {
  await client.must(`${pathOf(object)}?propagationPolicy=Foreground`, { method: 'DELETE' });
}

/** As `kubectl drain` does it: the object is the pod that has to go. */
async function evict(client: ClusterClient, object: ManifestObject): Promise<void> {
  const { name, namespace } = object.metadata;
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  await client.must(`${pathOf(object)}/eviction`, {
    method: 'POST',
    contentType: 'application/json',
    body: JSON.stringify(eviction),
  });
}

type Action = (client: ClusterClient, object: ManifestObject) => Promise<void>;

const actions: Readonly<Record<StepAction, Action>> = {
  apply: (client, object) => applyTo(client, pathOf(object), object),
  status: (client, object) => applyTo(client, `${pathOf(object)}/status`, object),
  debug: (client, object) => applyTo(client, `${pathOf(object)}/ephemeralcontainers`, object),
  resize: (client, object) => applyTo(client, `${pathOf(object)}/resize`, object),
  delete: remove,
  evict,
};

/** One object after the other, in the order of the file. */
export async function takeStep(client: ClusterClient, step: ManifestStep): Promise<void> {
  for (const object of step.objects) await actions[step.action](client, object);
}

/** What outlives the scenario's namespace. */
export function clusterScopedObjects({ steps }: Scenario): readonly ManifestObject[] {
  return steps
    .filter(({ action }) => action === 'apply')
    .flatMap(({ objects }) => objects)
    .filter(({ metadata }) => metadata.namespace === undefined);
}

/** After the namespace: a pod on a node that is gone would have to wait for the garbage collector. */
export async function removeClusterScoped(
  client: ClusterClient,
  scenario: Scenario,
): Promise<void> {
  for (const object of clusterScopedObjects(scenario)) {
    await client.call(pathOf(object), { method: 'DELETE' });
  }
}
