import type { ConditionFact, EpochMs, ObjectFact } from './common.ts';
import type { ResourceAmounts } from './resources.ts';

/** Where in the pod a container stands. `sidecar` is an init container with `restartPolicy: Always`. */
export type ContainerKind = 'main' | 'init' | 'sidecar' | 'ephemeral';

/** A finished run of a container: `state.terminated` or `lastState.terminated`. */
export interface TerminationFact {
  readonly exitCode: number;
  /** 0 when the container was not ended by a signal the runtime reports. */
  readonly signal: number;
  readonly reason: string;
  /** The termination message: sanitised, redacted, cut to 1,024 characters. */
  readonly message: string;
  readonly startedMs?: EpochMs;
  readonly finishedMs?: EpochMs;
  /** Empty when the runtime never made the container. */
  readonly containerId: string;
}

/** `status.containerStatuses[].state`; `none` when the kubelet has reported nothing for the container yet. */
export type ContainerState =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly kind: 'running'; readonly startedMs?: EpochMs }
  | ({ readonly kind: 'terminated' } & TerminationFact);

/** The numbers of one probe, with the API server's defaults filled in. Seconds, as in the pod spec. */
export interface ProbeFact {
  readonly handler: 'http' | 'tcp' | 'exec' | 'grpc';
  /** Port number or name as written; empty for exec. */
  readonly port: string;
  /** HTTP path; empty for other handlers. */
  readonly path: string;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

/** One container: what the spec asks for and what the kubelet says of it, joined by name. */
export interface ContainerFact {
  readonly name: string;
  readonly kind: ContainerKind;
  /** From the spec, at most 512 characters. */
  readonly image: string;
  /** As written in the spec ("64Mi"); empty when there is no limit. */
  readonly memoryLimit: string;
  /** Names of its ports, with "/UDP" or "/SCTP" behind them; empty for one without a name. Absent when it has none. */
  readonly ports?: readonly string[];
  readonly readiness?: ProbeFact;
  readonly liveness?: ProbeFact;
  readonly startup?: ProbeFact;
  /** False while the kubelet has written no status for it: then state is `none` and the counts are 0. */
  readonly hasStatus: boolean;
  readonly ready: boolean;
  /** Undefined when the kubelet does not say. */
  readonly started?: boolean;
  readonly restartCount: number;
  readonly state: ContainerState;
  /** Of the present run; known only while it runs and is not ready: else nobody asks for its log. */
  readonly containerId?: string;
  /** `lastState.terminated`. */
  readonly last?: TerminationFact;
  /**
   * Finished runs seen so far, oldest first, at most 5, without duplicates, the current `terminated` state included.
   * A single object gives at most two; the store adds what it saw before, so a fresh start knows less.
   */
  readonly terminations: readonly TerminationFact[];
}

/** A pod, as far as any stage reads it. */
export interface PodFact extends ObjectFact {
  readonly kind: 'Pod';
  /** By `--version-from`: at most 5, each one word of at most 128 characters, sanitised. Empty when nothing says. */
  readonly versions: readonly string[];
  /** The commit its program was built from, in hexadecimal digits; absent where no label or annotation says. */
  readonly commit?: string;
  readonly phase: string;
  /** `status.reason`, such as Evicted. */
  readonly statusReason: string;
  /** `status.message`, sanitised and redacted. */
  readonly statusMessage: string;
  readonly nodeName: string;
  /** `metadata.finalizers` of a pod that is being deleted: who has to let go of it first. At most 8; absent when none. */
  readonly finalizers?: readonly string[];
  readonly restartPolicy: string;
  /** What it asks of a node, as the scheduler counts it; undefined once it has one. */
  readonly requests?: ResourceAmounts;
  /** Names of `spec.schedulingGates` that are still set, at most 64. */
  readonly schedulingGates: readonly string[];
  /** `spec.schedulerName`, unless it is the default one. */
  readonly schedulerName?: string;
  readonly readinessGates: readonly string[];
  /** Names of the PersistentVolumeClaims it mounts, at most 64, also of those made for it; undefined when there are none. */
  readonly claims?: readonly string[];
  readonly conditions: readonly ConditionFact[];
  /**
   * When its running containers stopped being ready, as far as it was seen, oldest first, at most 5. A single object tells
   * of the last one; the store adds what it saw before, so a fresh start knows less. Absent when there was none.
   */
  readonly outages?: readonly EpochMs[];
  /** Init containers and sidecars in the order of `status.initContainerStatuses`; those without a status last, in spec order. */
  readonly initContainers: readonly ContainerFact[];
  /** In the order of `status.containerStatuses` (the order kubectl reads); those without a status last, in spec order. */
  readonly containers: readonly ContainerFact[];
  /** Names of volumes' ConfigMaps and Secrets are not read; nothing but these three lists of containers is. */
  readonly ephemeralContainers: readonly ContainerFact[];
}
