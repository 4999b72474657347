import type { ConditionFact, NodeFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, MAX_LABEL_VALUE, objectFact } from './object-fact.ts';
import { defined, type Fields, fields, isObject, word } from './read.ts';
import { amountsOf } from './requests.ts';
import type { Source } from './source.ts';

/** Nodes: when one is lost, nobody can tell how its pods are. */
export function nodeSource(intern: Interner): Source<NodeFact> {
  return {
    resource: 'nodes',
    apiGroup: '',
    version: 'v1',
    // Without them the pods of a lost node are unready for no known reason, but no word becomes wrong.
    isRequired: false,
    isClusterScoped: true,
    project: (object) => projectNode(object, intern),
  };
}

function projectNode(object: unknown, intern: Interner): NodeFact | undefined {
  // No two nodes have the same labels, and of all of them only the zone is asked for.
  const { labels, ...metadata } = fields(fields(object)['metadata']);
  const common = objectFact({ metadata }, intern);
  if (common === undefined) return undefined;
  const { uid, createdMs, deletionMs } = common;
  const conditions = conditionsOf(fields(fields(object)['status'])['conditions'], intern);
  const allocatable = fields(fields(object)['status'])['allocatable'];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const pressures = conditions.filter(isPressure);
  return {
    kind: 'Node',
    // The pods on it say the same name.
    name: intern.string(common.name),
    uid,
    createdMs,
    ...defined({
      deletionMs,
      zone: zoneOf(fields(labels), intern),
      ready: ready && withoutAge(ready),
      pressures: pressures.length === 0 ? undefined : pressures,
      allocatable: isObject(allocatable) ? amountsOf(allocatable) : undefined,
    }),
    isUnschedulable: fields(fields(object)['spec'])['unschedulable'] === true,
  };
}

/** The second is what the first was called until Kubernetes 1.17; some providers still set only that. */
const ZONE_LABELS = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];

function zoneOf(labels: Fields, intern: Interner): string | undefined {
  const zones = ZONE_LABELS.map((key) => word(labels[key], MAX_LABEL_VALUE));
  const zone = zones.find((it) => it !== '');
  return zone === undefined ? undefined : intern.string(zone);
}

function isPressure({ type, status }: ConditionFact): boolean {
  return status === 'True' && PRESSURES.has(type);
}

/** The conditions in which a kubelet evicts pods, and takes in no new ones. */
const PRESSURES: ReadonlySet<string> = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure']);

// The kubelet's own words, when its runtime does not answer: "PLEG is not healthy: pleg was last seen active 3m4.5s
// ago; threshold is 3m0s" (pkg/kubelet/pleg/generic.go). They are others at each heartbeat.
const AGE = / \d[\dhms.]{0,30} ago\b/g;

function withoutAge(ready: ConditionFact): ConditionFact {
  return { ...ready, message: ready.message.replace(AGE, ' too long ago') };
}
