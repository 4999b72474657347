import type { ContainerKind, PodFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import { commitOf } from './commits.ts';
import { type ContainerLists, containersOf } from './containers.ts';
import type { Interner } from './intern.ts';
import {
  conditionsOf,
  MAX_LABEL_KEY,
  MAX_MESSAGE,
  MAX_NAME,
  objectFact,
  reasonOf,
} from './object-fact.ts';
import { compact, defined, type Fields, fields, items, word } from './read.ts';
import { podRequestsOf } from './requests.ts';
import type { Source } from './source.ts';
import { DEFAULT_VERSION_FROM, type VersionFrom, versionsOf } from './versions.ts';

const MAX_GATES = 64;
const MAX_VOLUMES = 64;
/** More than anybody sets. */
const MAX_FINALIZERS = 8;
const DEFAULT_SCHEDULER = 'default-scheduler';

/** Pods: where nearly every failure shows. */
export function podSource(
  intern: Interner,
  versionFrom: VersionFrom = DEFAULT_VERSION_FROM,
): Source<PodFact> {
  return {
    resource: 'pods',
    apiGroup: '',
    version: 'v1',
    isRequired: true,
    project: (object) => projectPod(object, intern, versionFrom),
  };
}

function projectPod(
  object: unknown,
  intern: Interner,
  versionFrom: VersionFrom,
): PodFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  const status = fields(fields(object)['status']);
  const containers = containersOf(
    { specs: spec['containers'], statuses: status['containerStatuses'], kindOf: () => 'main' },
    intern,
  );
  return {
    ...common,
    kind: 'Pod',
    versions: versionsOf({ object, labels: common.labels, containers }, versionFrom, intern),
    phase: reasonOf(status['phase'], intern),
    statusReason: reasonOf(status['reason'], intern),
    statusMessage: freeText(status['message'], MAX_MESSAGE),
    nodeName: intern.string(word(spec['nodeName'], MAX_NAME)),
    restartPolicy: reasonOf(spec['restartPolicy'], intern) || 'Always',
    schedulingGates: namesOf(spec['schedulingGates'], 'name', intern),
    readinessGates: namesOf(spec['readinessGates'], 'conditionType', intern),
    ...defined({
      claims: claimsOf(spec, common.name),
      commit: commitOf(fields(fields(object)['metadata']), common.labels, intern),
      finalizers: finalizersOf(fields(fields(object)['metadata']), intern),
      schedulerName: otherScheduler(spec, intern),
      requests: spec['nodeName'] ? undefined : podRequestsOf(spec),
    }),
    conditions: conditionsOf(status['conditions'], intern),
    initContainers: containersOf(initLists(spec, status), intern),
    containers,
    ephemeralContainers: containersOf(ephemeralLists(spec, status), intern),
  };
}

/** Each pod of a Job has one; they matter only once somebody wants the pod to go. */
function finalizersOf(metadata: Fields, intern: Interner): readonly string[] | undefined {
  if (metadata['deletionTimestamp'] === undefined) return undefined;
  const names = items(metadata['finalizers'], MAX_FINALIZERS).map((name) =>
    intern.string(word(name, MAX_LABEL_KEY)),
  );
  const known = names.filter((name) => name !== '');
  return known.length === 0 ? undefined : compact(known);
}

function namesOf(gates: unknown, field: string, intern: Interner): readonly string[] {
  const names = items(gates, MAX_GATES).map((gate) =>
    intern.string(word(fields(gate)[field], MAX_NAME)),
  );
  return compact(names.filter((name) => name !== ''));
}

function otherScheduler(spec: Fields, intern: Interner): string | undefined {
  const name = intern.string(word(spec['schedulerName'], MAX_NAME));
  return name === '' || name === DEFAULT_SCHEDULER ? undefined : name;
}

/** Not interned: those of a StatefulSet are of one pod each. */
function claimsOf(spec: Fields, pod: string): readonly string[] | undefined {
  const names = items(spec['volumes'], MAX_VOLUMES).map((volume) => claimOf(fields(volume), pod));
  const claims = names.filter((name) => name !== '');
  return claims.length === 0 ? undefined : compact(claims);
}

function claimOf(volume: Fields, pod: string): string {
  const claim = word(fields(volume['persistentVolumeClaim'])['claimName'], MAX_NAME);
  if (claim !== '' || volume['ephemeral'] === undefined) return claim;
  // The name that the API server gives to a claim made for one pod.
  return `${pod}-${word(volume['name'], MAX_NAME)}`;
}

function initLists(spec: Fields, status: Fields): ContainerLists {
  return {
    specs: spec['initContainers'],
    statuses: status['initContainerStatuses'],
    kindOf: initKind,
  };
}

/** What makes an init container a sidecar since Kubernetes 1.29. */
function initKind(spec: Fields): ContainerKind {
  return spec['restartPolicy'] === 'Always' ? 'sidecar' : 'init';
}

function ephemeralLists(spec: Fields, status: Fields): ContainerLists {
  return {
    specs: spec['ephemeralContainers'],
    statuses: status['ephemeralContainerStatuses'],
    kindOf: () => 'ephemeral',
  };
}
