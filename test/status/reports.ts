// Reports for the tests of rendering and writing.
import type { Report, ReportDiagnosis, ReportLog } from '../../src/aggregate/types.ts';
import type { EventFact } from '../../src/facts/index.ts';

/** 2026-11-01T12:00:00Z. */
export const NOON_MS = Date.UTC(2026, 10, 1, 12);

export function reportDiagnosis(given: Partial<ReportDiagnosis> = {}): ReportDiagnosis {
  return {
    id: '5f2c19aa',
    code: 'OOMKilled',
    reason: 'CrashLoopBackOff',
    severity: 'error',
    state: 'active',
    confidence: 'confirmed',
    title: 'Container "app" runs out of memory',
    explanation: 'The container used more than its limit of 64Mi and the kernel killed it.',
    fixes: ['Raise the memory limit.'],
    commands: ['kubectl --namespace shop logs checkout-1 --previous'],
    docURL: 'https://kubernetes.io/docs/tasks/',
    evidence: [
      { object: 'Pod/checkout-1', field: 'status', value: 'OOMKilled', timeMs: NOON_MS + 999 },
    ],
    affected: {
      pods: 2,
      sample: ['checkout-1'],
      workloads: ['Deployment/checkout'],
      containers: ['app'],
    },
    consequences: ['RolloutStuck'],
    firstSeenMs: NOON_MS,
    lastSeenMs: NOON_MS + 60_000,
    count: 10,
    logs: [],
    ...given,
  };
}

export function reportEvent(given: Partial<EventFact> = {}): EventFact {
  return {
    kind: 'Event',
    namespace: 'shop',
    name: 'checkout-1.17f',
    uid: 'event-1',
    involved: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'checkout-1',
      uid: 'uid-1',
      container: 'app',
    },
    type: 'Normal',
    reason: 'Killing',
    message: 'Container app failed liveness probe, will be restarted',
    component: 'kubelet',
    count: 3,
    firstMs: NOON_MS,
    lastMs: NOON_MS + 60_000,
    ...given,
  };
}

/** The quote of a crash: so many lines of so many characters. */
export function reportLog(lines: number, length: number): ReportLog {
  return {
    pod: 'checkout-1',
    container: 'app',
    hasEnded: true,
    quote: {
      run: '0123456789abc',
      atMs: NOON_MS,
      lines: Array.from({ length: lines }, (_, index) => `${index} `.padEnd(length, 'x')),
      fingerprint: '0123456789abcdef',
      pods: 2,
      alike: [{ pod: 'checkout-2', run: 'abc0123456789' }],
      redactions: 1,
      isCut: false,
    },
    note: '',
    url: 'https://logs.example/checkout-1',
  };
}

export function report(given: Partial<Report> = {}): Report {
  return {
    observedGeneration: 3,
    health: 'Degraded',
    healthSinceMs: NOON_MS,
    summary: '2 of 6 pods run out of memory',
    topIssue: 'OOMKilled',
    issues: 1,
    pods: { desired: 6, ready: 4, failing: 2, pending: 0, restarting: 2, terminating: 0 },
    restarts: 10,
    versions: ['1.4.1', '1.4.2'],
    cluster: 'prod-eu-1',
    conditions: [
      {
        type: 'Healthy',
        status: 'False',
        reason: 'OOMKilled',
        message: '2 of 6 pods run out of memory.',
        changedMs: NOON_MS,
      },
      {
        type: 'DataComplete',
        status: 'True',
        reason: 'AllSourcesLive',
        message: 'Everything that is needed can be seen.',
        changedMs: NOON_MS,
      },
    ],
    diagnoses: [reportDiagnosis()],
    workloads: [
      {
        kind: 'Deployment',
        name: 'checkout',
        role: 'web',
        health: 'Degraded',
        desired: 6,
        available: 4,
        updated: 6,
        rollout: 'Complete',
      },
    ],
    autoscalers: [
      {
        name: 'checkout',
        target: 'Deployment/checkout',
        min: 2,
        max: 6,
        current: 6,
        desired: 6,
        limited: 'TooManyReplicas',
        inactive: '',
      },
    ],
    transitions: [{ timeMs: NOON_MS, from: 'Healthy', to: 'Degraded', reason: 'OOMKilled' }],
    commands: ['kubectl --namespace shop get pods'],
    events: [reportEvent()],
    wantedLogs: [],
    ...given,
  };
}

/** Every list and text far past its bound, made of `unit`. */
export function hostileReport(unit: string): Report {
  const text = unit.repeat(5_000);
  const many = Array.from({ length: 60 }, (_, index) => `${index}${text}`);
  const diagnosis = reportDiagnosis({
    id: text,
    code: text,
    reason: text,
    title: text,
    explanation: text,
    fixes: many,
    commands: [...many, unit.repeat(100)],
    docURL: text,
    evidence: many.map((value) => ({ object: text, field: text, value, timeMs: Infinity })),
    affected: { pods: -1, sample: many, workloads: many, containers: many },
    consequences: many,
    suspects: many.map((value) => ({
      dimension: text,
      value,
      failing: -1,
      of: 1e300,
      failingElsewhere: Number.NaN,
      elsewhere: 1e300,
    })),
    release: {
      revision: text,
      previous: text,
      images: many,
      commit: text,
      sinceMs: Number.NaN,
      isBeside: true,
    },
    firstSeenMs: Number.NaN,
    lastSeenMs: 1e300,
    count: 1e300,
    logs: Array.from({ length: 9 }, () => ({
      pod: text,
      container: text,
      hasEnded: true,
      quote: {
        run: text,
        atMs: Number.NaN,
        lines: many,
        fingerprint: text,
        failure: { type: text, message: text },
        pods: Number.NaN,
        alike: many.map((pod) => ({ pod, run: text })),
        redactions: -1,
        isCut: false,
      },
      note: text,
      url: text,
    })),
  });
  return report({
    healthSinceMs: -1e300,
    summary: text,
    topIssue: text,
    issues: Number.NaN,
    pods: { desired: 1e300, ready: 1.5, failing: -2, pending: 0, restarting: 0, terminating: 0 },
    restarts: Infinity,
    versions: many,
    cluster: text,
    conditions: [
      ...many.map((type) => condition(type, text)),
      ...many.map((_, index) => condition(`C${index}${'a'.repeat(60)}`.slice(0, 63), text)),
    ],
    diagnoses: Array.from({ length: 40 }, () => diagnosis),
    workloads: many.map((name) => ({
      kind: text,
      name,
      role: text,
      health: 'Unknown',
      desired: -1,
      available: 1e300,
      updated: Number.NaN,
      rollout: 'Stuck',
    })),
    autoscalers: many.map((name) => ({
      name,
      target: text,
      min: -1,
      max: 1e300,
      current: Number.NaN,
      desired: 1.5,
      limited: text,
      inactive: text,
    })),
    transitions: many.map((reason) => ({ timeMs: 0, from: 'Healthy', to: 'Unknown', reason })),
    commands: many,
    breakdowns: many.map((dimension) => ({
      dimension,
      values: many.map((value) => ({ value, pods: -1, failing: 1e300 })),
      others: 1.5,
    })),
    events: many.map((uid) =>
      reportEvent({
        involved: { kind: text, namespace: text, name: text, uid: text, container: text },
        reason: text,
        message: text,
        component: text,
        uid,
        count: 1e300,
        firstMs: Number.NaN,
        lastMs: Infinity,
      }),
    ),
  });
}

function condition(type: string, text: string): Report['conditions'][number] {
  return { type, status: 'False', reason: text, message: text, changedMs: NOON_MS };
}
