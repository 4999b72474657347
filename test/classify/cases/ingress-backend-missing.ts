import { remembering } from '../../../src/classify/support/example-memory.ts';
import { front, route } from '../../../src/classify/support/example-routes.ts';
import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type {
  IngressFact,
  RememberedDiagnosis,
  ServiceSnapshot,
} from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const many = Array.from({ length: 5 }, (_, n) => {
  return { service: `s${n}`, port: '80', route: `shop.example.com/${n}` };
});

function silent(name: string, facts: Partial<IngressFact>) {
  const ingresses = [{ ingress: route(facts), missing: [] }];
  return { name, given: { ingresses, networkServices: [front()] }, found: [] };
}

const LONG_NAME = 's'.repeat(63);
const long = Array.from({ length: 3 }, () => {
  return { service: LONG_NAME, port: '80', route: `shop.example.com/${'p'.repeat(120)}` };
});
const LONG_WORDS = `shop.example.com/${'p'.repeat(82)}… to Service ${LONG_NAME}, which does not exist`;
const LOST = route();
const lost = { ingress: LOST, missing: LOST.backends };
const gone = [lost];

function noted(seconds: number, facts: Partial<RememberedDiagnosis> = {}) {
  const evidence = [{ object: 'Ingress/web', value: 'web:80' }];
  const told = { code: 'IngressBackendMissing', evidence, firstSeenMs: ago(seconds) };
  return remembering({ ...told, ...facts });
}

/** A Service that is gone, and nobody was told long enough ago. */
function justGone(name: string, facts: Partial<ServiceSnapshot> = {}): Cases[number] {
  const given = { ingresses: gone, ...facts };
  const reason = 'IngressBackendMissing';
  return { name, given, found: [{ confidence: 'confirmed', reason, severity: 'info' }] };
}

export default [
  justGone('a Service that is gone just now may be on its way back', {
    memory: { ...noted(600), diagnoses: [] },
  }),
  {
    name: 'at the first look it has been gone for nobody knows how long',
    given: { ingresses: gone },
    found: [{ confidence: 'confirmed', reason: 'IngressBackendMissing' }],
  },
  justGone('one that has been gone for less than forty seconds', { memory: noted(39) }),
  justGone('an earlier time is over', { memory: noted(600, { state: 'recovered' }) }),
  justGone('what was told of another Ingress', {
    memory: noted(600, { evidence: [{ object: 'Ingress/api', value: 'api:80' }] }),
  }),
  justGone('another diagnosis that quotes the Ingress', { memory: noted(600, { code: 'Other' }) }),
  {
    name: 'an Ingress that has just had its minute has been without it from the start',
    given: {
      ingresses: [{ ...lost, ingress: { ...LOST, createdMs: ago(69) } }],
      memory: noted(0, { code: 'Other' }),
    },
    found: [{ confidence: 'confirmed', reason: 'IngressBackendMissing' }],
  },
  {
    name: 'of many that are missing three are named',
    given: {
      ingresses: [{ ingress: route({ backends: many }), missing: many }],
      workloads: [deployment()],
      memory: noted(600),
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
  {
    name: 'a port may be asked for by its name',
    given: {
      ingresses: [
        {
          ingress: route({ backends: [{ service: 'web', port: 'http', route: '' }] }),
          missing: [],
        },
      ],
      networkServices: [front({ ports: [{ name: 'http', port: 80, target: '' }] })],
    },
    found: [],
  },
  {
    name: 'one of the ports of one of the Services is enough',
    given: {
      ingresses: [{ ingress: route(), missing: [] }],
      networkServices: [
        front({ name: 'api', ports: [{ name: '', port: 81, target: '' }] }),
        front({
          ports: [
            { name: '', port: 80, target: '' },
            { name: '', port: 443, target: '' },
          ],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'what was changed a moment ago and is not named has nothing to do with it',
    given: {
      ingresses: [
        { ingress: route({ backends: [{ service: 'web', port: '81', route: '' }] }), missing: [] },
      ],
      networkServices: [front(), front({ name: 'api', changedMs: ago(1) })],
      workloads: [deployment()],
    },
    found: [{ confidence: 'confirmed', reason: 'IngressBackendMissing' }],
  },
  {
    name: 'one of two Services was changed a moment before the Ingress follows',
    given: {
      ingresses: [
        {
          ingress: route({
            backends: [
              { service: 'web', port: '81', route: '' },
              { service: 'api', port: '81', route: '/api' },
            ],
          }),
          missing: [],
        },
      ],
      networkServices: [front(), front({ name: 'api', changedMs: ago(59) })],
    },
    found: [],
  },
  {
    name: 'of four that are missing the fourth is counted',
    given: {
      ingresses: [{ ingress: route({ backends: many.slice(1) }), missing: many.slice(1) }],
      workloads: [deployment()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'IngressBackendMissing',
        details: {
          what: 'shop.example.com/1 to Service s1, which does not exist, shop.example.com/2 to Service s2, which does not exist, shop.example.com/3 to Service s3, which does not exist and 1 more like these',
        },
      },
    ],
  },
  {
    name: 'long paths and names are cut, and so is the sentence',
    given: {
      ingresses: [{ ingress: route({ backends: long }), missing: long }],
      workloads: [deployment()],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'IngressBackendMissing',
        details: {
          what: `${[LONG_WORDS, LONG_WORDS].join(', ')} and ${LONG_WORDS}`
            .slice(0, 499)
            .concat('…'),
        },
      },
    ],
  },
] satisfies Cases;
