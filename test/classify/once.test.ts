// What rules share is worked out once, and gives what it would give to each of them alone.
import { describe, expect, test } from 'vitest';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { classify } from '../../src/classify/classify.ts';
import { withOnce } from '../../src/classify/once.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { pod } from '../../src/classify/support/examples.ts';
import { livePods } from '../../src/classify/support/pods.ts';
import type { Classifier, Input, RuleSnapshot } from '../../src/classify/types.ts';
import { createPipeline } from '../zoo/pipeline.ts';
import { type PlayedEvent, play } from '../zoo/player.ts';
import type { Judgement } from '../zoo/replay.ts';
import { loadRecording, loadScenario, scenarioNames } from '../zoo/scenario.ts';
import { loadRulesWithCases } from './examples.ts';

const rules = await loadRulesWithCases();
const apart = rules.map(alone);
const startMs = Date.parse('2031-03-30T00:59:30Z');

/** The same rule, which shares nothing and works out everything anew. */
function alone(rule: Classifier): Classifier {
  return { ...rule, classify: (snapshot) => rule.classify(withoutSharing(snapshot)) };
}

function withoutSharing(snapshot: RuleSnapshot<Input>): RuleSnapshot<Input> {
  const own: RuleSnapshot<Input> = { ...snapshot, once: (question) => question(own) };
  return own;
}

function answersOf(all: readonly Classifier[], events: readonly PlayedEvent[]): readonly string[] {
  const pipeline = createPipeline({ rules: all, isEager: true });
  // On the way and at the end.
  const looks = [Math.floor(events.length / 2), events.length - 1];
  return events.flatMap(({ resource, type, object, atMs }, number) => {
    pipeline.feed(resource, type, object, atMs);
    return looks.includes(number) ? [...pipeline.judge(atMs)].map(answerText) : [];
  });
}

function answerText([key, { status, nextLookMs }]: readonly [string, Judgement]): string {
  return [key, nextLookMs, canonicalStatus(status)].join(' ');
}

function counted<T>(answer: () => T) {
  let times = 0;
  function question(): T {
    times += 1;
    return answer();
  }
  return { question, times: () => times };
}

describe('a question to a snapshot', () => {
  test('is answered once, however often it is asked', () => {
    const { once } = exampleSnapshot();
    const { question, times } = counted(() => ['answer']);
    expect([once(question), once(question)]).toEqual([['answer'], ['answer']]);
    expect(times()).toBe(1);
  });

  test('is answered once also where there is no answer', () => {
    const { once } = exampleSnapshot();
    const { question, times } = counted(() => undefined);
    expect([once(question), once(question), times()]).toEqual([undefined, undefined, 1]);
  });

  test('is asked again of another snapshot', () => {
    const [one, other] = [pod({ name: 'one' }), pod({ name: 'other' })];
    const snapshots = [[one], [other]].map((pods) => exampleSnapshot({ pods }));
    expect(snapshots.map(({ once }) => once(livePods))).toEqual([[one], [other]]);
  });

  test('is asked again of another view of the same snapshot', () => {
    const snapshot = exampleSnapshot({ pods: [pod()] });
    const { question, times } = counted(() => 1);
    withOnce(snapshot).once(question);
    withOnce(snapshot).once(question);
    expect(times()).toBe(2);
  });

  test('fails each who asks, if it fails', () => {
    const { once } = exampleSnapshot();
    const { question, times } = counted(() => {
      throw new Error('no answer');
    });
    expect(() => once(question)).toThrow('no answer');
    expect(() => once(question)).toThrow('no answer');
    expect(times()).toBe(2);
  });
});

describe('rules that share find what they find alone', () => {
  test('in every example', () => {
    const worlds = rules.flatMap((rule) => rule.examples.map(({ given }) => given));
    const different = worlds.filter((given) => {
      const [shared, own] = [rules, apart].map((all) =>
        classify(exampleSnapshot(given), all).map(({ finding }) => finding),
      );
      return JSON.stringify(shared) !== JSON.stringify(own);
    });
    expect(different).toEqual([]);
  }, 180_000);

  test.each(scenarioNames())('in scenario %s', (name) => {
    const events = play([{ recording: loadRecording(loadScenario(name)), startMs }]);
    expect(answersOf(rules, events)).toEqual(answersOf(apart, events));
  });
});
