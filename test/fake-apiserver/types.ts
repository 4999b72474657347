// The contract of the in-process Kubernetes API: what tests, the demo and the replay may do with it.

/** A Kubernetes object as JSON; the server keeps it whole and adds uid, resourceVersion, times. */
export interface KubeJson {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & {
    readonly name: string;
    readonly namespace?: string;
  };
  readonly [field: string]: unknown;
}

/** Names one object: `resource` is "group/version/plural", with "v1/pods" for the core group. */
export interface ObjectRef {
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The server's memory. Every change gets the next resourceVersion of one global order and reaches the watchers. */
export interface ObjectStore {
  /** Creates or replaces. Keeps a given uid and timestamps, always assigns the resourceVersion. */
  put(object: KubeJson): KubeJson;
  get(ref: ObjectRef): KubeJson | undefined;
  list(resource: string, namespace?: string): readonly KubeJson[];
  /** True when there was such an object. */
  remove(ref: ObjectRef): boolean;
  /** Forgets history: a watch or continue token from before answers 410 Expired. */
  compact(): void;
  readonly resourceVersion: number;
}

/** What goes wrong, once per matching request unless `times` says otherwise. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** The socket dies before an answer. */
  | { readonly kind: 'reset' }
  /** The socket dies after this many bytes of the body. */
  | { readonly kind: 'resetAfterBytes'; readonly bytes: number }
  /** Headers never come. */
  | { readonly kind: 'hang' }
  /** Headers come, then nothing for ever (watches; also stops bookmarks). */
  | { readonly kind: 'silence' }
  /** The answer ends cleanly and empty. */
  | { readonly kind: 'end' }
  /** A watch that delivers this many events, then the given thing happens on it. */
  | {
      readonly kind: 'afterEvents';
      readonly events: number;
      readonly then: 'reset' | 'end' | 'halfLine' | 'garbage' | 'silence';
    }
  /** HTTP 200, then an ERROR event in the stream. */
  | {
      readonly kind: 'streamError';
      readonly code: number;
      readonly reason: string;
      readonly retryAfterSeconds?: number;
    }
  /** Waits before it answers as usual. */
  | { readonly kind: 'delay'; readonly ms: number };

/** Which requests a fault hits. Every given field must match. */
export interface FaultMatch {
  readonly method?: string;
  /** Tested against path and query, decoded. */
  readonly path?: RegExp;
  readonly watch?: boolean;
}

/** A planned fault; the first planned one that matches is used, `times` (default 1, Infinity allowed) times. */
export interface PlannedFault {
  readonly match: FaultMatch;
  readonly fault: Fault;
  readonly times?: number;
}

/** One request as it arrived, in order. */
export interface SeenRequest {
  readonly atMs: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly watch: boolean;
  readonly token: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
  /** Answered status; undefined while open or when the socket was killed. */
  readonly status: number | undefined;
}

/** How to start the server. */
export interface FakeApiServerOptions {
  /** 0 picks a free port. Default 0. */
  readonly port?: number;
  /** Whether `sendInitialEvents` is served (else 400, as with the gate off). Default true. */
  readonly watchList?: boolean;
  /** Default 60,000. */
  readonly bookmarkIntervalMs?: number;
  /** How many changes a late watch can still catch up with (up to twice as many are kept). Default 10,000. */
  readonly historyLimit?: number;
  /** The server's clock: the Date header, creationTimestamp, managedFields. Default the machine's. */
  readonly now?: () => number;
  /** Tokens that are let in; changed later with `setTokens`. Default one fixed token. */
  readonly tokens?: readonly string[];
  /** Resources refused with 403, as "verb resource" ("list deployments", "watch pods"); changed with `setForbidden`. */
  readonly forbidden?: readonly string[];
  /** Resource types whose paths answer 404 until `store` is told of the CRD. Default: none. */
  readonly absent?: readonly string[];
}

/** A running server. */
export interface FakeApiServer {
  readonly url: string;
  readonly caPem: string;
  readonly token: string;
  /** A kubeconfig text for this server with the first token. */
  readonly kubeconfig: string;
  readonly store: ObjectStore;
  readonly requests: readonly SeenRequest[];
  readonly openWatches: number;
  /** TLS connections accepted since start. */
  readonly connections: number;
  plan(...faults: readonly PlannedFault[]): void;
  clearFaults(): void;
  setTokens(tokens: readonly string[]): void;
  setForbidden(forbidden: readonly string[]): void;
  setAbsent(absent: readonly string[]): void;
  setLogs(
    ref: { namespace: string; pod: string; container: string; previous: boolean },
    text: string,
    /** When the node got all of it; by default now. */
    atMs?: number,
  ): void;
  /** Kills every open connection (sockets destroyed), keeps listening. */
  dropConnections(): void;
  close(): Promise<void>;
}
