import type { EndpointSliceFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { MAX_NAME, objectFact } from './object-fact.ts';
import { fields, items, word } from './read.ts';
import type { Source } from './source.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';

/** The API server takes no more in one slice. */
const MAX_ENDPOINTS = 1000;
/** As many as are kept of a Service. */
const MAX_PORTS = 64;
const MAX_PORT_NAME = 63;

/** EndpointSlices: which addresses a Service really has. */
export function endpointSliceSource(intern: Interner): Source<EndpointSliceFact> {
  return {
    resource: 'endpointslices',
    apiGroup: 'discovery.k8s.io',
    version: 'v1',
    // Without them the pods alone say whether a Service has somewhere to send to.
    isRequired: false,
    project: (object) => projectSlice(object, intern),
  };
}

/** There may be thousands, and each changes with its pods: next to nothing of one is kept. */
function projectSlice(object: unknown, intern: Interner): EndpointSliceFact | undefined {
  const metadata = fields(fields(object)['metadata']);
  const service = fields(metadata['labels'])[SERVICE_LABEL];
  const common = objectFact({ metadata: { ...metadata, labels: undefined } }, intern);
  if (common === undefined) return undefined;
  const { namespace, name, uid } = common;
  const endpoints = items(fields(object)['endpoints'], MAX_ENDPOINTS);
  const ports = endpoints.length === 0 ? [] : items(fields(object)['ports'], MAX_PORTS);
  return {
    kind: 'EndpointSlice',
    namespace,
    name,
    uid,
    service: intern.string(word(service, MAX_NAME)),
    hasReady: endpoints.some(isReady),
    ...(ports.length > 0 && {
      ports: intern.list(ports.map((port) => word(fields(port)['name'], MAX_PORT_NAME))),
    }),
  };
}

/** "A nil value should be interpreted as true" (discovery.k8s.io/v1, EndpointConditions). */
function isReady(endpoint: unknown): boolean {
  return fields(fields(endpoint)['conditions'])['ready'] !== false;
}
