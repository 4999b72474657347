// A namespace that is being deleted, and what keeps it from going.
import type {
  ConditionFact,
  EpochMs,
  NamespaceFact,
  PodFact,
  ServiceSnapshot,
} from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { conditionEvidence, fieldEvidence } from './evidence.ts';
import { quoted } from './repeated-warnings.ts';
import { joinWords, plural } from './text.ts';

/** The controller deletes again after half of the longest grace period, and a finalizer is taken away in seconds. */
const SLACK_MS = 5 * 60_000;
const MAX_NAMED = 5;

/** What holds it: `why` is a sentence, `advice` becomes a fix. */
interface Hold {
  readonly why: string;
  readonly advice: string;
  readonly evidence: readonly Evidence[];
}

/** A namespace that should have been gone for minutes. */
export interface StuckNamespace extends Hold {
  readonly namespace: NamespaceFact;
  readonly sinceMs: EpochMs;
}

type Inputs = Pick<ServiceSnapshot, 'namespace' | 'pods' | 'clock'>;

/** Undefined while it may still go by itself, or nothing tells what it waits for. */
export function stuckNamespace({ namespace, pods, clock }: Inputs): StuckNamespace | undefined {
  if (namespace?.deletionMs === undefined) return undefined;
  const facts = pods.map(({ pod }) => pod);
  // Pods go first, and have until the end of their grace period.
  const sinceMs = Math.max(namespace.deletionMs, ...facts.flatMap((it) => it.deletionMs ?? []));
  if (!clock.atLeast(sinceMs, SLACK_MS)) return undefined;
  const hold = holdOf(namespace, facts);
  return hold && { ...hold, namespace, sinceMs };
}

/**
 * The cause before what it leads to. While pods are left, the controller of 1.33 and later deletes nothing else and
 * says of everything that it is gone, so the pods themselves are asked.
 */
function holdOf(namespace: NamespaceFact, pods: readonly PodFact[]): Hold | undefined {
  const found = READERS.flatMap(([type, read]) => {
    const condition = namespace.obstacles?.find((it) => it.type === type);
    return condition === undefined ? [] : [{ ...read(condition), condition }];
  });
  const [first] = found;
  const isRoot = first !== undefined && ROOTS.has(first.condition.type);
  if (!isRoot && pods.length > 0) return podHold(pods);
  if (first === undefined) return undefined;
  const { why, advice } = first;
  const evidence = found.map(({ condition }) => conditionEvidence(namespace, condition));
  return { why, advice, evidence };
}

function podHold(pods: readonly PodFact[]): Hold {
  const held = pods.filter((pod) => pod.finalizers !== undefined);
  const names = new Set(held.flatMap(({ finalizers = [] }) => finalizers));
  const evidence = (held.length > 0 ? held : pods).slice(0, MAX_NAMED - 1).map(podEvidence);
  if (held.length === 0) {
    return {
      why: `${plural(pods.length, 'pod')} of this service ${pods.length === 1 ? 'has' : 'have'} not ended, long after the grace period`,
      advice:
        'Look at the nodes of these pods: a node that is lost cannot say that a pod has ended',
      evidence,
    };
  }
  const quotes = joinWords([...names].slice(0, MAX_NAMED).map((it) => `"${it}"`));
  return {
    why: `${plural(held.length, 'pod')} of this service ${held.length === 1 ? 'is' : 'are'} held by finalizer ${quotes}`,
    advice: `Find the controller that finalizer ${quotes} belongs to, and look whether it runs; take the finalizer away by hand only if what it is for is done or not needed any more`,
    evidence,
  };
}

function podEvidence({ name, finalizers }: PodFact): Evidence {
  if (finalizers === undefined) {
    return fieldEvidence({ kind: 'Pod', name, field: 'metadata.deletionTimestamp', value: 'set' });
  }
  const value = finalizers.join(' ');
  return fieldEvidence({ kind: 'Pod', name, field: 'metadata.finalizers', value });
}

type Reader = (condition: ConditionFact) => Omit<Hold, 'evidence'>;

/** The conditions of pkg/controller/namespace/deletion (1.20 to 1.34), the one that explains most first. */
const READERS: readonly (readonly [string, Reader])[] = [
  ['NamespaceDeletionDiscoveryFailure', readUnknownKinds],
  ['NamespaceDeletionGroupVersionParsingFailure', readUnknownKinds],
  ['NamespaceFinalizersRemaining', readFinalizers],
  ['NamespaceDeletionContentFailure', readFailure],
  ['NamespaceContentRemaining', readContent],
];

/** With these it does not go either when all pods of the service are gone. */
const ROOTS: ReadonlySet<string> = new Set([
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
]);

function readUnknownKinds({ message }: ConditionFact) {
  return {
    why: `The cluster cannot list all of its kinds of objects, so nobody knows whether something is left: "${quoted(message)}"`,
    advice:
      'Ask the people who run the cluster for the API service that does not answer, which "kubectl get apiservices" shows: it has to come back, or to be deleted if it is gone for good',
  };
}

// "Some content in the namespace has finalizers remaining: a.b/c in 1 resource instances, d.e/f in 2 resource instances"
const FINALIZER = /([^\s,]{1,317}) in \d{1,9} resource instances/g;

function readFinalizers({ message }: ConditionFact) {
  const found = [...message.matchAll(FINALIZER)].slice(0, MAX_NAMED);
  const names = joinWords(found.map(([, name]) => `"${name}"`)) || 'that the namespace names';
  return {
    why: `What is left in it is held by finalizer ${names}`,
    advice: `Find the controller that finalizer ${names} belongs to, and look whether it runs; take the finalizer away by hand only if what it is for is done or not needed any more`,
  };
}

function readFailure({ message }: ConditionFact) {
  return {
    why: `Some of what is in it cannot be deleted: "${quoted(message)}"`,
    advice:
      'Ask the people who run the cluster what refuses it, such as a webhook or a missing right',
  };
}

// "Some resources are remaining: pods. has 1 resource instances, widgets.example.com has 2 resource instances"
const KIND_LEFT = /([a-z0-9.-]{1,317}) has (\d{1,9}) resource instances/g;

function readContent({ message }: ConditionFact) {
  const found = [...message.matchAll(KIND_LEFT)].slice(0, MAX_NAMED);
  const kinds = found.map(([, kind = '', count]) => `${kind.replace(/\.$/, '')} (${count})`);
  return {
    why: `In it are still ${joinWords(kinds) || 'objects that the namespace names'}`,
    advice: 'Look at what is left and ask its owners why it does not go',
  };
}
