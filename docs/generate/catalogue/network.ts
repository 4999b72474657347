import type { Area } from './types.ts';

const NO_ROUTES =
  'not built yet: Services, slices of endpoints and Ingresses are not judged so far';

export const NETWORK: Area = {
  title: 'Reaching the pods',
  file: 'network.ts',
  rows: [
    { scenario: 'A Service selects no pod.', codes: ['ServiceNoMatchingPods'], reason: NO_ROUTES },
    {
      scenario: 'No pod behind a Service is ready.',
      codes: ['ServiceNoReadyEndpoints'],
      reason: NO_ROUTES,
    },
    {
      scenario: 'A Service names a port that its pods do not have.',
      codes: ['ServicePortMismatch'],
      reason: NO_ROUTES,
    },
    {
      scenario: 'A load balancer does not come.',
      codes: ['LoadBalancerPending'],
      reason: NO_ROUTES,
    },
    {
      scenario: 'An Ingress names something that does not exist.',
      codes: ['IngressBackendMissing'],
      reason: NO_ROUTES,
    },
    {
      scenario: 'Traffic is routed to a workload that is scaled to zero.',
      codes: ['ScaledToZeroButRouted'],
      reason: NO_ROUTES,
    },
    {
      scenario: 'A disruption budget allows no drain.',
      codes: ['PDBBlocksDrain'],
      reason: 'not built yet: disruption budgets are not read so far',
    },
    {
      scenario: 'A Gateway does not accept a route.',
      codes: [],
      reason: 'left out: its kinds are not part of Kubernetes itself',
    },
    {
      scenario: 'A network policy keeps callers out.',
      codes: [],
      reason: 'cannot be observed: no object tells that packets were dropped',
    },
  ],
};
