// Why the container runtime could not make a container (waiting reasons CreateContainerError and RunContainerError).
import type { WorkloadReference } from '../../facts/index.ts';
import { quoted } from './repeated-warnings.ts';
import { fillTemplate } from './template.ts';

/** `cause` completes "the container runtime of the node …"; the advice becomes the first fix. */
interface CreationError {
  /** Whose wording: containerd, CRI-O, cri-dockerd. First match wins. */
  readonly pattern: RegExp;
  readonly cause: string;
  readonly advice: string;
  /** Nothing but a change of the manifest or the image helps. */
  readonly isFinal?: boolean;
}

const WAIT =
  'Wait a few minutes: such a try usually ends by itself, and Kubernetes goes on from there';
const ROLL_BACK =
  'Roll back to the last version that worked if the service is needed now: another try ends alike';
const MOVE =
  'Delete the pod if it does not get any further, so that another one is made, perhaps on another node; tell the people who run the cluster if many pods of that node do not start';

const CREATION_ERRORS: readonly CreationError[] = [
  {
    pattern: /no command specified|no command or entrypoint/i,
    cause: 'has nothing to run: neither the image nor {workload} names a command',
    advice: 'Set command in {workload}, or give the image a CMD or ENTRYPOINT',
    isFinal: true,
  },
  {
    pattern: /duplicate mount point/i,
    cause: 'is told to mount two volumes at one path',
    advice: 'Remove one of the two volumeMounts with the same mountPath in {workload}',
    isFinal: true,
  },
  {
    pattern: /no space left on device/,
    cause: 'has no room left on its disk',
    advice:
      'Ask the people who run the cluster to free the disk of the node, or delete the pod to have it placed elsewhere',
  },
  {
    pattern:
      /failed to reserve container name|is reserved for |name "[^"]{1,300}" is already in use/,
    cause: 'is still busy with an earlier try to make it',
    advice: WAIT,
  },
  {
    pattern: /context deadline exceeded|DeadlineExceeded|context canceled/,
    cause: 'did not make it in time, as on a node with a slow or busy disk',
    advice: WAIT,
  },
];

/** True when no other try helps, but only a change of the manifest or the image. */
export function isFinalError(message: string): boolean {
  return known(message)?.isFinal === true;
}

/** Details for a message of the runtime. */
export function creationWords(
  message: string,
  { kind, name }: WorkloadReference,
): Readonly<Record<string, string>> {
  const error = known(message) ?? {
    cause: `says: "${quoted(message)}"`,
    advice: 'Read the message: it is quoted as the container runtime wrote it',
  };
  const details = { workload: `${kind} ${name}` };
  return {
    cause: fillTemplate(error.cause, details),
    advice: fillTemplate(error.advice, details),
    afterwards: isFinalError(message) ? ROLL_BACK : MOVE,
  };
}

function known(message: string): CreationError | undefined {
  return CREATION_ERRORS.find(({ pattern }) => pattern.test(message));
}
