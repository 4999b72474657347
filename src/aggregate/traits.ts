// What pods may share: the dimensions in which those of one service differ.

import { allContainers } from '../classify/support/pods.ts';
import type { PodFact, ServicePod } from '../facts/index.ts';
import { referenceName } from './groups.ts';

/** One thing that a pod has in common with others. */
export interface Trait {
  /** `version`, `image`, `owner`, `revision`, `container`, `zone`, `node` or `label:<key>`. */
  readonly dimension: string;
  readonly value: string;
}

/** What is not in the pod itself. */
export interface TraitSources {
  /** The zone of each node that has one. */
  readonly zones: ReadonlyMap<string, string>;
  /** Keys of the labels that somebody asked for. */
  readonly labels: readonly string[];
}

/** How the dimension of a label begins. */
const LABEL = 'label:';

/** More containers than this differ in nothing that a reader could follow. */
const MAX_VALUES = 16;

/** The values that the pod has in a dimension; none where nothing tells. */
export function valuesOf(
  servicePod: ServicePod,
  dimension: string,
  zones: TraitSources['zones'],
): readonly string[] {
  const { pod } = servicePod;
  if (dimension.startsWith(LABEL)) return given(pod.labels.get(keyOf(dimension)));
  switch (dimension) {
    case 'version':
      return pod.versions;
    case 'image':
      return distinct(allContainers(pod).map(({ image }) => image));
    case 'container':
      return distinct(allContainers(pod).map(({ name }) => name));
    case 'revision':
      return given(revisionOf(servicePod));
    case 'owner':
      return [referenceName(servicePod.workload)];
    case 'node':
      return given(pod.nodeName);
    case 'zone':
      return given(zones.get(pod.nodeName));
    default:
      return [];
  }
}

function keyOf(dimension: string): string {
  return dimension.slice(LABEL.length);
}

/** The keys of the labels among dimensions. */
export function labelsIn(dimensions: readonly string[]): readonly string[] {
  return dimensions.filter((it) => it.startsWith(LABEL)).map(keyOf);
}

/** Where one split of the pods has several names, the first of these is told: what people change comes first. */
export function dimensionsWith(labels: TraitSources['labels']): readonly string[] {
  const asked = labels.map((key) => `label:${key}`);
  return ['version', 'image', 'owner', 'revision', ...asked, 'container', 'zone', 'node'];
}

/** A ReplicaSet's name, else the hash that the controllers of StatefulSets and DaemonSets write. */
function revisionOf({ pod, replicaSet }: ServicePod): string | undefined {
  if (replicaSet !== '') return replicaSet;
  return pod.labels.get('controller-revision-hash') ?? pod.labels.get('pod-template-hash');
}

function given(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [value];
}

function distinct(values: readonly string[]): readonly string[] {
  if (values.length === 1 && values[0] !== '') return values;
  const found = new Set(values.slice(0, MAX_VALUES));
  found.delete('');
  return [...found];
}

/** The image without tag and digest: what a workload runs, whatever the version. */
export function programsOf({ containers }: PodFact): readonly string[] {
  return containers.map(({ image }) => {
    const name = image.split('@', 1)[0] ?? '';
    const colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
  });
}
