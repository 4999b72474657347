import { defineClassifier } from '../define.ts';
import { briefCause } from '../support/brief-texts.ts';
import { waitingPod } from '../support/example-pods.ts';
import { steadyPullText } from '../support/pull-text.ts';
import { failedPulls, pullFinding } from '../support/pulls.ts';

/** The kubelet until 1.31 between the tries: the cause was in an Event, which is gone after an hour. */
const NO_CAUSE = /^(?:Back-off pulling image "[^"]{1,700}")?$/;

/** The second try comes within 15 s, and another fault than the known ones is often gone by then. */
const RETRY_DWELL_MS = 30_000;

export default defineClassifier({
  code: 'ImagePullFailed',
  title: 'The image of {who} cannot be fetched',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation: 'The node tries again and again to fetch {image}, so {who} does not start: {why}.',
  fix: [
    '{advice}.',
    'Check the spelling of the image in {workload}, and that the build has pushed it.',
    'Roll back to the last version that worked if the service is needed now.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o wide'],
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff',
  yieldsTo: ['SignatureValidationFailed', 'PullSecretMissing'],
  classify(snapshot) {
    return snapshot
      .once(failedPulls)
      .filter(({ family }) => family === undefined)
      .map((pull) => pullFinding(pull, pullWords(pull.message)))
      .filter(({ sinceMs }) => snapshot.clock.atLeast(sinceMs, RETRY_DWELL_MS));
  },
  examples: [
    {
      name: 'the Event with the cause is gone',
      given: { pods: [waitingPod('ImagePullBackOff', 'Back-off pulling image "shop/web:9"')] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { why: 'the Event that said why is gone' },
        },
      ],
    },
    {
      name: 'a cause that is known has a name of its own',
      given: { pods: [waitingPod('ImagePullBackOff', 'shop/web:9: not found')] },
      found: [],
    },
  ],
});

function pullWords(message: string): Readonly<Record<string, string>> {
  if (NO_CAUSE.test(message)) {
    return {
      why: 'the Event that said why is gone',
      advice: 'Delete the pod: the first try of the new one says why, in the events of the pod',
    };
  }
  const raw = briefCause(steadyPullText(message));
  return {
    why: `the node says "${raw}"`,
    advice: 'Read the message: it is quoted as the container runtime wrote it',
  };
}
