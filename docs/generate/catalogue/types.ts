/** One way in which a service goes wrong, or seems to. */
export interface Row {
  /** A sentence in plain words. */
  readonly scenario: string;
  /** What is then said, or would be. Empty when nothing is to be said. */
  readonly codes: readonly string[];
  /** Why there is no rule for one of the codes; begins with one of `KINDS_OF_REASON`. */
  readonly reason?: string;
  /** Why one machine with one node cannot make it, so that no recording shows it. */
  readonly unrecorded?: string;
}

export interface Area {
  readonly title: string;
  /** In this folder; said in complaints. */
  readonly file: string;
  readonly rows: readonly Row[];
}

/** How a reason begins: it will come, it never can, it never should. */
export const KINDS_OF_REASON = ['not built yet: ', 'cannot be observed: ', 'left out: '] as const;
