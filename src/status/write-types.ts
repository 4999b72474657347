import type { ServiceHealthStatus } from '../api/status.ts';
import type { Labels } from '../facts/index.ts';

/** What the API server holds of one ServiceHealth, as far as a write has to know. */
export interface HeldObject {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly labels: Labels;
  /** Of the canonical status: without reportTime and lastSeenTime. */
  readonly contentHash: string;
}

/** One service's report on its way to the API server. */
export interface WriteRequest {
  readonly namespace: string;
  /** Of the object: a DNS name. */
  readonly name: string;
  /** Of the service, as its label has it. */
  readonly service: string;
  /** Copied from the service's pods and workloads. */
  readonly labels: Labels;
  /** Without `reportTime`, which is set when it is sent. */
  readonly status: ServiceHealthStatus;
  /** Undefined when there is no object yet. */
  readonly held: HeldObject | undefined;
  /** Writes also when the content is the same, so that readers see a fresh reportTime. */
  readonly heartbeat?: boolean;
}

/** The service's name among all services. */
export function keyOf({ namespace, name }: WriteRequest): string {
  return `${namespace}/${name}`;
}

/** What became of a write. Expected ends are values; the caller decides from `kind` alone. */
export type WriteOutcome =
  /** The API server holds this already: nothing was sent. */
  | { readonly kind: 'unchanged' }
  /** `held` is what the API server holds now, before any watch says so. */
  | { readonly kind: 'written'; readonly held: HeldObject }
  /** A newer request for the same service took its place. */
  | { readonly kind: 'superseded' }
  /** Somebody deleted the object meanwhile: ask again with `held: undefined` if it should exist. */
  | { readonly kind: 'gone' }
  /** The namespace is going or gone: nothing to write there. */
  | { readonly kind: 'namespaceTerminating' }
  /** The API server does not know ServiceHealth: the CRD is not installed. */
  | { readonly kind: 'resourceAbsent' }
  /** Somebody changes the object at the same time: look again, then try again. */
  | { readonly kind: 'conflict' }
  /** Refused as too large or invalid even after it was shortened: only other content helps. */
  | { readonly kind: 'rejected'; readonly code: number }
  /** The writer was stopped first. */
  | { readonly kind: 'stopped' }
  | WriteFailure;

/** The API server could not be reached, or did not want to. */
export interface WriteFailure {
  readonly kind: 'failed';
  /** HTTP status; 0 when there was no answer. */
  readonly code: number;
  readonly isRetryable: boolean;
  /** When the API server named a time. */
  readonly retryAfterMs?: number;
  /** One bounded line. */
  readonly message: string;
}
