// All rules together: what only repeats on a workload what another finding explains stands under that one.
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { agentPod, unready, waitingPod } from '../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  failedJob,
} from '../../src/classify/support/example-workloads.ts';
import { ago, condition, loopingContainer, pod } from '../../src/classify/support/examples.ts';
import type { PodFact, ServiceSnapshot } from '../../src/facts/index.ts';
import { report } from './world.ts';

const rules = await loadCatalogue();

const CRASHING: Partial<PodFact> = { ...unready(1000), containers: [loopingContainer()] };
const NIGHTLY = { kind: 'CronJob', name: 'nightly' };

describe.each<[string, string, Partial<ServiceSnapshot>, readonly string[]]>([
  [
    'DaemonSetUnavailable',
    'follows from the crash of its pods',
    { workloads: [daemonSet({ desired: 1 })], pods: [agentPod('node-1', CRASHING)] },
    ['AppError (DaemonSetUnavailable)'],
  ],
  [
    'UnavailableOutsideRollout',
    'follows from the crash of its pods',
    {
      workloads: [
        deployment({
          desired: 1,
          replicas: 1,
          updatedReplicas: 1,
          availableReplicas: 0,
          conditions: [
            condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' }),
            condition('Available', 'False', { sinceMs: ago(1000) }),
          ],
        }),
      ],
      pods: [pod(CRASHING)],
    },
    ['AppError (UnavailableOutsideRollout)'],
  ],
  [
    'CronJobLastRunFailed',
    'follows from what failed the run',
    {
      workloads: [cronJob(), failedJob({ name: 'nightly-1' }, NIGHTLY)],
      pods: [{ ...waitingPod('ImagePullBackOff', 'shop/web:9: not found'), workload: NIGHTLY }],
    },
    ['ImageNotFound (CronJobLastRunFailed)'],
  ],
])('%s', (_, name, world, wanted) => {
  test(name, () => {
    const { diagnoses } = report(world, classify(exampleSnapshot(world), rules));
    const told = diagnoses.map(({ code, consequences }) => `${code} (${consequences.join(', ')})`);
    expect(told).toEqual(wanted);
  });
});
