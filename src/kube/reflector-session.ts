import type { Backoff } from './backoff.ts';
import type { StatusBoard } from './reflector-status.ts';
import type { ReflectorTiming } from './reflector-timing.ts';
import type { ReflectorOptions, ReflectorSink } from './reflector-types.ts';
import type { Timers } from './types.ts';

/** What listing and watching share during one run, from start to stop. */
export interface ReflectorSession {
  readonly options: ReflectorOptions;
  readonly sink: ReflectorSink;
  readonly signal: AbortSignal;
  readonly board: StatusBoard;
  readonly backoff: Backoff;
  readonly timers: Timers;
  readonly timing: ReflectorTiming;
  readonly silenceMs: number;
  readonly pageSize: number;
}
