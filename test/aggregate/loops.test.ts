// Three pods of one Deployment crash again and again, each in its own rhythm, for hours: what is written, and when?
// Every write is a request for each of tens of thousands of services, and every change of the word an alert.
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';
import { condition, container, crashed, NOW, pod } from '../../src/classify/support/examples.ts';
import type { ContainerFact, ReportMemory, ServicePod } from '../../src/facts/index.ts';
import { createClock } from '../../src/index/clock.ts';
import { reportMemoryOf } from '../../src/sources/report-memory.ts';
import { renderStatus } from '../../src/status/render.ts';

const rules = await loadCatalogue();
const HOUR_MS = 3_600_000;
const END_MS = NOW + 6 * HOUR_MS;
/** The kubelet forgets its back-off after a run of ten minutes. */
const FORGET_MS = 600_000;

interface Run {
  readonly startedMs: number;
  readonly finishedMs: number;
}

/** The runs of one pod as the kubelet would pace them: 1 s, then 10 s, doubled up to five minutes. */
function runsFrom(beginMs: number, lengthMs: number): readonly Run[] {
  const runs: Run[] = [];
  let pauseMs = 1_000;
  for (let startedMs = beginMs; startedMs < END_MS; startedMs += lengthMs + pauseMs) {
    if (runs.length > 0) pauseMs = pauseMs === 1_000 ? 10_000 : Math.min(300_000, pauseMs * 2);
    if (lengthMs >= FORGET_MS) pauseMs = 1_000;
    runs.push({ startedMs, finishedMs: startedMs + lengthMs });
  }
  return runs;
}

function containerAt(runs: readonly Run[], nowMs: number): ContainerFact {
  const begun = runs.filter(({ startedMs }) => startedMs <= nowMs);
  const terminations = begun
    .filter(({ finishedMs }) => finishedMs <= nowMs)
    .map((run) => crashed(run))
    .slice(-5);
  const last = terminations.at(-1);
  const running = begun.find(({ finishedMs }) => finishedMs > nowMs);
  const restartCount = Math.max(0, begun.length - 1);
  const known = { terminations, restartCount, ...(last && { last }) };
  if (running) return container({ ...known, state: { kind: 'running', ...running } });
  const isFresh = last?.finishedMs !== undefined && nowMs - last.finishedMs < 1_000;
  const state = isFresh
    ? { kind: 'terminated' as const, ...last }
    : { kind: 'waiting' as const, reason: 'CrashLoopBackOff', message: `back-off ${nowMs % 97} s` };
  return container({ ...known, state, ready: false, started: false });
}

function podAt(name: string, runs: readonly Run[], nowMs: number): ServicePod {
  const one = containerAt(runs, nowMs);
  const last = one.last?.finishedMs ?? NOW;
  const sinceMs = one.state.kind === 'running' ? (one.state.startedMs ?? NOW) : last;
  return pod({
    name,
    uid: `uid-${name}`,
    createdMs: NOW - 2_000,
    containers: [one],
    conditions: [condition('Ready', one.ready ? 'True' : 'False', { sinceMs })],
  });
}

interface Written {
  readonly afterMs: number;
  readonly health: string;
}

/** Judged at every fact and at every instant that the clock announces, as the operator does. */
function writesOf(lengthSeconds: number, offsets: readonly number[]): readonly Written[] {
  const all = offsets.map((seconds) => runsFrom(NOW + seconds * 1_000, lengthSeconds * 1_000));
  const facts = all.flat().flatMap(({ startedMs, finishedMs }) => [startedMs, finishedMs]);
  const due = new Set([...facts, ...facts.map((ms) => ms + 1_000)].filter((ms) => ms < END_MS));
  const written: Written[] = [];
  let memory: ReportMemory = {
    health: '',
    diagnoses: [],
    conditions: [],
    transitions: [],
    events: [],
  };
  let content = '';
  while (due.size > 0) {
    const nowMs = Math.min(...due);
    due.delete(nowMs);
    const clock = createClock(nowMs);
    const pods = all.map((runs, index) => podAt(`web-${index}`, runs, nowMs));
    const availableReplicas = pods.filter((one) => one.pod.containers[0]?.ready).length;
    const rolledOut = condition('Progressing', 'True', { reason: 'NewReplicaSetAvailable' });
    const workloads = [
      deployment({ availableReplicas, conditions: [rolledOut] }),
      replicaSet({ availableReplicas }),
    ];
    const world = exampleSnapshot({ clock, pods, workloads, memory });
    const report = aggregate(world, classify(world, rules), { nowMs, cluster: '', generation: 1 });
    const status = renderStatus(report);
    if (canonicalStatus(status) !== content) {
      content = canonicalStatus(status);
      memory = reportMemoryOf(status);
      written.push({ afterMs: nowMs - NOW, health: report.health });
    }
    if ((clock.nextChangeMs ?? END_MS) < END_MS) due.add(clock.nextChangeMs ?? END_MS);
  }
  return written;
}

const lives = new Map<number, readonly Written[]>();

/** Worked out when a test asks for it: whoever only loads this file need not wait for it. */
function lifeOf(seconds: number): readonly Written[] {
  const life = lives.get(seconds) ?? writesOf(seconds, [2, 0, 1]);
  lives.set(seconds, life);
  return life;
}

describe.each([
  { seconds: 1, steadyAfterMinutes: 20, writesAfterwards: 6 },
  { seconds: 5, steadyAfterMinutes: 20, writesAfterwards: 6 },
  { seconds: 45, steadyAfterMinutes: 20, writesAfterwards: 6 },
  { seconds: 180, steadyAfterMinutes: 30, writesAfterwards: 6 },
  { seconds: 700, steadyAfterMinutes: 90, writesAfterwards: 6 },
])('runs of $seconds s', ({ seconds, steadyAfterMinutes, writesAfterwards }) => {
  function steadyOf(written: readonly Written[]): readonly Written[] {
    return written.filter(({ afterMs }) => afterMs > steadyAfterMinutes * 60_000);
  }

  test('are told once and then only in the steps of counts', () => {
    const steady = steadyOf(lifeOf(seconds));
    expect(steady.length).toBeLessThanOrEqual(writesAfterwards);
  });

  test('end in Unhealthy and stay there', () => {
    const written = lifeOf(seconds);
    const words = new Set([written.at(-1), ...steadyOf(written)].map((one) => one?.health));
    expect([...words]).toStrictEqual(['Unhealthy']);
  });

  test('are never well again once they are not', () => {
    const words = lifeOf(seconds).map(({ health }) => health);
    const worst = words.findIndex((word) => word === 'Degraded' || word === 'Unhealthy');
    expect(
      words.slice(worst).filter((word) => word === 'Healthy' || word === 'Progressing'),
    ).toEqual([]);
  });
});
