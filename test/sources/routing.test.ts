import { describe, expect, it } from 'vitest';
import { endpointSliceSource } from '../../src/sources/endpointslices.ts';
import { ingressSource } from '../../src/sources/ingresses.ts';
import { Interner } from '../../src/sources/intern.ts';
import { disruptionBudgetSource } from '../../src/sources/poddisruptionbudgets.ts';
import { podSource } from '../../src/sources/pods.ts';
import { networkServiceSource } from '../../src/sources/services.ts';
import { CREATED_MS, metadata, podObject } from './objects.ts';

const intern = new Interner();
const common = {
  namespace: 'shop',
  name: 'web',
  uid: 'uid-web',
  createdMs: CREATED_MS,
  labels: new Map(),
};
const app = new Map([['app', 'web']]);

describe('a Service', () => {
  const service = { ...common, kind: 'Service', selector: app, ports: [] };
  const selector = { app: 'web' };

  it.each([
    [
      'keeps of each port its name, its number and the name that it looks for in pods',
      {
        selector,
        ports: [
          { port: 80, targetPort: 8080, protocol: 'TCP' },
          { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
          { name: 'web', port: 443, targetPort: 'https', protocol: 'TCP' },
        ],
      },
      {},
      {
        ...service,
        ports: [
          { name: '', port: 80, target: '' },
          { name: 'dns', port: 53, target: 'dns/UDP' },
          { name: 'web', port: 443, target: 'https' },
        ],
      },
    ],
    [
      'of another name server selects nothing, whatever its selector says',
      { type: 'ExternalName', externalName: 'db.example.com', selector },
      {},
      { ...service, selector: new Map() },
    ],
    [
      'that publishes all of its pods says so',
      { selector, clusterIP: 'None', publishNotReadyAddresses: true },
      {},
      { ...service, publishesNotReady: true, isHeadless: true },
    ],
    [
      'that waits for a load balancer of a class',
      { type: 'LoadBalancer', loadBalancerClass: 'example.com/own', selector },
      { loadBalancer: {} },
      { ...service, balancer: { className: 'example.com/own', hasAddress: false } },
    ],
    [
      'that has its load balancer',
      { type: 'LoadBalancer', selector },
      { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
      { ...service, balancer: { className: '', hasAddress: true } },
    ],
  ])('%s', (_, spec, status, expected) => {
    const object = { metadata: metadata('web'), spec, status };
    expect(networkServiceSource(intern).project(object)).toEqual(expected);
  });
});

describe('when an object was changed', () => {
  const later = '2026-01-01T00:00:05Z';
  const atOnce = '2026-01-01T00:00:00Z';

  it.each<[string, unknown, number | undefined]>([
    ['nobody knows without the fields of its managers', undefined, undefined],
    [
      'is not told of one that is as it was made',
      [{ manager: 'kubectl', time: atOnce }],
      undefined,
    ],
    [
      'is the newest change of any manager',
      [{ time: atOnce }, { time: later, subresource: '' }, { time: 'x' }, null],
      CREATED_MS + 5000,
    ],
    ['is not when its status changed', [{ time: later, subresource: 'status' }], undefined],
  ])('%s', (_, managedFields, changedMs) => {
    const object = { metadata: metadata('web', { managedFields }), spec: {} };
    expect(networkServiceSource(intern).project(object)?.changedMs).toBe(changedMs);
    expect(ingressSource(intern).project(object)?.changedMs).toBe(changedMs);
  });
});

describe('a slice of endpoints', () => {
  const labels = { 'kubernetes.io/service-name': 'web', app: 'web' };
  const slice = { kind: 'EndpointSlice', namespace: 'shop', name: 'web-x', uid: 'uid-web-x' };

  it.each<[string, unknown, boolean]>([
    ['without endpoints', null, false],
    ['whose pods are not ready', [{ conditions: { ready: false, serving: true } }], false],
    [
      'with one that is ready',
      [{ conditions: { ready: false } }, { conditions: { ready: true } }],
      true,
    ],
    ['of which nobody says whether it is ready, which counts as ready', [{}], true],
  ])('%s', (_, endpoints, hasReady) => {
    const object = { metadata: metadata('web-x', { labels }), addressType: 'IPv4', endpoints };
    expect(endpointSliceSource(intern).project(object)).toEqual({
      ...slice,
      service: 'web',
      hasReady,
    });
  });

  it.each<[string, unknown, unknown, readonly string[] | undefined]>([
    [
      'has the ports of its pods',
      [{}],
      [{ name: '' }, { name: 'metrics', port: 9 }],
      ['', 'metrics'],
    ],
    ['has none that its pods do not have', [{}], null, undefined],
    ['of no pods has no ports', [], [{ name: 'http' }], undefined],
    [
      'keeps no more than a Service has',
      [{}],
      Array.from({ length: 65 }, () => ({})),
      Array(64).fill(''),
    ],
  ])('%s', (_, endpoints, ports, names) => {
    const object = { metadata: metadata('web-x', { labels }), endpoints, ports };
    expect(endpointSliceSource(intern).project(object)?.ports).toEqual(names);
  });

  it('of nobody has no Service', () => {
    const project = endpointSliceSource(intern).project({ metadata: metadata('web-x') });
    expect(project).toEqual({ ...slice, service: '', hasReady: false });
  });
});

function to(name: string, port: unknown) {
  return { service: { name, port } };
}

function projectIngress(spec: unknown) {
  return ingressSource(intern).project({ metadata: metadata('web'), spec });
}

describe('an Ingress', () => {
  it('keeps each Service and port once, with the first route to it', () => {
    const paths = [
      { path: '/api', pathType: 'Prefix', backend: to('api', { number: 8080 }) },
      { path: '/v2', pathType: 'Prefix', backend: to('api', { number: 8080 }) },
      { path: '/old', pathType: 'Prefix', backend: to('api', { name: 'http' }) },
      { path: '/tls', pathType: 'Prefix', backend: to('ssl-redirect', { name: 'use-annotation' }) },
      { path: '/img', pathType: 'Prefix', backend: { resource: { kind: 'Bucket', name: 'b' } } },
    ];
    const rules = [{ host: 'shop.example.com', http: { paths } }, { host: 'bare.example.com' }];
    expect(projectIngress({ defaultBackend: to('web', { number: 80 }), rules })).toEqual({
      ...common,
      kind: 'Ingress',
      backends: [
        { service: 'web', port: '80', route: '' },
        { service: 'api', port: '8080', route: 'shop.example.com/api' },
        { service: 'api', port: 'http', route: 'shop.example.com/old' },
      ],
    });
  });

  it('is bounded, however many Services it names', () => {
    const paths = Array.from({ length: 2000 }, (_, n) => ({ backend: to(`s${n}`, {}) }));
    const rules = Array.from({ length: 50 }, () => ({ http: { paths } }));
    expect(projectIngress({ rules })?.backends).toHaveLength(256);
  });
});

describe('a disruption budget', () => {
  const budget = {
    ...common,
    kind: 'PodDisruptionBudget',
    selector: app,
    desiredHealthy: 0,
    expectedPods: 0,
  };
  const selector = { matchLabels: { app: 'web' } };
  const blocked = {
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'InsufficientPods',
    message: '',
  };

  it.each([
    ['that nobody has looked at', { selector }, {}, budget],
    [
      'that allows no disruption says since when',
      { selector, minAvailable: 2 },
      {
        desiredHealthy: 2,
        expectedPods: 2,
        disruptionsAllowed: 0,
        conditions: [{ ...blocked, lastTransitionTime: '2026-01-01T00:00:01Z' }],
      },
      {
        ...budget,
        desiredHealthy: 2,
        expectedPods: 2,
        blocked: { ...blocked, sinceMs: CREATED_MS + 1000 },
      },
    ],
    [
      'that allows one keeps no condition',
      { selector },
      { desiredHealthy: 1, expectedPods: 2, conditions: [{ ...blocked, status: 'True' }] },
      { ...budget, desiredHealthy: 1, expectedPods: 2 },
    ],
    [
      'with an expression',
      {
        selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] },
      },
      {},
      {
        ...budget,
        selector: new Map(),
        expressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }],
      },
    ],
    [
      'with an empty selector selects every pod',
      { selector: {} },
      {},
      { ...budget, selector: new Map() },
    ],
    [
      'without a selector selects none',
      {},
      {},
      {
        ...budget,
        selector: new Map(),
        expressions: [{ key: '', operator: 'In', values: [] }],
      },
    ],
  ])('%s', (_, spec, status, expected) => {
    const object = { metadata: metadata('web'), spec, status };
    expect(disruptionBudgetSource(intern).project(object)).toEqual(expected);
  });
});

function portsOf(ports: unknown) {
  const object = podObject();
  const spec = { ...object.spec, containers: [{ name: 'app', image: 'i', ports }] };
  return podSource(intern).project({ ...object, spec })?.containers[0]?.ports;
}

describe('the ports of a container', () => {
  it.each<[string, unknown, readonly string[] | undefined]>([
    ['are absent when it has none', undefined, undefined],
    ['may have no name', [{ containerPort: 8080 }], ['']],
    [
      'are named with a protocol that is not the default',
      [
        { name: 'http', containerPort: 8080, protocol: 'TCP' },
        { name: 'dns', containerPort: 53, protocol: 'UDP' },
      ],
      ['http', 'dns/UDP'],
    ],
  ])('%s', (_, ports, expected) => {
    expect(portsOf(ports)).toEqual(expected);
  });

  it('are one list for all pods', () => {
    const ports = [{ name: 'http', containerPort: 8080 }];
    expect(portsOf(ports)).toBe(portsOf(ports));
  });
});
