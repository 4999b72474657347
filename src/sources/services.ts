import type { LoadBalancerFact, NetworkServiceFact, ServicePortFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { changedMsOf, labelsOf, MAX_NAME, objectFact } from './object-fact.ts';
import { targetName } from './port-name.ts';
import { compact, defined, type Fields, fields, integer, items, word } from './read.ts';
import type { Source } from './source.ts';

const MAX_PORTS = 64;
const MAX_PORT_NAME = 63;

/** Services: which pods are meant to get traffic. */
export function networkServiceSource(intern: Interner): Source<NetworkServiceFact> {
  return {
    resource: 'services',
    apiGroup: '',
    version: 'v1',
    // Without them only the diagnoses about traffic are missing.
    isRequired: false,
    project: (object) => projectService(object, intern),
  };
}

function projectService(object: unknown, intern: Interner): NetworkServiceFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  const isElsewhere = spec['type'] === 'ExternalName';
  return {
    ...common,
    kind: 'Service',
    // The API server says of the selector: ignored if the type is ExternalName.
    selector: labelsOf(isElsewhere ? undefined : spec['selector'], intern),
    ports: compact(items(spec['ports'], MAX_PORTS).map((item) => portOf(fields(item), intern))),
    ...(spec['publishNotReadyAddresses'] === true && { publishesNotReady: true }),
    ...(spec['clusterIP'] === 'None' && { isHeadless: true }),
    ...defined({
      balancer: balancerOf(spec, fields(fields(object)['status'])),
      changedMs: changedMsOf(object),
    }),
  };
}

function portOf(item: Fields, intern: Interner): ServicePortFact {
  return {
    name: intern.string(word(item['name'], MAX_PORT_NAME)),
    port: integer(item['port'], 0),
    target: intern.string(targetName(item['targetPort'], item['protocol'])),
  };
}

function balancerOf(spec: Fields, status: Fields): LoadBalancerFact | undefined {
  if (spec['type'] !== 'LoadBalancer') return undefined;
  return {
    className: word(spec['loadBalancerClass'], MAX_NAME),
    hasAddress: items(fields(status['loadBalancer'])['ingress'], 1).length > 0,
  };
}
