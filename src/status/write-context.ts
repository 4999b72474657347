import type { Log } from '../log.ts';
import type { ApplyContext } from './apply.ts';
import type { WriteMemory } from './write-memory.ts';

/** What one write needs besides its request. */
export interface WriteContext extends ApplyContext {
  readonly memory: WriteMemory;
  readonly log: Log;
  /** Epoch milliseconds by the API server's clock. */
  readonly serverNow: () => number;
  /** Called before each request after the first. */
  readonly takeToken: () => void;
}
