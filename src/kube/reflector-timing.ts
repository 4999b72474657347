/** Every wait of a reflector, with the reason for its size. */
export interface ReflectorTiming {
  /** First wait after a failure. */
  readonly backoffMinMs: number;
  readonly backoffMaxMs: number;
  /** Ceiling while the API server cannot be reached at all. */
  readonly unreachableMaxMs: number;
  /** Ceiling while watches are ended in order but too soon. */
  readonly endedMaxMs: number;
  /** A watch that lived this long was a good one: the next may begin at once. */
  readonly watchMinLifeMs: number;
  /** How long a 403 or 404 may last until it is taken for meant. */
  readonly denialPassesMs: number;
  /** Ceiling while it may still pass. */
  readonly denialMaxMs: number;
  /** Between attempts while access is denied or the type is not served. */
  readonly deniedMinMs: number;
  readonly deniedMaxMs: number;
  /** After WatchList did not work: how long pages are used. */
  readonly watchListRetryMs: number;
  /** Asked of the server: how long a watch may last. */
  readonly watchMinSeconds: number;
  readonly watchMaxSeconds: number;
  /** Until the headers of a list or watch. */
  readonly headersMs: number;
}

export const DEFAULT_TIMING: ReflectorTiming = {
  // client-go's own bounds: an API server that restarts sees no storm, a short hiccup costs a second.
  backoffMinMs: 800,
  backoffMaxMs: 30_000,
  // An attempt that finds nobody costs nobody anything, and after an outage everyone waits for us.
  unreachableMaxMs: 10_000,
  // Events wait for the next watch: 12 watches a minute are no storm, 5 s are no outage.
  endedMaxMs: 5_000,
  watchMinLifeMs: 2_000,
  // An API server that starts knows no role for its first seconds, and no custom resource.
  denialPassesMs: 10_000,
  denialMaxMs: 3_000,
  // Somebody edits a role or installs a type and expects to see it work within the minute; each attempt leaves a line
  // in the audit log.
  deniedMinMs: 20_000,
  deniedMaxMs: 45_000,
  // The gate changes when the API server is upgraded.
  watchListRetryMs: 3_600_000,
  // As client-go: spread, so that watches do not all move to the same new API server at once.
  watchMinSeconds: 300,
  watchMaxSeconds: 600,
  // The API server's own limit for non-watch requests is 60 s.
  headersMs: 60_000,
};
