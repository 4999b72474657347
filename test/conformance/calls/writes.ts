// Create, update and delete: identity, versions, generations, and the two halves of an object.
import { type Area, call, get, patch, post, put, remove } from '../call.ts';
import { CONFIG_MAPS, configMap, HEALTHS, health } from './objects.ts';

const MISSING = '/apis/servicehealth.dev/v1alpha1/namespaces/conformance-nosuch/servicehealths';
const NAMESPACES = '/api/v1/namespaces';
const OTHER_UID = '00000000-0000-4000-8000-000000000000';

export const writes: Area = {
  name: 'writes',
  calls: [
    call(
      'a create, and again',
      post(HEALTHS, health('twice', { spec: { displayName: 'x' } })),
      post(HEALTHS, health('twice')),
    ),
    call(
      'a create with a status',
      post(HEALTHS, health('given', { status: { health: 'Healthy' } })),
    ),
    call(
      'a create with a version',
      post(HEALTHS, health('v', { metadata: { resourceVersion: '5' } })),
    ),
    call(
      'a create with a generated name',
      post(HEALTHS, { ...health(''), metadata: { generateName: 'generated-' } }),
    ),
    call('a create without a name', post(HEALTHS, { ...health(''), metadata: {} })),
    call(
      'a create in another namespace',
      post(HEALTHS, health('n', { metadata: { namespace: 'other' } })),
    ),
    call('a create in a namespace that is not there', post(MISSING, health('m'))),
    call(
      'a create in a namespace that ends',
      post(NAMESPACES, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: '{ns}-ending' } }),
      post(
        HEALTHS.replace('{ns}', '{ns}-ending'),
        health('stays', { metadata: { finalizers: ['example.com/stays'] } }),
      ),
      remove(`${NAMESPACES}/{ns}-ending`),
      post(HEALTHS.replace('{ns}', '{ns}-ending'), health('late')),
      patch('merge', `${HEALTHS.replace('{ns}', '{ns}-ending')}/stays`, {
        metadata: { finalizers: null },
      }),
    ),
    call(
      'generations count changes of the spec only',
      post(HEALTHS, health('counted', { spec: { displayName: 'x' } })),
      patch('merge', `${HEALTHS}/counted`, { spec: { displayName: 'y' } }),
      patch('merge', `${HEALTHS}/counted`, { metadata: { labels: { a: 'b' } } }),
      patch('merge', `${HEALTHS}/counted/status`, { status: { health: 'Healthy' } }),
    ),
    call(
      'the main path leaves the status, and /status leaves the spec',
      post(HEALTHS, health('halves', { spec: { displayName: 'x' } })),
      patch('merge', `${HEALTHS}/halves`, { status: { health: 'Healthy' } }),
      patch('merge', `${HEALTHS}/halves/status`, {
        metadata: { labels: { a: 'b' } },
        spec: { displayName: 'y' },
        status: { health: 'Degraded' },
      }),
      get(`${HEALTHS}/halves/status`),
    ),
    call(
      'an update, with and without its version',
      post(HEALTHS, health('put')),
      put(`${HEALTHS}/put`, health('put', { spec: { owner: 'team' } })),
      put(
        `${HEALTHS}/put`,
        health('put', {
          metadata: { resourceVersion: '{0.metadata.resourceVersion}' },
          spec: { owner: 'team' },
        }),
      ),
      put(
        `${HEALTHS}/put`,
        health('put', {
          metadata: { resourceVersion: '{0.metadata.resourceVersion}' },
          spec: { owner: 'others' },
        }),
      ),
      put(
        `${HEALTHS}/put`,
        health('put', {
          metadata: { resourceVersion: '{2.metadata.resourceVersion}' },
          spec: { owner: 'team' },
        }),
      ),
    ),
    call('an update of what is not there', put(`${HEALTHS}/nosuch`, health('nosuch'))),
    call('an update under another name', put(`${HEALTHS}/put`, health('other'))),
    call(
      'an update of a built-in kind without a version',
      post(CONFIG_MAPS, configMap('put', { a: '1' })),
      put(`${CONFIG_MAPS}/put`, configMap('put', { a: '2' })),
    ),
    call(
      'a delete',
      post(HEALTHS, health('gone')),
      remove(`${HEALTHS}/gone`),
      get(`${HEALTHS}/gone`),
      remove(`${HEALTHS}/gone`),
    ),
    call(
      'a delete of a built-in kind',
      post(CONFIG_MAPS, configMap('gone')),
      remove(`${CONFIG_MAPS}/gone`),
    ),
    call(
      'a delete with preconditions',
      post(HEALTHS, health('kept')),
      remove(`${HEALTHS}/kept`, { preconditions: { uid: OTHER_UID } }),
      remove(`${HEALTHS}/kept`, { preconditions: { resourceVersion: '1' } }),
      remove(`${HEALTHS}/kept`, {
        preconditions: { uid: '{0.metadata.uid}', resourceVersion: '{0.metadata.resourceVersion}' },
      }),
    ),
    call(
      'a delete with a policy',
      post(HEALTHS, health('policy')),
      remove(`${HEALTHS}/policy`, { propagationPolicy: 'Nonsense' }),
      remove(`${HEALTHS}/policy`, { propagationPolicy: 'Background' }),
    ),
    call(
      'a delete that waits for a finalizer',
      post(HEALTHS, health('held', { metadata: { finalizers: ['example.com/held'] } })),
      remove(`${HEALTHS}/held`),
      patch('merge', `${HEALTHS}/held`, { metadata: { finalizers: null } }),
      get(`${HEALTHS}/held`),
    ),
    call('a dry run', post(`${HEALTHS}?dryRun=All`, health('dry')), get(`${HEALTHS}/dry`)),
  ],
};
