import { defineClassifier } from '../define.ts';
import { deployment, replicaSet } from '../support/example-workloads.ts';
import { condition } from '../support/examples.ts';
import { parseQuotaMessage, type QuotaRefusal } from '../support/quota-message.ts';
import { type RefusedPod, refusedPods, rootKey } from '../support/refused-pods.ts';
import { workloadDetails } from '../support/subject.ts';
import type { Finding } from '../types.ts';

const REFUSED =
  'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10';

const SAYS_SO = condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: REFUSED });

function quotaFinding(refused: RefusedPod, refusal: QuotaRefusal, namespace: string): Finding {
  const { quota, requested, used, limited, quote } = refusal;
  return {
    subject: { workload: refused.root },
    confidence: 'confirmed',
    state: 'active',
    reason: 'FailedCreate',
    details: { ...workloadDetails(refused.root), namespace, quota, requested, used, limited },
    evidence: [{ ...refused.evidence, value: quote }],
    sinceMs: refused.sinceMs,
    lastMs: refused.lastMs,
    count: refused.count,
  };
}

export default defineClassifier({
  code: 'QuotaExceeded',
  title: 'The quota of the namespace leaves no room for more pods',
  severity: 'error',
  reads: ['workloads', 'events', 'pods'],
  explanation:
    '{workload} wants another pod, but quota "{quota}" of namespace {namespace} refuses it: the pod asks for {requested}, {used} is already used, and {limited} is allowed. So the pod does not exist at all.',
  fix: [
    'Lower the requests or the number of replicas of {workload}.',
    'Remove other workloads of the namespace that are not needed.',
    'Ask the people who run the cluster to raise quota "{quota}".',
  ],
  commands: ['{kubectl} describe resourcequota', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  classify(snapshot) {
    const found = new Map<string, Finding>();
    for (const refused of refusedPods(snapshot)) {
      const refusal = parseQuotaMessage(refused.message);
      if (refusal === undefined) continue;
      const key = rootKey(refused.root);
      const first = found.get(key);
      // What is used changes meanwhile: it is the same trouble, which began with the first refusal.
      const sinceMs = Math.min(refused.sinceMs, first?.sinceMs ?? refused.sinceMs);
      const finding = first ?? quotaFinding(refused, refusal, snapshot.service.namespace);
      found.set(key, { ...finding, sinceMs });
    }
    return [...found.values()];
  },
  examples: [
    {
      name: 'Deployment and ReplicaSet say the same, which is one finding',
      given: {
        workloads: [
          deployment({ replicas: 2, conditions: [SAYS_SO] }),
          replicaSet({ replicas: 2, conditions: [SAYS_SO] }),
        ],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: {
            quota: 'compute',
            requested: 'requests.cpu=2',
            used: 'requests.cpu=9',
            limited: 'requests.cpu=10',
          },
        },
      ],
    },
    {
      name: 'a refusal by a policy is another fault',
      given: {
        workloads: [
          deployment({
            replicas: 0,
            conditions: [
              condition('ReplicaFailure', 'True', {
                reason: 'FailedCreate',
                message: 'pods "web-1" is forbidden: violates PodSecurity "restricted:latest"',
              }),
            ],
          }),
        ],
      },
      found: [],
    },
  ],
});
