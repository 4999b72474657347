// What the main thread and the threads that try mutants say to each other.
import type { Check } from './checks.ts';

export interface WorkerData {
  /** Instrumented texts by the addresses of their files. */
  readonly modules: ReadonlyMap<string, string>;
  readonly mutants: number;
  readonly holders: number;
  /** Counts up with every check: a thread in which it stands still hangs. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

export type ListedCheck = Omit<Check, 'run'>;

/** What one check reached when no mutant was in force. */
export interface Cover {
  readonly name: string;
  /** Of processor time, in microseconds. */
  readonly cost: number;
  readonly mutants: readonly number[];
  readonly holders: readonly number[];
  /** '' as it should be. */
  readonly failure: string;
}

export type Order =
  | { readonly kind: 'cover'; readonly names: readonly string[] }
  | {
      readonly kind: 'try';
      readonly mutant: number;
      /** Of what is worked out when a module is loaded. */
      readonly isStatic: boolean;
      /** Checks, the likeliest to notice first. */
      readonly names: readonly string[];
    };

export type Answer =
  | { readonly kind: 'ready'; readonly checks: readonly ListedCheck[] }
  | { readonly kind: 'covered'; readonly covers: readonly Cover[] }
  /** Without a killer the mutant lives. */
  | { readonly kind: 'tried'; readonly mutant: number; readonly killer?: string };
