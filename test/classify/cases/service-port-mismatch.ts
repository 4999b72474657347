import { front, portPod, slice } from '../../../src/classify/support/example-routes.ts';
import { ago, container, jobPod, pod } from '../../../src/classify/support/examples.ts';
import type { NetworkServiceFact, ServicePod } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const reason = 'ServicePortMismatch';

function silent(
  name: string,
  pods: readonly ServicePod[],
  facts: Partial<NetworkServiceFact> = {},
) {
  return { name, given: { networkServices: [front(facts)], pods }, found: [] };
}

const UDP = { ports: [{ name: '', port: 53, target: 'dns/UDP' }] };

const LONG = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(90));

export default [
  {
    name: 'a port of the same name and another protocol is another port',
    given: { networkServices: [front(UDP)], pods: [portPod(['dns'])] },
    found: [{ confidence: 'confirmed', severity: 'error', reason, details: { ports: 'dns' } }],
  },
  {
    name: 'pods of another service behind the same Service have the port',
    given: {
      networkServices: [front()],
      endpointSlices: [slice({ name: 'web-other', ports: [''] }), slice()],
      pods: [portPod(['redis'])],
    },
    found: [],
  },
  {
    name: 'what pods behind another Service have is no port of this one',
    given: {
      networkServices: [front()],
      endpointSlices: [slice({ service: 'api', ports: [''] }), slice({ ports: ['metrics'] })],
      pods: [portPod(['redis'])],
    },
    found: [{ confidence: 'confirmed', severity: 'error', reason }],
  },
  {
    name: 'a container without ports has none of that name',
    given: { networkServices: [front()], pods: [portPod([])] },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason,
        details: { ports: 'none with a name' },
      },
    ],
  },
  {
    name: 'another Service leads to the same pods',
    given: {
      networkServices: [
        front({ ports: [{ name: '', port: 80, target: '' }] }),
        front({ name: 'b' }),
      ],
      pods: [portPod(['web'])],
    },
    found: [{ confidence: 'confirmed', severity: 'warning', reason }],
  },
  silent('the port is that of a sidecar', [
    pod({ initContainers: [container({ kind: 'sidecar', name: 'proxy', ports: ['http'] })] }),
  ]),
  silent('new pods have the port, old ones do not', [portPod(['web']), portPod(['http'], {})]),
  silent('a Service without pods', []),
  silent('a Service of other pods', [portPod(['web'])], { selector: new Map([['app', 'api']]) }),
  silent('the pods of Jobs', [jobPod()]),
  silent('a headless Service: its name leads to the pods, whatever the port', [portPod(['web'])], {
    isHeadless: true,
  }),
  silent('a Service that was changed together with its pods just now', [portPod(['web'])], {
    createdMs: ago(59),
  }),
  silent('a Service that was changed before the new pods came', [portPod(['web'])], {
    changedMs: ago(59),
  }),
  silent('a Service that is being deleted', [portPod(['web'])], { deletionMs: ago(1) }),
  {
    name: 'of many ports three are proven, and long lists are cut',
    given: {
      networkServices: [
        front({ ports: LONG.map((target, index) => ({ name: target, port: index, target })) }),
      ],
      pods: [portPod(LONG.map((name) => `${name}x`))],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'error',
        reason,
        details: {
          lost: `${LONG.map((name, index) => `${index} to a port called "${name}"`)
            .join(', ')
            .slice(0, 199)}…`,
          ports: `${LONG.map((name) => `${name}x`)
            .join(', ')
            .slice(0, 199)}…`,
        },
        evidence: LONG.slice(0, 3).map((name, index) => `spec.ports[${index}].targetPort: ${name}`),
      },
    ],
  },
] satisfies Cases;
