import { describe, expect, it } from 'vitest';
import { Interner } from '../../src/sources/intern.ts';
import { namespaceSource } from '../../src/sources/namespaces.ts';
import { quotaSource } from '../../src/sources/resourcequotas.ts';
import { CREATED_MS, metadata } from './objects.ts';

const intern = new Interner();

function condition(type: string, status: string) {
  return { type, status, reason: 'R', message: 'm', lastTransitionTime: '2026-01-01T00:00:10Z' };
}

describe('a namespace', () => {
  const common = { kind: 'Namespace', name: 'shop', uid: 'uid-shop' };
  const unlabelled = { namespace: undefined, labels: { team: 'a' } };
  const identity = metadata('shop', unlabelled);
  const deleted = metadata('shop', {
    ...unlabelled,
    deletionTimestamp: '2026-01-01T00:00:09Z',
  });

  it.each([
    ['that is in use says nothing', { metadata: identity, status: { phase: 'Active' } }, common],
    [
      'keeps of its conditions those that hold it and are True',
      {
        metadata: deleted,
        spec: { finalizers: ['kubernetes'] },
        status: {
          phase: 'Terminating',
          conditions: [
            condition('NamespaceDeletionDiscoveryFailure', 'False'),
            condition('NamespaceFinalizersRemaining', 'True'),
            condition('Synced', 'True'),
          ],
        },
      },
      {
        ...common,
        deletionMs: CREATED_MS + 9000,
        obstacles: [
          {
            type: 'NamespaceFinalizersRemaining',
            status: 'True',
            reason: 'R',
            message: 'm',
            sinceMs: CREATED_MS + 10_000,
          },
        ],
      },
    ],
    [
      'without obstacles is only to go',
      { metadata: deleted, status: { conditions: 'none' } },
      { ...common, deletionMs: CREATED_MS + 9000 },
    ],
  ])('%s', (_, object, expected) => {
    expect(namespaceSource(intern).project(object)).toEqual(expected);
  });
});

describe('a quota', () => {
  const common = { kind: 'ResourceQuota', namespace: 'shop', name: 'q', uid: 'uid-q' };

  it.each<[string, unknown, ReadonlyMap<string, string>]>([
    ['that nobody has counted allows nothing known', { spec: { hard: { pods: '1' } } }, new Map()],
    [
      'is what it allows, and not what is used',
      { status: { hard: { 'requests.cpu': '10', pods: '4' }, used: { pods: '3' } } },
      new Map([
        ['requests.cpu', '10'],
        ['pods', '4'],
      ]),
    ],
    [
      'with amounts that are none is bounded',
      { status: { hard: { pods: 4, 'requests.cpu': 'x'.repeat(99) } } },
      new Map([['requests.cpu', `${'x'.repeat(31)}…`]]),
    ],
    [
      'may name anything',
      { status: JSON.parse('{"hard":{"__proto__":"1"}}') },
      new Map([['__proto__', '1']]),
    ],
  ])('%s', (_, object, hard) => {
    const quota = { metadata: metadata('q'), ...Object(object) };
    expect(quotaSource(intern).project(quota)).toEqual({ ...common, hard });
  });

  it('counts at most 64 things', () => {
    const hard = Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`r${n}`, '1']));
    const fact = quotaSource(intern).project({ metadata: metadata('q'), status: { hard } });
    expect(fact?.hard.size).toBe(64);
  });
});
