// The kubelet's words for an eviction, as helpers.go of Kubernetes 1.34 puts them together.
import { describe, expect, test } from 'vitest';
import {
  evictionDetails,
  ownStorageDetails,
} from '../../../src/classify/support/eviction-messages.ts';

const ROOM =
  'Set requests near what the containers really use, so that they get a node with room and are evicted last';

function use(name: string): string {
  return `Container ${name} was using 9Mi, request is 0, has larger consumption of memory. `;
}

describe('evictionDetails', () => {
  const cases: readonly (readonly [string, string, object | undefined])[] = [
    [
      'names each container that used more than it had asked for',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 61164Ki. Container app was using 911Mi, request is 64Mi, has larger consumption of memory. Container log was using 20Mi, request is 0, has larger consumption of memory. ',
      {
        resource: 'memory',
        use: 'Of the pods there, those that use more than they asked for go first: container "app" used 911Mi and had asked for 64Mi and container "log" used 20Mi and had asked for none',
        advice:
          'Set the request for memory of "app" and "log" near what it really uses, so that it gets a node with room',
      },
    ],
    [
      'knows what is meant by inodes',
      'The node was low on resource: inodes. ',
      {
        resource: 'room for files (inodes) on its disk',
        use: 'It does not say that the pod used more than it had asked for',
        advice: ROOM,
      },
    ],
    [
      'takes a node that turns a pod away because of its condition for the same',
      'Pod was rejected: The node had condition: [DiskPressure]. ',
      {
        resource: 'local disk space',
        use: 'It does not say that the pod used more than it had asked for',
        advice: ROOM,
      },
    ],
    [
      'takes the first of several conditions',
      'The node had condition: [MemoryPressure PIDPressure]. ',
      {
        resource: 'memory',
        use: 'It does not say that the pod used more than it had asked for',
        advice: ROOM,
      },
    ],
    [
      'keeps the name of a resource that it does not know',
      'The node was low on resource: hugepages. ',
      {
        resource: 'hugepages',
        use: 'It does not say that the pod used more than it had asked for',
        advice: ROOM,
      },
    ],
    [
      'quotes what it cannot read',
      'Out of luck',
      { resource: 'resources', use: 'It says: "Out of luck"', advice: ROOM },
    ],
    [
      'leaves limits of the pod itself to another rule',
      'Usage of EmptyDir volume "tmp" exceeds the limit "2Mi". ',
      undefined,
    ],
  ];

  test.each(cases)('%s', (_, message, details) => {
    expect(evictionDetails(message)).toEqual(details);
  });

  const LOW = 'The node was low on resource: memory. ';

  test('names three containers at most, of those that the beginning of the message names', () => {
    const used = [
      [use('a'), use('b'), use('c'), use('d')].join(''),
      [use('a'), 'x'.repeat(1024), use('b')].join(''),
      [use('a'), 'x '.repeat(400), use('b')].join(''),
    ].map((uses) => evictionDetails(LOW + uses)?.['advice'] ?? '');
    const names = used.map((it) => [...it.matchAll(/"(\w)"/g)].map(([, name]) => name));
    expect(names).toEqual([['a', 'b', 'c'], ['a'], ['a', 'b']]);
  });

  test('is done in no time with a hostile message', () => {
    const message = `The node was low on resource: memory. ${'Container a was using '.repeat(50_000)}`;
    const began = performance.now();
    expect(evictionDetails(message)?.['resource']).toBe('memory');
    expect(performance.now() - began).toBeLessThan(200);
  });
});

describe('ownStorageDetails', () => {
  const cases: readonly (readonly [string, string, object | undefined])[] = [
    [
      'names the volume and its size',
      'Usage of EmptyDir volume "cache" exceeds the limit "1Mi". ',
      {
        over: 'its volume "cache" (emptyDir) held more than the 1Mi that it may',
        setting: 'the sizeLimit 1Mi of volume "cache"',
      },
    ],
    [
      'names the container and its limit',
      'Container app exceeded its local ephemeral storage limit "10Mi". ',
      {
        over: 'container "app" wrote more than 10Mi to the local disk, log included',
        setting: 'the ephemeral-storage limit 10Mi of container "app"',
      },
    ],
    [
      'names the sum of the limits',
      'Pod ephemeral local storage usage exceeds the total limit of containers 30Mi. ',
      {
        over: 'its containers together wrote more than 30Mi to the local disk, logs and emptyDir volumes included',
        setting: 'the ephemeral-storage limits of its containers, 30Mi together',
      },
    ],
    [
      'leaves a node that is short of disk space to another rule',
      'The node was low on resource: ephemeral-storage. ',
      undefined,
    ],
  ];

  test.each(cases)('%s', (_, message, details) => {
    expect(ownStorageDetails(message)).toEqual(details);
  });
});
