import { defineClassifier } from '../define.ts';
import { autoscalerFinding } from '../support/autoscalers.ts';
import { autoscaler, unreadable } from '../support/example-surroundings.ts';
import { condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { quoted } from '../support/repeated-warnings.ts';

/** The HPA controller's reasons in condition ScalingActive. */
const UNUSABLE = ['AmbiguousSelector', 'InvalidSelector'];

export default defineClassifier({
  code: 'HPASelectorUnusable',
  title: 'Autoscaler {autoscaler} does not know which pods are its own',
  severity: 'warning',
  reads: ['autoscalers'],
  explanation:
    'HorizontalPodAutoscaler {autoscaler} counts pods by the selector of {workload}, and that selector does not tell them apart from those of others, so it does not scale. Its controller says: "{raw}".',
  fix: [
    'Give the workloads that share pods selectors of their own, with a label that only one of them has.',
    'Keep one autoscaler per workload if two of them scale the same one.',
  ],
  commands: ['{kubectl} describe hpa {autoscaler}', '{kubectl} get hpa'],
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  classify({ autoscalers }) {
    return autoscalers.flatMap((it) => {
      const active = condition(it.conditions, 'ScalingActive');
      if (active?.status !== 'False' || !UNUSABLE.includes(active.reason)) return [];
      const finding = autoscalerFinding(it, active);
      return [{ ...finding, details: { ...finding.details, raw: quoted(active.message) } }];
    });
  },
  examples: [
    {
      name: 'pods that two autoscalers count',
      given: {
        autoscalers: [
          autoscaler({
            conditions: [
              exampleCondition('ScalingActive', 'False', {
                reason: 'AmbiguousSelector',
                message:
                  'pods by selector app=web are controlled by multiple HPAs: [shop/a shop/b]',
              }),
            ],
          }),
        ],
      },
      found: [{ workload: 'web', confidence: 'confirmed', reason: 'AmbiguousSelector' }],
    },
    {
      name: 'metrics that are missing are another fault',
      given: { autoscalers: [autoscaler({ conditions: [unreadable('no metrics', 900)] })] },
      found: [],
    },
  ],
});
