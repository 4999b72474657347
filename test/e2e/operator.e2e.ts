// The whole product on a real cluster, in the order of its life: too early, at work, asked by kubectl, restarted, ended.
// Each test builds on the ones before it; the first that fails is the one to read.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadScenario } from '../zoo/scenario.ts';
import { grantGeneratedRoles, grantOwnGroup, installResourceType, makeAccount } from './access.ts';
import { Conformance } from './conformance.ts';
import { kubectl, kubectlMust } from './kubectl.ts';
import { LimitedRole } from './limited-role.ts';
import { type LiveScenario, liveAnswers, liveComplaints, withoutConsequences } from './live.ts';
import { logComplaints, repetitions } from './log-check.ts';
import { type Ending, OperatorProcess, operatorLog } from './operator-process.ts';
import { type OutageStory, outageMs, recoveryMs, runOutage } from './outage.ts';
import { beginPhase } from './phases.ts';
import { recordedAnswers } from './recorded-answers.ts';
import { forgotten, memoryOf } from './restart.ts';
import { outputFolder, readRun } from './run.ts';
import { describeTold, untold } from './time-to-answer.ts';
import { waitUntil } from './wait.ts';
import { wordsCases } from './words/cases.ts';
import { complaintsOf, describeQuotes } from './words/judge.ts';
import { LastWords } from './words/last-words.ts';
import { wordsNamespace } from './words/objects.ts';
import { rowsOf, servicesThatAre, wordsIn } from './words.ts';
import { limitedNamespace, outageNamespace } from './workloads.ts';
import { countWrites, describeCounts, describeExcess, isUncalledFor } from './write-count.ts';
import { ZooRun } from './zoo-run.ts';

const minute = 60_000;
/** A refused or absent source is asked for again after 20 to 45 s. */
const mendedMs = 60_000;
/** From the pod status that shows an end to the report that quotes its log. */
const quotedMs = 5_000;

const run = readRun(process.env);
const scenarios = run.scenarios.map(loadScenario);
const zoo = new ZooRun(run, scenarios, [outageNamespace, wordsNamespace]);
const lastWords = new LastWords(run, zoo.collector);
const limited = new LimitedRole(run);
const conformance = new Conformance(run);
let operator: OperatorProcess;

function complaintsAbout(live: LiveScenario): readonly string[] {
  return liveComplaints(zoo.collector, live, zoo.endOf(live));
}

beforeAll(async () => {
  const kubeconfig = await makeAccount(run);
  beginPhase('the operator is too early');
  const others = [limitedNamespace, ...conformance.namespaces];
  const flags = ['--exclude-namespaces', others.join(',')];
  operator = new OperatorProcess({ name: 'operator', kubeconfig, flags });
  await grantOwnGroup(run);
  await operator.start();
});

afterAll(async () => {
  await zoo.stop();
  await limited.stop();
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

  test('recovers by itself once it has both', { timeout: mendedMs + minute }, async () => {
    await installResourceType(run);
    await grantGeneratedRoles(run);
    await operator.waitUntilReady(mendedMs);
    expect(operator.isUp).toBe(true);
  });
});

describe('with the zoo applied', () => {
  beforeAll(async () => {
    beginPhase('the zoo is applied');
    await zoo.apply();
    beginPhase('the zoo is watched; beside it the limited role and the conformance');
    const wanted = { 'limited-good': 'Healthy', 'limited-bad': 'Unhealthy AppError' };
    await Promise.all([zoo.watch(), limited.tell(wanted), conformance.compare()]);
    beginPhase('the answers are judged, and kubectl is asked');
  }, 40 * minute);

  test('nothing was missed by those who watch', () => {
    zoo.collector.assertComplete();
    zoo.sampler.assertComplete();
    expect(operator.isUp).toBe(true);
  });

  test.each(scenarios.map(({ name }) => name))('%s is told as promised', (name) => {
    const live = zoo.live.find(({ scenario }) => scenario.name === name);
    const complaints = live === undefined ? ['it was not applied'] : complaintsAbout(live);
    expect(complaints.join('\n\n'), `see .tmp/e2e/timelines/${name}.txt`).toBe('');
  });

  test('there is one report for each service and none besides', () => {
    const expected = scenarios.map(({ namespace, expected: { services } }) => {
      return [namespace, services.map(({ name }) => name).toSorted()];
    });
    const found = scenarios.map(({ namespace }) => [namespace, zoo.collector.namesIn(namespace)]);
    expect(found).toEqual(expected);
  });

  test('each fault that the API tells of is told with its cause', async () => {
    const told = zoo.live.flatMap((live) => liveAnswers(zoo.collector, live));
    const table = describeTold(told, await recordedAnswers(scenarios));
    writeFileSync(join(outputFolder, 'time-to-answer.txt'), `${table}\n`);
    process.stderr.write(`${table}\n`);
    expect(untold(told)).toEqual([]);
  });

  test('the printed columns of every pod are ours', () => {
    process.stderr.write(
      `${zoo.sampler.samples} pod rows compared, STATUS was ${zoo.sampler.statuses.join(', ')}\n`,
    );
    expect(zoo.sampler.differences.join('\n')).toBe('');
  });
});

if (run.isWholeZoo) {
  test('at least 200 rows of the whole zoo were compared', () => {
    expect(zoo.sampler.samples).toBeGreaterThanOrEqual(200);
  });
}

if (run.stretchMs > 0) {
  test(`in ${run.stretchMs / 1000} s there is at most one write for each restart`, () => {
    const counts = zoo.live.flatMap((live) => countWrites(zoo.collector, live, live.stretch));
    process.stderr.write(`${describeCounts(counts)}\n`);
    expect(describeExcess(counts)).toBe('');
  });
}

describe('an operator whose role lacks "list deployments"', () => {
  test('is not ready, says so, and calls every service Unknown', () => {
    const { wordsBefore, isReadyBefore, readinessBefore } = limited.story;
    expect(wordsBefore).toEqual({
      'limited-good': 'Unknown CannotObserve',
      'limited-bad': 'Unknown CannotObserve',
    });
    expect(isReadyBefore).toBe(false);
    expect(readinessBefore).toMatch(/^deployments in .*refused, .*cannot list resource/m);
  });

  test('gives the rule that mends it, and is right within a minute of getting it', () => {
    const { rule, mendedMs: tookMs, wordsAfter } = limited.story;
    process.stderr.write(`right ${(tookMs / 1000).toFixed(1)} s after the rule was granted\n`);
    expect(rule).toEqual({
      apiGroups: ['apps'],
      resources: ['deployments'],
      verbs: ['get', 'list', 'watch'],
    });
    expect(wordsAfter).toEqual({ 'limited-good': 'Healthy', 'limited-bad': 'Unhealthy AppError' });
    expect(tookMs).toBeLessThanOrEqual(mendedMs);
  });
});

test('the fake API server and its kubectl differ from this one only where its list says so', () => {
  expect(conformance.complaints.join('\n')).toBe('');
});

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
    for (const [key, word] of wordsIn(zoo.collector)) {
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
      expect(rowsOf(table, zoo.collector)).toEqual(servicesThatAre(word, zoo.collector));
    },
  );

  test('waits for Healthy: at once where all is well, in vain where it is not', async () => {
    for (const [word, code] of [
      ['Healthy', 0],
      ['Unhealthy', 1],
    ] as const) {
      const [service] = servicesThatAre(word, zoo.collector);
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

if (run.hasOutage && run.stateFolder === '') {
  process.stderr.write(
    'no outage: the API server of a cluster that was given is not ours to kill\n',
  );
} else if (run.hasOutage) {
  describe(`while the API server is away for ${outageMs / 1000} s`, () => {
    let story: OutageStory;

    beforeAll(async () => {
      if (zoo.live.length < scenarios.length) throw new Error('the zoo was not applied');
      beginPhase('the API server is away, and comes back');
      story = await runOutage(run, zoo, operator);
    }, 8 * minute);

    test('the operator stays up and says in its readiness what it lacks', () => {
      expect(story.wasDown).toBe(false);
      expect(story.toldMs ?? 'not told').toBeLessThan(30_000);
      expect(story.told).toMatch(/^pods: stale, /m);
    });

    test('it is ready and right again within 30 s of the return', () => {
      expect(story.rightMs ?? 'not in time').toBeLessThanOrEqual(recoveryMs);
    });

    test('what crashed meanwhile is told as soon as the kubelet tells it', () => {
      expect(story.crashToldMs ?? 'not in time').toBeLessThanOrEqual(recoveryMs);
    });

    test('nothing wrong is written, then or later', () => {
      zoo.collector.assertComplete();
      const lasting = zoo.present.map(withoutConsequences);
      expect(lasting.flatMap(complaintsAbout).join('\n\n')).toBe('');
    });

    test('nothing is written for a service that did not change', () => {
      process.stderr.write(`${describeCounts(story.counts, isUncalledFor)}\n`);
      expect(describeExcess(story.counts, isUncalledFor)).toBe('');
    });

    test('the log tells of it without repeating itself', () => {
      expect(repetitions(story.log)).toEqual([]);
    });
  });
}

describe('with containers that crash', () => {
  beforeAll(async () => {
    beginPhase('containers write their last words');
    await lastWords.play();
  }, 3 * minute);

  afterAll(() => lastWords.remove(), 3 * minute);

  test.each(wordsCases)('$name: the report quotes what a developer must read', (one) => {
    expect(complaintsOf(one, zoo.collector)).toEqual([]);
  });

  test(`each is quoted ${quotedMs / 1000} s after its end at the latest`, () => {
    const { quotes } = lastWords;
    const table = describeQuotes(quotes);
    writeFileSync(join(outputFolder, 'last-words.txt'), `${table}\n`);
    process.stderr.write(`${table}\n`);
    const expected = wordsCases.filter(({ expected: { lines } }) => lines.length > 0);
    expect([...new Set(quotes.map(({ name }) => name))]).toEqual(
      expect.arrayContaining(expected.map(({ name }) => name)),
    );
    expect(quotes.filter(({ tookMs }) => tookMs > quotedMs)).toEqual([]);
  });

  test('a restart that ends of the same thing changes no quote', () => {
    const { quotes } = lastWords;
    expect(quotes.filter(({ restarts }) => restarts >= 2).length).toBeGreaterThanOrEqual(12);
    expect(quotes.filter(({ variants }) => variants > 0)).toEqual([]);
  });

  test('no planted secret is in anything that the operator writes', async () => {
    expect(await lastWords.planted()).toEqual(['log', 'pods', 'events']);
    expect(await lastWords.leaks(operator)).toEqual([]);
  });
});

describe('the operator', () => {
  beforeAll(() => beginPhase('the operator is restarted and ended'));

  test('logs fields of its list only, and nothing that pods or events say', () => {
    expect(logComplaints(operatorLog(), zoo.collector)).toEqual([]);
  });

  test('says the same after it was killed and started again', { timeout: 2 * minute }, async () => {
    const reports = [...zoo.collector.reports];
    const ending = await operator.kill();
    expect(ending.signal).toBe('SIGKILL');
    await operator.start();
    await operator.waitUntilReady(30_000);
    await sleep(20_000);
    zoo.judgeUntilNow();
    const nowMs = Date.now();
    const after = memoryOf(zoo.collector.reports, nowMs);
    expect(forgotten(memoryOf(reports, nowMs), after).join('\n')).toBe('');
  });

  test('ends within five seconds when it is asked to', async () => {
    const ending: Ending = await operator.stop();
    expect(ending).toMatchObject({ code: 0, signal: null });
    expect(ending.tookMs).toBeLessThan(5_000);
  });
});
