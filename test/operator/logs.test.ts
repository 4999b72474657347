// The last words of a container, from its restart to the report.
import { describe, expect, test, vi } from 'vitest';
import { isRecord } from '../fake-apiserver/json.ts';
import type { FakeApiServer, KubeJson } from '../fake-apiserver/types.ts';
import { pause } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, statusWrites } from './support.ts';

// Looks, rests between writes and fetches follow each other, each with waits of its own.
vi.setConfig({ testTimeout: 60_000 });

async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: 20_000, interval: 10 });
}

const LOG_PATH = /\/pods\/[^/]+\/log$/;

function at(secondsAgo: number): string {
  return new Date(Date.now() - secondsAgo * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

function idOf(app: string, run: number): string {
  return `containerd://${`${run}`.padStart(4, '0')}${app.padEnd(60, '0')}`;
}

interface Loop {
  /** Since its last run, of five seconds, ended. */
  readonly secondsAgo?: number;
  /** By default the number of the run. */
  readonly restarts?: number;
}

/** A pod whose container has run so many times and is held back. */
function loopingPod(app: string, run: number, loop: Loop = {}): KubeJson {
  const { secondsAgo = 10, restarts = run } = loop;
  const terminated = {
    exitCode: 1,
    reason: 'Error',
    startedAt: at(secondsAgo + 5),
    finishedAt: at(secondsAgo),
    containerID: idOf(app, run),
  };
  return readyPod(app, {
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', lastTransitionTime: at(3_600) }],
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: restarts,
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
          lastState: { terminated },
        },
      ],
    },
  });
}

function say(server: FakeApiServer, app: string, text: string, secondsAgo = 11): void {
  const ref = { namespace: 'shop', pod: `${app}-1`, container: 'app', previous: true };
  server.setLogs(ref, text, Date.now() - secondsAgo * 1000);
}

function fetches(server: FakeApiServer): number {
  return server.requests.filter(({ path }) => LOG_PATH.test(path)).length;
}

function statusOf(server: FakeApiServer, app: string): Record<string, unknown> {
  const object = server.store.list(HEALTHS).find(({ metadata }) => metadata.name === app);
  const status = object?.['status'];
  return isRecord(status) ? status : {};
}

function codesOf(server: FakeApiServer, app: string): readonly unknown[] {
  return [statusOf(server, app)['diagnoses']].flat().flatMap((it) => {
    return isRecord(it) && it['state'] === 'active' ? [it['code']] : [];
  });
}

/** Those of the first diagnosis. */
function logsOf(server: FakeApiServer, app: string): readonly Record<string, unknown>[] {
  const [first] = [statusOf(server, app)['diagnoses']].flat();
  const logs = isRecord(first) ? first['logs'] : undefined;
  return Array.isArray(logs) ? logs.filter(isRecord) : [];
}

function linesOf(server: FakeApiServer, app: string): unknown {
  return logsOf(server, app)[0]?.['lines'];
}

/** With other instants and numbers each time, as a program that dies of the same writes them. */
function goCrash(port: number): string {
  const panic = `dial tcp 10.0.0.${port}:5432: connect: connection refused`;
  return `${at(11)} starting on ${port}\npanic: ${panic}\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\n`;
}

function objectWith(logs: Readonly<Record<string, unknown>>): KubeJson {
  return {
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'ServiceHealth',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { logs },
  };
}

describe('the last words of a crash', () => {
  test('stand in the report after the restart', async () => {
    const server = await startServer();
    server.store.put(readyPod('web'));
    await startOperator(server);
    await until(() => statusOf(server, 'web')['health'] === 'Healthy');
    say(server, 'web', goCrash(1));
    server.store.put(loopingPod('web', 1));
    await until(() => logsOf(server, 'web').length > 0);
    expect(logsOf(server, 'web')).toEqual([
      {
        pod: 'web-1',
        container: 'app',
        previous: true,
        run: '0001web000000',
        time: expect.stringMatching(/Z$/),
        lines: [
          expect.stringContaining('starting on 1'),
          'panic: dial tcp 10.0.0.1:5432: connect: connection refused',
          'goroutine 1 [running]:',
          'main.main()',
          '\t/app/main.go:12 +0x1d',
        ],
        failure: {
          type: 'panic',
          message: 'dial tcp 10.0.0.1:5432: connect: connection refused',
        },
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        pods: 1,
        redactions: 0,
        truncated: false,
      },
    ]);
  });

  test('are written once while each run says the same with other numbers', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1), 61);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    await pause(1_500);
    const [lines, writes] = [linesOf(server, 'web'), statusWrites(server, 'web')];
    for (const run of [4, 5, 6]) {
      say(server, 'web', goCrash(run), 71 - 10 * run);
      server.store.put(loopingPod('web', run, { secondsAgo: 70 - 10 * run, restarts: 3 }));
      await until(() => fetches(server) === run - 2);
    }
    await pause(1_500);
    expect([linesOf(server, 'web'), statusWrites(server, 'web')]).toEqual([lines, writes]);
  });

  test('are neither lost nor read again when the operator is started anew', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1));
    server.store.put(loopingPod('web', 3));
    const first = await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    await pause(1_500);
    await first.stop();
    const before = [fetches(server), statusWrites(server, 'web'), statusOf(server, 'web')];
    await startOperator(server);
    await pause(2_000);
    expect([fetches(server), statusWrites(server, 'web'), statusOf(server, 'web')]).toEqual(before);
    expect(linesOf(server, 'web')).toContain('main.main()');
  });

  test('of another way to die come first, and the one before stays', async () => {
    const server = await startServer();
    // Of neither do the words say why, so both are of one diagnosis.
    say(server, 'web', goCrash(1).replace(/dial tcp.*/, 'close of closed channel'), 61);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    say(server, 'web', 'FATAL no such table: orders\n');
    server.store.put(loopingPod('web', 4));
    await until(() => logsOf(server, 'web').length === 2);
    expect(logsOf(server, 'web').map(({ lines }) => [lines].flat().at(-1))).toEqual([
      'FATAL no such table: orders',
      '\t/app/main.go:12 +0x1d',
    ]);
  });

  test('make the diagnosis while they say why, and no longer', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1), 61);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => codesOf(server, 'web').includes('DependencyUnreachable'));
    say(server, 'web', 'FATAL no such table: orders\n');
    server.store.put(loopingPod('web', 4));
    await until(() => codesOf(server, 'web').includes('AppError'));
    expect(codesOf(server, 'web')).toEqual(['AppError']);
  });
});

describe('what is no log of this run', () => {
  test('the words of the kubelet about a container that is gone leave the report as it is', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1), 61);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    const lines = linesOf(server, 'web');
    say(server, 'web', `unable to retrieve container logs for ${idOf('web', 4)}`);
    server.store.put(loopingPod('web', 4));
    await until(() => fetches(server) === 2);
    await pause(1_000);
    expect([linesOf(server, 'web'), fetches(server)]).toEqual([lines, 2]);
  });

  test('lines that are younger than its end are those of a run that the API server has not told of', async () => {
    const server = await startServer();
    say(server, 'web', 'the next run\n', 20);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => fetches(server) === 1);
    say(server, 'web', 'FATAL this run\n', 62);
    await until(() => linesOf(server, 'web') !== undefined);
    expect(linesOf(server, 'web')).toEqual(['FATAL this run']);
  });

  test('an answer during which the pod went on to another run is thrown away', async () => {
    const server = await startServer();
    server.plan({ match: { path: LOG_PATH }, fault: { kind: 'delay', ms: 1_500 } });
    say(server, 'web', 'run 3\n', 61);
    server.store.put(loopingPod('web', 3, { secondsAgo: 60 }));
    await startOperator(server);
    await until(() => fetches(server) === 1);
    say(server, 'web', 'run 4\n');
    server.store.put(loopingPod('web', 4));
    await until(() => linesOf(server, 'web') !== undefined);
    expect(logsOf(server, 'web').map(({ lines, run }) => [lines, run])).toEqual([
      [['run 4'], '0004web000000'],
    ]);
  });
});

describe('a container', () => {
  test('that never ran has no log, and the report says so', async () => {
    const server = await startServer();
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "nowhere/a:1"' };
    const [status] = [{ name: 'app', ready: false, restartCount: 0, state: { waiting } }];
    server.store.put(
      readyPod('web', { status: { phase: 'Pending', containerStatuses: [status] } }),
    );
    await startOperator(server);
    await until(() => logsOf(server, 'web').length > 0);
    await pause(500);
    expect([logsOf(server, 'web'), fetches(server)]).toEqual([
      [
        {
          pod: 'web-1',
          container: 'app',
          previous: false,
          note: 'The container has never run, so it has no log.',
        },
      ],
      0,
    ]);
  });

  test('that is not started again is quoted from its current log', async () => {
    const server = await startServer();
    const ref = { namespace: 'shop', pod: 'web-1', container: 'app', previous: false };
    server.setLogs(ref, 'FATAL no table orders\n', Date.now() - 31_000);
    const { status } = loopingPod('web', 0, { secondsAgo: 30 });
    const { containerStatuses, ...rest } = Object(status);
    const [{ lastState, ...one }] = containerStatuses;
    const ended = { ...one, lastState: {}, state: lastState };
    server.store.put(
      readyPod('web', {
        spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'a:1' }] },
        status: { ...rest, phase: 'Failed', containerStatuses: [ended] },
      }),
    );
    await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    expect(linesOf(server, 'web')).toEqual(['FATAL no table orders']);
  });

  test('whose run wrote nothing is not asked again', async () => {
    const server = await startServer();
    say(server, 'web', '');
    server.store.put(loopingPod('web', 3));
    await startOperator(server);
    await until(() => logsOf(server, 'web').length > 0);
    await pause(1_000);
    expect([logsOf(server, 'web')[0]?.['note'], fetches(server)]).toEqual([
      'The run wrote nothing to its log.',
      1,
    ]);
  });

  test('that runs and is not ready is quoted from its present log', async () => {
    const server = await startServer();
    const ref = { namespace: 'shop', pod: 'web-1', container: 'app', previous: false };
    server.setLogs(ref, 'waiting for database at db:5432\n', Date.now() - 5_000);
    const probed = { name: 'app', image: 'a:1', readinessProbe: { httpGet: { port: 80 } } };
    const { status } = loopingPod('web', 0);
    server.store.put(
      readyPod('web', {
        spec: { containers: [probed] },
        status: {
          ...Object(status),
          containerStatuses: [
            {
              name: 'app',
              ready: false,
              started: true,
              restartCount: 0,
              containerID: idOf('web', 0),
              state: { running: { startedAt: at(3_600) } },
            },
          ],
        },
      }),
    );
    await startOperator(server);
    await until(() => linesOf(server, 'web') !== undefined);
    const [{ lines, previous } = {}] = logsOf(server, 'web');
    expect([lines, previous]).toEqual([['waiting for database at db:5432'], false]);
  });
});

describe('logs that may not be read', () => {
  test('cost the quotes, and the report names the right that is missing', async () => {
    const server = await startServer({ forbidden: ['get pods/log'] });
    server.store.put(loopingPod('web', 3));
    const cluster = await startOperator(server);
    await until(() => statusOf(server, 'web')['topIssue'] !== undefined);
    await pause(1_000);
    const conditions = [statusOf(server, 'web')['conditions']].flat().filter(isRecord);
    const said = conditions.find(({ type }) => type === 'DataComplete');
    expect([said?.['status'], said?.['message'], fetches(server)]).toEqual([
      'False',
      'The operator may not get pods/log; add to its ClusterRole: {apiGroups: [""], resources: ["pods/log"], verbs: ["get"]}.',
      0,
    ]);
    expect(cluster.readiness()).toEqual({
      isReady: true,
      lines: ['pods/log (optional): refused'],
    });
  });

  test('with --logs off are not asked for, and nothing is missing', async () => {
    const server = await startServer({ forbidden: ['get pods/log'] });
    server.store.put(loopingPod('web', 3));
    const cluster = await startOperator(server, ['--logs', 'off']);
    await until(() => statusOf(server, 'web')['topIssue'] !== undefined);
    await pause(1_000);
    expect([fetches(server), logsOf(server, 'web'), cluster.readiness().lines]).toEqual([
      0,
      [],
      [],
    ]);
    expect(server.requests.filter(({ path }) => path.includes('authorization'))).toEqual([]);
  });
});

describe('a team', () => {
  const linkTemplate = 'https://logs.example/{cluster}/{namespace}?pod={pod}&c={container}';
  const url = 'https://logs.example/a%2Fb/shop?pod=web-1&c=app';

  test('that wants no quotes gets links, and no log is read', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1));
    server.store.put(objectWith({ placement: 'None', linkTemplate }));
    server.store.put(loopingPod('web', 3));
    await startOperator(server, ['--cluster-name', 'a/b']);
    await until(() => logsOf(server, 'web').length > 0);
    await pause(500);
    expect([logsOf(server, 'web'), fetches(server)]).toEqual([
      [{ pod: 'web-1', container: 'app', previous: true, url }],
      0,
    ]);
  });

  test('that wants two lines and a link gets the two that say most', async () => {
    const server = await startServer();
    say(server, 'web', goCrash(1));
    server.store.put(objectWith({ maxLines: 2, linkTemplate }));
    server.store.put(loopingPod('web', 3));
    await startOperator(server, ['--cluster-name', 'a/b']);
    await until(() => linesOf(server, 'web') !== undefined);
    const [log] = logsOf(server, 'web');
    expect([log?.['lines'], log?.['url']]).toEqual([
      ['panic: dial tcp 10.0.0.1:5432: connect: connection refused', 'main.main()'],
      url,
    ]);
  });
});
