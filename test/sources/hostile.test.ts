import { describe, expect, it } from 'vitest';
import { createSources } from '../../src/sources/index.ts';
import { Interner } from '../../src/sources/intern.ts';
import { eventObject, json, metadata, podObject } from './objects.ts';

const deep = json(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
const nonsense: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  1e300,
  '',
  'text',
  '\u202E\u001B[31m',
  '\uD83D',
  'x'.repeat(100_000),
  [],
  [null],
  [[]],
  {},
  json('{"__proto__":{"name":"x"},"constructor":"y"}'),
  deep,
];

const sources = createSources(new Interner());

const time = '2026-01-01T00:00:00Z';
const probe = { httpGet: { port: 80, path: '/' }, periodSeconds: 5 };
const terminated = { exitCode: 1, reason: 'Error', message: 'm', finishedAt: time };
const status = {
  name: 'app',
  ready: false,
  restartCount: 1,
  state: { terminated, waiting: { reason: 'x' }, running: { startedAt: time } },
  lastState: { terminated },
};
const container = {
  name: 'app',
  image: 'i',
  resources: { limits: { memory: '1' } },
  readinessProbe: probe,
  ports: [{ name: 'a', protocol: 'UDP' }],
};

const backend = { service: { name: 'a', port: { name: 'b', number: 80 } } };

/** One object with every field that any source reads. */
const full = {
  ...eventObject({ series: { count: 1, lastObservedTime: time } }),
  metadata: metadata('web', {
    generation: 1,
    deletionTimestamp: time,
    managedFields: [{ time, subresource: 'status' }, { time }],
    labels: { a: 'b' },
    annotations: { a: 'b' },
    ownerReferences: [{ kind: 'Job', name: 'a', uid: 'b', controller: true }],
  }),
  spec: {
    ...podObject().spec,
    containers: [container],
    initContainers: [container],
    ephemeralContainers: [container],
    readinessGates: [{ conditionType: 'a' }],
    schedulingGates: [{ name: 'a' }],
    selector: {
      matchLabels: { a: 'b' },
      matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }],
    },
    template: { metadata: { labels: { a: 'b' } } },
    thresholds: { minReadyPercent: 1 },
    ignore: [{ code: 'A', untilTime: time }],
    unschedulable: true,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 1,
    maxReplicas: 2,
    volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'b' }, ephemeral: {} }],
    storageClassName: 'a',
    volumeName: 'a',
    claimRef: { namespace: 'a', name: 'b', uid: 'c' },
    type: 'LoadBalancer',
    loadBalancerClass: 'a',
    publishNotReadyAddresses: true,
    ports: [{ name: 'a', port: 80, targetPort: 'b', protocol: 'UDP' }],
    defaultBackend: backend,
    rules: [{ host: 'a', http: { paths: [{ path: '/', backend }] } }],
  },
  provisioner: 'a',
  endpoints: [{ conditions: { ready: true } }],
  volumeBindingMode: 'a',
  status: {
    phase: 'Running',
    conditions: [
      'Ready',
      'ScalingActive',
      'Resizing',
      'DisruptionAllowed',
      'NamespaceContentRemaining',
    ].map((type) => {
      return { type, status: 'True', message: 'm', lastTransitionTime: time };
    }),
    hard: { pods: '1' },
    currentReplicas: 1,
    desiredHealthy: 1,
    expectedPods: 1,
    loadBalancer: { ingress: [{ ip: 'a' }] },
    desiredReplicas: 2,
    lastScaleTime: time,
    containerStatuses: [status],
    initContainerStatuses: [status],
    ephemeralContainerStatuses: [status],
    diagnoses: [
      {
        id: 'a',
        code: 'B',
        state: 'active',
        firstSeenTime: time,
        evidence: [{ object: 'a', value: 'b' }],
        affected: { sample: ['a'] },
      },
    ],
    transitions: [{ time, from: 'Healthy', to: 'Unknown' }],
  },
};

/** Nobody asks for theirs. */
const UNLABELLED: ReadonlySet<string> = new Set([
  'events',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'storageclasses',
  'endpointslices',
  'namespaces',
  'resourcequotas',
  'healthrules',
]);

type Path = readonly string[];

/** The path of every field, also of those within others. */
function paths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, field]) => paths(field, [...path, key]))];
}

/** A copy with one field replaced. */
function withField(value: unknown, [key, ...rest]: Path, field: unknown): unknown {
  if (key === undefined) return field;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? withField(item, rest, field) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(Object(value)).map(([k, v]) => [k, k === key ? withField(v, rest, field) : v]),
  );
}

/** The longest string and list anywhere in a fact. */
function extent(value: unknown): { text: number; list: number } {
  if (typeof value === 'string') return { text: value.length, list: 0 };
  if (typeof value !== 'object' || value === null) return { text: 0, list: 0 };
  const parts = value instanceof Map ? [...value.entries()].flat() : Object.values(value);
  const inner = parts.map(extent);
  return {
    text: Math.max(0, ...inner.map(({ text }) => text)),
    list: Math.max(Array.isArray(value) ? value.length : 0, ...inner.map(({ list }) => list)),
  };
}

describe.each(sources.map((source) => [source.resource, source] as const))(
  'the projection of %s',
  (_, source) => {
    it('projects the full object, so that what follows is about its fields', () => {
      expect(source.project(full)).toMatchObject({ name: 'web' });
    });

    it('answers nonsense with nothing', () => {
      expect(nonsense.map((value) => source.project(value))).toEqual(nonsense.map(() => undefined));
    });

    it.each(
      paths(full)
        .filter((path) => path.length > 0)
        .map((path) => [path.join('.'), path]),
    )('survives nonsense in %s, within bounds', (__, path) => {
      for (const value of nonsense) {
        const { text, list } = extent(source.project(withField(full, path, value)));
        expect(Math.max(text / 1024, list / 128)).toBeLessThanOrEqual(1);
      }
    });

    it('keeps all else when one container, condition or label is unusable', () => {
      const whole = source.project(full);
      const status2 = { ...full.status, conditions: [...full.status.conditions, null, 7, {}] };
      const spec2 = { ...full.spec, containers: [...full.spec.containers, null, 'x', {}] };
      const metadata2 = { ...full.metadata, labels: { a: 'b', c: 7, d: null } };
      const { contentHash: a, ...kept } = {
        contentHash: '',
        ...source.project({ ...full, status: status2, spec: spec2, metadata: metadata2 }),
      };
      const { contentHash: b, ...expected } = { contentHash: '', ...whole };
      expect(kept).toEqual(expected);
      expect(a).toBe(b);
    });

    it('needs a name and a uid', () => {
      const without = [metadata(''), metadata('web', { uid: '' })];
      expect(without.map((meta) => source.project({ ...full, metadata: meta }))).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('keeps a name of 253 characters and no more', () => {
      const names = [253, 254].map((length) => {
        const object = { ...full, metadata: metadata('n'.repeat(length)) };
        return source.project(object)?.name;
      });
      expect(names).toEqual(['n'.repeat(253), `${'n'.repeat(252)}…`]);
    });

    it('takes __proto__ and constructor for labels like others', () => {
      const labels = json('{"__proto__":"a","constructor":"b","toString":"c"}');
      const fact = source.project({ ...full, metadata: metadata('web', { labels }) });
      const isLabelled = !UNLABELLED.has(source.resource);
      const expected = isLabelled ? ['a', 'b', 'c'] : undefined;
      const found = fact !== undefined && 'labels' in fact ? fact.labels : undefined;
      const keys = ['__proto__', 'constructor', 'toString'];
      expect(found && keys.map((key) => found.get(key))).toEqual(expected);
    });
  },
);
