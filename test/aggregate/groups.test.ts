import { expect, test } from 'vitest';
import { groupWorkloads } from '../../src/aggregate/groups.ts';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';

const root = { kind: 'Deployment', name: 'web' };

test('a workload is what its root is when both kind and name agree, all else it made', () => {
  const workloads = [
    replicaSet({ name: 'web' }),
    { ...deployment({ name: 'web-canary' }), root },
    deployment(),
  ];
  const [group] = groupWorkloads({ workloads, pods: [] });
  expect([group?.fact?.kind, group?.fact?.name]).toEqual(['Deployment', 'web']);
  expect(group?.children.map(({ kind, name }) => `${kind}/${name}`)).toEqual([
    'ReplicaSet/web',
    'Deployment/web-canary',
  ]);
});

test('groups stand in the order of kind and name', () => {
  const workloads = [deployment({ name: 'b' }), deployment({ name: 'a' })];
  const names = groupWorkloads({ workloads, pods: [] }).map(({ reference }) => reference.name);
  expect(names).toEqual(['a', 'b']);
});
