import { describe, expect, it } from 'vitest';
import { createSources } from '../../src/sources/index.ts';
import { Interner } from '../../src/sources/intern.ts';
import { CREATED_MS, metadata } from './objects.ts';

const sources = createSources(new Interner());

function project(resource: string, object: unknown): unknown {
  return sources.find((source) => source.resource === resource)?.project(object);
}

const common = {
  namespace: 'shop',
  name: 'web',
  uid: 'uid-web',
  createdMs: CREATED_MS,
  labels: new Map(),
};
const workload = {
  ...common,
  templateLabels: new Map(),
  generation: 0,
  observedGeneration: 0,
  conditions: [],
};
const revised = {
  generation: 3,
  annotations: { 'deployment.kubernetes.io/revision': '12', other: 'x' },
};
const template = { metadata: { labels: { app: 'web' } } };
const templateLabels = new Map([['app', 'web']]);

const cases: readonly (readonly [string, string, object, object])[] = [
  [
    'a Deployment that says nothing has the defaults of the API server',
    'deployments',
    { metadata: metadata('web') },
    {
      ...workload,
      kind: 'Deployment',
      desired: 1,
      paused: false,
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      revision: '',
      replicas: 0,
      updatedReplicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
    },
  ],
  [
    'a Deployment in the middle of a rollout',
    'deployments',
    {
      metadata: metadata('web', revised),
      spec: {
        replicas: 0,
        paused: true,
        minReadySeconds: 5,
        progressDeadlineSeconds: 60,
        template,
      },
      status: {
        observedGeneration: 2,
        replicas: 4,
        updatedReplicas: 1,
        readyReplicas: 3,
        availableReplicas: 2,
        conditions: [
          { type: 'Progressing', status: 'True', lastUpdateTime: '2026-01-01T00:00:02Z' },
        ],
      },
    },
    {
      ...workload,
      kind: 'Deployment',
      templateLabels,
      generation: 3,
      observedGeneration: 2,
      desired: 0,
      paused: true,
      minReadySeconds: 5,
      progressDeadlineSeconds: 60,
      revision: '12',
      replicas: 4,
      updatedReplicas: 1,
      readyReplicas: 3,
      availableReplicas: 2,
      conditions: [
        {
          type: 'Progressing',
          status: 'True',
          reason: '',
          message: '',
          updatedMs: CREATED_MS + 2000,
        },
      ],
    },
  ],
  [
    'a ReplicaSet that could not make a pod',
    'replicasets',
    {
      metadata: metadata('web', revised),
      spec: { replicas: 2, minReadySeconds: 1, template },
      status: {
        replicas: 0,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message: 'exceeded quota: compute, requested: pods=1',
          },
        ],
      },
    },
    {
      ...workload,
      kind: 'ReplicaSet',
      templateLabels,
      generation: 3,
      unobservedSinceMs: CREATED_MS,
      desired: 2,
      minReadySeconds: 1,
      revision: '12',
      replicas: 0,
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: 'exceeded quota: compute, requested: pods=1',
        },
      ],
    },
  ],
  [
    'a Job that says nothing has the defaults of the API server',
    'jobs',
    { metadata: metadata('web') },
    {
      ...workload,
      kind: 'Job',
      suspended: false,
      completions: 1,
      backoffLimit: 6,
      active: 0,
      succeeded: 0,
      failed: 0,
    },
  ],
  [
    'a Job that is over',
    'jobs',
    {
      metadata: metadata('web'),
      spec: { suspend: true, completions: 3, backoffLimit: 0, template },
      status: {
        active: 1,
        succeeded: 2,
        failed: 3,
        startTime: '2026-01-01T00:00:01Z',
        completionTime: '2026-01-01T00:00:02Z',
      },
    },
    {
      ...workload,
      kind: 'Job',
      templateLabels,
      suspended: true,
      completions: 3,
      backoffLimit: 0,
      active: 1,
      succeeded: 2,
      failed: 3,
      startedMs: CREATED_MS + 1000,
      completedMs: CREATED_MS + 2000,
    },
  ],
  [
    'a StatefulSet that says nothing has the defaults of the API server',
    'statefulsets',
    { metadata: metadata('web') },
    {
      ...workload,
      kind: 'StatefulSet',
      desired: 1,
      minReadySeconds: 0,
      firstOrdinal: 0,
      isOrdered: true,
      updateStrategy: 'RollingUpdate',
      partition: 0,
      currentRevision: '',
      updateRevision: '',
      replicas: 0,
      updatedReplicas: 0,
    },
  ],
  [
    'a StatefulSet in the middle of a rollout',
    'statefulsets',
    {
      metadata: metadata('web', { generation: 2 }),
      spec: {
        replicas: 3,
        minReadySeconds: 5,
        ordinals: { start: 4 },
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
        template,
      },
      status: {
        observedGeneration: 2,
        replicas: 3,
        updatedReplicas: 1,
        currentRevision: 'web-1',
        updateRevision: 'web-2',
      },
    },
    {
      ...workload,
      kind: 'StatefulSet',
      templateLabels,
      generation: 2,
      observedGeneration: 2,
      desired: 3,
      minReadySeconds: 5,
      firstOrdinal: 4,
      isOrdered: false,
      updateStrategy: 'RollingUpdate',
      partition: 2,
      currentRevision: 'web-1',
      updateRevision: 'web-2',
      replicas: 3,
      updatedReplicas: 1,
    },
  ],
  [
    'a DaemonSet that no controller has looked at wants a pod, not none',
    'daemonsets',
    { metadata: metadata('web', { generation: 1 }), status: { desiredNumberScheduled: 0 } },
    {
      ...workload,
      kind: 'DaemonSet',
      generation: 1,
      unobservedSinceMs: CREATED_MS,
      desired: 1,
      minReadySeconds: 0,
      updateStrategy: 'RollingUpdate',
      replicas: 0,
      updatedReplicas: 0,
      unavailable: 0,
    },
  ],
  [
    'a DaemonSet that is counted by node',
    'daemonsets',
    {
      metadata: metadata('web', { generation: 2 }),
      spec: { minReadySeconds: 5, updateStrategy: { type: 'OnDelete' }, template },
      status: {
        observedGeneration: 2,
        desiredNumberScheduled: 5,
        currentNumberScheduled: 4,
        updatedNumberScheduled: 3,
        numberUnavailable: 2,
      },
    },
    {
      ...workload,
      kind: 'DaemonSet',
      templateLabels,
      generation: 2,
      observedGeneration: 2,
      desired: 5,
      minReadySeconds: 5,
      updateStrategy: 'OnDelete',
      replicas: 4,
      updatedReplicas: 3,
      unavailable: 2,
    },
  ],
  [
    'a CronJob that says nothing has the defaults of the API server',
    'cronjobs',
    { metadata: metadata('web') },
    {
      ...workload,
      kind: 'CronJob',
      jobLabels: new Map(),
      suspended: false,
      failedHistoryLimit: 1,
    },
  ],
  [
    'a CronJob gives labels to its Jobs and to their pods',
    'cronjobs',
    {
      metadata: metadata('web'),
      spec: {
        suspend: true,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels: { app: 'run' } }, spec: { template } },
      },
      status: { lastSuccessfulTime: '2026-01-01T00:00:02Z' },
    },
    {
      ...workload,
      kind: 'CronJob',
      templateLabels,
      jobLabels: new Map([['app', 'run']]),
      suspended: true,
      failedHistoryLimit: 3,
      lastSuccessMs: CREATED_MS + 2000,
    },
  ],
  [
    'a Service with a selector',
    'services',
    { metadata: metadata('web'), spec: { selector: { app: 'web', odd: 7 } } },
    { ...common, kind: 'Service', selector: templateLabels, ports: [] },
  ],
  [
    'a Service without a selector',
    'services',
    { metadata: metadata('web'), spec: { selector: null } },
    { ...common, kind: 'Service', selector: new Map(), ports: [] },
  ],
];

describe('workloads and Services as facts', () => {
  it.each(cases)('%s', (_, resource, object, expected) => {
    expect(project(resource, object)).toEqual(expected);
  });
});

describe('createSources', () => {
  it('watches these, and cannot judge without the required ones', () => {
    const list = sources.map(({ apiGroup, version, resource, isRequired }) => {
      return `${apiGroup}/${version}/${resource}${isRequired ? ' required' : ''}`;
    });
    expect(list).toEqual([
      'apps/v1/deployments required',
      'apps/v1/replicasets required',
      'apps/v1/statefulsets required',
      'apps/v1/daemonsets required',
      'batch/v1/cronjobs required',
      'batch/v1/jobs required',
      '/v1/pods required',
      '/v1/events',
      '/v1/services',
      '/v1/nodes',
      'autoscaling/v2/horizontalpodautoscalers',
      '/v1/persistentvolumeclaims',
      '/v1/persistentvolumes',
      'storage.k8s.io/v1/storageclasses',
      'discovery.k8s.io/v1/endpointslices',
      'networking.k8s.io/v1/ingresses',
      'policy/v1/poddisruptionbudgets',
      '/v1/namespaces',
      '/v1/resourcequotas',
      'servicehealth.dev/v1alpha1/healthrules',
      'servicehealth.dev/v1alpha1/servicehealths required',
    ]);
  });
});
