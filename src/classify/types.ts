import type { EpochMs, ServiceSnapshot, SharedKind, WorkloadReference } from '../facts/index.ts';
import type { ContainerKind } from '../facts/pod.ts';

/** How bad an active finding is. Only `error` changes the health word. */
export type Severity = 'error' | 'warning' | 'info';

/** `confirmed`: a field, or an event of the component that acted, says so. `likely`: inferred. */
export type Confidence = 'confirmed' | 'likely';

/** The parts of a snapshot a rule may ask for; the clock, thresholds and the service's name are always there. */
export type Input =
  | 'pods'
  | 'events'
  | 'workloads'
  | 'networkServices'
  | 'strayServices'
  | 'endpointSlices'
  | 'ingresses'
  | 'disruptionBudgets'
  | 'nodes'
  | 'capacity'
  | 'autoscalers'
  | 'claims'
  | 'volumes'
  | 'storageClasses'
  | 'namespace'
  | 'quotas'
  | 'logs'
  | 'missingSources'
  | 'memory';

/** What a rule with these inputs sees. Reading another input is a type error. */
export type RuleSnapshot<I extends Input> = Pick<
  ServiceSnapshot,
  I | 'clock' | 'service' | 'thresholds'
> & { readonly once: Once<I> };

/**
 * `once(liveContainers)`: what many rules ask of a snapshot is worked out for the first of them, and the others get the
 * same answer. Pass a named function: a new one each time is another question each time.
 */
export type Once<I extends Input> = <T>(question: (snapshot: RuleSnapshot<I>) => T) => T;

/** What a finding is about. The container is where cause, fix and log belong; a missing pod means the whole workload. */
export interface Subject {
  readonly workload: WorkloadReference;
  readonly pod?: string;
  readonly container?: string;
  readonly containerKind?: ContainerKind;
  /** A node that is the problem: then all that it does to the service is one problem, whatever the workload. */
  readonly node?: string;
  /** "Service/web": another object that is the problem, so that two of them are two problems of one workload. */
  readonly about?: string;
}

/** A quoted proof: one field of an object, or one event about it. `value` is at most 1,024 characters, already redacted. */
export interface Evidence {
  /** "Pod/checkout-7c9d-x2x1q". */
  readonly object: string;
  /** The path of the field, or `event <Reason>`. */
  readonly field: string;
  readonly value: string;
  readonly timeMs?: EpochMs;
}

/** The run of a container whose log is worth reading: the newest that has ended, or the one that goes on. */
export interface LogPointer {
  readonly run: 'ended' | 'running';
  /** By default those of the subject. */
  readonly pod?: string;
  readonly container?: string;
}

/** What one rule says about one subject. */
export interface Finding {
  readonly subject: Subject;
  readonly confidence: Confidence;
  /** `recovered` is history: shown, never counted against health. */
  readonly state: 'active' | 'recovered';
  /** Defaults to the rule's severity when active, `warning` when recovered. */
  readonly severity?: Severity;
  /** The most telling kubectl STATUS while the problem lasts: it must not flip with each retry. */
  readonly reason: string;
  /** Fills the `{placeholders}` of title, explanation, fix and commands. Values are redacted and bounded facts. */
  readonly details: Readonly<Record<string, string>>;
  /** At least one. */
  readonly evidence: readonly Evidence[];
  /** When the problem began, as far as the objects tell. */
  readonly sinceMs: EpochMs;
  /** The newest instant at which it was seen to happen. */
  readonly lastMs: EpochMs;
  /** Restarts or failed tries; 1 when nothing counts them. */
  readonly count: number;
  /** Whose log tells more of it; left out where no log does. */
  readonly log?: LogPointer;
  /** Whatever else is found on this pod and its containers follows from it or is out of date, and is dropped. */
  readonly explainsPod?: boolean;
  /** The pod does not count as serving while this is so, though it may be ready at the moment. */
  readonly takesPodOut?: boolean;
}

/** One example of a rule: a small world and what the rule must say about it. `found: []` makes it a near miss. */
export interface Example<I extends Input> {
  /** A claim: "a missing tag is ImageNotFound, not this". */
  readonly name: string;
  readonly given: Partial<Pick<ServiceSnapshot, I>>;
  /**
   * Compared field by field with what the rule found, in order. Left out, the state is active and the severity that of
   * the rule; other fields that are left out are not compared.
   */
  readonly found: readonly ExpectedFinding[];
}

/** The part of a finding an example pins down. */
export interface ExpectedFinding {
  readonly pod?: string;
  readonly container?: string;
  readonly workload?: string;
  readonly confidence: Confidence;
  readonly state?: 'active' | 'recovered';
  readonly severity?: Severity;
  readonly reason: string;
  readonly details?: Readonly<Record<string, string>>;
  /** "status.phase: Failed": field and value of each proof, in order. */
  readonly evidence?: readonly string[];
  readonly sinceMs?: EpochMs;
  readonly lastMs?: EpochMs;
  readonly explainsPod?: boolean;
}

/** One diagnosis: everything a reader of it needs, in one file. Texts may hold `{placeholders}`. */
export interface Classifier<I extends Input = Input> {
  /** CamelCase, stable, never renamed; the file is its kebab-case. */
  readonly code: string;
  /** What a person would say. */
  readonly title: string;
  readonly severity: Severity;
  readonly reads: readonly I[];
  /** What happened, in a sentence or two, with the names and numbers of the service. */
  readonly explanation: string;
  /** What to do first, second, third: imperative sentences that end in a period. */
  readonly fix: readonly string[];
  /** To paste; `{kubectl}` stands for kubectl with its context and namespace flags. */
  readonly commands: readonly string[];
  /** A kubernetes.io page; empty for a rule of the platform team. */
  readonly reference: string;
  /** Codes that, on the same subject, know better: this finding is then dropped. `*` stands for every other code. */
  readonly yieldsTo?: readonly string[];
  /** The other direction: codes whose finding on the same subject is dropped, so that a new rule edits no old one. */
  readonly outranks?: readonly string[];
  /** What may be behind findings of other services too: of which kind it is, and which detail of the finding names it. */
  readonly sharedCause?: { readonly kind: SharedKind; readonly detail: string };
  /** True when the finding only repeats on the workload what another finding of that workload explains. */
  readonly isConsequence?: boolean;
  /** Of a rule of the platform team: its HealthRule, and a page of its own. Built-in rules have none. */
  readonly team?: { readonly rule: string; readonly link?: string };
  /** Asked also in a namespace that is being deleted: there all services end, and what happens to them is meant to. */
  readonly speaksAtTheEnd?: true;
  readonly classify: (snapshot: RuleSnapshot<I>) => readonly Finding[];
  /** At least one hit and one near miss. */
  readonly examples: readonly [Example<I>, Example<I>, ...Example<I>[]];
}

/** A finding with the rule that made it. */
export interface RuledFinding {
  readonly rule: Classifier;
  readonly finding: Finding;
}
