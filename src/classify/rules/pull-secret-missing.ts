import { defineClassifier } from '../define.ts';
import { eventEvidence } from '../support/evidence.ts';
import { podEvent, waitingPod } from '../support/example-pods.ts';
import { missingSecret, secretNames } from '../support/pull-secrets.ts';
import { type FailedPull, failedPulls, pullFinding } from '../support/pulls.ts';
import type { Confidence, Finding } from '../types.ts';

/** A refusal that a missing secret explains. A registry that only hints at a private image makes it likely. */
function refusal({ family }: FailedPull): Confidence | undefined {
  if (family === 'authCertain') return 'confirmed';
  return family === 'accessAmbiguous' ? 'likely' : undefined;
}

const UNAUTHORIZED = 'failed with status code [manifests 1.4.2]: 401 Unauthorized';
export default defineClassifier({
  code: 'PullSecretMissing',
  title: 'Pull secret {secrets} does not exist',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The registry wants a login for {image}. {workload} names {secrets} for it, and namespace {namespace} has no such Secret, so {who} cannot start.',
  fix: [
    'Create {secrets} in namespace {namespace} with type kubernetes.io/dockerconfigjson: the pod then starts by itself.',
    'Correct the name under imagePullSecrets in {workload} or in its service account if it is spelled differently there.',
    'Check the tool that should copy the Secret into this namespace: pull secrets of other namespaces do not count.',
  ],
  commands: ['{kubectl} get secrets', '{kubectl} describe pod {pod}'],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  outranks: ['ImageAuthFailed', 'ImageAccessAmbiguous'],
  classify(snapshot) {
    return snapshot.once(failedPulls).flatMap((pull): readonly Finding[] => {
      const confidence = refusal(pull);
      const told = missingSecret(pull, snapshot);
      if (confidence === undefined || told === undefined) return [];
      const finding = pullFinding(pull, { secrets: secretNames(told) });
      return [{ ...finding, confidence, evidence: [eventEvidence(told), ...finding.evidence] }];
    });
  },
  examples: [
    {
      name: 'a login is asked for, and the secret with it is not there',
      given: {
        pods: [waitingPod('ImagePullBackOff', UNAUTHORIZED)],
        events: [
          podEvent(
            'FailedToRetrieveImagePullSecret',
            'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { secrets: '"regcred"' },
        },
      ],
    },
    {
      name: 'refused credentials without a missing secret are ImageAuthFailed, not this',
      given: { pods: [waitingPod('ImagePullBackOff', UNAUTHORIZED)] },
      found: [],
    },
  ],
});
