// What a report names as shared by the failing pods, with a near miss beside each name.
import { describe, expect, test } from 'vitest';
import type { ReportSuspect } from '../../src/aggregate/types.ts';
import { node } from '../../src/classify/support/example-surroundings.ts';
import { deployment, job } from '../../src/classify/support/example-workloads.ts';
import { ago, condition, container } from '../../src/classify/support/examples.ts';
import type { Finding } from '../../src/classify/types.ts';
import type {
  PodFact,
  RememberedDiagnosis,
  ServicePod,
  ServiceSnapshot,
} from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

/** What a group of pods has in common. */
interface Group {
  readonly fail?: number;
  readonly well?: number;
  readonly version?: string;
  readonly node?: string;
  readonly replicaSet?: string;
  readonly workload?: string;
  readonly facts?: Partial<PodFact>;
}

interface World {
  readonly pods: readonly ServicePod[];
  readonly failing: readonly ServicePod[];
}

function podsOf(group: Group, at: number): World {
  const { fail = 0, well = 0, version = '1.4.1', node: nodeName = '', facts = {} } = group;
  const { workload = 'web', replicaSet = `${workload}-${version}` } = group;
  const pods = Array.from({ length: fail + well }, (_, index) => {
    const name = `${workload}-${at}-${String(index).padStart(3, '0')}`;
    const containers = [container({ image: `shop/web:${version}` })];
    const made = { versions: [version], nodeName, containers, ...facts };
    return {
      ...readyPod(name, made),
      replicaSet,
      workload: { kind: 'Deployment', name: workload },
    };
  });
  return { pods, failing: pods.slice(0, fail) };
}

/** The report of these pods, some of which have one and the same problem. */
function reportOf(
  groups: readonly Group[],
  world: Partial<ServiceSnapshot> = {},
  finding: Partial<Finding> = {},
) {
  const all = groups.map(podsOf);
  const pods = all.flatMap((one) => one.pods);
  const crashes = rule('AppError');
  const findings = all
    .flatMap(({ failing }) => failing)
    .map(({ pod: { name }, workload }) =>
      found(crashes, { pod: name, workload: workload.name, ...finding }),
    );
  return report({ pods, ...world }, findings);
}

/** "version 1.4.2: 2 of 2, elsewhere 0/4" */
function words(suspects: readonly ReportSuspect[] = []): readonly string[] {
  return suspects.map(({ dimension, value, failing, of, failingElsewhere, elsewhere }) => {
    return `${dimension} ${value}: ${failing} of ${of}, elsewhere ${failingElsewhere}/${elsewhere}`;
  });
}

function suspectsOf(...given: Parameters<typeof reportOf>): readonly string[] {
  return words(reportOf(...given).diagnoses[0]?.suspects);
}

const ZONES = ['a', 'b', 'c'].flatMap((zone) =>
  [1, 2].map((number) => node({ name: `${zone}${number}`, uid: `${zone}${number}`, zone })),
);
const NEW = '1.4.2';
const SHARD = new Map([['shard', 's7']]);

describe('the failing pods share', () => {
  test.each<readonly [claim: string, groups: readonly Group[], told: readonly string[]]>([
    [
      'their version, told once although image and revision are the same pods',
      [{ fail: 2, version: NEW }, { well: 4 }],
      ['version 1.4.2: 2 of 2, elsewhere 0/4'],
    ],
    [
      'nothing that is certain, with one old pod less',
      [{ fail: 2, version: NEW }, { well: 3 }],
      [],
    ],
    ['nothing, when only one fails', [{ fail: 1, version: NEW }, { well: 40 }], []],
    [
      'nothing, when one of four old ones fails too',
      [
        { fail: 2, version: NEW },
        { fail: 1, well: 3 },
      ],
      [],
    ],
    [
      'their version still, when one of forty old ones fails too',
      [
        { fail: 9, version: NEW },
        { fail: 1, well: 39 },
      ],
      ['version 1.4.2: 9 of 9, elsewhere 1/40'],
    ],
    ['nothing, when all fail', [{ fail: 3, version: NEW }, { fail: 5 }], []],
    ['nothing, when all are alike', [{ fail: 10, well: 30 }], []],
    [
      'their revision, where the version is the same',
      [
        { fail: 3, replicaSet: 'web-b' },
        { well: 4, replicaSet: 'web-a' },
      ],
      ['revision web-b: 3 of 3, elsewhere 0/4'],
    ],
    [
      'their node',
      [
        { fail: 6, node: 'n1' },
        { well: 10, node: 'n2' },
        { well: 10, node: 'n3' },
      ],
      ['node n1: 6 of 6, elsewhere 0/20'],
    ],
    [
      'nothing, when two on a node fail: two soon meet',
      [
        { fail: 2, node: 'n1' },
        { well: 200, node: 'n2' },
      ],
      [],
    ],
    [
      'their zone and not one of its nodes',
      [
        { fail: 5, node: 'a1' },
        { fail: 5, node: 'a2' },
        { well: 9, node: 'b1' },
        { well: 9, node: 'c1' },
      ],
      ['zone a: 10 of 10, elsewhere 0/18'],
    ],
    [
      'a container that was put into some of them',
      [
        {
          fail: 6,
          facts: { containers: [container({ name: 'app' }), container({ name: 'proxy' })] },
        },
        { well: 12, facts: { containers: [container({ name: 'app' })] } },
      ],
      ['container proxy: 6 of 6, elsewhere 0/12'],
    ],
    [
      'a version, and of its pods those of a zone',
      [
        { fail: 4, version: NEW, node: 'a1' },
        { fail: 4, version: NEW, node: 'a2' },
        { well: 8, version: NEW, node: 'b1' },
        { well: 40, node: 'a1' },
        { well: 40, node: 'a2' },
        { well: 80, node: 'b2' },
      ],
      ['version 1.4.2: 8 of 16, elsewhere 0/160', 'zone a: 8 of 88, elsewhere 0/88'],
    ],
    [
      'one of two nodes that both fail',
      [
        { fail: 9, node: 'n1' },
        { fail: 9, node: 'n2' },
        { well: 40, node: 'n3' },
        { well: 40, node: 'n4' },
      ],
      ['node n1: 9 of 9, elsewhere 9/89', 'node n2: 9 of 9, elsewhere 9/89'],
    ],
    [
      'nothing worth telling, when a value makes them fail only twice as often',
      [
        { fail: 200, well: 800, version: NEW },
        { fail: 100, well: 900 },
      ],
      [],
    ],
    [
      'a label that nobody asked for never',
      [{ fail: 9, facts: { labels: SHARD } }, { well: 40 }],
      [],
    ],
  ])('%s', (_, groups, told) => {
    expect(suspectsOf(groups, { nodes: ZONES })).toEqual(told);
  });
});

describe('who is compared', () => {
  const starting = { conditions: [condition('Ready', 'False')] };

  test('a pod that is not ready yet says nothing, but is counted', () => {
    const groups = [{ fail: 2, version: NEW }, { well: 4 }, { well: 3, facts: starting }];
    expect(suspectsOf(groups)).toEqual(['version 1.4.2: 2 of 2, elsewhere 0/7']);
    expect(
      suspectsOf([
        { fail: 2, version: NEW },
        { well: 4, facts: starting },
      ]),
    ).toEqual([]);
  });

  test('a pod that is on its way out is not there', () => {
    const leaving = { deletionMs: ago(5) };
    const groups = [{ fail: 2, version: NEW }, { well: 4 }, { well: 3, facts: leaving }];
    expect(suspectsOf(groups)).toEqual(['version 1.4.2: 2 of 2, elsewhere 0/4']);
  });

  test('a pod with another problem is no example of health', () => {
    const { pods, failing } = podsOf({ fail: 2, version: NEW }, 0);
    const others = podsOf({ fail: 4 }, 1);
    const crashes = failing.map(({ pod }) => found(rule('AppError'), { pod: pod.name }));
    const slow = others.failing.map(({ pod }) =>
      found(rule('ReadinessFailing'), { pod: pod.name, sinceMs: ago(1) }),
    );
    const said = report({ pods: [...pods, ...others.pods] }, [...crashes, ...slow]);
    expect(said.diagnoses.map(({ suspects }) => words(suspects))).toEqual([[], []]);
  });

  test('a canary beside what it stands in for, when both run the same program', () => {
    const canary = { fail: 3, workload: 'canary' };
    const workloads = ['canary', 'web'].map((name) => deployment({ name, uid: name }));
    expect(suspectsOf([canary, { well: 9 }], { workloads })).toEqual([
      'owner Deployment/canary: 3 of 3, elsewhere 0/9',
    ]);
    expect(suspectsOf([{ ...canary, version: NEW }, { well: 9 }], { workloads })).toEqual([
      'version 1.4.2: 3 of 3, elsewhere 0/9',
    ]);
  });

  test('a workload of another program never, although nobody has given the two a role', () => {
    const other = { containers: [container({ image: 'shop/worker:1.4.1' })], versions: ['7'] };
    expect(suspectsOf([{ fail: 9, workload: 'worker', facts: other }, { well: 40 }])).toEqual([]);
  });

  test('the pods of a Job with nobody', () => {
    const subject = { workload: { kind: 'Job', name: 'web' }, pod: 'web-0-000' };
    const pods = podsOf({ fail: 2, version: NEW }, 0).pods;
    const findings = pods.map(({ pod }) =>
      found(rule('AppError'), { subject: { ...subject, pod: pod.name } }),
    );
    const well = podsOf({ well: 9 }, 1).pods;
    const all = [...pods, ...well].map((it) => ({ ...it, workload: subject.workload }));
    const said = report({ pods: all, workloads: [job({ name: 'web' })] }, findings);
    expect(said.diagnoses[0]?.suspects).toBeUndefined();
  });

  test('history with nobody', () => {
    const groups = [{ fail: 2, version: NEW }, { well: 4 }];
    expect(suspectsOf(groups, {}, { state: 'recovered' })).toEqual([]);
    expect(suspectsOf(groups, {}, { severity: 'info' })).toEqual([]);
    expect(suspectsOf(groups, {}, { severity: 'warning' })).toHaveLength(1);
  });
});

describe('what was told before', () => {
  const groups = [{ fail: 2, version: NEW }, { well: 4 }];

  function remembering(suspects: RememberedDiagnosis['suspects']): Partial<ServiceSnapshot> {
    const [diagnosis] = reportOf(groups).diagnoses;
    if (diagnosis === undefined) throw new Error('there is a diagnosis');
    const { release: _, suspects: __, logs: ___, affected, ...told } = diagnosis;
    const before = { ...told, sample: affected.sample, ...(suspects && { suspects }) };
    const nothing = { conditions: [], transitions: [], events: [] };
    return { memory: { health: 'Degraded', diagnoses: [before], ...nothing } };
  }

  const version = { dimension: 'version', value: NEW };

  test.each<
    readonly [string, readonly Group[], RememberedDiagnosis['suspects'], readonly string[]]
  >([
    [
      'stays while a healthy pod is away for a moment',
      [{ fail: 2, version: NEW }, { well: 3 }],
      [version],
      ['version 1.4.2: 2 of 2, elsewhere 0/3'],
    ],
    [
      'stays while a failing pod is on its way back',
      [{ fail: 1, version: NEW }, { well: 4 }],
      [version],
      ['version 1.4.2: 1 of 1, elsewhere 0/4'],
    ],
    [
      'ends when it is no longer true',
      [
        { fail: 2, version: NEW },
        { fail: 2, well: 2 },
      ],
      [version],
      [],
    ],
    ['ends when nothing is left to compare with', [{ fail: 6, version: NEW }], [version], []],
    [
      'stays under the name that it had',
      groups,
      [{ dimension: 'image', value: `shop/web:${NEW}` }],
      ['image shop/web:1.4.2: 2 of 2, elsewhere 0/4'],
    ],
    [
      'cannot be invented by whoever writes the object',
      [{ fail: 2, well: 2, version: NEW }, { well: 4 }],
      [
        { dimension: 'version', value: '1.4.1' },
        { dimension: 'moon', value: 'full' },
      ],
      [],
    ],
  ])('%s', (_, now, told, expected) => {
    expect(suspectsOf(now, remembering(told))).toEqual(expected);
  });
});

describe('the words', () => {
  test('say it in the explanation and in the summary', () => {
    const said = reportOf([{ fail: 2, version: NEW }, { well: 4 }]);
    expect([said.summary, said.diagnoses[0]?.explanation]).toEqual([
      'AppError of app: 2 pods of Deployment/web, all of version 1.4.2, 6 of 6 pods serve',
      'What happened in Deployment/web. 2 of 2 pods of version 1.4.2 have this problem, and none of the 4 others.',
    ]);
  });

  test('do not name the workload twice in a summary', () => {
    const { summary } = reportOf([{ fail: 3, workload: 'canary' }, { well: 9 }]);
    expect(summary).toBe('AppError of app: 3 pods of Deployment/canary, 12 of 12 pods serve');
  });

  test('say "most" where a few others fail too, and nothing in the summary where half of them do', () => {
    const most = reportOf([
      { fail: 9, version: NEW },
      { fail: 1, well: 39 },
    ]);
    expect(most.summary).toContain('10 pods of Deployment/web, most of version 1.4.2, ');
    expect(most.diagnoses[0]?.explanation).toContain(
      '9 of 9 pods of version 1.4.2 have this problem, and 1 of the 40 others.',
    );
    const half = reportOf([
      { fail: 9, version: NEW },
      { fail: 9, well: 391 },
    ]);
    expect(half.summary).toContain('18 pods of Deployment/web, 409 of 409 pods serve');
    expect(words(half.diagnoses[0]?.suspects)).toEqual(['version 1.4.2: 9 of 9, elsewhere 9/400']);
  });

  test('leave a name that is too long for a line to the explanation', () => {
    const long = 'x'.repeat(65);
    const { summary, diagnoses } = reportOf([{ fail: 2, version: long }, { well: 4 }]);
    expect([summary.includes(long), diagnoses[0]?.explanation.includes(long)]).toEqual([
      false,
      true,
    ]);
  });
});
