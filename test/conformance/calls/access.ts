// Who is let in, and which forms of request and answer are spoken.
import { type Area, call, get, patch, post, put, remove } from '../call.ts';
import { ALL_HEALTHS, CONFIG_MAPS, configMap, HEALTHS, health, LEASES, PODS } from './objects.ts';

const ANONYMOUS = { as: 'anonymous' } as const;
const STRANGER = { as: 'stranger' } as const;

export const access: Area = {
  name: 'access',
  calls: [
    call('a wrong token lists', get(ALL_HEALTHS, STRANGER)),
    call('a wrong token asks for the version', get('/version', STRANGER)),
    call('nobody lists everywhere', get(ALL_HEALTHS, ANONYMOUS)),
    call('nobody watches everywhere', get(`${ALL_HEALTHS}?watch=1`, ANONYMOUS)),
    call('nobody lists pods of a namespace', get(PODS, ANONYMOUS)),
    call('nobody gets a lease', get(`${LEASES}/l`, ANONYMOUS)),
    call('nobody creates', post(HEALTHS, health('x'), ANONYMOUS)),
    call('nobody updates a status', put(`${HEALTHS}/x/status`, health('x'), ANONYMOUS)),
    call('nobody deletes', remove(`${HEALTHS}/x`, undefined, ANONYMOUS)),
    call('nobody reads a log', get(`${PODS}/p/log`, ANONYMOUS)),
    call('nobody gets the namespace', get('/api/v1/namespaces/{ns}', ANONYMOUS)),
    call('nobody asks for the groups', get('/apis', ANONYMOUS)),
    call('nobody asks for the version', get('/version', ANONYMOUS)),
    call('a list as XML', get(HEALTHS, { accept: 'application/xml' })),
    call('one object as XML', get(`${CONFIG_MAPS}/x`, { accept: 'application/xml' })),
    call('a list as anything', get(HEALTHS, { accept: '*/*', part: ['kind'] })),
    call('a body of an unknown type', post(HEALTHS, 'x: 1', { contentType: 'text/plain' })),
    call('a body in YAML', post(HEALTHS, 'kind: X', { contentType: 'application/yaml' })),
    call('a body that is no JSON', post(HEALTHS, '{"kind":')),
    call('a body that is a list', post(HEALTHS, [])),
    call('no body', post(HEALTHS, '')),
    call('a patch of an unknown type', post(HEALTHS, health('typed')), {
      ...patch('merge', `${HEALTHS}/typed`, {}),
      contentType: 'application/json',
    }),
    call(
      'a strategic patch of our kind',
      post(HEALTHS, health('strategic')),
      patch('strategic', `${HEALTHS}/strategic`, {}),
    ),
    call('a create of another kind', post(HEALTHS, configMap('x'))),
    call(
      'a create of another version',
      post(HEALTHS, { ...health('x'), apiVersion: 'servicehealth.dev/v9' }),
    ),
    call('a create without a kind', post(HEALTHS, { metadata: { name: 'x' } })),
    call('a create on the path of one object', post(`${HEALTHS}/x`, health('x'))),
    call('an update of a collection', put(HEALTHS, health('x'))),
    call('a create across namespaces', post(ALL_HEALTHS, health('x'))),
    call('a subresource that is none', get(`${HEALTHS}/x/nosuch`)),
    call('a status that is none', get(`${CONFIG_MAPS}/x/status`)),
  ],
};
