import { describe, expect, test } from 'vitest';
import type { Feed } from '../src/feeds.ts';
import { scopedFeeds, watchedNamespaces } from '../src/scopes.ts';

const ALL = { namespaces: [], excludeNamespaces: [] };

/** Feeds of pods, Deployments and nodes that write down what comes. */
function listening() {
  const heard: string[] = [];
  let sets = 0;
  function create(): readonly Feed[] {
    sets += 1;
    const set = sets;
    const sink = {
      syncStart: () => heard.push(`${set} start`),
      upsert: (object: unknown) => heard.push(`${set} upsert ${JSON.stringify(object)}`),
      remove: (object: unknown) => heard.push(`${set} remove ${JSON.stringify(object)}`),
      syncEnd: () => heard.push(`${set} end`),
    };
    const rest = { version: 'v1', isRequired: true, fieldSelector: undefined, sink };
    return [
      { resource: 'pods', apiGroup: '', isClusterScoped: false, ...rest },
      { resource: 'deployments', apiGroup: 'apps', isClusterScoped: false, ...rest },
      { resource: 'nodes', apiGroup: '', isClusterScoped: true, ...rest },
    ];
  }
  return { heard, create };
}

test.each([
  { name: 'all, as one', config: ALL, watched: undefined },
  {
    name: 'all, as one, also when some are left out',
    config: { ...ALL, excludeNamespaces: ['bank'] },
    watched: undefined,
  },
  {
    name: 'those that are named, once each',
    config: { ...ALL, namespaces: ['shop', 'bank', 'shop'] },
    watched: ['shop', 'bank'],
  },
  {
    name: 'without those that are left out',
    config: { namespaces: ['shop', 'bank'], excludeNamespaces: ['bank'] },
    watched: ['shop'],
  },
])('watched namespaces: $name', ({ config, watched }) => {
  expect(watchedNamespaces(config)).toStrictEqual(watched);
});

test.each([
  {
    name: 'one for the cluster',
    config: ALL,
    paths: ['/api/v1/pods', '/apis/apps/v1/deployments', '/api/v1/nodes'],
  },
  {
    name: 'one for each namespace, and none of what is in no namespace',
    config: { ...ALL, namespaces: ['shop', 'bank'] },
    paths: [
      '/api/v1/namespaces/shop/pods',
      '/apis/apps/v1/namespaces/shop/deployments',
      '/api/v1/namespaces/bank/pods',
      '/apis/apps/v1/namespaces/bank/deployments',
    ],
  },
])('watches per source: $name', ({ config, paths }) => {
  const feeds = scopedFeeds(config, listening().create);
  expect(feeds.map(({ path }) => path)).toStrictEqual(paths);
});

test('each namespace has sinks of its own, so that a list of one sweeps nothing of another', () => {
  const { heard, create } = listening();
  for (const { sink } of scopedFeeds({ ...ALL, namespaces: ['shop', 'bank'] }, create)) {
    sink.syncEnd();
  }
  expect(heard).toStrictEqual(['1 end', '1 end', '2 end', '2 end']);
});

describe('what is in a namespace that is left out', () => {
  const config = { ...ALL, excludeNamespaces: ['bank', 'kube-system'] };
  const shop = { metadata: { namespace: 'shop' } };
  const bank = { metadata: { namespace: 'bank' } };
  const node = { metadata: {} };

  test('does not come through, and all else does', () => {
    const { heard, create } = listening();
    const [pods] = scopedFeeds(config, create);
    pods?.sink.syncStart();
    for (const object of [shop, bank, node, 'poison', null]) pods?.sink.upsert(object);
    pods?.sink.syncEnd();
    for (const object of [shop, bank]) pods?.sink.remove(object);
    expect(heard).toStrictEqual([
      '1 start',
      '1 upsert {"metadata":{"namespace":"shop"}}',
      '1 upsert {"metadata":{}}',
      '1 upsert "poison"',
      '1 upsert null',
      '1 end',
      '1 remove {"metadata":{"namespace":"shop"}}',
    ]);
  });
});
