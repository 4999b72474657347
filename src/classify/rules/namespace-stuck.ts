import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { endingNamespace } from '../support/example-surroundings.ts';
import { ago, pod } from '../support/examples.ts';
import { stuckNamespace } from '../support/namespace-end.ts';
import { standing } from '../support/standing.ts';
import { serviceSubject } from '../support/subject.ts';

export default defineClassifier({
  code: 'NamespaceStuck',
  title: 'Namespace {namespace} is to go and does not',
  severity: 'warning',
  reads: ['namespace', 'pods'],
  explanation:
    'Somebody deleted namespace {namespace} with all that is in it, and it has not gone for more than five minutes. {why}. Until it is gone nothing new can be made in it, so this service cannot be deployed there again.',
  fix: [
    'Look with the second command at what is still in the namespace.',
    '{advice}.',
    'Leave the finalizer "kubernetes" of the namespace itself alone: without it the namespace goes and what is left in it stays behind, where nobody sees it.',
  ],
  commands: [
    '{kubectl} get namespace {namespace} --output yaml',
    '{kubectl} get "$({kubectl} api-resources --verbs=list --namespaced --output=name | paste -sd, -)" --show-kind --ignore-not-found',
  ],
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/',
  outranks: ['NoWorkloads'],
  speaksAtTheEnd: true,
  classify(snapshot) {
    const stuck = stuckNamespace(snapshot);
    if (stuck === undefined) return [];
    const { namespace, why, advice, evidence, sinceMs } = stuck;
    const field = 'metadata.deletionTimestamp';
    const timeMs = namespace.deletionMs ?? sinceMs;
    const deleted = { kind: 'Namespace', name: namespace.name, field, value: 'set', timeMs };
    return [
      standing({
        subject: serviceSubject(snapshot),
        reason: 'Terminating',
        details: { namespace: namespace.name, why, advice },
        evidence: [fieldEvidence(deleted), ...evidence],
        sinceMs,
      }),
    ];
  },
  examples: [
    {
      name: 'a pod with a forgotten finalizer holds the namespace',
      given: {
        namespace: endingNamespace(400),
        pods: [pod({ deletionMs: ago(370), finalizers: ['a.b/c'] })],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'Terminating',
          details: { why: '1 pod of this service is held by finalizer "a.b/c"' },
        },
      ],
    },
    {
      name: 'a pod that may take ten minutes to end is given them',
      given: { namespace: endingNamespace(400), pods: [pod({ deletionMs: ago(-200) })] },
      found: [],
    },
  ],
});
