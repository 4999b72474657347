// Small worlds for the examples of rules: a few calls say what matters, everything else is a healthy service.
import type {
  ConditionFact,
  ContainerFact,
  ContainerState,
  EpochMs,
  EventFact,
  MissingSource,
  PodFact,
  ProbeFact,
  ServicePod,
  TerminationFact,
} from '../../facts/index.ts';

/** When every example takes place. */
export const NOW: EpochMs = 1_767_225_600_000;

/** So many seconds before now. */
export function ago(seconds: number): EpochMs {
  return NOW - seconds * 1000;
}

/** Age of the pod of every example, unless it says otherwise. */
const POD_AGE_SECONDS = 3600;

const WORKLOAD = { kind: 'Deployment', name: 'web' };

/** A pod of Deployment web, scheduled and with one running container. */
export function pod(
  facts: Partial<PodFact> = {},
  placed: Partial<Omit<ServicePod, 'pod'>> = {},
): ServicePod {
  const name = facts.name ?? 'web-7c9d-x2x1q';
  return {
    workload: WORKLOAD,
    replicaSet: 'web-7c9d',
    ...placed,
    pod: { ...POD, uid: `uid-${name}`, name, ...facts },
  };
}

/** A pod that a Job made; `restartPolicy` Never unless said otherwise. */
export function jobPod(facts: Partial<PodFact> = {}): ServicePod {
  const owner = { kind: 'Job', name: 'migrate', uid: 'uid-migrate' };
  return pod(
    { name: 'migrate-k4k2p', restartPolicy: 'Never', owner, ...facts },
    { workload: { kind: 'Job', name: 'migrate' }, replicaSet: '' },
  );
}

/** Container app: running and ready for an hour. */
export function container(facts: Partial<ContainerFact> = {}): ContainerFact {
  return {
    name: 'app',
    kind: 'main',
    image: 'registry.example/shop/web:1.4.2',
    memoryLimit: '64Mi',
    hasStatus: true,
    ready: true,
    started: true,
    restartCount: 0,
    state: running(POD_AGE_SECONDS),
    terminations: [],
    ...facts,
  };
}

/** A container that has not come up: waiting, not ready. */
export function waitingContainer(
  reason: string,
  message = '',
  facts: Partial<ContainerFact> = {},
): ContainerFact {
  return container({ ready: false, started: false, state: waiting(reason, message), ...facts });
}

/** A container in a crash loop: three short runs that ended alike, the last 20 s ago, now held back. */
export function loopingContainer(
  run: Partial<TerminationFact> = {},
  facts: Partial<ContainerFact> = {},
): ContainerFact {
  const terminations = [100, 60, 20].map((seconds) =>
    crashed({ ...run, finishedMs: ago(seconds) }),
  );
  return restarting(terminations, {
    ready: false,
    started: false,
    restartCount: 2,
    state: waiting('CrashLoopBackOff', 'back-off 40s restarting failed container=app'),
    ...facts,
  });
}

/** A container whose last run ended 20 s ago, and that is not started again. */
export function endedContainer(run: Partial<TerminationFact> = {}): ContainerFact {
  const end = crashed(run);
  return restarting([end], { ready: false, state: { kind: 'terminated', ...end } });
}

/** A container that crashed once, 200 s ago, and has run since. */
export function recoveredContainer(
  run: Partial<TerminationFact> = {},
  facts: Partial<ContainerFact> = {},
): ContainerFact {
  const once = crashed({ startedMs: ago(3500), finishedMs: ago(200), ...run });
  return restarting([once], { restartCount: 1, state: running(199), ...facts });
}

function restarting(terminations: readonly TerminationFact[], facts: Partial<ContainerFact>) {
  const last = terminations.at(-1);
  return container({ terminations, ...(last && { last }), ...facts });
}

/** A run of 5 s that ended 20 s ago with exit code 1. */
export function crashed(run: Partial<TerminationFact> = {}): TerminationFact {
  const finishedMs = run.finishedMs ?? ago(20);
  return {
    exitCode: 1,
    signal: 0,
    reason: 'Error',
    message: '',
    startedMs: finishedMs - 5000,
    finishedMs,
    containerId: `containerd://${finishedMs}`,
    ...run,
  };
}

export function running(seconds: number): ContainerState {
  return { kind: 'running', startedMs: ago(seconds) };
}

export function waiting(reason: string, message = ''): ContainerState {
  return { kind: 'waiting', reason, message };
}

/** A probe: GET /healthz on port 8080 each 10 s, three failures in a row count. */
export function probe(facts: Partial<ProbeFact> = {}): ProbeFact {
  return {
    handler: 'http',
    port: '8080',
    path: '/healthz',
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
    ...facts,
  };
}

export function condition(
  type: string,
  status: ConditionFact['status'],
  facts: Partial<ConditionFact> = {},
): ConditionFact {
  return { type, status, reason: '', message: '', sinceMs: ago(POD_AGE_SECONDS), ...facts };
}

/** A required source that the role does not allow to read. */
export function missingSource(facts: Partial<MissingSource> = {}): MissingSource {
  return {
    resource: 'pods',
    apiGroup: '',
    verb: 'list',
    required: true,
    why: 'refused',
    ...facts,
  };
}

/** A Warning event about container app of the example pod, ten seconds old. */
export function event(
  reason: string,
  message: string,
  facts: Partial<Omit<EventFact, 'involved'>> & {
    readonly involved?: Partial<EventFact['involved']>;
  } = {},
): EventFact {
  const { involved, ...rest } = facts;
  return {
    kind: 'Event',
    namespace: 'shop',
    name: `event-${reason}`,
    uid: `uid-event-${reason}`,
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstMs: ago(300),
    lastMs: ago(10),
    component: 'kubelet',
    ...rest,
    involved: { ...EVENT_TARGET, ...involved },
  };
}

const EVENT_TARGET = {
  kind: 'Pod',
  namespace: 'shop',
  name: 'web-7c9d-x2x1q',
  uid: 'uid-web-7c9d-x2x1q',
  container: 'app',
};

const POD: PodFact = {
  kind: 'Pod',
  namespace: 'shop',
  name: 'web-7c9d-x2x1q',
  uid: 'uid-web-7c9d-x2x1q',
  createdMs: ago(POD_AGE_SECONDS),
  labels: new Map([['app', 'web']]),
  owner: { kind: 'ReplicaSet', name: 'web-7c9d', uid: 'uid-web-7c9d' },
  versions: ['1.0.0'],
  phase: 'Running',
  statusReason: '',
  statusMessage: '',
  nodeName: 'node-1',
  restartPolicy: 'Always',
  schedulingGates: [],
  readinessGates: [],
  conditions: [condition('PodScheduled', 'True')],
  initContainers: [],
  containers: [container()],
  ephemeralContainers: [],
};
