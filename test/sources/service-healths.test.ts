import { describe, expect, it } from 'vitest';
import type { ServiceHealthFact } from '../../src/facts/index.ts';
import { Interner } from '../../src/sources/intern.ts';
import { serviceHealthSource } from '../../src/sources/service-healths.ts';
import { CREATED_MS, metadata } from './objects.ts';

const source = serviceHealthSource(new Interner());

function project(changes: { metadata?: object; spec?: unknown; status?: unknown }) {
  const { metadata: meta, ...rest } = changes;
  return source.project({ metadata: metadata('web', meta), ...rest });
}

const noMemory = { health: '', diagnoses: [], conditions: [], transitions: [], events: [] };
const noSpec = {
  selector: new Map(),
  displayName: '',
  owner: '',
  suspend: false,
  thresholds: { minReadyPercent: 0, restartWindowSeconds: 900, startupGraceSeconds: 120 },
  ignore: [],
  logs: { isQuoted: true, maxLines: 20, linkTemplate: '' },
  groupBy: [],
};
const empty: Omit<ServiceHealthFact, 'contentHash'> = {
  kind: 'ServiceHealth',
  namespace: 'shop',
  name: 'web',
  uid: 'uid-web',
  createdMs: CREATED_MS,
  labels: new Map(),
  resourceVersion: '7',
  generation: 0,
  service: 'web',
  isDiscovered: false,
  spec: noSpec,
  memory: noMemory,
};

const diagnosis = {
  id: '5f2c19aa',
  code: 'OOMKilled',
  state: 'active',
  reason: 'CrashLoopBackOff',
  firstSeenTime: '2026-01-01T00:00:01Z',
  lastSeenTime: '2026-01-01T00:00:02Z',
  count: 10,
  evidence: [
    {
      object: 'Pod/a',
      field: 'status.reason',
      value: 'token=hunter2',
      time: '2026-01-01T00:00:01Z',
    },
    { object: 'Pod/b', value: 'x' },
    { object: 'Pod/c' },
  ],
  affected: { pods: 2, sample: ['a', 7, 'b'] },
};
const remembered = {
  id: '5f2c19aa',
  code: 'OOMKilled',
  state: 'active',
  reason: 'CrashLoopBackOff',
  firstSeenMs: CREATED_MS + 1000,
  lastSeenMs: CREATED_MS + 2000,
  count: 10,
  evidence: [
    {
      object: 'Pod/a',
      field: 'status.reason',
      value: 'token=[redacted]',
      timeMs: CREATED_MS + 1000,
    },
    { object: 'Pod/b', value: 'x' },
  ],
  sample: ['a', 'b'],
};

const sharers: readonly (readonly [string, unknown, object | undefined])[] = [
  [
    'is read back',
    { kind: 'Node', name: 'n1', otherServices: 20 },
    { kind: 'Node', name: 'n1', otherServices: 20 },
  ],
  [
    'may have no number',
    { kind: 'Image', name: 'a:1' },
    { kind: 'Image', name: 'a:1', otherServices: 0 },
  ],
  [
    'may have a number that is none',
    { kind: 'Image', name: 'a:1', otherServices: -7 },
    { kind: 'Image', name: 'a:1', otherServices: 0 },
  ],
  ['has a kind that we write', { kind: 'Tenant', name: 'n1', otherServices: 20 }, undefined],
  ['has a name', { kind: 'Node', otherServices: 20 }, undefined],
  ['has a name that we would write', { kind: 'Node', name: 'n 1' }, undefined],
  ['is an object', ['Node', 'n1'], undefined],
  ['may be absent', undefined, undefined],
];

it.each(sharers)('a shared cause of the last report %s', (_, sharedCause, expected) => {
  const fact = project({ status: { diagnoses: [{ ...diagnosis, sharedCause }] } });
  expect(fact?.memory.diagnoses[0]?.sharedCause).toEqual(expected);
});

const origins: readonly (readonly [string, object, object])[] = [
  [
    'are read back',
    {
      suspects: [{ dimension: 'version', value: '1.4.2', failing: 2, of: 2, elsewhere: '0/4' }],
      release: { revision: '3', previous: '2', time: '2026-01-01T00:00:01Z' },
    },
    { suspects: [{ dimension: 'version', value: '1.4.2' }], releaseRevision: '3' },
  ],
  [
    'without what cannot be used',
    {
      suspects: [{ dimension: 'version' }, 7, { dimension: 'a', value: 'b' }],
      release: ['3'],
    },
    { suspects: [{ dimension: 'a', value: 'b' }] },
  ],
  ['are none when they are nothing of the sort', { suspects: 'version', release: 3 }, {}],
];

it.each(origins)('the origins of a remembered diagnosis %s', (_, told, expected) => {
  const fact = project({ status: { diagnoses: [{ ...diagnosis, ...told }] } });
  expect(fact?.memory.diagnoses).toEqual([{ ...remembered, ...expected }]);
});

it('no more than three suspects are remembered', () => {
  const suspects = ['a', 'b', 'c', 'd'].map((value) => ({ dimension: 'zone', value }));
  const fact = project({ status: { diagnoses: [{ ...diagnosis, suspects }] } });
  expect(fact?.memory.diagnoses[0]?.suspects).toEqual(suspects.slice(0, 3));
});

const groupings: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['is read', ['zone', 'label:example.com/shard'], ['zone', 'label:example.com/shard']],
  ['is told once', ['zone', 'zone', 'node'], ['zone', 'node']],
  ['is left out when nobody knows it', ['moon', 7, 'label:', 'zone'], ['zone']],
  ['is left out when it is too long', [`label:${'a'.repeat(318)}`, 'zone'], ['zone']],
  ['counts for nothing when it is no list', 'zone', []],
  [
    'is one of five',
    ['version', 'image', 'zone', 'node', 'container', 'revision'],
    ['version', 'image', 'zone', 'node', 'container'],
  ],
];

it.each(groupings)('what is grouped by %s', (_, groupBy, expected) => {
  expect(project({ spec: { groupBy } })?.spec.groupBy).toEqual(expected);
});

const event = {
  object: 'Pod/a',
  container: 'app',
  type: 'Warning',
  reason: 'Unhealthy',
  message: 'Liveness probe failed: token=hunter2',
  component: 'kubelet',
  count: 3,
  firstTime: '2026-01-01T00:00:01Z',
  lastTime: '2026-01-01T00:00:02Z',
  uid: 'event-1',
  objectUID: 'uid-a',
};
const rememberedEvent = {
  uid: 'event-1',
  involved: { kind: 'Pod', name: 'a', uid: 'uid-a', container: 'app' },
  type: 'Warning',
  reason: 'Unhealthy',
  message: 'Liveness probe failed: token=[redacted]',
  component: 'kubelet',
  count: 3,
  firstMs: CREATED_MS + 1000,
  lastMs: CREATED_MS + 2000,
};

const cases: readonly (readonly [string, Parameters<typeof project>[0], object])[] = [
  ['an object that says nothing has the defaults', {}, {}],
  [
    'an object of discovery is known by its label and annotation',
    {
      metadata: {
        generation: 4,
        labels: { 'servicehealth.dev/discovered': 'true' },
        annotations: { 'servicehealth.dev/service': 'Web Shop' },
      },
    },
    {
      generation: 4,
      labels: new Map([['servicehealth.dev/discovered', 'true']]),
      isDiscovered: true,
      service: 'Web Shop',
    },
  ],
  [
    'an object taken over by people is not of discovery',
    { metadata: { labels: { 'servicehealth.dev/discovered': 'false' } } },
    { labels: new Map([['servicehealth.dev/discovered', 'false']]) },
  ],
  [
    'the spec is read field by field',
    {
      spec: {
        selector: { matchLabels: { app: 'web' } },
        displayName: 'Web\u202E shop',
        owner: 7,
        suspend: true,
        thresholds: { minReadyPercent: 101, restartWindowSeconds: 60, startupGraceSeconds: 'x' },
        ignore: [
          { code: 'OOMKilled', untilTime: '2026-01-01T00:00:01Z', justification: 'known' },
          { code: 'AppError' },
          { code: 'Never', untilTime: 'soon' },
          { justification: 'no code' },
        ],
      },
    },
    {
      spec: {
        ...noSpec,
        selector: new Map([['app', 'web']]),
        displayName: 'Web shop',
        suspend: true,
        thresholds: { minReadyPercent: 0, restartWindowSeconds: 60, startupGraceSeconds: 120 },
        ignore: [
          { code: 'OOMKilled', untilMs: CREATED_MS + 1000, justification: 'known' },
          { code: 'AppError', justification: '' },
        ],
      },
    },
  ],
  [
    'the last report is remembered without its unusable parts',
    {
      status: {
        health: 'Degraded',
        healthSince: '2026-01-01T00:00:01Z',
        reportTime: '2026-01-01T00:00:09Z',
        diagnoses: [
          diagnosis,
          { ...diagnosis, id: '' },
          { ...diagnosis, state: 'odd' },
          { ...diagnosis, firstSeenTime: 'x' },
          null,
        ],
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Ok',
            lastTransitionTime: '2026-01-01T00:00:01Z',
          },
          { type: 'Healthy', status: 'True' },
        ],
        transitions: [
          { time: '2026-01-01T00:00:01Z', from: 'Healthy', to: 'Degraded', reason: 'OOMKilled' },
          { time: '2026-01-01T00:00:01Z', from: 'Healthy', to: 'Broken' },
        ],
        events: [
          event,
          { ...event, uid: 7 },
          { ...event, object: 'Pod' },
          { ...event, object: 'Pod/a/log' },
          { ...event, reason: '' },
          { ...event, firstTime: 'soon' },
          { ...event, lastTime: '2026-01-01T00:00:00Z' },
          null,
        ],
      },
    },
    {
      reportTimeMs: CREATED_MS + 9000,
      memory: {
        health: 'Degraded',
        healthSinceMs: CREATED_MS + 1000,
        diagnoses: [remembered],
        conditions: [{ type: 'Ready', status: 'True', reason: 'Ok', sinceMs: CREATED_MS + 1000 }],
        transitions: [
          { timeMs: CREATED_MS + 1000, from: 'Healthy', to: 'Degraded', reason: 'OOMKilled' },
        ],
        events: [rememberedEvent],
      },
    },
  ],
  [
    'of a remembered Event the parts that may be missing have a default',
    {
      status: {
        events: [{ ...event, container: 7, type: 'Odd', component: [], count: 0, objectUID: null }],
      },
    },
    {
      memory: {
        ...noMemory,
        events: [
          {
            ...rememberedEvent,
            involved: { kind: 'Pod', name: 'a', uid: '', container: '' },
            type: 'Normal',
            component: '',
            count: 1,
          },
        ],
      },
    },
  ],
  ['an unknown word is forgotten', { status: { health: 'Fine', diagnoses: 7 } }, {}],
];

describe('a ServiceHealth as facts', () => {
  it.each(cases)('%s', (_, changes, expected) => {
    const { contentHash, ...fact } = project(changes) ?? { contentHash: '' };
    expect(fact).toEqual({ ...empty, ...expected });
    expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, unknown]>([
    ['without labels', {}],
    ['of a wrong type', 'app=web'],
    ['with a label that is no text', { matchLabels: { app: 'web', tier: 7 } }],
    ['with a value too long for a label', { matchLabels: { app: 'x'.repeat(64) } }],
    [
      'of more labels than are allowed',
      { matchLabels: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`l${n}`, 'x'])) },
    ],
    ['of a kind that is not known', { matchLabels: { app: 'web' }, matchExpressions: [] }],
  ])('a selector %s selects nothing', (_claim, selector) => {
    expect(project({ spec: { selector } })?.spec).toEqual(noSpec);
  });

  it('hashes the content and not the time of the report', () => {
    const hashes = [
      { health: 'Healthy', reportTime: '2026-01-01T00:00:01Z' },
      { reportTime: '2026-01-01T00:00:02Z', health: 'Healthy' },
      { health: 'Degraded', reportTime: '2026-01-01T00:00:01Z' },
    ].map((status) => project({ status })?.contentHash);
    expect(hashes.map((hash) => hashes.indexOf(hash))).toEqual([0, 0, 2]);
  });
});
