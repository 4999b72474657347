// The API server forgets Events; a restarted operator still knows by which it judged, and writes nothing.
import { expect, test } from 'vitest';
import type { FakeApiServer, KubeJson } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, statusWrites } from './support.ts';

function ago(seconds: number): string {
  return `${new Date(Date.now() - seconds * 1_000).toISOString().slice(0, 19)}Z`;
}

/** Killed again and again; by whom, the pod does not tell. */
function killedPod(): KubeJson {
  const run = { exitCode: 137, reason: 'Error', startedAt: ago(120), finishedAt: ago(60) };
  return readyPod('web', {
    spec: {
      containers: [{ name: 'app', image: 'a:1', livenessProbe: { httpGet: { port: 80 } } }],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: ago(60) }],
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 5,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { ...run, containerID: 'containerd://5' } },
        },
      ],
    },
  });
}

const KILL = { resource: 'v1/events', namespace: 'shop', name: 'web-1.kill' };

function killOf({ metadata }: KubeJson): KubeJson {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: KILL.name, namespace: 'shop' },
    involvedObject: { kind: 'Pod', name, namespace, uid, fieldPath: 'spec.containers{app}' },
    type: 'Normal',
    reason: 'Killing',
    message: 'Container app failed liveness probe, will be restarted',
    count: 5,
    firstTimestamp: ago(600),
    lastTimestamp: ago(90),
    source: { component: 'kubelet' },
  };
}

function topIssue(server: FakeApiServer): string {
  const [report] = server.store.list(HEALTHS);
  return String(Object(report?.['status']).topIssue ?? '');
}

async function restarted(server: FakeApiServer): Promise<void> {
  await startOperator(server);
  await pause(800);
}

test('a kill by a probe stays one when its Event has expired, and nothing is written', async () => {
  const server = await startServer();
  server.store.put(killOf(server.store.put(killedPod())));
  const first = await startOperator(server);
  await until(() => topIssue(server) === 'LivenessKill');
  await pause(300);
  await first.stop();
  const told = server.store.list(HEALTHS);
  const writes = statusWrites(server, 'web');
  server.store.remove(KILL);
  await restarted(server);
  expect(server.store.list(HEALTHS)).toStrictEqual(told);
  expect(statusWrites(server, 'web')).toBe(writes);
});

test('of a pod whose kill nobody has seen, nobody says so', async () => {
  const server = await startServer();
  server.store.put(killedPod());
  await restarted(server);
  await until(() => topIssue(server) === 'KilledNotOOM');
});
