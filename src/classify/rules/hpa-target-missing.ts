import { defineClassifier } from '../define.ts';
import { autoscalerFinding } from '../support/autoscalers.ts';
import { autoscaler } from '../support/example-surroundings.ts';
import { ago, condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { quoted } from '../support/repeated-warnings.ts';

/** The target and its autoscaler are often applied together, in any order; the controller looks every 15 s. */
const APPLY_DWELL_MS = 60_000;

const NO_TARGET = {
  reason: 'FailedGetScale',
  message:
    'the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found',
};

export default defineClassifier({
  code: 'HPATargetMissing',
  title: 'Autoscaler {autoscaler} has nothing to scale',
  severity: 'warning',
  reads: ['autoscalers'],
  explanation:
    'HorizontalPodAutoscaler {autoscaler} names {workload} as what it scales and cannot reach it, so it does nothing. Its controller says: "{raw}".',
  fix: [
    'Correct scaleTargetRef of the autoscaler: kind, name and apiVersion have to be those of the workload.',
    'Delete the autoscaler if what it scaled is gone for good.',
  ],
  commands: ['{kubectl} describe hpa {autoscaler}', '{kubectl} get deployments,statefulsets'],
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  classify({ autoscalers, clock }) {
    return autoscalers.flatMap((it) => {
      const able = condition(it.conditions, 'AbleToScale');
      if (able?.status !== 'False' || able.reason !== 'FailedGetScale') return [];
      if (!clock.atLeast(able.sinceMs ?? it.createdMs, APPLY_DWELL_MS)) return [];
      const finding = autoscalerFinding(it, able);
      return [{ ...finding, details: { ...finding.details, raw: quoted(able.message) } }];
    });
  },
  examples: [
    {
      name: 'the Deployment that it names does not exist',
      given: {
        autoscalers: [
          autoscaler({ conditions: [exampleCondition('AbleToScale', 'False', NO_TARGET)] }),
        ],
      },
      found: [{ workload: 'web', confidence: 'confirmed', reason: 'FailedGetScale' }],
    },
    {
      name: 'a target that is applied a moment later is found at the next look',
      given: {
        autoscalers: [
          autoscaler({
            conditions: [
              exampleCondition('AbleToScale', 'False', { ...NO_TARGET, sinceMs: ago(59) }),
            ],
          }),
        ],
      },
      found: [],
    },
  ],
});
