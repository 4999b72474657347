import type { IngressBackendFact, IngressFact, NetworkServiceFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefName } from '../support/brief-texts.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { remembering } from '../support/example-memory.ts';
import { front, route } from '../support/example-routes.ts';
import { deployment } from '../support/example-workloads.ts';
import { ago } from '../support/examples.ts';
import { APPLY_DWELL_MS, routeSubject, settledSinceMs } from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { serviceSubject, UNKNOWN_MS } from '../support/subject.ts';
import { brief, joinWords } from '../support/text.ts';
import type { RuleSnapshot } from '../types.ts';

const CODE = 'IngressBackendMissing';
/** No object tells since when a Service is gone. Who makes it anew, as some tools do with each change, needs seconds. */
const ANEW_MS = 40_000;
/** An Ingress that is no older may have been without it from the start, and has just had its time for that. */
const YOUNG_MS = APPLY_DWELL_MS + 10_000;

/** An Ingress may name hundreds: a few tell what is wrong. */
const MAX_NAMED = 3;

function isPortOf({ port }: IngressBackendFact, { ports }: NetworkServiceFact): boolean {
  return ports.some((it) => String(it.port) === port || it.name === port);
}

/** One that names a Service which is there, but no port that this has. */
function lacksPort(backend: IngressBackendFact, known: readonly NetworkServiceFact[]): boolean {
  const service = known.find(({ name }) => name === backend.service);
  return service !== undefined && backend.port !== '0' && !isPortOf(backend, service);
}

function isNamed({ name }: NetworkServiceFact, backends: readonly IngressBackendFact[]): boolean {
  return backends.some(({ service }) => service === name);
}

function routeWords({ route: path }: IngressBackendFact): string {
  return path === '' ? 'all other callers' : briefName(path);
}

type Inputs = RuleSnapshot<'memory'>;

/** Until it has been noted for long enough it is a hint, which alarms nobody; the report itself remembers since when. */
function isNoted({ kind, name }: IngressFact, { memory, clock }: Inputs): boolean {
  // Nobody has looked before: then nothing says that it was there a moment ago.
  if (memory.health === '') return true;
  const told = memory.diagnoses.find(
    ({ code, state, evidence }) =>
      code === CODE &&
      state !== 'recovered' &&
      evidence.some(({ object }) => object === `${kind}/${name}`),
  );
  return told !== undefined && clock.atLeast(told.firstSeenMs, ANEW_MS);
}

/** Its only Service does not exist. */
function lost(facts: Parameters<typeof route>[0] = {}) {
  const ingress = route(facts);
  return { ingress, missing: ingress.backends };
}

/** The last report has told of it for so many seconds. */
function noted(seconds: number) {
  const evidence = [{ object: 'Ingress/web', value: 'web:80' }];
  return remembering({ code: CODE, evidence, firstSeenMs: ago(seconds) });
}

export default defineClassifier({
  code: CODE,
  title: 'Ingress {ingress} sends callers to something that does not exist',
  severity: 'warning',
  reads: ['ingresses', 'networkServices', 'strayServices', 'workloads', 'pods', 'memory'],
  explanation:
    'Ingress {ingress} sends {what}. Callers who come that way get an error, mostly 503 or 404; the other routes are not concerned.',
  fix: [
    'Correct the name and the port of the Service in the Ingress.',
    'Make the Service, or add the port to it, if it is only missing so far.',
    'Take the route out of the Ingress if it is not needed any more.',
  ],
  commands: ['{kubectl} describe ingress {ingress}', '{kubectl} get services'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  classify(snapshot) {
    const known = [...snapshot.networkServices, ...snapshot.strayServices];
    return snapshot.ingresses.flatMap(({ ingress, missing }) => {
      const { kind, name, backends, deletionMs } = ingress;
      const wrong = backends.filter((it) => missing.includes(it) || lacksPort(it, known));
      const sinceMs = Math.max(
        settledSinceMs(ingress),
        ...known.filter((it) => isNamed(it, wrong)).map(settledSinceMs),
      );
      if (wrong.length === 0 || deletionMs !== undefined) return [];
      if (!snapshot.clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
      const isGone =
        wrong.every((it) => missing.includes(it)) && snapshot.clock.atLeast(sinceMs, YOUNG_MS);
      const shown = wrong.slice(0, MAX_NAMED);
      const words = shown.map((it) => {
        const goal = missing.includes(it)
          ? `Service ${it.service}, which does not exist`
          : `port ${it.port} of Service ${it.service}, which has no such port`;
        return `${routeWords(it)} to ${goal}`;
      });
      const more = wrong.length - shown.length;
      return [
        standing({
          subject: routeSubject(serviceSubject(snapshot).workload, ingress),
          reason: CODE,
          severity: isGone && !isNoted(ingress, snapshot) ? 'info' : 'warning',
          details: {
            ingress: name,
            what: brief(joinWords(more > 0 ? [...words, `${more} more like these`] : words), 500),
          },
          evidence: shown.map(({ service, port, route: path }) => {
            const field = `spec.rules[${path}].backend.service`;
            return fieldEvidence({ kind, name, field, value: `${service}:${port}` });
          }),
          sinceMs: isGone ? UNKNOWN_MS : sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'there is no Service of that name',
      given: {
        ingresses: [lost()],
        workloads: [deployment()],
        memory: noted(40),
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'IngressBackendMissing',
          details: { what: 'shop.example.com/ to Service web, which does not exist' },
        },
      ],
    },
    {
      name: 'the Service has no such port',
      given: {
        ingresses: [
          {
            ingress: route({ backends: [{ service: 'web', port: 'http', route: '' }] }),
            missing: [],
          },
        ],
        networkServices: [front()],
        workloads: [deployment()],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'IngressBackendMissing',
          details: {
            what: 'all other callers to port http of Service web, which has no such port',
          },
        },
      ],
    },
    {
      name: 'a Service and a port that are there',
      given: { ingresses: [{ ingress: route(), missing: [] }], networkServices: [front()] },
      found: [],
    },
    {
      name: 'an Ingress that was applied a moment before its Service',
      given: {
        ingresses: [lost({ createdMs: ago(59) })],
      },
      found: [],
    },
  ],
});
