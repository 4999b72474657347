import { balancerEvent, front } from '../../../src/classify/support/example-routes.ts';
import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const balancer = { className: '', hasAddress: false };
const other = front({ name: 'api', balancer });

export default [
  {
    name: 'what is said of another Service is not quoted',
    given: {
      networkServices: [other],
      events: [balancerEvent('Error syncing load balancer: quota')],
      workloads: [deployment()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'LoadBalancerPending',
        details: {
          said: 'No controller says why: there may be none that makes load balancers here',
        },
      },
    ],
  },
  { name: 'a Service of another type', given: { networkServices: [front()] }, found: [] },
  {
    name: 'an old Service that asks for one since a moment ago',
    given: { networkServices: [front({ balancer, changedMs: ago(299) })] },
    found: [],
  },
  {
    name: 'a Service that is being deleted',
    given: { networkServices: [front({ balancer, deletionMs: ago(1) })] },
    found: [],
  },
  {
    name: 'other events of the Service say nothing about its balancer',
    given: {
      networkServices: [front({ balancer })],
      events: [{ ...balancerEvent('Ensuring load balancer'), reason: 'EnsuringLoadBalancer' }],
      workloads: [deployment()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'LoadBalancerPending',
        details: {
          which: '',
          said: 'No controller says why: there may be none that makes load balancers here',
        },
      },
    ],
  },
  {
    name: 'five minutes are more than any cloud needs',
    given: {
      networkServices: [front({ balancer, createdMs: ago(300) })],
      workloads: [deployment()],
    },
    found: [{ confidence: 'confirmed', reason: 'LoadBalancerPending' }],
  },
] satisfies Cases;
