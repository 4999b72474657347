// The whole product on a real cluster, in the order of its life: too early, at work, asked by kubectl, restarted, ended.
// Each test builds on the ones before it; the first that fails is the one to read.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../zoo/scenario.ts';
import { grantGeneratedRoles, grantOwnGroup, installResourceType, makeAccount } from './access.ts';
import { kubectl, kubectlMust } from './kubectl.ts';
import { liveComplaints } from './live.ts';
import { logComplaints } from './log-check.ts';
import { type Ending, OperatorProcess, operatorLog } from './operator-process.ts';
import { forgotten, memoryOf } from './restart.ts';
import { readRun } from './run.ts';
import { waitUntil } from './wait.ts';
import { countWrites, describeCounts, describeExcess } from './write-count.ts';
import { ZooRun } from './zoo-run.ts';

const minute = 60_000;
/** A refused or absent source is asked for again after 30 to 60 s. */
const recoveryMs = 90_000;

const run = readRun(process.env);
const scenarios = run.scenarios.map(loadScenario);
const zoo = new ZooRun(run, scenarios);
let operator: OperatorProcess;

/** The newest words by "namespace/name". */
function words(): ReadonlyMap<string, string> {
  return new Map(
    zoo.collector.reports.map(({ namespace, name, status }) => {
      return [`${namespace}/${name}`, status.health ?? ''];
    }),
  );
}

function servicesThatAre(word: string): readonly string[] {
  return [...words()]
    .filter(([, health]) => health === word)
    .map(([key]) => key)
    .toSorted();
}

/** "namespace/name" of each row; a cluster that was given may hold more than the zoo. */
function rowsOf(table: string): readonly string[] {
  const [, ...rows] = table.trimEnd().split('\n');
  return rows
    .map((row) => row.split(/\s+/).slice(0, 2))
    .filter(([namespace = '']) => zoo.collector.namespaces.includes(namespace))
    .map((cells) => cells.join('/'))
    .toSorted();
}

beforeAll(async () => {
  operator = new OperatorProcess(await makeAccount(run));
  await grantOwnGroup(run);
  await operator.start();
});

afterAll(async () => {
  await zoo.stop();
  if (operator.isUp) await operator.stop();
});

describe('started without its resource type and without its role, the operator', () => {
  test('is alive, is not ready, and says what it misses', async () => {
    const answer = await waitUntil(
      { what: 'the sources to be asked', limitMs: 20_000 },
      async () => {
        const { status, text } = await operator.get('/readyz');
        const isTold = /servicehealths: absent/.test(text) && /pods: refused/.test(text);
        return isTold ? { status, text } : undefined;
      },
    );
    expect(answer.status).toBe(503);
    expect(answer.text).toMatch(/pods: refused, .*cannot (list|watch) resource "pods"/);
    expect(await operator.get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
  });

  test('recovers by itself once it has both', { timeout: recoveryMs + minute }, async () => {
    await installResourceType(run);
    await grantGeneratedRoles(run);
    await operator.waitUntilReady(recoveryMs);
    expect(operator.isUp).toBe(true);
  });
});

describe('with the zoo applied', () => {
  beforeAll(() => zoo.run(), 16 * minute);

  test('nothing was missed by those who watch', () => {
    zoo.collector.assertComplete();
    zoo.sampler.assertComplete();
    expect(operator.isUp).toBe(true);
  });

  test.each(scenarios.map(({ name }) => name))('%s is told as promised', (name) => {
    const live = zoo.live.find(({ scenario }) => scenario.name === name);
    const complaints =
      live === undefined ? ['it was not applied'] : liveComplaints(zoo.collector, live, zoo.endMs);
    expect(complaints.join('\n\n'), `see .tmp/e2e/timelines/${name}.txt`).toBe('');
  });

  test('there is one report for each service and none besides', () => {
    const expected = scenarios.map(({ namespace, expected: { services } }) => {
      return [namespace, services.map(({ name }) => name).toSorted()];
    });
    const found = scenarios.map(({ namespace }) => [namespace, zoo.collector.namesIn(namespace)]);
    expect(found).toEqual(expected);
  });

  test('the printed columns of every pod are ours', () => {
    process.stderr.write(
      `${zoo.sampler.samples} pod rows compared, STATUS was ${zoo.sampler.statuses.join(', ')}\n`,
    );
    expect(zoo.sampler.differences.join('\n')).toBe('');
  });
});

if (run.isWholeZoo) {
  describe('with the whole zoo applied', () => {
    test('at least 200 rows were compared', () => {
      expect(zoo.sampler.samples).toBeGreaterThanOrEqual(200);
    });

    test('in ten minutes there is at most one write for each restart', () => {
      const counts = zoo.live.flatMap((live) => countWrites(zoo.collector, live, zoo.stretch));
      const table = describeCounts(counts);
      process.stderr.write(`${table}\n`);
      expect(describeExcess(counts)).toBe('');
    });
  });
}

describe('kubectl', () => {
  test('lists every service with its word', async () => {
    const table = await kubectlMust(run, ['get', 'servicehealth', '--all-namespaces']);
    expect(table.split('\n')[0]?.split(/\s{2,}/)).toEqual([
      'NAMESPACE',
      'NAME',
      'HEALTH',
      'PODS',
      'ISSUES',
      'TOP-ISSUE',
      'SINCE',
      'AGE',
    ]);
    for (const [key, word] of words()) {
      const [namespace, name] = key.split('/');
      expect(table).toMatch(new RegExp(`^${namespace} +${name} +${word} `, 'm'));
    }
  });

  test('prints more with -o wide', async () => {
    const table = await kubectlMust(run, ['get', 'svch', '--all-namespaces', '-o', 'wide']);
    const head = table.split('\n')[0]?.split(/\s{2,}/) ?? [];
    expect(head.slice(8)).toEqual(['VERSIONS', 'RESTARTS', 'READY', 'SUMMARY']);
  });

  test('explains what a diagnosis is', async () => {
    const text = await kubectlMust(run, ['explain', 'servicehealth.status.diagnoses']);
    expect(text).toMatch(/FIELD: diagnoses/);
    expect(text).toMatch(/The problems, most important first\./);
    expect(text).toMatch(/^ {2}code\t/m);
  });

  test.each(['Degraded', 'Unhealthy', 'Healthy'])(
    'selects the services that are %s',
    async (word) => {
      const select = ['--all-namespaces', '--field-selector', `status.health=${word}`];
      const table = await kubectlMust(run, ['get', 'servicehealth', ...select]);
      expect(rowsOf(table)).toEqual(servicesThatAre(word));
    },
  );

  test('waits for Healthy: at once where all is well, in vain where it is not', async () => {
    for (const [word, code] of [
      ['Healthy', 0],
      ['Unhealthy', 1],
    ] as const) {
      const [service] = servicesThatAre(word);
      if (service === undefined) continue;
      const [namespace = '', name = ''] = service.split('/');
      const wait = ['wait', '--for=condition=Healthy', `servicehealth/${name}`, '--timeout=3s'];
      const answer = await kubectl(run, ['--namespace', namespace, ...wait]);
      expect([service, answer.code, answer.stderr]).toEqual([
        service,
        code,
        code === 0 ? '' : expect.stringContaining('timed out waiting for the condition'),
      ]);
    }
  });
});

describe('the operator', () => {
  test('logs fields of its list only, and nothing that pods or events say', () => {
    expect(logComplaints(operatorLog(), zoo.collector)).toEqual([]);
  });

  test('says the same after a restart', { timeout: 2 * minute }, async () => {
    const before = memoryOf(zoo.collector);
    await operator.stop();
    await operator.start();
    await operator.waitUntilReady(30_000);
    await sleep(20_000);
    zoo.writeTimelines();
    expect(forgotten(before, memoryOf(zoo.collector)).join('\n')).toBe('');
  });

  test('ends within five seconds when it is asked to', async () => {
    const ending: Ending = await operator.stop();
    expect(ending).toMatchObject({ code: 0, signal: null });
    expect(ending.tookMs).toBeLessThan(5_000);
  });
});
