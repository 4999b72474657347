// Patches that are no apply: merge, JSON, and for built-in kinds strategic.
import { type Area, call, patch, post } from '../call.ts';
import { CONFIG_MAPS, configMap, HEALTHS, health, PODS, pod } from './objects.ts';

export const patches: Area = {
  name: 'patches',
  calls: [
    call(
      'a merge patch sets, removes and replaces lists',
      post(HEALTHS, health('merged', { spec: { owner: 'team', groupBy: ['zone'] } })),
      patch('merge', `${HEALTHS}/merged`, { spec: { owner: null, groupBy: ['node', 'image'] } }),
    ),
    call(
      'a merge patch that changes nothing',
      post(HEALTHS, health('same', { spec: { owner: 'team' } })),
      patch('merge', `${HEALTHS}/same`, { spec: { owner: 'team' } }),
      patch('merge', `${HEALTHS}/same`, { spec: { owner: 'team' } }),
    ),
    call(
      'a merge patch with a version',
      post(HEALTHS, health('versioned')),
      patch('merge', `${HEALTHS}/versioned`, { metadata: { resourceVersion: '1' } }),
      patch('merge', `${HEALTHS}/versioned`, {
        metadata: { resourceVersion: '{0.metadata.resourceVersion}', labels: { a: 'b' } },
      }),
    ),
    call('a merge patch of what is not there', patch('merge', `${HEALTHS}/nosuch`, {})),
    call(
      'a merge patch that is none',
      post(HEALTHS, health('whole')),
      patch('merge', `${HEALTHS}/whole`, []),
      patch('merge', `${HEALTHS}/whole`, '{'),
    ),
    call(
      'a merge patch with force',
      post(HEALTHS, health('forced')),
      patch('merge', `${HEALTHS}/forced?force=true`, {}),
    ),
    call(
      'a merge patch of the name',
      post(HEALTHS, health('named')),
      patch('merge', `${HEALTHS}/named`, { metadata: { name: 'other' } }),
    ),
    call(
      'a JSON patch adds, tests, replaces and removes',
      post(HEALTHS, health('steps', { spec: { owner: 'team', groupBy: ['zone'] } })),
      patch('json', `${HEALTHS}/steps`, [
        { op: 'test', path: '/spec/owner', value: 'team' },
        { op: 'replace', path: '/spec/owner', value: 'others' },
        { op: 'add', path: '/spec/groupBy/-', value: 'node' },
        { op: 'add', path: '/metadata/labels', value: { 'a/b': 'c' } },
      ]),
      patch('json', `${HEALTHS}/steps`, [{ op: 'remove', path: '/metadata/labels/a~1b' }]),
    ),
    call(
      'a JSON patch whose test fails',
      post(HEALTHS, health('tested', { spec: { owner: 'team' } })),
      patch('json', `${HEALTHS}/tested`, [{ op: 'test', path: '/spec/owner', value: 'x' }]),
      patch('json', `${HEALTHS}/tested`, [{ op: 'remove', path: '/spec/displayName' }]),
    ),
    call(
      'a strategic patch of a built-in kind',
      post(CONFIG_MAPS, configMap('strategic', { a: '1', b: '2' })),
      patch('strategic', `${CONFIG_MAPS}/strategic`, { data: { a: null, c: '3' } }),
    ),
    call(
      'a strategic patch of a list with keys',
      post(PODS, pod('strategic')),
      patch('strategic', `${PODS}/strategic`, {
        spec: { containers: [{ name: 'app', image: 'registry.example/app:2' }] },
      }),
    ),
  ],
};
