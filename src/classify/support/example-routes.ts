// What leads to the pods of Deployment web, for examples.
import type {
  ContainerFact,
  DisruptionBudgetFact,
  EndpointSliceFact,
  EventFact,
  IngressFact,
  NetworkServiceFact,
  ServicePod,
} from '../../facts/index.ts';
import { podWith, ready } from './example-pods.ts';
import { ago, condition, container, event } from './examples.ts';

const AGE_SECONDS = 3600;

/** Service web: port 80, sent to container port http of the pods with label app=web. */
export function front(facts: Partial<NetworkServiceFact> = {}): NetworkServiceFact {
  const name = facts.name ?? 'web';
  return {
    kind: 'Service',
    namespace: 'shop',
    name,
    uid: `uid-service-${name}`,
    createdMs: ago(AGE_SECONDS),
    labels: new Map([['app', 'web']]),
    selector: new Map([['app', 'web']]),
    ports: [{ name: '', port: 80, target: 'http' }],
    ...facts,
  };
}

/** A pod of Deployment web that is ready and has these ports. */
export function portPod(
  ports: readonly string[] = ['http'],
  facts: Partial<ContainerFact> = {},
): ServicePod {
  return podWith(container({ ...(ports.length > 0 && { ports }), ...facts }), ready());
}

/** The only slice of Service web, with an address that is ready. */
export function slice(facts: Partial<EndpointSliceFact> = {}): EndpointSliceFact {
  return {
    kind: 'EndpointSlice',
    namespace: 'shop',
    name: 'web-x2x1q',
    uid: 'uid-slice-web',
    service: 'web',
    hasReady: true,
    ...facts,
  };
}

/** Ingress web, which sends shop.example.com to port 80 of Service web. */
export function route(facts: Partial<IngressFact> = {}): IngressFact {
  return {
    kind: 'Ingress',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-ingress-web',
    createdMs: ago(AGE_SECONDS),
    labels: new Map(),
    backends: [{ service: 'web', port: '80', route: 'shop.example.com/' }],
    ...facts,
  };
}

/** PodDisruptionBudget web, which has wanted all three of the pods with label app=web for an hour. */
export function budget(facts: Partial<DisruptionBudgetFact> = {}): DisruptionBudgetFact {
  const name = facts.name ?? 'web';
  return {
    kind: 'PodDisruptionBudget',
    namespace: 'shop',
    name,
    uid: `uid-budget-${name}`,
    createdMs: ago(AGE_SECONDS),
    labels: new Map(),
    selector: new Map([['app', 'web']]),
    desiredHealthy: 3,
    expectedPods: 3,
    blocked: condition('DisruptionAllowed', 'False', { reason: 'InsufficientPods' }),
    ...facts,
  };
}

/** An event about Service web, from the controller that makes load balancers. */
export function balancerEvent(message: string): EventFact {
  const involved = { kind: 'Service', name: 'web', uid: 'uid-service-web', container: '' };
  return event('SyncLoadBalancerFailed', message, { component: 'service-controller', involved });
}
