// Lists: pages, versions, and what a list says of itself.
import { type Area, type Ask, call, get, post } from '../call.ts';
import { CONFIG_MAPS, configMap, HEALTHS, health, PARTIAL, PARTIAL_LIST } from './objects.ts';

function made(...names: readonly string[]): readonly Ask[] {
  return names.map((name) => post(HEALTHS, health(name)));
}

export const lists: Area = {
  name: 'lists',
  calls: [
    call('an empty list', get(HEALTHS)),
    call('a list of three', ...made('c', 'a', 'b'), get(HEALTHS)),
    call(
      'pages of one, to the end',
      get(`${HEALTHS}?limit=1`),
      get(`${HEALTHS}?limit=1&continue={0.metadata.continue}`),
      get(`${HEALTHS}?limit=1&continue={1.metadata.continue}`),
    ),
    call('a page that is longer than the list', get(`${HEALTHS}?limit=500`)),
    call('a page of a selection', get(`${HEALTHS}?limit=1&fieldSelector=metadata.name!=a`)),
    call('a page from the cache', get(`${HEALTHS}?limit=1&resourceVersion=0`)),
    call('a page that is no number', get(`${HEALTHS}?limit=many`)),
    call('a page that is negative', get(`${HEALTHS}?limit=-1`)),
    call('a token that is none', get(`${HEALTHS}?limit=1&continue=nonsense`)),
    call(
      'a token with a version',
      get(`${HEALTHS}?limit=1`),
      get(`${HEALTHS}?continue={0.metadata.continue}&resourceVersion=1`),
    ),
    call(
      'a token of a state that is compacted',
      get(`${HEALTHS}?limit=1&continue=${tokenOf({ rv: 1, start: 'a\u0000' })}`),
    ),
    call('a list that is not older than 1', get(`${HEALTHS}?resourceVersion=1`)),
    call(
      'a list that is not older than its first object',
      get(HEALTHS),
      get(
        `${HEALTHS}?resourceVersion={0.metadata.resourceVersion}&resourceVersionMatch=NotOlderThan`,
      ),
    ),
    call(
      'a list exactly as it was',
      get(HEALTHS),
      post(HEALTHS, health('later')),
      get(`${HEALTHS}?resourceVersion={0.metadata.resourceVersion}&resourceVersionMatch=Exact`),
    ),
    call(
      'a list exactly as it was long ago',
      get(`${HEALTHS}?resourceVersion=1&resourceVersionMatch=Exact`),
    ),
    call('a list exactly at 0', get(`${HEALTHS}?resourceVersion=0&resourceVersionMatch=Exact`)),
    call('a list of the future', get(`${HEALTHS}?resourceVersion=999999999`)),
    call('a list at no number', get(`${HEALTHS}?resourceVersion=abc`)),
    call('a match without a version', get(`${HEALTHS}?resourceVersionMatch=Exact`)),
    call(
      'a match that nobody knows',
      get(`${HEALTHS}?resourceVersion=1&resourceVersionMatch=Perhaps`),
    ),
    call('a list with initial events', get(`${HEALTHS}?sendInitialEvents=true`)),
    call('an object at a version', get(`${HEALTHS}/a?resourceVersion=0`)),
    call('an object of the future', get(`${HEALTHS}/a?resourceVersion=999999999`)),
    call('a list of metadata', get(HEALTHS, { accept: PARTIAL_LIST })),
    call('the metadata of one', get(`${HEALTHS}/a`, { accept: PARTIAL })),
    call(
      'a list of a built-in kind',
      post(CONFIG_MAPS, configMap('m', { a: '1' }, { labels: { conformance: 'lists' } })),
      get(`${CONFIG_MAPS}?labelSelector=conformance=lists`),
      get(`${CONFIG_MAPS}?labelSelector=conformance=lists&limit=1`),
    ),
    call('one that is not there', get(`${HEALTHS}/nosuch`)),
    call('a built-in one that is not there', get(`${CONFIG_MAPS}/nosuch`)),
    call(
      'a list of a namespace that is not there',
      get('/apis/servicehealth.dev/v1alpha1/namespaces/nosuch/servicehealths'),
    ),
  ],
};

function tokenOf(token: object): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', ...token })).toString('base64url');
}
