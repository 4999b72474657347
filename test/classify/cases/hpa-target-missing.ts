import { autoscaler } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a scale that is refused for another reason has a target',
    given: {
      autoscalers: [
        autoscaler({
          conditions: [condition('AbleToScale', 'False', { reason: 'FailedUpdateScale' })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a target that is missing for a minute is missing',
    given: {
      autoscalers: [
        autoscaler({
          conditions: [
            condition('AbleToScale', 'False', { reason: 'FailedGetScale', sinceMs: ago(60) }),
          ],
        }),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'FailedGetScale' }],
  },
] satisfies Cases;
