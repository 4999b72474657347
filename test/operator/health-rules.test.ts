// Rules of the platform team, from their object to the reports of services, and back to their own status.
import { expect, test } from 'vitest';
import type { FakeApiServer, KubeJson } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords } from './support.ts';

const RULES = 'servicehealth.dev/v1alpha1/healthrules';

/** The instant so many seconds from now. */
function at(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}

/** A pod in a crash loop, whose container says this at its end. */
function crashingPod(app: string, exitCode: number, message = ''): KubeJson {
  const ended = {
    exitCode,
    reason: 'Error',
    message,
    startedAt: at(-40),
    finishedAt: at(-35),
  };
  return readyPod(app, {
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

function rule(
  name: string,
  spec: Readonly<Record<string, unknown>>,
  generation = 1,
  createdSeconds = -60,
): KubeJson {
  return {
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'HealthRule',
    metadata: { name, generation, creationTimestamp: at(createdSeconds) },
    spec,
  };
}

const LOCKED = {
  code: 'AcmeLedgerLocked',
  match: { exitCodes: [42] },
  diagnosis: {
    title: '{Who} finds the ledger locked',
    explanation:
      '{Who} ended with exit code {exitCode}, by which the ledger says that it is locked.',
    fixes: ['Ask #ledger to unlock it.'],
    commands: ['{kubectl} logs {pod} --container {container}{previous}'],
    link: 'https://runbooks.acme.example/ledger-locked',
    // As the API server stores it: the default is filled in.
    severity: 'error',
  },
};

function diagnosesOf(server: FakeApiServer, service: string): readonly Record<string, unknown>[] {
  const object = server.store.get({ resource: HEALTHS, namespace: 'shop', name: service });
  return Object(Object(object)['status'])['diagnoses'] ?? [];
}

function codesOf(server: FakeApiServer, service: string): readonly string[] {
  return diagnosesOf(server, service).map(({ code, state }) => [code, state].join(' '));
}

/** "Ready/Stalled reason: message" of a rule. */
function verdictOf(server: FakeApiServer, name: string): string {
  const object = server.store.get({ resource: RULES, name });
  const conditions: readonly Record<string, string>[] =
    Object(Object(object)['status'])['conditions'] ?? [];
  const ready = conditions.find(({ type }) => type === 'Ready');
  const stalled = conditions.find(({ type }) => type === 'Stalled');
  return `${ready?.['status']}/${stalled?.['status']} ${ready?.['reason']}: ${ready?.['message']}`;
}

function ruleWrites(server: FakeApiServer): number {
  return server.requests.filter(
    ({ method, path }) => method === 'PATCH' && path.includes('/healthrules/'),
  ).length;
}

test('a rule appears and its diagnosis with it; the rule goes and the built-in one is back', async () => {
  const server = await startServer();
  server.store.put(crashingPod('web', 42));
  await startOperator(server);
  await until(() => codesOf(server, 'web').includes('AppError active'));
  server.store.put(rule('ledger', LOCKED));
  await until(() => codesOf(server, 'web').includes('AcmeLedgerLocked active'));
  expect(diagnosesOf(server, 'web')).toMatchObject([
    {
      code: 'AcmeLedgerLocked',
      rule: 'ledger',
      severity: 'error',
      confidence: 'confirmed',
      reason: 'CrashLoopBackOff',
      title: 'Container "app" finds the ledger locked',
      explanation:
        'Container "app" ended with exit code 42, by which the ledger says that it is locked.',
      fixes: ['Ask #ledger to unlock it.'],
      commands: ['kubectl --namespace shop logs web-1 --container app --previous'],
      runbookURL: 'https://runbooks.acme.example/ledger-locked',
    },
  ]);
  expect(diagnosesOf(server, 'web')[0]).not.toHaveProperty('docURL');
  await until(() => verdictOf(server, 'ledger') === 'True/False RuleInUse: The rule is used.');
  server.store.remove({ resource: RULES, name: 'ledger' });
  await until(() => codesOf(server, 'web').join() === 'AppError active');
});

test('a rule that cannot be used says why and changes nothing else', async () => {
  const server = await startServer();
  server.store.put(crashingPod('web', 42, 'panic: boom'));
  const bad = {
    code: 'AcmeBad',
    match: { messagePattern: '(boom' },
    diagnosis: {
      ...LOCKED.diagnosis,
      title: '{Who} booms',
      explanation: '{Who} says boom.',
      commands: ['{kubectl} describe {workloadPath}'],
    },
  };
  server.store.put(rule('bad', bad));
  server.store.put(rule('ledger', LOCKED));
  await startOperator(server);
  await until(() => codesOf(server, 'web').join() === 'AcmeLedgerLocked active');
  await until(() => verdictOf(server, 'bad').startsWith('False'));
  expect(verdictOf(server, 'bad')).toBe(
    'False/True BadPattern: spec.match.messagePattern: error parsing regexp: missing closing ): `(boom`',
  );
  const status = Object(Object(server.store.get({ resource: RULES, name: 'bad' }))['status']);
  expect(status).toMatchObject({
    observedGeneration: 1,
    conditions: [
      { type: 'Ready', status: 'False', observedGeneration: 1, reason: 'BadPattern' },
      { type: 'Stalled', status: 'True', observedGeneration: 1, reason: 'BadPattern' },
    ],
  });
  server.store.put(rule('bad', { ...bad, match: { messagePattern: 'boom' } }, 2));
  await until(() => verdictOf(server, 'bad').startsWith('True'));
  await until(() => codesOf(server, 'web').length === 2);
});

test('a status that says it all is not written again, whatever else happens', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.store.put(rule('ledger', LOCKED));
  await startOperator(server);
  await until(() => verdictOf(server, 'ledger').startsWith('True'));
  await pause(600);
  expect(ruleWrites(server)).toBe(1);
  const [write] = server.requests.filter(({ path }) => path.includes('/healthrules/'));
  expect(write?.path).toContain('/healthrules/ledger/status');
  server.store.put(rule('other', { ...LOCKED, code: 'AcmeOther' }));
  await until(() => verdictOf(server, 'other').startsWith('True'));
  await pause(600);
  expect(ruleWrites(server)).toBe(2);
});

test('two operators write each status once between them, or twice if both saw none', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  const first = await startOperator(server);
  await until(() => first.readiness().isReady);
  const second = await startOperator(server);
  await until(() => second.readiness().isReady);
  await untilWords(server, { 'shop/good': 'Healthy' });
  server.store.put(rule('ledger', LOCKED));
  await until(() => verdictOf(server, 'ledger').startsWith('True'));
  await pause(1_500);
  expect(ruleWrites(server)).toBeLessThanOrEqual(2);
  const managers = Object(
    Object(Object(server.store.get({ resource: RULES, name: 'ledger' }))['metadata'])[
      'managedFields'
    ],
  ).map(({ manager, subresource }: Record<string, string>) => `${manager} ${subresource}`);
  expect(managers).toStrictEqual(['servicehealth status']);
});

test('an annotation adds to a built-in diagnosis, within its scope', async () => {
  const server = await startServer();
  server.store.put(crashingPod('web', 1));
  server.store.put(crashingPod('api', 1));
  server.store.put(
    rule('runbook', {
      code: 'AppError',
      scope: { services: ['web'] },
      annotate: {
        runbookURL: 'https://runbooks.acme.example/app-error',
        links: [{ name: 'Logs', url: 'https://logs.acme.example/?q=web' }],
        sentence: 'On call: #shop.',
      },
    }),
  );
  await startOperator(server);
  await until(() => diagnosesOf(server, 'web')[0]?.['note'] !== undefined);
  expect(diagnosesOf(server, 'web')[0]).toMatchObject({
    code: 'AppError',
    runbookURL: 'https://runbooks.acme.example/app-error',
    links: [{ name: 'Logs', url: 'https://logs.acme.example/?q=web' }],
    note: 'On call: #shop.',
  });
  await until(() => diagnosesOf(server, 'api').length === 1);
  expect(diagnosesOf(server, 'api')[0]).not.toHaveProperty('note');
});

function silence(untilTime: string): Readonly<Record<string, unknown>> {
  return {
    code: 'AppError',
    scope: { namespaces: ['shop'], labels: { app: 'web' } },
    silence: { untilTime, justification: 'Fixed by SHOP-12.', owner: 'team-shop' },
  };
}

test('a silence keeps a diagnosis listed with who and why, until its time is over', async () => {
  const server = await startServer();
  server.store.put(crashingPod('web', 1));
  server.store.put(rule('known', silence('2100-01-01T00:00:00Z')));
  await startOperator(server);
  await until(() => codesOf(server, 'web').join() === 'AppError ignored');
  expect(diagnosesOf(server, 'web')[0]?.['ignored']).toStrictEqual({
    by: 'HealthRule/known (team-shop)',
    untilTime: '2100-01-01T00:00:00Z',
    justification: 'Fixed by SHOP-12.',
  });
  // Nothing tells the operator of the end: it has to look by itself.
  const untilTime = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000).toISOString();
  server.store.put(rule('known', silence(untilTime), 2));
  await until(() => codesOf(server, 'web').join() === 'AppError active');
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(untilTime) - 1_000);
  expect(diagnosesOf(server, 'web')[0]).not.toHaveProperty('ignored');
});

test('without the CRD the operator works, and says what is missing', async () => {
  const server = await startServer({ absent: [RULES] });
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  await until(() => cluster.readiness().isReady);
  expect(cluster.readiness().lines.join('\n')).toMatch(/^healthrules \(optional\): absent/);
  const object = server.store.get({ resource: HEALTHS, namespace: 'shop', name: 'good' });
  expect(JSON.stringify(object)).toContain('The cluster does not serve healthrules.');
  server.setAbsent([]);
  server.store.put(crashingPod('web', 42));
  server.store.put(rule('ledger', LOCKED));
  await until(() => codesOf(server, 'web').includes('AcmeLedgerLocked active'));
});

test('without the right to write their status rules are used all the same, and it is said', async () => {
  const server = await startServer({ forbidden: ['patch healthrules/status'] });
  server.store.put(crashingPod('web', 42));
  server.store.put(rule('ledger', LOCKED));
  const cluster = await startOperator(server);
  await until(() => codesOf(server, 'web').includes('AcmeLedgerLocked active'));
  await until(() =>
    cluster.readiness().lines.some((line) => line.startsWith('healthrules/status: ')),
  );
  expect(cluster.readiness().isReady).toBe(true);
});
