import { defineClassifier } from '../define.ts';
import { newest } from '../support/events.ts';
import { eventEvidence, fieldEvidence } from '../support/evidence.ts';
import { balancerEvent, front } from '../support/example-routes.ts';
import { deployment } from '../support/example-workloads.ts';
import { ago } from '../support/examples.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { routeSubject, settledSinceMs } from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { serviceSubject } from '../support/subject.ts';

/** Cloud providers take one to three minutes for a load balancer. */
const MAKING_MS = 5 * 60_000;

/** cloud-provider 0.34 (controllers/service/controller.go), with "Error syncing load balancer: " before its message. */
const FAILED = 'SyncLoadBalancerFailed';

const PENDING = { className: '', hasAddress: false };

export default defineClassifier({
  code: 'LoadBalancerPending',
  title: 'Service {networkService} waits for its load balancer',
  severity: 'warning',
  reads: ['networkServices', 'events', 'workloads', 'pods'],
  explanation:
    'Service {networkService} asks for a load balancer{which} and has got no address in at least 5 minutes. Callers inside the cluster reach it all the same, callers from outside do not. {said}.',
  fix: [
    'Read what the controller says: limits of the account, subnets and annotations of the Service are the usual causes.',
    'Ask the people who run the cluster which load balancers there are, if nothing is said.',
    'Change the type to ClusterIP if nobody calls it from outside.',
  ],
  commands: ['{kubectl} describe service {networkService}'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  classify(snapshot) {
    const { networkServices, events, clock } = snapshot;
    return networkServices.flatMap((service) => {
      const { kind, name, uid, deletionMs, balancer } = service;
      const sinceMs = settledSinceMs(service);
      if (balancer === undefined || balancer.hasAddress || deletionMs !== undefined) return [];
      if (!clock.atLeast(sinceMs, MAKING_MS)) return [];
      const told = newest(
        events.filter(({ reason, involved }) => reason === FAILED && involved.uid === uid),
      );
      const said = told && `Its controller says: "${quoted(told.message)}"`;
      const field = 'status.loadBalancer.ingress';
      const empty = fieldEvidence({ kind, name, field, value: 'empty' });
      return [
        standing({
          subject: routeSubject(serviceSubject(snapshot).workload, service),
          reason: 'LoadBalancerPending',
          details: {
            networkService: name,
            which: balancer.className === '' ? '' : ` of class ${balancer.className}`,
            said:
              said ?? 'No controller says why: there may be none that makes load balancers here',
          },
          evidence: told === undefined ? [empty] : [empty, eventEvidence(told)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'the cloud refuses another one',
      given: {
        networkServices: [front({ balancer: PENDING })],
        events: [balancerEvent('Error syncing load balancer: TooManyLoadBalancers')],
        workloads: [deployment()],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'LoadBalancerPending',
          details: {
            said: 'Its controller says: "Error syncing load balancer: TooManyLoadBalancers"',
          },
        },
      ],
    },
    {
      name: 'nothing in this cluster makes one of this class',
      given: {
        networkServices: [front({ balancer: { ...PENDING, className: 'example.com/own' } })],
        workloads: [deployment()],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'LoadBalancerPending',
          details: { which: ' of class example.com/own' },
        },
      ],
    },
    {
      name: 'one is on its way',
      given: {
        networkServices: [front({ balancer: PENDING, createdMs: ago(299) })],
        workloads: [deployment()],
      },
      found: [],
    },
    {
      name: 'one is there',
      given: { networkServices: [front({ balancer: { ...PENDING, hasAddress: true } })] },
      found: [],
    },
  ],
});
