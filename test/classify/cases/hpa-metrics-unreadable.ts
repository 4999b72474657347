import { autoscaler, unreadable } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { AutoscalerFact } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const READY = pod({ conditions: [condition('Ready', 'True')] });
const CPU = 'failed to get cpu utilization: unable to get metrics for resource cpu:';

/** An autoscaler without metrics for ten minutes. */
function without(message: string, facts: Partial<AutoscalerFact> = {}): AutoscalerFact {
  return autoscaler({ conditions: [unreadable(message, 600)], ...facts });
}

function told(name: string, message: string, details: Readonly<Record<string, string>>) {
  const found = [
    { workload: 'web', confidence: 'confirmed', reason: 'FailedGetResourceMetric', details },
  ] as const;
  return { name, given: { autoscalers: [without(message)], pods: [READY] }, found };
}

function silent(name: string, facts: Partial<AutoscalerFact>, pods = [READY]) {
  const autoscalers = [without(`${CPU} no metrics`, facts)];
  return { name, given: { autoscalers, pods }, found: [] };
}

const ON_SILENT_NODE = pod({
  conditions: [condition('Ready', 'False'), condition('ContainersReady', 'True')],
});

export default [
  {
    name: 'a node that is silent for a while does not take the finding back',
    given: { autoscalers: [without(`${CPU} no metrics`)], pods: [ON_SILENT_NODE] },
    found: [{ workload: 'web', confidence: 'confirmed', reason: 'FailedGetResourceMetric' }],
  },
  told(
    'the quote does not name the pod, which is another one each time',
    'failed to get cpu utilization: missing request for cpu in container app of Pod web-7c9d-x2x1q',
    {
      cause: 'container "app" requests no cpu, so its use cannot be told as a percentage of that',
      raw: 'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container app',
    },
  ),
  told(
    'the resource metrics API is not there at all',
    `${CPU} unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`,
    { cause: 'the cluster has no resource metrics API, which metrics-server provides' },
  ),
  told(
    'the resource metrics API is registered, but nobody answers',
    `${CPU} unable to fetch metrics from resource metrics API: the server is currently unable to handle the request (get pods.metrics.k8s.io)`,
    { cause: 'the resource metrics API does not answer' },
  ),
  told(
    'the resource metrics API has an empty list',
    `${CPU} no metrics returned from resource metrics API`,
    { cause: 'the resource metrics API knows nothing of these pods' },
  ),
  told(
    'no ready pod is measured',
    'failed to get memory utilization: did not receive metrics for targeted pods (pods might be unready)',
    { cause: 'none of its ready pods is measured' },
  ),
  told(
    'a metric of the application has no adapter',
    'unable to get metric requests: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
    { cause: 'the custom metrics API does not give the metric' },
  ),
  told(
    'a metric from outside has no adapter',
    'unable to get external metric shop/jobs/nil: unable to fetch metrics from external metrics API: the server could not find the metric jobs for',
    { cause: 'the external metrics API does not give the metric' },
  ),
  told('another wording is quoted', 'invalid metric source', {
    cause: 'what it measures cannot be read',
    raw: 'the HPA was unable to compute the replica count: invalid metric source',
  }),
  {
    name: 'a metric of a kind that does not exist is never read',
    given: {
      autoscalers: [
        autoscaler({
          conditions: [
            condition('ScalingActive', 'False', {
              reason: 'InvalidMetricSourceType',
              sinceMs: ago(600),
            }),
          ],
        }),
      ],
      pods: [READY],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'InvalidMetricSourceType',
        details: { raw: 'InvalidMetricSourceType' },
      },
    ],
  },
  silent('an autoscaler that has just been made has its time', { createdMs: ago(299) }),
  silent('one that has just scaled has its time', { lastScaleMs: ago(299) }),
  silent('pods that have just become ready are not measured yet', {}, [
    pod({ conditions: [condition('Ready', 'True', { sinceMs: ago(299) })] }),
  ]),
  silent('where no pod is ready, that is the problem', {}, [
    pod({ conditions: [condition('Ready', 'False')] }),
  ]),
  silent('pods of another workload say nothing about this one', {
    target: { group: 'apps', kind: 'Deployment', name: 'api' },
  }),
  silent('of a workload that is scaled to zero nothing is scaled', {
    conditions: [condition('ScalingActive', 'False', { reason: 'ScalingDisabled' })],
  }),
  silent('two autoscalers of one workload are another problem', {
    conditions: [condition('ScalingActive', 'False', { reason: 'AmbiguousSelector' })],
  }),
  silent('one that the controller has not looked at is not judged', { conditions: [] }),
] satisfies Cases;
