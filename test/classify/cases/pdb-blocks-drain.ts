import { budget, portPod } from '../../../src/classify/support/example-routes.ts';
import { node } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function refused(seconds: number, reason = 'InsufficientPods', message = '') {
  const facts = { reason, message, sinceMs: ago(seconds) };
  return { blocked: condition('DisruptionAllowed', 'False', facts) };
}

const found = { confidence: 'confirmed', reason: 'PDBBlocksDrain' } as const;
const syncFailed = 'found no controllers for pod "web-7c9d-x2x1q"';
const other = budget({ name: 'web-2', desiredHealthy: 1 });

const many = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(60));
function single(isUnschedulable: boolean) {
  return {
    disruptionBudgets: [budget({ desiredHealthy: 1, expectedPods: 1 })],
    pods: [portPod()],
    nodes: [node({ isUnschedulable })],
  };
}

export default [
  {
    name: 'the only pod of a workload cannot be spared, and nobody asks for it',
    given: single(false),
    found: [{ ...found, severity: 'info' }],
  },
  {
    name: 'somebody drains the node of the only pod',
    given: single(true),
    found: [{ ...found, severity: 'warning' }],
  },
  {
    name: 'a budget that has wanted all of them for less than two minutes',
    given: { disruptionBudgets: [budget(refused(119))], pods: [portPod()] },
    found: [],
  },
  {
    name: 'the controller cannot count the pods',
    given: {
      disruptionBudgets: [
        budget({ desiredHealthy: 0, expectedPods: 0, ...refused(120, 'SyncFailed', syncFailed) }),
      ],
      pods: [portPod()],
    },
    found: [
      {
        ...found,
        details: {
          why: `its controller cannot work out how many pods there should be: "${syncFailed}"`,
        },
      },
    ],
  },
  {
    name: 'two budgets over the same pods, said once',
    given: { disruptionBudgets: [budget({ desiredHealthy: 1 }), other], pods: [portPod()] },
    found: [
      {
        ...found,
        details: {
          why: 'budgets web and web-2 select the same pods, and Kubernetes then refuses every eviction',
        },
      },
    ],
  },
  {
    name: 'a second budget that was made a minute ago may be about to replace the first',
    given: {
      disruptionBudgets: [budget({ desiredHealthy: 1 }), { ...other, createdMs: ago(119) }],
      pods: [portPod()],
    },
    found: [],
  },
  {
    name: 'a budget for pods that are not there yet',
    given: {
      disruptionBudgets: [budget({ desiredHealthy: 0, expectedPods: 0 })],
      pods: [portPod()],
    },
    found: [],
  },
  {
    name: 'a budget of other pods',
    given: {
      disruptionBudgets: [budget({ selector: new Map([['app', 'api']]) })],
      pods: [portPod()],
    },
    found: [],
  },
  {
    name: 'a budget that is being deleted',
    given: { disruptionBudgets: [budget({ deletionMs: ago(1) })], pods: [portPod()] },
    found: [],
  },
  {
    name: 'what the controller has not been able to count for less than two minutes may pass',
    given: {
      disruptionBudgets: [budget({ desiredHealthy: 0, ...refused(119, 'SyncFailed', syncFailed) })],
      pods: [portPod()],
    },
    found: [],
  },
  {
    name: 'a budget of other pods is none of several, and each of the others is a proof',
    given: {
      disruptionBudgets: [
        budget({ name: 'other', selector: new Map([['app', 'api']]), desiredHealthy: 1 }),
        budget({ desiredHealthy: 1 }),
        budget({ name: 'all', selector: new Map(), desiredHealthy: 1 }),
      ],
      pods: [portPod()],
    },
    found: [
      {
        ...found,
        details: {
          budget: 'web',
          why: 'budgets web and all select the same pods, and Kubernetes then refuses every eviction',
        },
        evidence: [
          'spec.selector.matchLabels: app=web',
          'spec.selector.matchLabels: no matchLabels',
        ],
      },
    ],
  },
  {
    name: 'of many budgets three are proven, and their names are cut',
    given: {
      disruptionBudgets: many.map((name) => budget({ name, desiredHealthy: 1 })),
      pods: [portPod()],
    },
    found: [
      {
        ...found,
        details: {
          budget: many[0] ?? '',
          why: `budgets ${`${many.slice(0, 3).join(', ')} and ${many[3]}`.slice(0, 199)}… select the same pods, and Kubernetes then refuses every eviction`,
        },
        evidence: Array(3).fill('spec.selector.matchLabels: app=web'),
      },
    ],
  },
] satisfies Cases;
