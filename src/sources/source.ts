// A source says what is watched and how an object becomes facts; the reflector does the watching.

/** One watched kind. `F` is what it contributes to the index. */
export interface Source<F> {
  /** The plural in the API path: "pods". */
  readonly resource: string;
  /** Empty for the core group. */
  readonly apiGroup: string;
  readonly version: string;
  /** Without a required source no word can be trusted: refused or absent for good means Unknown. */
  readonly isRequired: boolean;
  /** In no namespace: out of reach when only some namespaces are watched, as a Role cannot grant it. */
  readonly isClusterScoped?: true;
  /** Sent with every list and watch. */
  readonly fieldSelector?: string;
  /**
   * Object to facts: pure, tolerant field by field, keeps nothing of the object.
   * Undefined when the object has no identity (no uid or name): it is counted and dropped.
   */
  readonly project: (object: unknown) => F | undefined;
}

/** The verbs the operator needs on every source. */
export const SOURCE_VERBS = ['get', 'list', 'watch'] as const;
