// What a client asks before it knows anything: versions, groups, resources, schemas.
import { type Area, call, get } from '../call.ts';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
const OWN = '/apis/servicehealth.dev/v1alpha1';

export const discovery: Area = {
  name: 'discovery',
  calls: [
    call('the version', get('/version')),
    call('the versions of the core group', get('/api')),
    call('all groups', get('/apis')),
    call('all groups at once, aggregated', get('/apis', { accept: AGGREGATED })),
    call('the core group, aggregated', get('/api', { accept: AGGREGATED })),
    call('our group', get('/apis/servicehealth.dev')),
    call('the resources of our group', get(OWN)),
    call('the core resources', get('/api/v1')),
    call('the resources of apps', get('/apis/apps/v1')),
    call('the resources of batch', get('/apis/batch/v1')),
    call('the resources of leases', get('/apis/coordination.k8s.io/v1')),
    call('the resources of new events', get('/apis/events.k8s.io/v1')),
    call('a group that nobody has', get('/apis/nosuch.example')),
    call('a version that our group has not', get('/apis/servicehealth.dev/v9')),
    call('a resource that our group has not', get(`${OWN}/nosuch`)),
    call('a resource of a group that nobody has', get('/apis/nosuch.example/v1/things')),
    call('a path that is none', get('/nosuch')),
    call('the probes', get('/healthz'), get('/livez'), get('/readyz')),
    call(
      'where the schemas of our group are',
      get('/openapi/v3', { part: ['paths', OWN.slice(1)] }),
    ),
    call(
      'the schema of our kind',
      get(`/openapi/v3${OWN}`, {
        part: ['components', 'schemas', 'dev.servicehealth.v1alpha1.ServiceHealth'],
      }),
    ),
    call(
      'which kind lies at our path',
      get(`/openapi/v3${OWN}`, {
        part: [
          'paths',
          `${OWN}/namespaces/{namespace}/servicehealths`,
          'get',
          'x-kubernetes-group-version-kind',
        ],
      }),
    ),
    call(
      'whether our path takes a field validation',
      get(`/openapi/v3${OWN}`, {
        part: [
          'paths',
          `${OWN}/namespaces/{namespace}/servicehealths/{name}`,
          'patch',
          'parameters',
        ],
      }),
    ),
  ],
};
