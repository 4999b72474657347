import { defineClassifier } from '../define.ts';
import { autoscalerFinding } from '../support/autoscalers.ts';
import { autoscaler, unreadable } from '../support/example-surroundings.ts';
import { condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { quoted } from '../support/repeated-warnings.ts';

/** The HPA controller's reasons in condition ScalingActive. */
const UNUSABLE = ['AmbiguousSelector', 'InvalidSelector'];
/** "… are controlled by multiple HPAs: [shop/b shop/a]": of a Go map, so in another order each quarter minute. */
const LIST = /\[([^\]]{1,800})\]$/;

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
      const told = { ...active, message: steadyList(active.message) };
      const finding = autoscalerFinding(it, told);
      return [{ ...finding, details: { ...finding.details, raw: quoted(told.message) } }];
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
                  'pods by selector app=web are controlled by multiple HPAs: [shop/b shop/a]',
              }),
            ],
          }),
        ],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'AmbiguousSelector',
          details: {
            raw: 'pods by selector app=web are controlled by multiple HPAs: [shop/a shop/b]',
          },
        },
      ],
    },
    {
      name: 'metrics that are missing are another fault',
      given: { autoscalers: [autoscaler({ conditions: [unreadable('no metrics', 900)] })] },
      found: [],
    },
  ],
});

function steadyList(message: string): string {
  const [whole, list = ''] = LIST.exec(message) ?? [];
  if (whole === undefined) return message;
  return `${message.slice(0, -whole.length)}[${list.split(' ').sort().join(' ')}]`;
}
