import type { Area } from './types.ts';

export const NETWORK: Area = {
  title: 'Reaching the pods',
  file: 'network.ts',
  rows: [
    { scenario: 'A Service selects no pod.', codes: ['ServiceNoMatchingPods'] },
    {
      scenario: 'No pod behind a Service is ready.',
      codes: ['ServiceNoReadyEndpoints'],
    },
    {
      scenario: 'A Service names a port that its pods do not have.',
      codes: ['ServicePortMismatch'],
    },
    {
      scenario: 'A load balancer does not come.',
      codes: ['LoadBalancerPending'],
    },
    {
      scenario: 'An Ingress names something that does not exist.',
      codes: ['IngressBackendMissing'],
    },
    {
      scenario: 'An Ingress names a class, or a certificate, that does not exist.',
      codes: [],
      reason: "cannot be observed: Secrets are not read, and a class may be anybody's",
    },
    {
      scenario: 'Traffic is routed to a workload that is scaled to zero.',
      codes: ['ScaledToZeroButRouted'],
    },
    {
      scenario: 'A disruption budget allows no drain.',
      codes: ['PDBBlocksDrain'],
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
