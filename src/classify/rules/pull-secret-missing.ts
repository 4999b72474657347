import type { EventFact, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { areCurrent, eventsAbout } from '../support/events.ts';
import { eventEvidence } from '../support/evidence.ts';
import { podEvent, podWith } from '../support/example-pods.ts';
import { waitingContainer } from '../support/examples.ts';
import { pullFamily } from '../support/pull-families.ts';
import { type FailedPull, failedPulls, pullFinding } from '../support/pulls.ts';
import { brief, joinWords } from '../support/text.ts';
import type { Confidence, Finding } from '../types.ts';

/** The kubelet, about the pod and not about one of its containers; the status of those says only that access is denied. */
const REASON = 'FailedToRetrieveImagePullSecret';
/** Its text names them in the order of the spec. */
const SECRETS = /image pull secrets \(([a-z0-9., -]{1,700})\)/;
/** The kubelet limits its events about one pod to one in five minutes, and a failed pull makes several sorts of them. */
const STILL_TOLD_MS = 30 * 60_000;

const MAX_NAMES_CHARACTERS = 200;

/** A refusal that a missing secret explains. A registry that only hints at a private image makes it likely. */
function refusal({ message }: FailedPull): Confidence | undefined {
  const family = pullFamily(message);
  if (family === 'authCertain') return 'confirmed';
  return family === 'accessAmbiguous' ? 'likely' : undefined;
}

function missingSecret(
  { pod: where }: FailedPull,
  { events, clock }: Pick<ServiceSnapshot, 'events' | 'clock'>,
): EventFact | undefined {
  const told = eventsAbout(events, where).filter(
    ({ reason, message }) => reason === REASON && SECRETS.test(message),
  );
  return areCurrent(told, clock, STILL_TOLD_MS) ? told[0] : undefined;
}

/** "regcred", or "a" and "b". */
function quotedNames(message: string): string {
  const names = (SECRETS.exec(message)?.[1] ?? '').split(',').map((name) => `"${name.trim()}"`);
  return brief(joinWords(names), MAX_NAMES_CHARACTERS);
}

const UNAUTHORIZED = waitingContainer(
  'ImagePullBackOff',
  'failed with status code [manifests 1.4.2]: 401 Unauthorized',
);
const MISSING = podEvent(
  REASON,
  'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
);

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
    return failedPulls(snapshot).flatMap((pull): readonly Finding[] => {
      const confidence = refusal(pull);
      const told = missingSecret(pull, snapshot);
      if (confidence === undefined || told === undefined) return [];
      const finding = pullFinding(pull, { secrets: quotedNames(told.message) });
      return [{ ...finding, confidence, evidence: [eventEvidence(told), ...finding.evidence] }];
    });
  },
  examples: [
    {
      name: 'a login is asked for, and the secret with it is not there',
      given: { pods: [podWith(UNAUTHORIZED)], events: [MISSING] },
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
      given: { pods: [podWith(UNAUTHORIZED)] },
      found: [],
    },
  ],
});
