import type { EndpointSliceFact, NetworkServiceFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefList } from '../support/brief-texts.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { front, portPod } from '../support/example-routes.ts';
import {
  APPLY_DWELL_MS,
  arrives,
  callablePods,
  isNoPort,
  podsBehind,
  portsOf,
  routeSubject,
  togetherSinceMs,
} from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { podDetails } from '../support/subject.ts';
import { joinWords } from '../support/text.ts';

type Port = NetworkServiceFact['ports'][number];

/** The names of its ports that lead somewhere, as the cluster has found out. */
function portsServed({ name }: NetworkServiceFact, slices: readonly EndpointSliceFact[]) {
  return new Set(slices.flatMap(({ service, ports = [] }) => (service === name ? ports : [])));
}

/** "http and metrics"; "none with a name". */
function namesOf(ports: readonly string[]): string {
  const names = [...new Set(ports)].filter((name) => name !== '');
  return names.length === 0 ? 'none with a name' : briefList(joinWords(names));
}

function portWords({ port, target }: Port): string {
  return `${port} to a port called "${target}"`;
}

export default defineClassifier({
  code: 'ServicePortMismatch',
  title: 'Service {networkService} names a port that the pods of {workload} do not have',
  severity: 'warning',
  reads: ['networkServices', 'endpointSlices', 'pods'],
  explanation:
    'Service {networkService} sends port {lost}, and no container of {workload} has a port of that name and protocol: whoever calls it there gets no answer. The ports of the containers are: {ports}.',
  fix: [
    'Write the name of a container port into targetPort of Service {networkService}, or the number that the process listens on.',
    'Give the port that name in the template of {workload} if other Services use it, too.',
  ],
  commands: [
    '{kubectl} get service {networkService} --output jsonpath={.spec.ports}',
    '{kubectl} get pod {pod} --output jsonpath={.spec.containers[*].ports}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  classify({ networkServices, endpointSlices, once, clock }) {
    const callable = once(callablePods);
    return networkServices.flatMap((service) => {
      const { kind, name, deletionMs, isHeadless } = service;
      const behind = podsBehind(service, callable);
      const [first] = behind;
      if (first === undefined || deletionMs !== undefined || isHeadless === true) return [];
      // The pods of another service may stand behind it, too, and have what these do not.
      const served = portsServed(service, endpointSlices);
      const lost = service.ports.filter(
        (it) => isNoPort(it.target, behind) && !served.has(it.name),
      );
      const sinceMs = togetherSinceMs(service, behind);
      if (lost.length === 0 || !clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
      return [
        standing({
          subject: routeSubject(first.workload, service),
          severity: networkServices.some((it) => arrives(it, callable)) ? 'warning' : 'error',
          reason: 'ServicePortMismatch',
          details: {
            ...podDetails(first),
            networkService: name,
            lost: briefList(joinWords(lost.map(portWords))),
            ports: namesOf(portsOf(first)),
          },
          evidence: lost.slice(0, 3).map(({ port, target }) => {
            const field = `spec.ports[${port}].targetPort`;
            return fieldEvidence({ kind, name, field, value: target });
          }),
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'the only port of the only Service leads nowhere',
      given: { networkServices: [front()], pods: [portPod(['web', ''])] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'ServicePortMismatch',
          details: { lost: '80 to a port called "http"', ports: 'web' },
        },
      ],
    },
    {
      name: 'one of two ports leads nowhere',
      given: {
        networkServices: [
          front({
            ports: [
              { name: 'http', port: 80, target: 'http' },
              { name: 'metrics', port: 9090, target: 'metrics' },
            ],
          }),
        ],
        pods: [portPod()],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'ServicePortMismatch',
          details: { lost: '9090 to a port called "metrics"' },
        },
      ],
    },
    {
      name: 'a number needs no declaration: the process may listen there',
      given: {
        networkServices: [front({ ports: [{ name: '', port: 80, target: '' }] })],
        pods: [portPod([])],
      },
      found: [],
    },
  ],
});
