import { unready } from '../../../src/classify/support/example-pods.ts';
import { front, portPod, slice } from '../../../src/classify/support/example-routes.ts';
import {
  ago,
  condition,
  container,
  crashed,
  loopingContainer,
  pod,
  probe,
  running,
  waiting,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { ContainerState, NetworkServiceFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const dead = [slice({ hasReady: false })];

function world(pods: readonly ServicePod[], facts: Partial<NetworkServiceFact> = {}) {
  return { networkServices: [front(facts)], endpointSlices: dead, pods };
}

function silent(name: string, given: object) {
  return { name, given, found: [] };
}

function fresh(seconds: number) {
  return pod({ conditions: [condition('Ready', 'True', { sinceMs: ago(seconds) })] });
}

function starting(seconds: number) {
  return pod({ ...unready(seconds), containers: [waitingContainer('PodInitializing')] });
}

const slow = probe({ periodSeconds: 10, failureThreshold: 30 });

const WARNED = [
  { confidence: 'confirmed', severity: 'warning', reason: 'ServiceNoReadyEndpoints' },
] as const;
const UNLISTED = {
  confidence: 'confirmed',
  severity: 'error',
  reason: 'ServiceNoReadyEndpoints',
} as const;

/** A container that ended once, ten minutes ago. */
function ranBefore(state: ContainerState) {
  const end = crashed({ startedMs: ago(3000), finishedMs: ago(1000) });
  return container({ ready: false, restartCount: 1, terminations: [end], last: end, state });
}

export default [
  {
    name: 'each workload behind the Service is told, so that its own cause is found',
    given: world([
      pod(unready(200)),
      pod(
        { name: 'canary-1', ...unready(200) },
        { workload: { kind: 'Deployment', name: 'canary' } },
      ),
    ]),
    found: ['web', 'canary'].map((workload) => ({
      workload,
      confidence: 'confirmed' as const,
      severity: 'warning' as const,
      reason: 'ServiceNoReadyEndpoints',
    })),
  },
  silent(
    'its only pod is in a crash loop, and comes and goes with each run',
    world([pod({ ...unready(700), containers: [loopingContainer()] })]),
  ),
  silent('one of its slices has an address', {
    ...world([pod(unready(200))]),
    endpointSlices: [...dead, slice({ name: 'web-y' })],
  }),
  silent('nobody may read the slices', { ...world([pod(unready(200))]), endpointSlices: [] }),
  silent('the slices are those of another Service', {
    ...world([pod(unready(200))]),
    endpointSlices: [slice({ service: 'api', hasReady: false })],
  }),
  silent(
    'a Service that publishes all of its pods',
    world([pod(unready(200))], { publishesNotReady: true }),
  ),
  silent('a Service that is being deleted', world([pod(unready(200))], { deletionMs: ago(1) })),
  silent('a Service without live pods', world([pod({ ...unready(200), deletionMs: ago(1) })])),
  silent(
    'one of the pods still starts',
    world([pod(unready(200)), pod({ name: 'b', ...unready(9) })]),
  ),
  silent(
    'a startup probe that gives the pod five minutes',
    world([pod({ ...unready(299), containers: [container({ ready: false, startup: slow })] })]),
  ),
  silent(
    'the container began a moment ago, after a long pull',
    world([
      pod({ ...unready(900), containers: [container({ ready: false, state: running(119) })] }),
    ]),
  ),
  silent('a long init container', world([starting(599)])),
  {
    name: 'a start that takes longer than any rollout may',
    given: world([starting(600)]),
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'ServiceNoReadyEndpoints' }],
  },
  silent(
    'a load balancer that still has to agree',
    world([pod({ ...unready(599), readinessGates: ['example.com/balancer'] })]),
  ),
  silent('pods that became ready a moment ago', world([fresh(59), pod(unready(300))])),
  {
    name: 'one ready pod is enough to say that the list is wrong',
    given: world([fresh(60), portPod()]),
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'ServiceNoReadyEndpoints' }],
  },
  silent(
    'one of its containers is in a crash loop',
    world([
      pod({
        ...unready(700),
        containers: [container({ name: 'proxy' }), loopingContainer()],
      }),
    ]),
  ),
  silent(
    'one of its containers has not begun yet',
    world([
      pod({
        ...unready(599),
        containers: [container({ name: 'proxy', state: running(580) }), waitingContainer('')],
      }),
    ]),
  ),
  {
    name: 'a later run of the container does not begin the time anew',
    given: world([pod({ ...unready(900), containers: [ranBefore(running(119))] })]),
    found: WARNED,
  },
  {
    name: 'a container that is made anew has begun before',
    given: world([pod({ ...unready(200), containers: [ranBefore(waiting('ContainerCreating'))] })]),
    found: WARNED,
  },
  {
    name: 'one pod that has been ready for a minute should be listed',
    given: world([fresh(60), pod(unready(30))]),
    found: [{ ...UNLISTED, sinceMs: ago(60) }],
  },
  {
    name: 'the pod that has been ready for longest says since when',
    given: world([fresh(59), fresh(90)]),
    found: [{ ...UNLISTED, sinceMs: ago(90) }],
  },
  {
    name: 'it is dead since its last pod went, and of many slices three are proven',
    given: {
      ...world([pod(unready(200)), pod({ name: 'b', ...unready(300) })]),
      endpointSlices: ['a', 'b', 'c', 'd'].map((name) => slice({ name, hasReady: false })),
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'ServiceNoReadyEndpoints',
        evidence: Array(3).fill('endpoints[].conditions.ready: none is true'),
        sinceMs: ago(200),
      },
    ],
  },
] satisfies Cases;
