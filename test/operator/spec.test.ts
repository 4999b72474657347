// What a team asks of its report in `spec`, and what becomes of it.
import { expect, test } from 'vitest';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { until } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords } from './support.ts';

const path = { resource: HEALTHS, namespace: 'shop', name: 'web' };
type Server = Awaited<ReturnType<typeof startServer>>;

/** The instant so many seconds from now. */
function at(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}

/** A pod that has been in a crash loop for an hour. */
function crashingPod(): KubeJson {
  const ended = { exitCode: 1, reason: 'Error', startedAt: at(-40), finishedAt: at(-35) };
  return readyPod('web', {
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(-35) }],
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 9,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: ended },
        },
      ],
    },
  });
}

/** As a team writes it; the API server counts the generation. */
function setSpec(server: Server, spec: Readonly<Record<string, unknown>>): void {
  const { kind, apiVersion, metadata, status } = report(server);
  const generation = Number(metadata['generation'] ?? 1) + 1;
  server.store.put({ kind, apiVersion, metadata: { ...metadata, generation }, spec, status });
}

function report(server: Server): KubeJson {
  const object = server.store.get(path);
  if (object === undefined) throw new Error('there is no report on shop/web');
  return object;
}

/** What the report says now. */
function said(server: Server) {
  const { health, topIssue, issues, conditions, diagnoses, transitions, pods } = Object(
    report(server)['status'],
  );
  const healthy = Object(conditions).find(({ type }: { type: string }) => type === 'Healthy');
  return {
    health,
    topIssue,
    issues,
    failing: pods.failing,
    healthy: `${healthy.status}/${healthy.reason}`,
    diagnoses: diagnoses.map(({ code, state }: Record<string, string>) => `${code} ${state}`),
    transitions: transitions.map(
      ({ from, to, reason }: Record<string, string>) => `${from}→${to} ${reason}`,
    ),
  };
}

const CRASHING = {
  health: 'Unhealthy',
  topIssue: 'AppError',
  issues: 1,
  failing: 1,
  healthy: 'False/AppError',
  diagnoses: ['AppError active'],
  transitions: [],
};

async function startCrashing(): Promise<Server> {
  const server = await startServer();
  server.store.put(crashingPod());
  await startOperator(server);
  await untilWords(server, { 'shop/web': 'Unhealthy' });
  expect(said(server)).toStrictEqual(CRASHING);
  return server;
}

test('spec.suspend stops the judging, and what it said before comes back', async () => {
  const server = await startCrashing();
  setSpec(server, { suspend: true });
  await untilWords(server, { 'shop/web': 'Unknown' });
  const suspended = 'Unhealthy→Unknown ReportSuspended';
  expect(said(server)).toStrictEqual({
    health: 'Unknown',
    topIssue: '',
    issues: 0,
    failing: 0,
    healthy: 'Unknown/ReportSuspended',
    diagnoses: [],
    transitions: [suspended],
  });
  setSpec(server, { suspend: false });
  await untilWords(server, { 'shop/web': 'Unhealthy' });
  expect(said(server)).toStrictEqual({
    ...CRASHING,
    transitions: ['Unknown→Unhealthy AppError', suspended],
  });
});

test('a report says which spec it is about', async () => {
  const server = await startCrashing();
  setSpec(server, { suspend: true });
  const generation = report(server).metadata['generation'];
  await until(() => Object(report(server)['status'])['observedGeneration'] === generation);
  expect(generation).toBeGreaterThan(1);
});

test('spec.ignore keeps a diagnosis in the list and out of the counts, until its time is over', async () => {
  const server = await startCrashing();
  const untilTime = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000).toISOString();
  setSpec(server, { ignore: [{ code: 'AppError', untilTime, justification: 'known, SHOP-12' }] });
  await until(() => said(server).issues === 0);
  expect(said(server)).toStrictEqual({
    ...CRASHING,
    topIssue: '',
    issues: 0,
    failing: 0,
    // The pod does not serve, whoever ignores why.
    healthy: 'False/Unhealthy',
    diagnoses: ['AppError ignored'],
  });
  await until(() => said(server).issues === 1);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(untilTime) - 1_000);
  expect(said(server)).toStrictEqual(CRASHING);
});
