import type { Clock, EpochMs, ServiceSnapshot, Thresholds } from '../../facts/index.ts';
import { withOnce } from '../once.ts';
import type { Input, RuleSnapshot } from '../types.ts';
import { NOW } from './examples.ts';

/** The defaults of `spec.thresholds`. */
export const THRESHOLDS: Thresholds = {
  minReadyPercent: 0,
  restartWindowSeconds: 900,
  startupGraceSeconds: 120,
};

/** A clock that stands still. `announce` hears each instant at which an answer would change. */
export function exampleClock(
  nowMs: EpochMs = NOW,
  announce: (instant: EpochMs) => void = () => {},
): Clock {
  return {
    atLeast(instant, durationMs) {
      if (nowMs - Math.min(instant, nowMs) >= durationMs) return true;
      announce(instant + durationMs);
      return false;
    },
  };
}

/** The world of an example as a whole snapshot: what it does not name is empty. */
export function exampleSnapshot(
  given: Partial<ServiceSnapshot> = {},
): ServiceSnapshot & RuleSnapshot<Input> {
  return withOnce({
    service: { namespace: 'shop', name: 'web' },
    clock: exampleClock(),
    thresholds: THRESHOLDS,
    pods: [],
    events: [],
    workloads: [],
    networkServices: [],
    strayServices: [],
    endpointSlices: [],
    ingresses: [],
    disruptionBudgets: [],
    nodes: [],
    autoscalers: [],
    claims: [],
    volumes: [],
    storageClasses: [],
    quotas: [],
    logs: [],
    missingSources: [],
    memory: { health: '', diagnoses: [], conditions: [], transitions: [], events: [] },
    ...given,
  });
}
