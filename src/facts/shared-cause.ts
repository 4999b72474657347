/** What services share and may have trouble with at the same time. */
export const SHARED_KINDS = [
  'Registry',
  'Image',
  'Node',
  'AdmissionWebhook',
  'AdmissionPolicy',
  'StorageClass',
  'ResourceQuota',
] as const;

/** A word of our own, and no Kubernetes kind where there is none. */
export type SharedKind = (typeof SHARED_KINDS)[number];

/** One such thing: what is behind a finding and may be behind findings of other services. */
export interface SharedCause {
  readonly kind: SharedKind;
  readonly name: string;
}

/** One as a report tells it. */
export interface ReportedCause extends SharedCause {
  /** At least this many other services have trouble with it; 0 when none is known. */
  readonly otherServices: number;
}

/** Names of them that stand in a namespace: elsewhere the same name is another thing. */
const NAMESPACED: ReadonlySet<SharedKind> = new Set<SharedKind>(['ResourceQuota']);

// What is longer, or no plain text, is not read back from a report as it was written: it would never be found again.
const USABLE_NAME = /^[!-~]{1,253}$/;

/** None for a name that nothing can be compared by. */
export function sharedCause(kind: SharedKind, name: string): SharedCause | undefined {
  return USABLE_NAME.test(name) ? { kind, name } : undefined;
}

/** The kind that is written like this; undefined for any other word. */
export function sharedKind(word: string): SharedKind | undefined {
  return SHARED_KINDS.find((kind) => kind === word);
}

/** Two causes with equal keys are one. The namespace is that of the service. */
export function causeKey({ kind, name }: SharedCause, namespace: string): string {
  return `${kind}\n${NAMESPACED.has(kind) ? namespace : ''}\n${name}`;
}

/**
 * The numbers that are told, and from how many on. They lie far apart, as each is a write of every report that tells it;
 * the way up is longer than the way down, so that a service that comes and goes does not move the others.
 */
const STEPS: readonly { readonly told: number; readonly from: number }[] = [
  { told: 100, from: 150 },
  { told: 20, from: 30 },
  { told: 5, from: 8 },
  { told: 1, from: 1 },
];

/** How many others are told of: never more than there are, and what was told before for as long as it is true. */
export function toldServices(others: number, before: number): number {
  const step = STEPS.find(({ told, from }) => others >= from || (before >= told && others >= told));
  return step?.told ?? 0;
}

/** Whether one more or one less can change what is told of this many. */
export function isStep(others: number, change: 'more' | 'fewer'): boolean {
  return STEPS.some(({ told, from }) => others === (change === 'more' ? from : told - 1));
}
