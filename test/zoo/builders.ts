// Small recordings and answers for the tests of the zoo itself.
import type { Diagnosis } from '../../src/api/diagnosis.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import {
  formatRecording,
  parseRecording,
  type RecordedEvent,
  type Recording,
} from './recording.ts';
import type { Judgement, Pipeline } from './replay.ts';

export const recordedAt = '2026-01-02T03:04:05Z';

interface EventDraft {
  readonly t: number;
  readonly type?: RecordedEvent['type'];
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly rest?: Readonly<Record<string, unknown>>;
}

export function event({ t, type = 'ADDED', kind = 'Pod', name = 'web', uid, rest }: EventDraft) {
  const metadata = { name, namespace: 'zoo-small', uid: uid ?? name, resourceVersion: '900' };
  return { t, type, object: { apiVersion: 'v1', kind, metadata, ...rest } };
}

export function recordingText(events: readonly RecordedEvent[], durationMs = 60_000): string {
  const header = {
    clusterVersion: 'v1.34.2',
    recordedAt,
    durationMs,
    manifestHash: '0'.repeat(64),
  };
  return formatRecording(header, events);
}

export function recordingOf(events: readonly RecordedEvent[], durationMs = 60_000): Recording {
  return parseRecording(recordingText(events, durationMs));
}

export function diagnosis(draft: Partial<Diagnosis> = {}): Diagnosis {
  return {
    id: '5f2c19aa',
    code: 'AppError',
    reason: 'CrashLoopBackOff',
    severity: 'error',
    state: 'active',
    confidence: 'confirmed',
    title: 'Container "app" ends with exit code 1',
    explanation: 'It ended.',
    affected: { pods: 1, workloads: ['Deployment/web'], containers: ['app'] },
    ...draft,
  };
}

export function status(
  health: NonNullable<ServiceHealthStatus['health']>,
  ...diagnoses: readonly Diagnosis[]
): ServiceHealthStatus {
  const topIssue = diagnoses.find(({ state }) => state === 'active')?.code ?? '';
  return { health, topIssue, diagnoses: [...diagnoses] };
}

/** Answers by the time since the first fact alone: each entry holds from its second on. */
export function scripted(
  script: readonly (readonly [atMs: number, status: ServiceHealthStatus])[],
  isAnnounced = true,
): Pipeline {
  let firstMs: number | undefined;
  return {
    feed(_resource, _type, _object, nowMs) {
      firstMs ??= nowMs;
    },
    judge(nowMs) {
      const start = firstMs ?? nowMs;
      const said = script.findLast(([atMs]) => start + atMs <= nowMs)?.[1];
      const next = script.find(([atMs]) => start + atMs > nowMs)?.[0];
      if (said === undefined) return new Map();
      const look = isAnnounced && next !== undefined ? { nextLookMs: start + next } : {};
      return new Map<string, Judgement>([['zoo-small/web', { status: said, ...look }]]);
    },
  };
}
