// When a report says that a problem came with a release, and what it then says.
import { describe, expect, test } from 'vitest';
import { LATE_ROLLOUT, STARTING, stuckWorld } from '../../src/classify/support/example-rollouts.ts';
import {
  deployment,
  replicaSet,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
} from '../../src/classify/support/examples.ts';
import type { Finding } from '../../src/classify/types.ts';
import type {
  PodFact,
  ReplicaSetFact,
  ReportMemory,
  ServiceSnapshot,
} from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

const OLD_IMAGE = { containers: [container({ image: 'shop/web:1' })] };
const LOOPING = { containers: [loopingContainer({}, { image: 'shop/web:2' })] };

/** The diagnosis of a problem that these pods have. */
function diagnosisOf(
  world: Partial<ServiceSnapshot>,
  pods: readonly string[],
  finding: Partial<Finding> = {},
) {
  const crashes = rule('AppError');
  const findings = pods.map((pod) => found(crashes, { pod, sinceMs: ago(60), ...finding }));
  return report(world, findings).diagnoses[0];
}

describe('while old pods serve', () => {
  const world = stuckWorld({}, { ...LOOPING, nodeName: 'n1', commit: 'abc1234' }, OLD_IMAGE);

  test('the release is told beside the cause, with a way back', () => {
    const { release, explanation, fixes, commands } = diagnosisOf(world, ['web-9d8f-1']) ?? {};
    const sinceMs = world.workloads.find(({ workload }) => workload.name === 'web-9d8f')?.workload
      .createdMs;
    expect({ release, explanation, fixes, commands }).toEqual({
      release: {
        revision: '2',
        previous: '1',
        images: ['shop/web:2'],
        commit: 'abc1234',
        sinceMs,
        isBeside: true,
      },
      explanation:
        'What happened in Deployment/web. It came with revision 2 (image shop/web:2, commit abc1234): the pods of revision 1 go on without it.',
      fixes: [
        'Do this.',
        'Run "kubectl --namespace shop rollout undo deployment/web --to-revision=1" if revision 2 cannot be corrected at once; what is kept in Git has to be reverted there.',
      ],
      commands: [
        'kubectl --namespace shop get pods',
        'kubectl --namespace shop rollout history deployment/web --revision=2',
      ],
    });
  });

  const placed: Partial<PodFact> = { ...LOOPING, nodeName: 'n1' };
  test.each<readonly [claim: string, given: Parameters<typeof diagnosisOf>]>([
    ['when an old pod has the problem too', [world, ['web-9d8f-1', 'web-7c9d-1']]],
    ['when only old pods have it', [world, ['web-7c9d-1']]],
    ['of what is over', [world, ['web-9d8f-1'], { state: 'recovered' }]],
    ['of a hint', [world, ['web-9d8f-1'], { severity: 'info' }]],
    [
      'of pods that found no room',
      [stuckWorld({}, { ...LOOPING, nodeName: '' }, OLD_IMAGE), ['web-9d8f-1']],
    ],
    ['of a rollout that is paused', [stuckWorld({ paused: true }, placed), ['web-9d8f-1']]],
    [
      'while the new pods may still start',
      [stuckWorld({}, { ...STARTING, nodeName: 'n1' }), ['web-9d8f-1']],
    ],
  ])('nothing is told %s', (_, given) => {
    const { release, explanation } = diagnosisOf(...given) ?? {};
    expect([release, explanation?.includes('It came with')]).toEqual([undefined, false]);
  });

  test('new pods that are late are enough', () => {
    const late = stuckWorld({ conditions: [LATE_ROLLOUT] }, { ...STARTING, nodeName: 'n1' });
    expect(diagnosisOf(late, ['web-9d8f-1'])?.release?.revision).toBe('2');
  });
});

/** Revision 2 was made so many seconds ago, and its two pods loop. */
function afterwards(
  seconds: number,
  facts: Partial<ReplicaSetFact> = {},
): Partial<ServiceSnapshot> {
  const made = { createdMs: ago(seconds), name: 'web-9d8f', uid: 'b', revision: '2', ...facts };
  const young = { ...LOOPING, nodeName: 'n1', conditions: [condition('Ready', 'False')] };
  return {
    workloads: [
      deployment({ desired: 2, revision: '2', updatedReplicas: 2 }),
      replicaSet({ desired: 0, replicas: 0 }),
      replicaSet(made),
    ],
    pods: ['web-9d8f-1', 'web-9d8f-2'].map((name) => ({
      ...readyPod(name, young),
      replicaSet: 'web-9d8f',
    })),
  };
}

function remembering(facts: Partial<ReportMemory>): { readonly memory: ReportMemory } {
  const nothing = { diagnoses: [], conditions: [], transitions: [], events: [] };
  return { memory: { health: 'Healthy', healthSinceMs: ago(90_000), ...nothing, ...facts } };
}

describe('when no old pod is left', () => {
  const broke = { timeMs: ago(280), from: 'Healthy', to: 'Progressing', reason: '' };
  const failed = { timeMs: ago(50), from: 'Progressing', to: 'Unhealthy', reason: '' };
  const BOTH = ['web-9d8f-1', 'web-9d8f-2'];

  test.each<readonly [claim: string, world: Partial<ServiceSnapshot>, since: number, told: string]>(
    [
      ['a service was Healthy until it came', { ...afterwards(300), ...remembering({}) }, 60, '2'],
      [
        'its word has changed since',
        {
          ...afterwards(300),
          ...remembering({
            health: 'Unhealthy',
            healthSinceMs: ago(50),
            transitions: [failed, broke],
          }),
        },
        60,
        '2',
      ],
      [
        'it was not Healthy before either',
        { ...afterwards(300), ...remembering({ health: 'Degraded' }) },
        60,
        'nothing',
      ],
      [
        'nobody remembers how it was before',
        { ...afterwards(300), ...remembering({ healthSinceMs: ago(200) }) },
        60,
        'nothing',
      ],
      ['it was there before', { ...afterwards(300), ...remembering({}) }, 400, 'nothing'],
      ['it came an hour later', { ...afterwards(4_000), ...remembering({}) }, 60, 'nothing'],
      [
        'somebody has gone back to an old revision',
        { ...afterwards(90_000), ...remembering({}) },
        60,
        'nothing',
      ],
      [
        'the controller has not looked at the newest spec',
        {
          ...afterwards(300),
          ...remembering({}),
          workloads: (afterwards(300).workloads ?? []).map((it) =>
            it.workload.kind === 'Deployment' ? deployment({ revision: '2', generation: 9 }) : it,
          ),
        },
        60,
        'nothing',
      ],
      [
        'there is no revision before it',
        {
          ...afterwards(300),
          ...remembering({}),
          workloads: (afterwards(300).workloads ?? []).filter(
            (it) => it.workload.name !== 'web-7c9d',
          ),
        },
        60,
        'nothing',
      ],
      [
        'the workload is no Deployment',
        { ...afterwards(300), ...remembering({}), workloads: [statefulSet()] },
        60,
        'nothing',
      ],
    ],
  )('%s', (_, given, seconds, told) => {
    const diagnosis = diagnosisOf(given, BOTH, { sinceMs: ago(seconds) });
    expect(diagnosis?.release?.revision ?? 'nothing').toBe(told);
  });

  test('the words say what is known of the time before', () => {
    const diagnosis = diagnosisOf({ ...afterwards(300), ...remembering({}) }, BOTH);
    expect(diagnosis?.explanation).toBe(
      'What happened in Deployment/web. It came with revision 2 (image shop/web:2): the service was Healthy until then.',
    );
  });

  test('what was told stays, although the changes of the word are forgotten', () => {
    const [first] = [diagnosisOf({ ...afterwards(300), ...remembering({}) }, BOTH)];
    if (first === undefined) throw new Error('there is a diagnosis');
    const { suspects: _, logs: __, release, affected, ...rest } = first;
    const before = { ...rest, sample: affected.sample, releaseRevision: release?.revision ?? '' };
    const forgotten = { health: 'Unhealthy', healthSinceMs: ago(50), diagnoses: [before] };
    expect(diagnosisOf({ ...afterwards(300), ...remembering(forgotten) }, BOTH)?.release).toEqual(
      release,
    );
    const other = { ...forgotten, diagnoses: [{ ...before, releaseRevision: '1' }] };
    expect(
      diagnosisOf({ ...afterwards(300), ...remembering(other) }, BOTH)?.release,
    ).toBeUndefined();
  });
});
