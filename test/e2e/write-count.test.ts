import { expect, test } from 'vitest';
import { loadScenario } from '../zoo/scenario.ts';
import type { SeenFact, SeenReport } from './collector.ts';
import { countWrites, describeExcess, isTooMany, isUncalledFor } from './write-count.ts';

const scenario = loadScenario('app-error-crash-loop');
const [service] = scenario.expected.services;
const name = service?.name ?? '';
const stretch = { fromMs: 100_000, toMs: 700_000 };

/** A pod of the service, or of another one beside it. */
function pod(atMs: number, restarts: number, app = name): SeenFact {
  const metadata = {
    name: `${app}-x`,
    namespace: scenario.namespace,
    uid: app,
    resourceVersion: '1',
    labels: { app },
  };
  const status = { containerStatuses: [{ restartCount: restarts }] };
  return { atMs, type: 'MODIFIED', object: { apiVersion: 'v1', kind: 'Pod', metadata, status } };
}

function about(kind: string, uid: string) {
  const metadata = { name: uid, namespace: scenario.namespace, uid, resourceVersion: '1' };
  return { apiVersion: 'v1', kind, metadata };
}

/** The kubelet counts up one Event for each pod. */
function pulling(atMs: number, times: number, app: string): SeenFact {
  const fields = { involvedObject: { uid: app }, reason: 'Pulling', count: times };
  return { atMs, type: 'MODIFIED', object: { ...about('Event', `pulling-${app}`), ...fields } };
}

function deployment(atMs: number, reason: string): SeenFact {
  const spec = { template: { metadata: { labels: { app: name } } } };
  const condition = { type: 'Progressing', status: 'False', reason };
  const object = { ...about('Deployment', 'web'), spec, status: { conditions: [condition] } };
  return { atMs, type: 'MODIFIED', object };
}

/** A Job of a CronJob that ended, of this service or of a neighbour. */
function run(atMs: number, uid: string, end: string, app = name): SeenFact {
  const { metadata, ...kind } = about('Job', uid);
  const owned = { ...metadata, labels: { app }, ownerReferences: [{ kind: 'CronJob' }] };
  const status = { conditions: [{ type: end, status: 'True' }] };
  return { atMs, type: 'MODIFIED', object: { ...kind, metadata: owned, status } };
}

function report(atMs: number, issues: number): SeenReport {
  const { namespace } = scenario;
  return {
    namespace,
    name,
    resourceVersion: String(atMs),
    atMs,
    type: 'MODIFIED',
    status: { health: 'Unhealthy', issues },
  };
}

function count(facts: readonly SeenFact[], reports: readonly SeenReport[]) {
  const collector = { factsOf: () => facts, reportsOf: () => reports };
  return countWrites(collector, { scenario, startMs: 0 }, stretch);
}

test('writes and restarts are counted from the first instant of the stretch to its last', () => {
  const facts = [pod(1_000, 1), pod(90_000, 3), pod(300_000, 4), pod(699_000, 5), pod(701_000, 9)];
  const reports = [report(99_000, 1), report(300_000, 2), report(700_000, 3)];
  expect(count(facts, reports)).toEqual([
    {
      scenario: scenario.name,
      service: name,
      writes: 1,
      restarts: 2,
      pulls: 0,
      due: 0,
      said: 0,
      changes: ['  300.0 s  version 300000: issues 1 → 2'],
    },
  ]);
});

test('the restarts of a neighbour do not excuse a write', () => {
  const counts = count([pod(300_000, 4, 'neighbour')], [report(1_000, 1), report(300_000, 2)]);
  expect(counts.map(isTooMany)).toEqual([true]);
  expect(describeExcess(counts)).toBe(`${name}\n    300.0 s  version 300000: issues 1 → 2`);
});

test('tries to pull and a deadline that passes are counted, those of neighbours and of before are not', () => {
  const facts = [
    pod(1_000, 0),
    pod(1_000, 0, 'neighbour'),
    pulling(90_000, 3, name),
    pulling(300_000, 5, name),
    pulling(300_000, 9, 'neighbour'),
    deployment(90_000, 'ReplicaSetUpdated'),
    deployment(600_000, 'ProgressDeadlineExceeded'),
  ];
  expect(count(facts, [])).toMatchObject([{ writes: 0, restarts: 0, pulls: 2, due: 1 }]);
});

test('failed runs of a CronJob count twice, those of neighbours, of before and good ones do not', () => {
  const facts = [
    run(90_000, 'a', 'Failed'),
    run(200_000, 'b', 'Failed'),
    run(300_000, 'c', 'Failed'),
    run(400_000, 'd', 'Complete'),
    run(500_000, 'e', 'Failed', 'neighbour'),
  ];
  expect(count(facts, [])).toMatchObject([{ due: 4 }]);
});

test('the time of a StatefulSet that lacks pods is over once, that of a complete one never', () => {
  const spec = { replicas: 3, template: { metadata: { labels: { app: name } } } };
  function statefulSet(readyReplicas: number): SeenFact {
    const object = { ...about('StatefulSet', 'db'), spec, status: { readyReplicas } };
    return { atMs: 90_000, type: 'MODIFIED', object };
  }
  expect(count([statefulSet(1)], [])).toMatchObject([{ due: 1 }]);
  expect(count([statefulSet(3)], [])).toMatchObject([{ due: 0 }]);
});

test('an answer that was still due when the stretch began excuses a write', () => {
  const collector = { factsOf: () => [], reportsOf: () => [report(300_000, 2)] };
  const [counted] = countWrites(collector, { scenario, startMs: stretch.fromMs }, stretch);
  expect(counted).toMatchObject({ writes: 1, restarts: 0, due: service?.steps.length });
});

function writesAt(...instants: readonly number[]) {
  return count(
    [],
    instants.map((atMs, index) => report(atMs, index)),
  ).map(({ writes }) => writes);
}

test('what is written within a second is one answer, which a third write has to join in time', () => {
  expect(writesAt(300_000, 300_999)).toEqual([1]);
  expect(writesAt(300_000, 301_000)).toEqual([2]);
  expect(writesAt(300_000, 300_600, 301_200)).toEqual([2]);
});

function failing(atMs: number, times: number): SeenFact {
  const fields = {
    involvedObject: { uid: name },
    reason: 'FailedCreatePodSandBox',
    count: times,
  };
  return { atMs, type: 'MODIFIED', object: { ...about('Event', 'sandbox'), ...fields } };
}

test('a sandbox that cannot be made is tried like an image that cannot be had', () => {
  const facts = [pod(1_000, 0), failing(90_000, 5), failing(300_000, 12)];
  expect(count(facts, [])).toMatchObject([{ pulls: 7 }]);
});

test('of a scenario that promises nothing later one answer more may come then', () => {
  const until = loadScenario('scheduler-missing');
  const collector = { factsOf: () => [], reportsOf: () => [] };
  const [counted] = countWrites(collector, { scenario: until, startMs: -100_000 }, stretch);
  expect(counted).toMatchObject({ due: 1 });
});

const settled = loadScenario('healthy');

test('an autoscaler that says something else excuses a write of a quiet service, too', () => {
  const facts = ['ScalingDisabled', 'FailedGetScale'].map((reason, index): SeenFact => {
    const status = { conditions: [{ type: 'ScalingActive', status: 'False', reason }] };
    const object = { ...about('HorizontalPodAutoscaler', 'web'), status };
    return { atMs: 90_000 + index * 60_000, type: 'MODIFIED', object };
  });
  const collector = { factsOf: () => facts, reportsOf: () => [] };
  const counts = countWrites(collector, { scenario: settled, startMs: -600_000 }, stretch);
  expect(counts).toMatchObject([{ said: 1 }]);
});

test('what controllers newly say excuses a write when the cluster itself is in trouble, of a service in trouble', () => {
  function counted(of: typeof scenario, second: string) {
    const app = of.expected.services[0]?.name ?? '';
    const spec = { template: { metadata: { labels: { app } } } };
    const facts = ['ReplicaSetUpdated', second].map((reason, index): SeenFact => {
      const status = { conditions: [{ type: 'Progressing', status: 'False', reason }] };
      const object = { ...about('Deployment', 'web'), spec, status };
      return { atMs: 90_000 + index * 60_000, type: 'MODIFIED', object };
    });
    const reports = [report(1_000, 1), report(300_000, 2)];
    const collector = { factsOf: () => facts, reportsOf: () => reports };
    return countWrites(collector, { scenario: of, startMs: -600_000 }, stretch);
  }
  const news = counted(scenario, 'NewReplicaSetAvailable');
  expect(news).toMatchObject([{ writes: 1, due: 0, said: 1 }]);
  expect(news.map(isTooMany)).toEqual([true]);
  expect(news.map(isUncalledFor)).toEqual([false]);
  const nothing = counted(scenario, 'ReplicaSetUpdated');
  expect(nothing.map(isUncalledFor)).toEqual([true]);
  const quiet = counted(settled, 'NewReplicaSetAvailable');
  expect(quiet).toMatchObject([{ writes: 1, said: 0 }]);
  expect(quiet.map(isUncalledFor)).toEqual([true]);
});
