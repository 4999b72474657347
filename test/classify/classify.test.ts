import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.ts';
import { defineClassifier, isClassifier } from '../../src/classify/define.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { endingNamespace } from '../../src/classify/support/example-surroundings.ts';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { NOW, pod } from '../../src/classify/support/examples.ts';
import type { Classifier, Finding, Subject } from '../../src/classify/types.ts';

const WEB: Subject = {
  workload: { kind: 'Deployment', name: 'web' },
  pod: 'web-1',
  container: 'app',
};

function finding(facts: Partial<Finding> = {}): Finding {
  return {
    subject: WEB,
    confidence: 'confirmed',
    state: 'active',
    reason: 'Error',
    details: {},
    evidence: [{ object: 'Pod/web-1', field: 'status.phase', value: 'Running' }],
    sinceMs: NOW,
    lastMs: NOW,
    count: 1,
    ...facts,
  };
}

function rule(code: string, facts: Partial<Classifier> = {}): Classifier {
  return defineClassifier({
    code,
    title: code,
    severity: 'error',
    reads: [],
    explanation: 'It happened.',
    fix: [],
    commands: [],
    reference: 'https://kubernetes.io/docs/',
    classify: () => [finding()],
    examples: [
      { name: 'one', given: {}, found: [] },
      { name: 'two', given: {}, found: [] },
    ],
    ...facts,
  });
}

function codes(rules: readonly Classifier[]): readonly string[] {
  return classify(exampleSnapshot(), rules).map((found) => found.rule.code);
}

describe('classify', () => {
  test('keeps the order of the rules and of what each finds', () => {
    const one = finding({ count: 1 });
    const two = finding({ count: 2 });
    const rules = [rule('B', { classify: () => [two, one] }), rule('A')];
    expect(classify(exampleSnapshot(), rules)).toEqual([
      { rule: rules[0], finding: two },
      { rule: rules[0], finding: one },
      { rule: rules[1], finding: finding() },
    ]);
  });

  test.each<[string, readonly Classifier[], readonly string[]]>([
    ['two rules may report one subject', [rule('A'), rule('B')], ['A', 'B']],
    ['a rule yields to one that it names', [rule('A', { yieldsTo: ['B'] }), rule('B')], ['B']],
    ['a rule outranks one that it names', [rule('A'), rule('B', { outranks: ['A'] })], ['B']],
    ['a last resort yields to all', [rule('A', { yieldsTo: ['*'] }), rule('B')], ['B']],
    [
      'a last resort does not yield to what only follows from a cause',
      [rule('A', { yieldsTo: ['*'] }), rule('B', { isConsequence: true })],
      ['A', 'B'],
    ],
    [
      'a consequence that is named is yielded to all the same',
      [rule('A', { yieldsTo: ['B'] }), rule('B', { isConsequence: true })],
      ['B'],
    ],
    ['a last resort stands alone', [rule('A', { yieldsTo: ['*'] })], ['A']],
    [
      'it does not yield on another container',
      [
        rule('A', { yieldsTo: ['B'] }),
        rule('B', { classify: () => [finding({ subject: { ...WEB, container: 'other' } })] }),
      ],
      ['A', 'B'],
    ],
    [
      'it does not yield on the whole pod',
      [
        rule('A', { yieldsTo: ['B'] }),
        rule('B', {
          classify: () => [finding({ subject: { workload: WEB.workload, pod: 'web-1' } })],
        }),
      ],
      ['A', 'B'],
    ],
    [
      'what is over does not hide what happens now',
      [
        rule('A', { yieldsTo: ['B'] }),
        rule('B', { classify: () => [finding({ state: 'recovered' })] }),
      ],
      ['A', 'B'],
    ],
    [
      'of two things that are over the better one stays',
      [
        rule('A', { yieldsTo: ['B'], classify: () => [finding({ state: 'recovered' })] }),
        rule('B', { classify: () => [finding({ state: 'recovered' })] }),
      ],
      ['B'],
    ],
  ])('%s', (_, rules, wanted) => {
    expect(codes(rules)).toEqual(wanted);
  });
});

function broken(): never {
  throw new TypeError(`no ${'x'.repeat(1000)}`);
}

describe('in a namespace that is being deleted', () => {
  test('only rules that are made for it are asked', () => {
    const last = rule('B', { speaksAtTheEnd: true });
    const snapshot = exampleSnapshot({ namespace: endingNamespace(1) });
    expect(classify(snapshot, [rule('A'), last]).map((it) => it.rule.code)).toEqual(['B']);
  });
});

describe('a rule that throws', () => {
  const rules = [rule('Broken', { classify: broken }), rule('Sound')];

  test('becomes a finding about itself and costs no other', () => {
    const [first, second] = classify(exampleSnapshot({ workloads: [deployment()] }), rules);
    expect(first?.rule.code).toBe('ClassifierFailed');
    expect(first?.finding).toEqual({
      subject: { workload: { kind: 'Deployment', name: 'web' } },
      confidence: 'confirmed',
      state: 'active',
      reason: 'ClassifierFailed',
      details: { code: 'Broken' },
      evidence: [
        {
          object: 'Classifier/Broken',
          field: 'error',
          value: `TypeError: no ${'x'.repeat(285)}…`,
        },
      ],
      sinceMs: 0,
      lastMs: 0,
      count: 1,
    });
    expect(second?.rule.code).toBe('Sound');
  });

  test.each([
    ['the pod of a service without a known workload', { pods: [pod()] }, 'Deployment web'],
    ['the report itself when there is nothing else', {}, 'ServiceHealth web'],
  ])('is about %s', (_, given, wanted) => {
    const [first] = classify(exampleSnapshot(given), rules);
    const { workload } = first?.finding.subject ?? { workload: { kind: '', name: '' } };
    expect(`${workload.kind} ${workload.name}`).toBe(wanted);
  });

  test('is told apart by what it throws, also when that is no error', () => {
    const odd = rule('Odd', {
      classify: () => {
        throw 'text';
      },
    });
    const [first] = classify(exampleSnapshot(), [odd]);
    expect(first?.finding.evidence[0]?.value).toBe('text');
  });
});

describe('defineClassifier', () => {
  test('makes what the catalogue accepts, and it cannot be changed', () => {
    expect([isClassifier(rule('A')), Object.isFrozen(rule('A'))]).toEqual([true, true]);
  });

  test.each([
    ['a plain object', { code: 'A' }],
    ['a function', () => {}],
    ['null', null],
    ['undefined', undefined],
  ])('did not make %s', (_, value) => {
    expect(isClassifier(value)).toBe(false);
  });
});
