// Watches: what they send first, what they send of the past, and how they end.
import { type Area, call, get, patch, post, remove } from '../call.ts';
import { CONFIG_MAPS, configMap, HEALTHS, health, PARTIAL } from './objects.ts';

/** Of one object, so that calls do not see each other; a second is enough for what is already there. */
function watchOf(name: string, more: string): string {
  return `${HEALTHS}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name=${name}&${more}`;
}

const WATCH_LIST =
  'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

export const watches: Area = {
  name: 'watches',
  calls: [
    call(
      'a watch without a version',
      post(HEALTHS, health('present')),
      get(watchOf('present', '')),
    ),
    call('a watch from 0', get(watchOf('present', 'resourceVersion=0'))),
    call(
      'a watch from a version shows what came after',
      post(HEALTHS, health('life')),
      patch('merge', `${HEALTHS}/life`, { spec: { displayName: 'x' } }),
      patch('merge', `${HEALTHS}/life/status`, { status: { health: 'Healthy' } }),
      remove(`${HEALTHS}/life`),
      get(watchOf('life', 'resourceVersion={0.metadata.resourceVersion}')),
    ),
    call(
      'objects come into a selection and leave it',
      post(HEALTHS, health('moving')),
      patch('merge', `${HEALTHS}/moving`, { metadata: { labels: { seen: 'moving' } } }),
      patch('merge', `${HEALTHS}/moving`, { metadata: { labels: { seen: null } } }),
      get(
        `${HEALTHS}?watch=1&timeoutSeconds=1&labelSelector=seen=moving` +
          '&resourceVersion={0.metadata.resourceVersion}',
      ),
    ),
    call('a watch from long ago', get(watchOf('present', 'resourceVersion=1'))),
    call('a watch from no number', get(watchOf('present', 'resourceVersion=abc'))),
    call('a watch for no number of seconds', get(`${HEALTHS}?watch=1&timeoutSeconds=many`)),
    call('a watch list', get(watchOf('present', `${WATCH_LIST}&resourceVersion=`))),
    call(
      'a watch list without bookmarks',
      get(watchOf('present', WATCH_LIST.replace('&allowWatchBookmarks=true', ''))),
    ),
    call('a watch list without a match', get(watchOf('present', 'sendInitialEvents=true'))),
    call(
      'a match without a watch list',
      get(watchOf('present', 'resourceVersionMatch=NotOlderThan')),
    ),
    call(
      'no initial events',
      get(HEALTHS),
      get(
        watchOf(
          'present',
          'sendInitialEvents=false&resourceVersionMatch=NotOlderThan&resourceVersion={0.metadata.resourceVersion}',
        ),
      ),
    ),
    call(
      'a watch list of a built-in kind',
      post(CONFIG_MAPS, configMap('w')),
      get(`${CONFIG_MAPS}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name=w&${WATCH_LIST}`),
    ),
    call('a watch of metadata', get(watchOf('present', 'resourceVersion=0'), { accept: PARTIAL })),
    call('a watch on the path of one object', get(`${HEALTHS}/present?watch=1&timeoutSeconds=1`)),
  ],
};
