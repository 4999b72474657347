import { describe, expect, test } from 'vitest';
import { humanDuration } from './human-duration.ts';
import { arrayAt, textAt, valueAt } from './json.ts';
import { podCells } from './print-pod.ts';
import { startTestServer } from './support.ts';
import { readJsonPath } from './table.ts';
import type { KubeJson } from './types.ts';

const NOW = Date.UTC(2030, 0, 1, 12);
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

interface PodShape {
  readonly spec?: object;
  readonly status?: object;
  readonly metadata?: object;
}

function podOf({ spec, status, metadata }: PodShape): KubeJson {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', creationTimestamp: '2030-01-01T11:00:00Z', ...metadata },
    spec: { containers: [{ name: 'a' }, { name: 'b' }], ...spec },
    status: { phase: 'Running', ...status },
  };
}

const RUNNING = { ready: true, restartCount: 0, state: { running: {} } };
const COMPLETED = { restartCount: 0, state: { terminated: { reason: 'Completed', exitCode: 0 } } };
const SIDECAR = { initContainers: [{ name: 'i', restartPolicy: 'Always' }] };

function waiting(reason: string): object {
  return { restartCount: 0, state: { waiting: { reason } } };
}

/** READY, STATUS and RESTARTS, as kubectl 1.34 prints them. */
const PODS: readonly [claim: string, shape: PodShape, cells: readonly string[]][] = [
  ['runs', { status: { containerStatuses: [RUNNING, RUNNING] } }, ['2/2', 'Running', '0']],
  ['has no status yet', { status: { phase: 'Pending' } }, ['0/2', 'Pending', '0']],
  ['is evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, ['0/2', 'Evicted', '0']],
  [
    'is gated',
    {
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    },
    ['0/2', 'SchedulingGated', '0'],
  ],
  [
    'has two complaints: the first container wins',
    { status: { containerStatuses: [waiting('CrashLoopBackOff'), waiting('ErrImagePull')] } },
    ['0/2', 'CrashLoopBackOff', '0'],
  ],
  [
    'has restarted, and says when',
    {
      status: {
        containerStatuses: [
          {
            ...RUNNING,
            restartCount: 3,
            lastState: { terminated: { finishedAt: '2030-01-01T11:58:30Z' } },
          },
          RUNNING,
        ],
      },
    },
    ['2/2', 'Running', '3 (90s ago)'],
  ],
  [
    'died of a signal without a reason',
    { status: { containerStatuses: [{ state: { terminated: { signal: 9, exitCode: 137 } } }] } },
    ['0/2', 'Signal:9', '0'],
  ],
  [
    'died with a code and no reason',
    { status: { containerStatuses: [{ state: { terminated: { exitCode: 3 } } }] } },
    ['0/2', 'ExitCode:3', '0'],
  ],
  [
    'has one container done and one running, Ready',
    {
      status: {
        containerStatuses: [COMPLETED, RUNNING],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
    ['1/2', 'Running', '0'],
  ],
  [
    'has one container done and one running, not Ready',
    { status: { containerStatuses: [COMPLETED, RUNNING] } },
    ['1/2', 'NotReady', '0'],
  ],
  [
    'has an init container that fails',
    {
      spec: { initContainers: [{ name: 'i' }] },
      status: {
        initContainerStatuses: [
          { name: 'i', restartCount: 2, state: { terminated: { reason: 'Error', exitCode: 1 } } },
        ],
        containerStatuses: [waiting('PodInitializing')],
      },
    },
    ['0/2', 'Init:Error', '2'],
  ],
  [
    'waits for its second init container',
    {
      spec: { initContainers: [{ name: 'i' }, { name: 'j' }] },
      status: {
        initContainerStatuses: [
          { name: 'i', ...COMPLETED },
          { name: 'j', ...waiting('PodInitializing') },
        ],
      },
    },
    ['0/2', 'Init:1/2', '0'],
  ],
  [
    'counts a started sidecar as ready',
    {
      spec: SIDECAR,
      status: {
        initContainerStatuses: [{ name: 'i', ...RUNNING, started: true, restartCount: 1 }],
        containerStatuses: [RUNNING, RUNNING],
      },
    },
    ['3/3', 'Running', '1'],
  ],
  [
    'keeps Init: for a sidecar that died while the rest runs',
    {
      spec: SIDECAR,
      status: {
        conditions: [{ type: 'Initialized', status: 'True' }],
        initContainerStatuses: [{ name: 'i', started: false, ...waiting('CrashLoopBackOff') }],
        containerStatuses: [RUNNING, RUNNING],
      },
    },
    ['2/3', 'Init:CrashLoopBackOff', '0'],
  ],
  [
    'is being deleted',
    {
      metadata: { deletionTimestamp: '2030-01-01T12:00:00Z' },
      status: { containerStatuses: [RUNNING, RUNNING] },
    },
    ['2/2', 'Terminating', '0'],
  ],
  [
    'is being deleted after it failed',
    { metadata: { deletionTimestamp: '2030-01-01T12:00:00Z' }, status: { phase: 'Failed' } },
    ['0/2', 'Failed', '0'],
  ],
  [
    'is on a lost node',
    {
      metadata: { deletionTimestamp: '2030-01-01T12:00:00Z' },
      status: { reason: 'NodeLost' },
    },
    ['0/2', 'Unknown', '0'],
  ],
];

describe('kubectl get pods, of a pod that', () => {
  test.each(PODS)('%s', (_claim, shape, cells) => {
    expect(podCells(podOf(shape), NOW)).toEqual([
      'p',
      ...cells,
      '60m',
      '<none>',
      '<none>',
      '<none>',
      '<none>',
    ]);
  });
});

test.each([
  [-5, '<invalid>'],
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [125, '2m5s'],
  [600, '10m'],
  [179 * 60, '179m'],
  [180 * 60, '3h'],
  [181 * 60, '3h1m'],
  [9 * 3600, '9h'],
  [48 * 3600, '2d'],
  [49 * 3600, '2d1h'],
  [8 * 86_400, '8d'],
  [730 * 86_400, '2y'],
])('%d seconds are %s', (seconds, text) => {
  expect(humanDuration(seconds * 1000)).toBe(text);
});

describe('a table', () => {
  test('of custom resources follows the printer columns of the stored definition', async () => {
    const { server, ask } = await startTestServer({ now: () => NOW });
    server.store.put({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'servicehealths.servicehealth.dev' },
      spec: {
        group: 'servicehealth.dev',
        names: { plural: 'servicehealths' },
        versions: [
          {
            name: 'v1alpha1',
            additionalPrinterColumns: [
              { name: 'Health', type: 'string', jsonPath: '.status.health' },
              { name: 'Issues', type: 'integer', jsonPath: '.status.issues', priority: 1 },
              { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
            ],
          },
        ],
      },
    });
    server.store.put({
      apiVersion: 'servicehealth.dev/v1alpha1',
      kind: 'ServiceHealth',
      metadata: { name: 's', namespace: 'shop', creationTimestamp: '2030-01-01T11:00:00Z' },
      status: { health: 'Healthy' },
    });
    const { body } = await ask('GET', '/apis/servicehealth.dev/v1alpha1/servicehealths', {
      accept: TABLE,
    });
    const columns = arrayAt(body, 'columnDefinitions').map((column) => [
      textAt(column, 'name'),
      valueAt(column, 'priority'),
    ]);
    expect([body['kind'], columns]).toEqual([
      'Table',
      [
        ['Name', 0],
        ['Health', 0],
        ['Issues', 1],
        ['Age', 0],
      ],
    ]);
    expect(arrayAt(body, 'rows').map((row) => valueAt(row, 'cells'))).toEqual([
      ['s', 'Healthy', null, '60m'],
    ]);
  });

  test('also comes line by line on a watch', async () => {
    const { server, watch } = await startTestServer();
    const stream = await watch('/api/v1/pods?watch=1', TABLE);
    server.store.put(podOf({}));
    await stream.until(({ lines }) => lines.length === 1);
    const line: unknown = JSON.parse(stream.lines[0] ?? '');
    expect([textAt(line, 'type'), textAt(line, 'object', 'kind')]).toEqual(['ADDED', 'Table']);
  });

  test('is not made for PartialObjectMetadata, which has no status', async () => {
    const { server, ask } = await startTestServer();
    server.store.put(podOf({}));
    const { body } = await ask('GET', '/api/v1/pods', {
      accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    });
    const [item] = arrayAt(body, 'items');
    expect([body['kind'], textAt(item, 'kind'), valueAt(item, 'status')]).toEqual([
      'PartialObjectMetadataList',
      'PartialObjectMetadata',
      undefined,
    ]);
  });
});

test.each([
  ['.status.health', 'Healthy'],
  ['.status.conditions[?(@.type=="Ready")].status', 'True'],
  ['.status.conditions[?(@.type=="Other")].status', undefined],
  ['.status.missing.deeper', undefined],
])('the JSONPath %s reads %s', (path, value) => {
  const conditions = [
    { type: 'Healthy', status: 'False' },
    { type: 'Ready', status: 'True' },
  ];
  expect(readJsonPath({ status: { health: 'Healthy', conditions } }, path)).toBe(value);
});
