// Server-side apply as the operator uses it, on the object and on its status.
import type { Json } from '../../fake-apiserver/json.ts';
import { type Area, type Ask, apply, call, get, patch, post } from '../call.ts';
import { CONFIG_MAPS, condition, configMap, HEALTHS, health } from './objects.ts';

function applied(name: string, parts: Parameters<typeof health>[1], more = ''): Ask {
  return apply(`${HEALTHS}/${name}`, health(name, parts), 'servicehealth', more);
}

function appliedByOther(name: string, parts: Parameters<typeof health>[1], more = ''): Ask {
  return apply(`${HEALTHS}/${name}`, health(name, parts), 'other', more);
}

function status(name: string, fields: Json, manager = 'servicehealth', more = ''): Ask {
  return apply(`${HEALTHS}/${name}/status`, health(name, { status: fields }), manager, more);
}

const LABELLED = { metadata: { labels: { app: 'web' } } };
const diagnosis = { id: 'a', code: 'OOMKilled', severity: 'error', title: 'x' };

export const applying: Area = {
  name: 'applying',
  calls: [
    call('an apply creates', applied('new', LABELLED)),
    call(
      'an apply of the same',
      applied('same', LABELLED),
      applied('same', LABELLED),
      applied('same', LABELLED),
    ),
    call(
      'an apply adds, changes and gives up',
      applied('steps', { metadata: { labels: { a: '1', b: '1' } }, spec: { owner: 'team' } }),
      applied('steps', { metadata: { labels: { a: '2', c: '1' } } }),
    ),
    call(
      'another manager shares an equal value and meets a conflict',
      applied('contested', { metadata: { labels: { a: '1', b: '1' } } }),
      appliedByOther('contested', { metadata: { labels: { a: '1' } } }),
      appliedByOther('contested', { metadata: { labels: { a: '2' } } }),
      appliedByOther('contested', { metadata: { labels: { a: '2', b: '2' } } }),
      appliedByOther('contested', { metadata: { labels: { a: '2' } } }, '&force=true'),
      applied('contested', { metadata: { labels: { b: '1' } } }),
    ),
    call(
      'a field with two owners stays until both gave it up',
      applied('shared', { spec: { owner: 'team' } }),
      appliedByOther('shared', { spec: { owner: 'team' } }),
      applied('shared', {}),
      appliedByOther('shared', {}),
    ),
    call(
      'a conflict with an update',
      post(`${HEALTHS}?fieldManager=creator`, health('updated', { spec: { owner: 'team' } })),
      applied('updated', { spec: { owner: 'others' } }),
      applied('updated', { spec: { owner: 'others' } }, '&force=true'),
    ),
    call(
      'an update takes from an apply',
      applied('taken', { spec: { owner: 'team' }, metadata: { labels: { a: '1' } } }),
      patch('merge', `${HEALTHS}/taken?fieldManager=editor`, { spec: { owner: 'others' } }),
    ),
    call(
      'an apply of the status',
      applied('told', LABELLED),
      status('told', { health: 'Healthy', conditions: [condition('Ready', 'True')] }),
      status('told', { health: 'Healthy', conditions: [condition('Ready', 'True')] }),
      status('told', { health: 'Degraded', diagnoses: [diagnosis] }),
      get(`${HEALTHS}/told`),
    ),
    call(
      'conditions are merged by their type, and other lists replaced',
      applied('lists', {}),
      status('lists', {
        conditions: [condition('Ready', 'True'), condition('Healthy', 'True')],
        commands: ['a', 'b'],
      }),
      status('lists', { conditions: [condition('Available', 'True')] }, 'other'),
      status('lists', { conditions: [condition('Healthy', 'False')], commands: ['c'] }),
      status('lists', { conditions: [condition('Healthy', 'True')] }, 'other'),
    ),
    call('an apply of the status of what is not there', status('nosuch', { health: 'Healthy' })),
    call(
      'an apply of the status leaves labels and spec',
      applied('half', LABELLED),
      apply(
        `${HEALTHS}/half/status`,
        health('half', {
          metadata: { labels: { b: '1' } },
          spec: { owner: 'x' },
          status: { health: 'Healthy' },
        }),
        'servicehealth',
      ),
    ),
    call('an apply without a manager', patch('apply', `${HEALTHS}/m`, health('m'))),
    call('an apply without a type', apply(`${HEALTHS}/m`, { metadata: { name: 'm' } }, 'x')),
    call(
      'an apply without a name',
      apply(`${HEALTHS}/unnamed`, { ...health(''), metadata: {} }, 'x'),
    ),
    call('an apply under another name', apply(`${HEALTHS}/m`, health('other'), 'x')),
    call(
      'an apply with managed fields',
      apply(`${HEALTHS}/m`, health('m', { metadata: { managedFields: [{ manager: 'x' }] } }), 'x'),
    ),
    call(
      'an apply with a version',
      applied('dated', LABELLED),
      applied('dated', { metadata: { resourceVersion: '1', labels: { app: 'api' } } }),
      applied('dated', {
        metadata: { resourceVersion: '{0.metadata.resourceVersion}', labels: { app: 'api' } },
      }),
    ),
    call(
      'an apply with a uid',
      applied('nosuch', { metadata: { uid: '00000000-0000-4000-8000-000000000000' } }),
      applied('identified', LABELLED),
      applied('identified', { metadata: { uid: '00000000-0000-4000-8000-000000000000' } }),
    ),
    call(
      'an apply in YAML',
      apply(
        `${HEALTHS}/yaml`,
        'apiVersion: servicehealth.dev/v1alpha1\nkind: ServiceHealth\nmetadata: {name: yaml}\n',
        'x',
      ),
    ),
    call(
      'an apply of a config map',
      apply(`${CONFIG_MAPS}/c`, configMap('c', { a: '1' }), 'x'),
      apply(`${CONFIG_MAPS}/c`, configMap('c', { b: '1' }), 'x'),
    ),
    call(
      'annotations and finalizers',
      applied('owned', {
        metadata: {
          annotations: { a: '1' },
          finalizers: ['example.com/a'],
        },
      }),
      applied('owned', { metadata: { annotations: { a: '1' } } }),
    ),
  ],
};
