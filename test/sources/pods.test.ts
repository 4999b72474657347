import { describe, expect, it } from 'vitest';
import type { ContainerFact, PodFact } from '../../src/facts/index.ts';
import { Interner } from '../../src/sources/intern.ts';
import { podSource } from '../../src/sources/pods.ts';
import { CREATED_MS, podObject } from './objects.ts';

function project(object: unknown): PodFact | undefined {
  return podSource(new Interner()).project(object);
}

const unobserved: ContainerFact = {
  name: 'app',
  kind: 'main',
  image: 'app:1.0',
  memoryLimit: '',
  hasStatus: false,
  ready: false,
  restartCount: 0,
  state: { kind: 'none' },
  terminations: [],
};

const bare: PodFact = {
  kind: 'Pod',
  namespace: 'shop',
  name: 'checkout-x2x1q',
  uid: 'uid-checkout-x2x1q',
  createdMs: CREATED_MS,
  labels: new Map(),
  versions: ['1.0'],
  phase: 'Running',
  statusReason: '',
  statusMessage: '',
  nodeName: 'node-1',
  restartPolicy: 'Always',
  schedulingGates: [],
  readinessGates: [],
  conditions: [],
  initContainers: [],
  containers: [unobserved],
  ephemeralContainers: [],
};

const lastRun = {
  exitCode: 137,
  reason: 'OOMKilled',
  startedAt: '2026-01-01T00:00:01Z',
  finishedAt: '2026-01-01T00:00:02Z',
  containerID: 'containerd://1',
};
const lastRunFact = {
  exitCode: 137,
  signal: 0,
  reason: 'OOMKilled',
  message: '',
  startedMs: CREATED_MS + 1000,
  finishedMs: CREATED_MS + 2000,
  containerId: 'containerd://1',
};

function statusOf(status: object): Partial<ContainerFact> | undefined {
  const statuses = [{ name: 'app', ready: true, restartCount: 2, ...status }];
  return project(podObject({ status: { containerStatuses: statuses } }))?.containers[0];
}

describe('a pod as facts', () => {
  const cases: readonly (readonly [string, Parameters<typeof podObject>[0], Partial<PodFact>])[] = [
    ['has its identity and what the spec says', {}, {}],
    [
      'has its controller and no other owner',
      {
        metadata: {
          ownerReferences: [
            { kind: 'Node', name: 'n', uid: 'a' },
            { kind: 'ReplicaSet', name: 'checkout', uid: 'b', controller: true },
          ],
        },
      },
      { owner: { kind: 'ReplicaSet', name: 'checkout', uid: 'b' } },
    ],
    [
      'has no controller when none is marked',
      { metadata: { ownerReferences: [{ kind: 'Node', name: 'n', uid: 'a' }] } },
      {},
    ],
    [
      'says that it goes',
      {
        metadata: { deletionTimestamp: '2026-01-01T00:00:30Z', deletionGracePeriodSeconds: 30 },
      },
      { deletionMs: CREATED_MS + 30_000, deletionGraceSeconds: 30 },
    ],
    [
      'says who has to let go of it, once it goes',
      {
        metadata: {
          deletionTimestamp: '2026-01-01T00:00:30Z',
          finalizers: ['a.b/c', '', 7, ...Array(8).fill('d.e/f')],
        },
      },
      {
        deletionMs: CREATED_MS + 30_000,
        finalizers: ['a.b/c', ...Array(5).fill('d.e/f')],
      },
    ],
    [
      'does not say so before',
      { metadata: { finalizers: ['batch.kubernetes.io/job-tracking'] } },
      {},
    ],
    [
      'keeps a grace of zero',
      { metadata: { deletionGracePeriodSeconds: 0 } },
      { deletionGraceSeconds: 0 },
    ],
    [
      'has labels, whatever they are called',
      { metadata: { labels: { team: 'a', constructor: 'b' } } },
      {
        labels: new Map([
          ['constructor', 'b'],
          ['team', 'a'],
        ]),
      },
    ],
    [
      'has its gates',
      {
        spec: {
          schedulingGates: [{ name: 'wait' }],
          readinessGates: [{ conditionType: 'lb' }, {}],
        },
      },
      { schedulingGates: ['wait'], readinessGates: ['lb'] },
    ],
    [
      'mounts claims, its own and those that are made for it',
      {
        spec: {
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'shared' } },
            { name: 'config', configMap: { name: 'settings' } },
            { name: 'scratch', ephemeral: { volumeClaimTemplate: {} } },
            null,
          ],
        },
      },
      { claims: ['shared', 'checkout-x2x1q-scratch'] },
    ],
    [
      'mounts no claim has no list of them',
      { spec: { volumes: [{ name: 'config', configMap: { name: 'settings' } }] } },
      {},
    ],
    [
      'is left to another scheduler',
      { spec: { schedulerName: 'volcano' } },
      { schedulerName: 'volcano' },
    ],
    [
      'has no node yet has what it asks of one',
      {
        spec: {
          nodeName: undefined,
          containers: [{ name: 'app', image: 'app:1.0', resources: { requests: { cpu: '2' } } }],
        },
      },
      { nodeName: '', requests: { cpuMillis: 2000, memoryBytes: 0, storageBytes: 0 } },
    ],
    ['is left to the default scheduler', { spec: { schedulerName: 'default-scheduler' } }, {}],
    [
      'has reason and message of its status, without secrets',
      { status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory, token=hunter2' } },
      {
        phase: 'Failed',
        statusReason: 'Evicted',
        statusMessage: 'low on memory, token=[redacted]',
      },
    ],
    [
      'has its conditions, without the unusable ones',
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'X', message: 'm', lastTransitionTime: 'no' },
            { type: 'Odd', status: 'Maybe' },
            { status: 'True' },
            7,
            { type: 'Initialized', status: 'True', lastTransitionTime: '2026-01-01T00:00:01Z' },
          ],
        },
      },
      {
        conditions: [
          { type: 'Ready', status: 'False', reason: 'X', message: 'm' },
          {
            type: 'Initialized',
            status: 'True',
            reason: '',
            message: '',
            sinceMs: CREATED_MS + 1000,
          },
        ],
      },
    ],
    [
      'lists containers in the order of their statuses, then those without',
      {
        spec: { containers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
        status: { containerStatuses: [{ name: 'c' }, { name: 'ghost' }, { name: 'a' }] },
      },
      {
        versions: [],
        containers: [
          { ...unobserved, name: 'c', image: '', hasStatus: true },
          { ...unobserved, name: 'a', image: '', hasStatus: true },
          { ...unobserved, name: 'b', image: '' },
        ],
      },
    ],
    [
      'knows init containers, sidecars and ephemeral containers apart',
      {
        spec: {
          initContainers: [{ name: 'migrate' }, { name: 'mesh', restartPolicy: 'Always' }],
          ephemeralContainers: [{ name: 'debug' }],
        },
      },
      {
        initContainers: [
          { ...unobserved, name: 'migrate', kind: 'init', image: '' },
          { ...unobserved, name: 'mesh', kind: 'sidecar', image: '' },
        ],
        ephemeralContainers: [{ ...unobserved, name: 'debug', kind: 'ephemeral', image: '' }],
      },
    ],
    [
      'loses an unusable container and no other',
      { spec: { containers: [null, { image: 'x' }, { name: 7 }, { name: 'app' }] } },
      { versions: [], containers: [{ ...unobserved, image: '' }] },
    ],
  ];

  it.each(cases)('%s', (_, changes, expected) => {
    expect(project(podObject(changes))).toEqual({ ...bare, ...expected });
  });
});

describe('what the kubelet says of a container', () => {
  const cases: readonly (readonly [string, object, Partial<ContainerFact>])[] = [
    [
      'running since',
      { started: true, state: { running: { startedAt: '2026-01-01T00:00:05Z' } } },
      { started: true, state: { kind: 'running', startedMs: CREATED_MS + 5000 } },
    ],
    [
      'waiting for a reason, without secrets',
      { ready: false, state: { waiting: { reason: 'ErrImagePull', message: 'password=hunter2' } } },
      {
        ready: false,
        state: { kind: 'waiting', reason: 'ErrImagePull', message: 'password=[redacted]' },
      },
    ],
    [
      'waiting without a reason',
      { state: { waiting: {} } },
      { state: { kind: 'waiting', reason: '', message: '' } },
    ],
    [
      'terminated, which is the newest run',
      { state: { terminated: lastRun } },
      { state: { kind: 'terminated', ...lastRunFact }, terminations: [lastRunFact] },
    ],
    [
      'the run before, while it waits',
      { state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: lastRun } },
      {
        state: { kind: 'waiting', reason: 'CrashLoopBackOff', message: '' },
        last: lastRunFact,
        terminations: [lastRunFact],
      },
    ],
    [
      'two runs, oldest first',
      {
        state: { terminated: { ...lastRun, containerID: 'containerd://2', exitCode: 1 } },
        lastState: { terminated: lastRun },
      },
      {
        state: {
          kind: 'terminated',
          ...lastRunFact,
          containerId: 'containerd://2',
          exitCode: 1,
        },
        last: lastRunFact,
        terminations: [lastRunFact, { ...lastRunFact, containerId: 'containerd://2', exitCode: 1 }],
      },
    ],
    [
      'one run in both places, once',
      { state: { terminated: lastRun }, lastState: { terminated: lastRun } },
      {
        state: { kind: 'terminated', ...lastRunFact },
        last: lastRunFact,
        terminations: [lastRunFact],
      },
    ],
    [
      'never started, which a kubelet writes as the epoch',
      {
        state: {
          terminated: {
            exitCode: 128,
            reason: 'StartError',
            startedAt: '1970-01-01T00:00:00Z',
            finishedAt: '2026-01-01T00:00:02Z',
            message: 'exec: "x": not found',
          },
        },
      },
      {
        state: {
          kind: 'terminated',
          exitCode: 128,
          signal: 0,
          reason: 'StartError',
          message: 'exec: "x": not found',
          containerId: '',
          finishedMs: CREATED_MS + 2000,
        },
        terminations: [
          {
            exitCode: 128,
            signal: 0,
            reason: 'StartError',
            message: 'exec: "x": not found',
            containerId: '',
            finishedMs: CREATED_MS + 2000,
          },
        ],
      },
    ],
    ['nothing about its state', { state: {} }, {}],
    [
      'nonsense',
      { ready: 'yes', restartCount: -1, started: 1, state: 7, lastState: [] },
      { ready: false, restartCount: 0 },
    ],
  ];

  it.each(cases)('%s', (_, status, expected) => {
    expect(statusOf(status)).toEqual({
      ...unobserved,
      hasStatus: true,
      ready: true,
      restartCount: 2,
      ...expected,
    });
  });
});

describe('what the spec says of a container', () => {
  const numbers = {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
  };
  const cases: readonly (readonly [string, object, Partial<ContainerFact>])[] = [
    [
      'its memory limit as written',
      { resources: { limits: { memory: '64Mi', cpu: '1' } } },
      { memoryLimit: '64Mi' },
    ],
    ['no limit where only a request is', { resources: { requests: { memory: '64Mi' } } }, {}],
    [
      'an HTTP probe with the defaults of the API server',
      { readinessProbe: { httpGet: { port: 8080 } } },
      { readiness: { handler: 'http', port: '8080', path: '/', ...numbers } },
    ],
    [
      'a probe with numbers of its own',
      {
        livenessProbe: {
          httpGet: { port: 'web', path: '/live?token=hunter2' },
          initialDelaySeconds: 5,
          periodSeconds: 2,
          timeoutSeconds: 3,
          failureThreshold: 4,
        },
      },
      {
        liveness: {
          handler: 'http',
          port: 'web',
          path: '/live?token=[redacted]',
          initialDelaySeconds: 5,
          periodSeconds: 2,
          timeoutSeconds: 3,
          failureThreshold: 4,
          successThreshold: 1,
        },
      },
    ],
    [
      'a TCP probe, whose zero means the default',
      { startupProbe: { tcpSocket: { port: 5432 }, periodSeconds: 0 } },
      { startup: { handler: 'tcp', port: '5432', path: '', ...numbers } },
    ],
    [
      'a gRPC probe',
      { readinessProbe: { grpc: { port: 9000, service: 'x' } } },
      { readiness: { handler: 'grpc', port: '9000', path: '', ...numbers } },
    ],
    [
      'an exec probe, without its command',
      { readinessProbe: { exec: { command: ['sh'] } } },
      { readiness: { handler: 'exec', port: '', path: '', ...numbers } },
    ],
    ['no probe where there is no handler', { readinessProbe: { periodSeconds: 5 } }, {}],
  ];

  it.each(cases)('%s', (_, spec, expected) => {
    const object = podObject({
      spec: { containers: [{ name: 'app', image: 'app:1.0', ...spec }] },
    });
    expect(project(object)?.containers).toEqual([{ ...unobserved, ...expected }]);
  });
});
