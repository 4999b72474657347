import { alone, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { front, portPod } from '../../../src/classify/support/example-routes.ts';
import { ago, container, jobPod, pod, probe } from '../../../src/classify/support/examples.ts';
import type { NetworkServiceFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const WRONG = new Map([['app', 'wbe']]);
const reason = 'ServiceNoMatchingPods';

function stray(pods: readonly ServicePod[], facts: Partial<NetworkServiceFact> = {}) {
  return { strayServices: [front({ selector: WRONG, ...facts })], pods };
}

function warned(name: string, pods: readonly ServicePod[]) {
  const found = [{ confidence: 'confirmed', severity: 'warning', reason } as const];
  return { name, given: stray(pods), found };
}

function silent(name: string, given: ReturnType<typeof stray>) {
  return { name, given, found: [] };
}

const OTHER = new Map([
  ['app', 'web'],
  ['tier', 'back'],
]);

const LONG_KEYS = ['a', 'b', 'c'].map((letter) => letter.repeat(80));
const [a, b, c] = LONG_KEYS.map((key) => `${key}=x, but the pods have no label ${key}`);

export default [
  {
    name: 'the pod that comes nearest is compared, label by label',
    given: stray([portPod(), podWith(container(), { name: 'web-7c9d-near', labels: OTHER })], {
      selector: new Map([
        ['app', 'web'],
        ['tier', 'front'],
        ['zone', 'a'],
      ]),
    }),
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason,
        details: {
          difference:
            'tier=front, but the pods have tier=back and zone=a, but the pods have no label zone',
        },
      },
    ],
  },
  {
    name: 'one of a database that has no replica picks some of the pods that another Service selects',
    given: {
      ...stray([portPod()], {
        name: 'web-ro',
        selector: new Map([
          ['app', 'web'],
          ['role', 'replica'],
        ]),
      }),
      networkServices: [front()],
    },
    found: [{ confidence: 'confirmed', severity: 'info', reason }],
  },
  warned('pods that nobody is meant to call are no worse for it', [portPod([])]),
  {
    name: 'pods that are probed through a port are meant to be called',
    given: stray([portPod([], { readiness: probe() })]),
    found: [{ confidence: 'confirmed', severity: 'error', reason }],
  },
  warned('pods that are probed by a command need not be called', [
    portPod([], { readiness: probe({ handler: 'exec', port: '', path: '' }) }),
  ]),
  {
    name: 'pods that do not start are two problems',
    given: stray([waitingPod('ImagePullBackOff')]),
    found: [{ confidence: 'confirmed', severity: 'warning', reason }],
  },
  silent(
    'a Service and a Deployment that were applied just now',
    stray([portPod()], { createdMs: ago(59) }),
  ),
  silent('pods that are young, though the Service is old', stray([pod({ createdMs: ago(59) })])),
  silent(
    'a Service that was changed a moment before the pods',
    stray([portPod()], { changedMs: ago(59) }),
  ),
  silent(
    'a Service for one pod of a StatefulSet, which waits for its turn',
    stray([portPod()], { selector: new Map([['statefulset.kubernetes.io/pod-name', 'web-2']]) }),
  ),
  silent('a Service that is being deleted', stray([portPod()], { deletionMs: ago(1) })),
  silent('the pods of Jobs, whom nobody calls', stray([jobPod()])),
  silent('pods that have ended', stray([alone(pod({ phase: 'Succeeded' }))])),
  {
    name: 'a long difference is cut',
    given: stray([portPod()], { selector: new Map(LONG_KEYS.map((key) => [key, 'x'])) }),
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason,
        details: {
          difference: `${a}, ${b} and ${c}`.slice(0, 399).concat('…'),
        },
      },
    ],
  },
] satisfies Cases;
