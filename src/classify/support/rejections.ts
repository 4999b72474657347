// Why a kubelet does not let a pod in: pkg/kubelet/lifecycle, cm and sysctl, Kubernetes 1.20 to 1.34. Since 1.30 its
// messages begin with "Pod was rejected: ".
import type { PodFact } from '../../facts/index.ts';
import { endQuote } from './ended-pods.ts';

/** `why` completes "because"; the advice becomes the first fix. */
interface RejectionWords extends Record<string, string> {
  readonly why: string;
  readonly advice: string;
}

/** The kubelet's reasons for rooms that are full, such as OutOfcpu and OutOfpods. */
const OUT_OF = /^OutOf([a-z][a-z0-9./-]{1,100})$/;

const FITS_NOWHERE =
  'Compare what the pod template asks of a node with the nodes that there are, and take out nodeName if it names one';
const ASK_PLATFORM = 'Ask the people who run the cluster to look at node {node}';

const SHAPE: RejectionWords = {
  why: 'it cannot give the pod CPUs and devices that lie as close together as its policy demands',
  advice:
    'Ask for whole CPUs, and for fewer of them, or ask the people who run the cluster which sizes fit its nodes',
};
const SYSTEM: RejectionWords = {
  why: 'the pod is for another operating system',
  advice:
    'Set os.name and the node selector of the pod template to the operating system of the image',
};

const REASONS: ReadonlyMap<string, RejectionWords> = new Map([
  [
    'NodeAffinity',
    {
      why: 'its labels do not fit the node selector or affinity of the pod, or do not fit any more',
      advice: FITS_NOWHERE,
    },
  ],
  ['NodeName', { why: 'the pod names another node', advice: FITS_NOWHERE }],
  [
    'NodePorts',
    {
      why: 'another pod on it uses a host port that this one asks for',
      advice: 'Take hostPort and hostNetwork out of the pod template if a Service will do',
    },
  ],
  ['TopologyAffinityError', SHAPE],
  ['SMTAlignmentError', SHAPE],
  ['PodOSNotSupported', SYSTEM],
  ['PodOSSelectorNodeLabelDoesNotMatch', SYSTEM],
  [
    'SysctlForbidden',
    {
      why: 'the pod sets a sysctl that the node does not allow',
      advice:
        'Take the sysctl that the message names out of the securityContext, or have it allowed on the nodes',
    },
  ],
  [
    'AppArmor',
    {
      why: 'it cannot apply the AppArmor profile that the pod names',
      advice:
        'Have the AppArmor profile loaded on the nodes, or name another one in the pod template',
    },
  ],
  [
    'UnexpectedAdmissionError',
    {
      why: 'what hands out its CPUs or devices failed, often right after the node had started',
      advice: ASK_PLATFORM,
    },
  ],
  ['InvalidNodeInfo', { why: 'it does not know enough of itself yet', advice: ASK_PLATFORM }],
]);

/** Undefined for a pod that its node let in. */
export function rejectionDetails(pod: PodFact): Readonly<Record<string, string>> | undefined {
  const words =
    outOfWords(pod) ?? withoutAppArmor(pod) ?? REASONS.get(pod.statusReason) ?? otherWords(pod);
  if (words === undefined) return undefined;
  return { ...words, advice: words.advice.replace('{node}', pod.nodeName), raw: endQuote(pod) };
}

function outOfWords({ statusReason }: PodFact): RejectionWords | undefined {
  const resource = OUT_OF.exec(statusReason)?.[1];
  if (resource === undefined) return undefined;
  return resource === 'pods'
    ? { why: 'it has as many pods as it may', advice: FITS_NOWHERE }
    : { why: `it has not as much ${resource} left as the pod asks for`, advice: FITS_NOWHERE };
}

/** pkg/security/apparmor: the kernel of the node has it switched off, so no profile would help. */
function withoutAppArmor({ statusReason, statusMessage }: PodFact): RejectionWords | undefined {
  if (statusReason !== 'AppArmor' || !statusMessage.includes('not enabled')) return undefined;
  return {
    why: 'the pod names an AppArmor profile, and the node has no AppArmor',
    advice:
      'Take the AppArmor profile out of the securityContext, or have the pods run on nodes with AppArmor',
  };
}

/** Reasons of a later Kubernetes. Of those that have a rule of their own the words are not asked. */
function otherWords({ statusReason, statusMessage }: PodFact): RejectionWords | undefined {
  if (statusReason === 'Evicted' || statusReason === 'NodeShutdown') return undefined;
  if (!statusMessage.startsWith('Pod was rejected: ')) return undefined;
  return { why: 'it does not accept it', advice: ASK_PLATFORM };
}
