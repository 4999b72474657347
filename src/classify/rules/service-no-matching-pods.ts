import type { Labels, NetworkServiceFact, ServicePod } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { front, portPod } from '../support/example-routes.ts';
import { differenceWords, nearestPod, selectorText } from '../support/label-difference.ts';
import {
  APPLY_DWELL_MS,
  callablePods,
  isCallable,
  routeSubject,
  togetherSinceMs,
} from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { podDetails } from '../support/subject.ts';
import { brief } from '../support/text.ts';

/** The label of one pod of a StatefulSet, which may be waiting for those before it, or scaled away. */
const POD_LABEL = 'statefulset.kubernetes.io/pod-name';

/**
 * Beside a Service that does select the pods it may be a leftover. One that would pick some of them out waits, as a
 * rule, for those that are there only at times: a canary, a standby, a replica of a database.
 */
function severityOf(selector: Labels, near: ServicePod, others: readonly NetworkServiceFact[]) {
  if (others.length === 0) return isCallable(near) ? 'error' : 'warning';
  const hasCommon = [...selector].some(([key, value]) => near.pod.labels.get(key) === value);
  return hasCommon ? 'info' : 'warning';
}

const WRONG = new Map([['app', 'wbe']]);

export default defineClassifier({
  code: 'ServiceNoMatchingPods',
  title: 'Service {networkService} selects no pod',
  severity: 'warning',
  reads: ['strayServices', 'networkServices', 'pods'],
  explanation:
    'No pod has the labels that Service {networkService} looks for, so whoever calls it gets no answer, though pods of {workload} are there. It looks for {difference}.',
  fix: [
    'Correct spec.selector of Service {networkService}, or the labels in the template of {workload}: both must be the same.',
    'Delete the Service if nobody calls it any more.',
    'Do nothing if it waits for pods that are there only at times, such as a canary, a standby or a replica.',
  ],
  commands: [
    '{kubectl} get service {networkService} --output jsonpath={.spec.selector}',
    '{kubectl} get pods --show-labels',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  classify({ strayServices, networkServices, once, clock }) {
    const callable = once(callablePods);
    return strayServices.flatMap((service) => {
      const { kind, name, selector, deletionMs } = service;
      const near = nearestPod(selector, callable);
      if (near === undefined || deletionMs !== undefined || selector.has(POD_LABEL)) return [];
      const sinceMs = togetherSinceMs(service, callable);
      if (!clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
      const value = selectorText(selector);
      return [
        standing({
          subject: routeSubject(near.workload, service),
          severity: severityOf(selector, near, networkServices),
          reason: 'ServiceNoMatchingPods',
          details: {
            ...podDetails(near),
            networkService: name,
            difference: brief(differenceWords(selector, near.pod.labels), 400),
          },
          evidence: [fieldEvidence({ kind, name, field: 'spec.selector', value })],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a typing error in the selector of the only Service keeps all callers out',
      given: { strayServices: [front({ selector: WRONG })], pods: [portPod()] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'ServiceNoMatchingPods',
          details: { difference: 'app=wbe, but the pods have app=web' },
        },
      ],
    },
    {
      name: 'beside a Service that selects the pods it may be left over',
      given: {
        strayServices: [front({ name: 'old', selector: WRONG })],
        networkServices: [front()],
        pods: [portPod()],
      },
      found: [{ confidence: 'confirmed', severity: 'warning', reason: 'ServiceNoMatchingPods' }],
    },
    {
      name: 'a Service that was applied before the Deployment has no pods yet',
      given: { strayServices: [front({ selector: WRONG })] },
      found: [],
    },
  ],
});
