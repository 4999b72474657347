import type { NodeReason, SchedulerMessage } from './scheduler-message.ts';
import { brief, plural } from './text.ts';

// The scheduler's reasons in plain words, and what to do about each.

/** `says` completes "no node …" or "2 nodes …"; it may use what the pattern caught. */
interface ReasonWords {
  /** The filter plugins' wording, 1.20 to 1.34. First match wins. */
  readonly pattern: RegExp;
  readonly says: (caught: string, nodes: string) => string;
  readonly advice: string;
}

const RESOURCE_NAMES: ReadonlyMap<string, string> = new Map([
  ['cpu', 'CPU'],
  ['ephemeral-storage', 'ephemeral storage'],
]);

const REASON_WORDS: readonly ReasonWords[] = [
  {
    pattern: /^Insufficient (cpu|memory|ephemeral-storage)/,
    says: (resource, nodes) =>
      `${nodes} too little free ${RESOURCE_NAMES.get(resource) ?? resource} (requests of other pods count, not their use)`,
    advice:
      'Lower the resource requests of the pod to what it needs, remove pods that are not needed, or add a node',
  },
  {
    pattern: /^Insufficient (\S{1,120})/,
    says: (resource, nodes) => `${nodes} no free ${brief(resource, 60)}`,
    advice: 'Check that a node with this device exists and that its device plugin runs',
  },
  {
    pattern: /untolerated taint \{node\.kubernetes\.io\/(?:not-ready|unreachable)/,
    says: (_, nodes) => `${nodes} lost or not ready`,
    advice:
      'Ask the platform team about the nodes: they are not ready, and the service cannot change that',
  },
  {
    pattern: /untolerated taint \{([^}]{1,120})/,
    says: (taint, nodes) =>
      `${nodes} reserved for others by the taint ${taint.replace(/: ?$/, '')}`,
    advice: 'Add a toleration for the taint if the pod may run there, or free other nodes',
  },
  {
    pattern: /were unschedulable/,
    says: (_, nodes) => `${nodes} cordoned, usually for maintenance`,
    advice: 'Ask the platform team whether the maintenance of the nodes is over',
  },
  {
    pattern: /node affinity\/selector/,
    says: (_, nodes) => `${nodes} without the labels that the pod asks for`,
    advice: 'Compare nodeSelector and node affinity of the pod with the labels of the nodes',
  },
  {
    pattern: /anti-affinity/,
    says: (_, nodes) => `${nodes} taken by a pod that this one must not share a node with`,
    advice:
      'Use preferred instead of required anti-affinity, or run no more replicas than there are nodes',
  },
  {
    pattern: /pod affinity/,
    says: (_, nodes) => `${nodes} without the pod that this one must run next to`,
    advice: 'Check that the pods named in its pod affinity are running',
  },
  {
    pattern: /topology spread constraints/,
    says: (_, nodes) => `${nodes} ruled out by the rule that spreads the pods evenly`,
    advice:
      'Check the topology spread constraints: a zone may be full, or nodes may lack its label',
  },
  {
    pattern: /free ports for the requested pod ports/,
    says: (_, nodes) => `${nodes} where the host port is taken`,
    advice: 'Remove hostPort from the pod, or run no more than one such pod on each node',
  },
  {
    pattern: /Too many pods/,
    says: (_, nodes) => `${nodes} with no room for more pods`,
    advice: 'Add a node, or remove pods that are not needed',
  },
  {
    pattern: /PersistentVolume's node affinity|volume node affinity conflict|volume zone/,
    says: (_, nodes) => `${nodes} out of reach of the volume`,
    advice: 'Free room in the zone of the volume, because the volume cannot move',
  },
  {
    pattern: /max volume count/,
    says: (_, nodes) => `${nodes} with no room for more volumes`,
    advice: 'Add a node, or use fewer volumes in each pod',
  },
  {
    pattern: /find available persistent volumes|enough free storage/,
    says: (_, nodes) => `${nodes} without storage for the volume`,
    advice: 'Check the volume claim of the pod: no storage fits it',
  },
];

const GENERAL_WORDS: readonly ReasonWords[] = [
  {
    pattern: /persistentvolumeclaim "([a-z0-9.-]{1,253})" not found/,
    says: (claim) => `its volume claim "${claim}" does not exist`,
    advice: 'Create the volume claim that the pod names, or correct the name',
  },
  {
    pattern: /unbound immediate PersistentVolumeClaims/,
    says: () => 'its volume claim has not got a volume yet',
    advice: 'Look at the volume claim of the pod: its events say why it has no volume',
  },
  {
    pattern: /^no nodes available/,
    says: () => 'the cluster has no node',
    advice: 'Ask the platform team why the cluster has no node',
  },
];

const UNKNOWN_ADVICE = 'Read the message of the scheduler in the evidence';

/** Details for the text: `why` completes "cannot place a pod on any of 3 nodes: …". The reason that rules out most nodes gives the advice. */
export function schedulerWords({ total, reasons, general }: SchedulerMessage) {
  const worst = reasons.toSorted((left, right) => right.nodes - left.nodes);
  const why = general === '' ? worst.map(wordsFor).join('; ') : generalWords(general);
  const [first] = worst;
  return {
    nodes: nodesWords(total),
    why: brief(why, 700),
    advice: adviceFor(general === '' ? REASON_WORDS : GENERAL_WORDS, first?.reason ?? general),
  };
}

function nodesWords(total: number): string {
  if (total === 0) return 'any node';
  return total === 1 ? 'the only node' : `any of ${total} nodes`;
}

function wordsFor({ nodes, reason }: NodeReason): string {
  const head = plural(nodes, 'node');
  const entry = REASON_WORDS.find(({ pattern }) => pattern.test(reason));
  if (entry === undefined) return `${head}: "${brief(reason, 120)}"`;
  const caught = entry.pattern.exec(reason)?.[1] ?? '';
  return entry.says(caught, `${head}:`);
}

function generalWords(general: string): string {
  const entry = GENERAL_WORDS.find(({ pattern }) => pattern.test(general));
  if (entry === undefined) return `"${brief(general, 300)}"`;
  return entry.says(entry.pattern.exec(general)?.[1] ?? '', '');
}

function adviceFor(table: readonly ReasonWords[], reason: string): string {
  return table.find(({ pattern }) => pattern.test(reason))?.advice ?? UNKNOWN_ADVICE;
}
