import { front, route } from '../../../src/classify/support/example-routes.ts';
import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { IngressFact } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const many = Array.from({ length: 5 }, (_, n) => {
  return { service: `s${n}`, port: '80', route: `shop.example.com/${n}` };
});

function silent(name: string, facts: Partial<IngressFact>) {
  const ingresses = [{ ingress: route(facts), missing: [] }];
  return { name, given: { ingresses, networkServices: [front()] }, found: [] };
}

export default [
  {
    name: 'of many that are missing three are named',
    given: {
      ingresses: [{ ingress: route({ backends: many }), missing: many }],
      workloads: [deployment()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'IngressBackendMissing',
        details: {
          what: 'shop.example.com/0 to Service s0, which does not exist, shop.example.com/1 to Service s1, which does not exist, shop.example.com/2 to Service s2, which does not exist and 2 more like these',
        },
      },
    ],
  },
  {
    name: 'a Service that selects nothing has its ports all the same',
    given: {
      ingresses: [{ ingress: route(), missing: [] }],
      strayServices: [front({ ports: [{ name: '', port: 8080, target: '' }] })],
      workloads: [deployment()],
    },
    found: [{ confidence: 'confirmed', reason: 'IngressBackendMissing' }],
  },
  silent('what another service is nearer to is told there', {
    backends: [{ service: 'api', port: '80', route: '' }],
  }),
  silent('an Ingress that was changed a moment before its Service', {
    backends: [{ service: 'web', port: '81', route: '' }],
    changedMs: ago(59),
  }),
  {
    ...silent('a Service whose port was renamed a moment before its Ingress follows', {
      backends: [{ service: 'web', port: '81', route: '' }],
    }),
    given: {
      ingresses: [
        { ingress: route({ backends: [{ service: 'web', port: '81', route: '' }] }), missing: [] },
      ],
      networkServices: [front({ changedMs: ago(59) })],
    },
  },
  silent('no port is no wrong port', { backends: [{ service: 'web', port: '0', route: '' }] }),
  silent('an Ingress that is being deleted', {
    backends: [{ service: 'web', port: '81', route: '' }],
    deletionMs: ago(1),
  }),
] satisfies Cases;
