// The pods of a service counted by what they differ in.
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { node } from '../../src/classify/support/example-surroundings.ts';
import { ago, container, NOW } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { PodFact, ServicePod } from '../../src/facts/index.ts';
import { found, readyPod, rule } from './world.ts';

const NODES = [
  node({ name: 'n1', uid: 'n1', zone: 'a' }),
  node({ name: 'n2', uid: 'n2', zone: 'b' }),
  node({ name: 'n3', uid: 'n3' }),
];

function runs(version: string, nodeName = '', facts: Partial<PodFact> = {}): Partial<PodFact> {
  const containers = [container({ image: `shop/web:${version}` }), container({ name: 'proxy' })];
  return { versions: [version], nodeName, containers, ...facts };
}

const PODS = [
  readyPod('web-1', runs('2', 'n1')),
  readyPod('web-2', runs('1', 'n2')),
  readyPod('web-3', runs('1', 'n3')),
];
const FAILS = [found(rule('AppError'), { pod: 'web-1' })];

interface Given {
  readonly pods?: readonly ServicePod[];
  readonly findings?: readonly RuledFinding[];
  readonly groupBy?: readonly string[];
}

/** "version: 2 1/1, 1 0/2": each value with the failing pods of all. */
function said({ pods = PODS, findings = FAILS, groupBy = [] }: Given): readonly string[] {
  const snapshot = exampleSnapshot({ pods, nodes: NODES });
  const context = { nowMs: NOW, cluster: '', generation: 1, groupBy };
  const { breakdowns = [] } = aggregate(snapshot, findings, context);
  return breakdowns.map(({ dimension, values, others }) => {
    const counts = values.map(({ value, failing, pods: all }) => `${value} ${failing}/${all}`);
    return `${dimension}: ${[...counts, ...(others > 0 ? [`and ${others}`] : [])].join(', ')}`;
  });
}

describe('unasked', () => {
  test.each<readonly [claim: string, given: Given, told: readonly string[]]>([
    [
      'versions and zones are counted while pods fail, the worst first',
      {},
      ['version: 2 1/1, 1 0/2', 'zone: a 1/1, b 0/1'],
    ],
    ['nothing is counted while none fails', { findings: [] }, []],
    [
      'nothing is counted for a warning',
      { findings: [found(rule('Slow', { severity: 'warning' }), { pod: 'web-1' })] },
      [],
    ],
    [
      'what all pods have is not counted',
      { pods: PODS.map((it) => ({ ...it, pod: { ...it.pod, versions: ['1', '2'] } })) },
      ['zone: a 1/1, b 0/1'],
    ],
    [
      'what is suspected comes first',
      {
        pods: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((number) => ({
          ...readyPod(`web-${number}`, runs('1', 'n1')),
          replicaSet: Number(number) <= 3 ? 'web-b' : 'web-a',
        })),
        findings: ['1', '2', '3'].map((it) => found(rule('AppError'), { pod: `web-${it}` })),
      },
      ['revision: web-b 3/3, web-a 0/6'],
    ],
  ])('%s', (_, given, told) => {
    expect(said(given)).toEqual(told);
  });
});

describe('asked by spec.groupBy', () => {
  const sharded = PODS.map((it, index) => {
    const labels = index === 0 ? new Map<string, string>() : new Map([['shard', `s${index}`]]);
    return { ...it, pod: { ...it.pod, labels } };
  });

  test.each<readonly [claim: string, given: Given, told: readonly string[]]>([
    [
      'it is counted also while nothing fails, in the order asked',
      { findings: [], groupBy: ['zone', 'version'] },
      ['zone: a 0/1, b 0/1', 'version: 1 0/2, 2 0/1'],
    ],
    [
      'nodes and labels',
      { pods: sharded, groupBy: ['node', 'label:shard'] },
      ['node: n1 1/1, n2 0/1, n3 0/1', 'label:shard: s1 0/1, s2 0/1'],
    ],
    [
      'of several containers only the one that has the error fails',
      { groupBy: ['container'] },
      ['container: app 1/3, proxy 0/3'],
    ],
    [
      'a pod counts for each of its images',
      { pods: PODS.slice(0, 1), groupBy: ['image'] },
      ['image: registry.example/shop/web:1.4.2 1/1, shop/web:2 1/1'],
    ],
    [
      'a pod that is on its way out does not count, nor one of a CronJob',
      {
        pods: [
          readyPod('web-1', runs('2')),
          readyPod('web-2', runs('1', '', { deletionMs: ago(1) })),
          { ...readyPod('run-1', runs('1')), workload: { kind: 'CronJob', name: 'run' } },
        ],
        groupBy: ['version'],
      },
      ['version: 2 1/1'],
    ],
    [
      'of more than ten values the others are counted',
      {
        pods: Array.from({ length: 13 }, (_, index) =>
          readyPod(`web-${index + 1}`, runs(String(index + 10))),
        ),
        groupBy: ['version'],
      },
      [
        `version: 10 1/1, ${Array.from({ length: 9 }, (_, index) => `${index + 11} 0/1`).join(', ')}, and 3`,
      ],
    ],
    [
      'what nothing tells has no values',
      { groupBy: ['label:none', 'moon'] },
      ['label:none: ', 'moon: '],
    ],
  ])('%s', (_, given, told) => {
    expect(said(given)).toEqual(told);
  });
});
