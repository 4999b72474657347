import { defineClassifier } from '../define.ts';
import { deployment, refused, replicaSet } from '../support/example-workloads.ts';
import { firstPerSubject } from '../support/one-per-subject.ts';
import { parseQuotaMessage, quotaNow } from '../support/quota-message.ts';
import { refusedPods } from '../support/refused-pods.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';

const REFUSED = refused(
  'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10',
);

export default defineClassifier({
  code: 'QuotaExceeded',
  title: 'The quota of the namespace leaves no room for more pods',
  severity: 'error',
  reads: ['workloads', 'events', 'pods', 'quotas'],
  explanation:
    '{workload} wants another pod, but quota "{quota}" of namespace {namespace} refuses it: the pod asks for {requested}, {used} is already used, and {limited} is allowed.{since} So the pod does not exist at all.',
  fix: [
    'Lower the requests or the number of replicas of {workload}.',
    'Remove other workloads of the namespace that are not needed.',
    'Ask the people who run the cluster to raise quota "{quota}".',
  ],
  commands: ['{kubectl} describe resourcequota', '{kubectl} describe {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  sharedCause: { kind: 'ResourceQuota', detail: 'quota' },
  classify(snapshot) {
    const { namespace } = snapshot.service;
    const findings = snapshot.once(refusedPods).flatMap(({ root, message, evidence, ...seen }) => {
      const refusal = parseQuotaMessage(message);
      if (refusal === undefined) return [];
      const { quote, ...amounts } = refusal;
      const now = quotaNow(refusal, snapshot.quotas);
      const details = { ...workloadDetails(root), namespace, ...amounts, since: now.since };
      const proof = [{ ...evidence, value: quote }, ...now.evidence];
      const subject = { workload: root };
      return [standing({ subject, reason: 'FailedCreate', details, evidence: proof, ...seen })];
    });
    // What is used changes meanwhile: it is the same trouble, which began with the first refusal.
    return firstPerSubject(findings);
  },
  examples: [
    {
      name: 'Deployment and ReplicaSet say the same, which is one finding',
      given: {
        workloads: [
          deployment({ replicas: 2, conditions: [REFUSED] }),
          replicaSet({ replicas: 2, conditions: [REFUSED] }),
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
              refused('pods "web-1" is forbidden: violates PodSecurity "restricted:latest"'),
            ],
          }),
        ],
      },
      found: [],
    },
  ],
});
