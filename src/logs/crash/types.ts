/** One line of a stack. */
export interface Frame {
  /** The function with its module, without arguments, addresses and line numbers: the same in each crash. */
  readonly at: string;
  /** Whether it is the application's own code, as far as its path or package tells. */
  readonly isOwn: boolean;
  /** Index of the line that names it. */
  readonly line: number;
}

/** One exception of a chain. */
export interface Failure {
  /** "java.lang.IllegalStateException", "panic", "KeyError". */
  readonly type: string;
  /** The first line of it; empty when there is none. */
  readonly message: string;
  /** Index of the line that says so. */
  readonly line: number;
  /** Innermost call first. */
  readonly frames: readonly Frame[];
}

/** A crash as a log tells it. */
export interface Crash {
  readonly language: string;
  /** At least one: what ended the process first, what caused it last. */
  readonly chain: readonly [Failure, ...Failure[]];
  /** Index of its first line. */
  readonly from: number;
  /** Index of the line after its last. */
  readonly to: number;
}

/** Finds the last crash that a runtime has written in its own way. Time is linear in the length of the lines. */
export type Dialect = (lines: readonly string[]) => Crash | undefined;

/** A failure whose frames are still being read. */
export interface OpenFailure {
  type: string;
  message: string;
  line: number;
  readonly frames: Frame[];
}

export function openFailure(type: string, message: string, line: number): OpenFailure {
  return { type, message, line, frames: [] };
}
