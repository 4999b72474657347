// What kube asks of its surroundings: a logger and a clock, both given, so that tests own them.

/** Constant message, variable fields. */
export interface Logger {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** Time and chance. */
export interface Timers {
  /** Monotonic milliseconds; only differences mean something. */
  readonly now: () => number;
  /** Calls `run` once after `ms`; the returned function cancels. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** In [0, 1). */
  readonly random: () => number;
}
