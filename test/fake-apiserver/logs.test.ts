import { describe, expect, test } from 'vitest';
import { startTestServer } from './support.ts';
import type { KubeJson } from './types.ts';

const LOG = '/api/v1/namespaces/shop/pods/p/log';

function podWith(containers: readonly string[], waiting?: string): KubeJson {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    spec: { containers: containers.map((name) => ({ name })) },
    status: {
      containerStatuses: [{ name: 'app', state: waiting ? { waiting: { reason: waiting } } : {} }],
    },
  };
}

describe('the log of a container', () => {
  test.each([
    ['', 'one\ntwo\nthree\n'],
    ['?container=app', 'one\ntwo\nthree\n'],
    ['?previous=true', 'last words'],
    ['?tailLines=2', 'two\nthree\n'],
    ['?tailLines=0', ''],
    ['?tailLines=2&limitBytes=5', 'two\nt'],
    ['?tailLines=1&timestamps=true', '2026-11-23T04:25:01.500000000Z three\n'],
  ])('asked with "%s" is %j', async (query, text) => {
    const { server, get } = await startTestServer();
    const ref = { namespace: 'shop', pod: 'p', container: 'app' };
    server.store.put(podWith(['app']));
    server.setLogs(
      { ...ref, previous: false },
      'one\ntwo\nthree\n',
      Date.UTC(2026, 10, 23, 4, 25, 1, 500),
    );
    server.setLogs({ ...ref, previous: true }, 'last words');
    const answer = await get(LOG + query);
    expect([answer.code, answer.headers['content-type'], answer.text]).toEqual([
      200,
      'text/plain',
      text,
    ]);
  });
});

describe('a line of 40,000 characters', () => {
  const TIME = '2026-11-23T04:25:01.000000000Z';
  test.each([
    ['counts as three of tailLines', '?tailLines=3', [23_616 + 1, 'the end\n']],
    ['has one instant', '?timestamps=true', [`${TIME} `.length + 40_001, `${TIME} the end\n`]],
  ])('%s', async (_claim, query, [length, end]) => {
    const { server, get } = await startTestServer();
    const ref = { namespace: 'shop', pod: 'p', container: 'app', previous: false };
    server.store.put(podWith(['app']));
    server.setLogs(ref, `${'x'.repeat(40_000)}\nthe end\n`, Date.UTC(2026, 10, 23, 4, 25, 1));
    const lines = (await get(LOG + query)).text.split(/(?<=\n)/);
    expect([lines[0]?.length, lines[1]]).toEqual([length, end]);
  });
});

/** Wordings of kubelet 1.34.2. */
describe('a log that is not there', () => {
  const MISSING: readonly [
    claim: string,
    pod: KubeJson | undefined,
    query: string,
    said: string,
  ][] = [
    ['pod', undefined, '', 'pods "p" not found'],
    ['container', podWith(['app']), '?container=x', 'container x is not valid for pod p'],
    [
      'choice among two containers',
      podWith(['app', 'b']),
      '',
      'a container name must be specified for pod p, choose one of: [app b]',
    ],
    [
      'previous run',
      podWith(['app']),
      '?previous=true',
      'previous terminated container "app" in pod "p" not found',
    ],
    [
      'image',
      podWith(['app'], 'ImagePullBackOff'),
      '',
      'container "app" in pod "p" is waiting to start: image can\'t be pulled',
    ],
    [
      'start',
      podWith(['app'], 'ContainerCreating'),
      '',
      'container "app" in pod "p" is waiting to start: ContainerCreating',
    ],
    [
      'sense in the bound',
      podWith(['app']),
      '?limitBytes=0',
      'PodLogOptions "p" is invalid: limitBytes: Invalid value: 0: must be greater than 0',
    ],
  ];
  test.each(MISSING)('for want of a %s', async (_claim, pod, query, said) => {
    const { server, get } = await startTestServer();
    if (pod !== undefined) server.store.put(pod);
    expect((await get(LOG + query)).body['message']).toBe(said);
  });
});
