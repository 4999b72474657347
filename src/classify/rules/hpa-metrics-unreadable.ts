import type { AutoscalerFact, ConditionFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { autoscalerFinding, scaledBy } from '../support/autoscalers.ts';
import { lastReadySinceMs, podsOf } from '../support/controllers.ts';
import { autoscaler, unreadable } from '../support/example-surroundings.ts';
import { condition as exampleCondition, pod as examplePod } from '../support/examples.ts';
import { metricsWords } from '../support/metrics-words.ts';
import { condition, livePods } from '../support/pods.ts';
import { quoted } from '../support/repeated-warnings.ts';
import type { Finding, RuleSnapshot } from '../types.ts';

/** The HPA controller's reasons in condition ScalingActive, but for ScalingDisabled, and for selectors that overlap. */
const UNREADABLE = /^FailedGet[A-Za-z]{1,40}Metric$|^InvalidMetricSourceType$/;
/** A new pod has metrics after a minute or two, and the controller leaves its start out for up to five. */
const DWELL_MS = 5 * 60_000;

type Inputs = RuleSnapshot<'pods'>;

function unreadableOf(it: AutoscalerFact, { once, clock }: Inputs): ConditionFact | undefined {
  const active = condition(it.conditions, 'ScalingActive');
  if (active?.status !== 'False' || !UNREADABLE.test(active.reason)) return undefined;
  const { createdMs, lastScaleMs = createdMs } = it;
  const sinceMs = Math.max(active.sinceMs ?? createdMs, createdMs, lastScaleMs);
  if (!clock.atLeast(sinceMs, DWELL_MS)) return undefined;
  // Pods that do not run for long have no metrics, and what keeps them from it has its own diagnosis.
  const isMeasurable = podsOf(scaledBy(it), once(livePods)).some(({ pod }) => {
    const readyMs = lastReadySinceMs(pod);
    return readyMs !== undefined && clock.atLeast(readyMs, DWELL_MS);
  });
  return isMeasurable ? active : undefined;
}

function unreadableFinding(it: AutoscalerFact, active: ConditionFact): Finding {
  const finding = autoscalerFinding(it, active);
  const raw = quoted(active.message || active.reason);
  return { ...finding, details: { ...finding.details, ...metricsWords(active.message), raw } };
}

const READY = examplePod({ conditions: [exampleCondition('Ready', 'True')] });
const NO_REQUEST = unreadable(
  'failed to get cpu utilization: missing request for cpu in container app of Pod web-7c9d-x2x1q',
  301,
);

export default defineClassifier({
  code: 'HPAMetricsUnreadable',
  title: 'The autoscaler of {workload} cannot read its metrics',
  severity: 'warning',
  reads: ['autoscalers', 'pods'],
  explanation:
    'HorizontalPodAutoscaler {autoscaler} does not scale {workload}, neither up nor down, because {cause}. Its controller says: "{raw}".',
  fix: ['{advice}.', 'Set the number of pods by hand until the autoscaler works if load comes.'],
  commands: ['{kubectl} describe hpa {autoscaler}', '{kubectl} top pods'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/resource-metrics-pipeline/',
  classify(snapshot) {
    return snapshot.autoscalers.flatMap((it) => {
      const active = unreadableOf(it, snapshot);
      return active === undefined ? [] : [unreadableFinding(it, active)];
    });
  },
  examples: [
    {
      name: 'a container without requests has no share of CPU to scale by',
      given: { autoscalers: [autoscaler({ conditions: [NO_REQUEST] })], pods: [READY] },
      found: [{ workload: 'web', confidence: 'confirmed', reason: 'FailedGetResourceMetric' }],
    },
    {
      name: 'metrics that are missing for less than five minutes may come yet',
      given: {
        autoscalers: [autoscaler({ conditions: [unreadable('no metrics', 299)] })],
        pods: [READY],
      },
      found: [],
    },
  ],
});
