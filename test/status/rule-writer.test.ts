// When the status of a rule is written, and when not: before an API server of one function, with its own time.
import { expect, test } from 'vitest';
import type { HealthRuleFact } from '../../src/facts/index.ts';
import type { KubeRequest } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { RuleVerdict } from '../../src/own-rules/types.ts';
import { healthRuleSource } from '../../src/sources/healthrules.ts';
import { Interner } from '../../src/sources/intern.ts';
import { RuleWriter } from '../../src/status/rule-writer.ts';
import { FakeTimers } from '../index/fake-timers.ts';
import { NOON_MS } from './reports.ts';
import { listeningLog } from './writing.ts';

const USED: RuleVerdict = { isUsed: true };
const BAD: RuleVerdict = { isUsed: false, reason: 'BadPattern', message: 'missing )' };

const source = healthRuleSource(new Interner());

function factOf(status: unknown, uid = 'u1'): HealthRuleFact {
  const fact = source.project({ metadata: { name: 'ledger', uid, generation: 2 }, status });
  if (fact === undefined) throw new Error('a rule has a name and a uid');
  return fact;
}

function start(refusal?: ApiError) {
  const timers = new FakeTimers();
  const { log, lines } = listeningLog();
  const sent: KubeRequest[] = [];
  const client = {
    serverNow: () => NOON_MS + timers.nowMs,
    async request(request: KubeRequest): Promise<unknown> {
      sent.push(request);
      if (refusal !== undefined) throw refusal;
      return {};
    },
  };
  const writer = new RuleWriter({ client, log, timers });
  async function say(fact: HealthRuleFact, verdict: RuleVerdict): Promise<void> {
    writer.update([fact], new Map([[fact.uid, verdict]]));
    await timers.advance(0);
  }
  return { timers, sent, lines, writer, say };
}

/** The status that was sent last. */
function lastOf(sent: readonly KubeRequest[]): unknown {
  return Object(sent.at(-1)?.body).status;
}

test('says it with server-side apply, as the operator, about this very rule', async () => {
  const { sent, say } = start();
  await say(factOf({}), BAD);
  expect(sent).toMatchObject([
    {
      method: 'PATCH',
      path: '/apis/servicehealth.dev/v1alpha1/healthrules/ledger/status',
      query: { fieldManager: 'servicehealth', force: 'true' },
      contentType: 'application/apply-patch+yaml',
      body: {
        kind: 'HealthRule',
        metadata: { name: 'ledger', uid: 'u1' },
        status: {
          observedGeneration: 2,
          conditions: [
            { type: 'Ready', status: 'False', reason: 'BadPattern', message: 'missing )' },
            { type: 'Stalled', status: 'True', reason: 'BadPattern', message: 'missing )' },
          ],
        },
      },
    },
  ]);
});

test('what the rule says already is not said again', async () => {
  const { sent, say } = start();
  await say(factOf({}), USED);
  await say(factOf(lastOf(sent)), USED);
  expect(sent).toHaveLength(1);
});

test('a condition that stays as it is keeps its time', async () => {
  const { timers, sent, say } = start();
  await say(factOf({}), BAD);
  const first = lastOf(sent);
  await timers.advance(5_000);
  await say(factOf(first), { ...BAD, message: 'missing ]' });
  expect(lastOf(sent)).toMatchObject({
    conditions: [
      { message: 'missing ]', lastTransitionTime: Object(first).conditions[0].lastTransitionTime },
      { message: 'missing ]' },
    ],
  });
  await say(factOf(lastOf(sent)), USED);
  const [ready] = Object(lastOf(sent)).conditions;
  expect(ready.lastTransitionTime).not.toBe(Object(first).conditions[0].lastTransitionTime);
});

test('before its write has come back it is not repeated', async () => {
  const { timers, sent, say } = start();
  await say(factOf({}), USED);
  await say(factOf({}), USED);
  await timers.advance(59_000);
  expect(sent).toHaveLength(1);
});

test('an operator that sees it otherwise takes turns with it once a minute', async () => {
  const { timers, sent, say } = start();
  await say(factOf({}), USED);
  const other = start();
  await other.say(factOf(lastOf(sent)), BAD);
  await say(factOf(lastOf(other.sent)), USED);
  expect(sent).toHaveLength(1);
  await timers.advance(61_000);
  expect(sent).toHaveLength(2);
});

test('another verdict is said at once', async () => {
  const { sent, say } = start();
  await say(factOf({}), USED);
  await say(factOf(lastOf(sent)), BAD);
  expect(sent).toHaveLength(2);
});

test('whoever may not write says so once, and tries again', async () => {
  const { timers, sent, lines, writer, say } = start(
    new ApiError({ code: 403, reason: 'Forbidden', message: 'no', path: '/healthrules' }),
  );
  await say(factOf({}), USED);
  expect(writer.complaints()).toEqual([expect.stringMatching(/^healthrules\/status: .*no/)]);
  await timers.advance(31_000);
  expect([sent.length, lines.length]).toEqual([2, 1]);
  writer.update([], new Map());
  expect(writer.complaints()).toEqual([]);
});

test('a rule that is gone, or made anew under its name, is no trouble', async () => {
  for (const code of [404, 409]) {
    const { timers, sent, writer, say } = start(
      new ApiError({ code, reason: 'X', message: 'gone', path: '/healthrules' }),
    );
    await say(factOf({}), USED);
    await timers.advance(30_000);
    expect([sent.length, writer.complaints()]).toEqual([1, []]);
  }
});

test('after the stop nothing is sent', async () => {
  const { timers, sent, writer, say } = start();
  writer.stop();
  await say(factOf({}), USED);
  await timers.advance(120_000);
  expect(sent).toEqual([]);
});
