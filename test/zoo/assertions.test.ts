import { describe, expect, test } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { complaintsOf, differencesOfPace } from './assertions.ts';
import { diagnosis, event, recordingOf, scripted, status } from './builders.ts';
import { type Pace, type Replayed, replay } from './replay.ts';
import type { ExpectedService, ExpectedStep } from './scenario.ts';

type Script = readonly (readonly [atMs: number, status: ServiceHealthStatus])[];

const startMs = Date.parse('2030-06-01T00:00:00Z');
const recording = recordingOf([
  event({ t: 0, rest: { status: { phase: 'Pending' } } }),
  event({ t: 4000, type: 'MODIFIED', rest: { status: { phase: 'Running' } } }),
]);

function run(script: Script, pace: Pace = 'announced', isAnnounced = true): Replayed {
  return replay(scripted(script, isAnnounced), [{ recording, startMs }], pace);
}

function step(draft: Partial<ExpectedStep>): ExpectedStep {
  const empty = { notBefore: 0, by: 0, via: [], diagnoses: [], exact: false };
  return { ...empty, health: ['Healthy'], ...draft };
}

function complaints(
  script: Script,
  expected: Partial<ExpectedService>,
  quiet = false,
): readonly string[] {
  const { sayings, endMs } = run(script);
  const said = sayings.get('zoo-small/web') ?? [];
  const service = { name: 'web', steps: [step({})], maxTransitions: 9, never: [], ...expected };
  return complaintsOf({
    scenario: 'small',
    expected: service,
    quiet,
    sayings: said.map((saying) => ({ ...saying, atMs: saying.atMs - startMs })),
    endMs: endMs - startMs,
    recording,
  });
}

const crash = diagnosis();
const toUnhealthy: Script = [
  [0, status('Progressing')],
  [10_000, status('Unhealthy', crash)],
];
const patience = step({ by: 1000, health: ['Progressing'] });
const unhealthy = step({ notBefore: 9000, by: 12_000, health: ['Unhealthy'] });
const expectedCrash = {
  code: 'AppError',
  workload: 'Deployment/web',
  container: 'app',
  state: 'active',
} as const;

function demand(diagnoses: ExpectedStep['diagnoses'], exact = true): Partial<ExpectedService> {
  return { steps: [patience, { ...unhealthy, diagnoses, exact }] };
}

function seenAt(lastSeenTime: string): ServiceHealthStatus {
  return status('Degraded', diagnosis({ lastSeenTime }));
}

/** The same word in ever other words. */
function tries(count: number, everyMs: number): Script {
  return Array.from({ length: count }, (_, index) => {
    return [index * everyMs, status('Healthy', diagnosis({ title: `try ${index}` }))];
  });
}

const kept: readonly (readonly [claim: string, Script, Partial<ExpectedService>])[] = [
  ['a change between notBefore and by', toUnhealthy, { steps: [patience, unhealthy] }],
  ['the diagnosis that is expected', toUnhealthy, demand([expectedCrash])],
  ['other diagnoses, unless the step is exact', toUnhealthy, demand([], false)],
  [
    'as many transitions as allowed',
    toUnhealthy,
    { steps: [patience, unhealthy], maxTransitions: 1 },
  ],
  [
    'any step of those that slack lets overlap',
    [...toUnhealthy, [20_000, status('Healthy')]],
    {
      steps: [
        { ...patience, by: 3000 },
        { ...unhealthy, by: 36_000 },
        step({ notBefore: 15_000, by: 45_000 }),
      ],
    },
  ],
  [
    'a word named as lying on the way',
    [
      [0, status('Progressing')],
      [9200, status('Healthy')],
      [10_000, status('Unhealthy')],
    ],
    { steps: [patience, { ...unhealthy, via: ['Healthy'] }] },
  ],
];

describe('the promise is kept by', () => {
  test.each(kept)('%s', (_claim, script, expected) => {
    expect(complaints(script, expected)).toEqual([]);
  });
});

const broken: readonly (readonly [claim: string, Script, Partial<ExpectedService>, RegExp])[] = [
  [
    'a word that comes too late',
    toUnhealthy,
    { steps: [patience, { ...unhealthy, by: 9500 }] },
    /9\.500 s after apply[^]*said: {5}Progressing[^]*differs: {2}health/,
  ],
  [
    'a word that comes too early',
    toUnhealthy,
    { steps: [patience, { ...unhealthy, notBefore: 11_000 }] },
    /10\.000 s after apply[^]*step 1 of 2 \(from 1 s until 11 s\)[^]*said: {5}Unhealthy/,
  ],
  [
    'a word that is taken back',
    [...toUnhealthy, [30_000, status('Healthy')]],
    { steps: [patience, unhealthy] },
    /30\.000 s after apply[^]*step 2 of 2[^]*said: {5}Healthy/,
  ],
  [
    'another word on the way',
    [
      [0, status('Progressing')],
      [9200, status('Healthy')],
      [10_000, status('Unhealthy')],
    ],
    { steps: [patience, unhealthy] },
    /9\.200 s after apply[^]*on the way from step 1 to 2 of 2 \(from 9 s until 12 s\)[^]*Progressing or Unhealthy/,
  ],
  ['silence', [], {}, /said: {5}nothing: the service is not mentioned/],
  [
    'a missing diagnosis',
    toUnhealthy,
    demand([{ ...expectedCrash, code: 'OOMKilled' }]),
    /OOMKilled/,
  ],
  ['a diagnosis too many', toUnhealthy, demand([]), /AppError is one too many/],
  ['another container', toUnhealthy, demand([{ ...expectedCrash, container: 'db' }]), /AppError/],
  ['another state', toUnhealthy, demand([{ ...expectedCrash, state: 'recovered' }]), /AppError/],
  [
    'a consequence too few',
    toUnhealthy,
    demand([{ ...expectedCrash, consequences: ['ProgressDeadlineExceeded'] }]),
    /diagnosis AppError/,
  ],
  [
    'the main container where an init container is meant',
    toUnhealthy,
    demand([{ ...expectedCrash, containerKind: 'init' }]),
    /diagnosis AppError/,
  ],
  [
    'a word that is never said',
    toUnhealthy,
    { steps: [patience], never: ['Unhealthy'] },
    /never Unhealthy/,
  ],
  [
    'a code that is never said',
    toUnhealthy,
    { steps: [patience], never: ['AppError'] },
    /never AppError/,
  ],
  [
    'too many transitions',
    toUnhealthy,
    { maxTransitions: 0 },
    /at most 0 changes[^]*Progressing to Unhealthy at 10 s/,
  ],
];

describe('the promise is broken by', () => {
  test.each(broken)('%s', (_claim, script, expected, paragraph) => {
    expect(complaints(script, expected).join('\n\n')).toMatch(paragraph);
  });

  test('an active warning where all is quiet', () => {
    const script: Script = [[0, status('Healthy', diagnosis({ severity: 'warning' }))]];
    expect(complaints(script, {}, true).join()).toMatch(/no active problem[^]*not AppError/);
    const recovered = diagnosis({ severity: 'warning', state: 'recovered' });
    expect(complaints([[0, status('Healthy', recovered)]], {}, true)).toEqual([]);
  });

  test('more writes than the pods and restarts explain', () => {
    expect(complaints(tries(9, 1000), {}).join()).toMatch(/at most 8 writes[^]*said: {5}9/);
    expect(complaints(tries(8, 1000), {})).toEqual([]);
    expect(complaints(tries(9, 100), {})).toEqual([]);
  });
});

test('a complaint is a paragraph that needs no debugger', () => {
  expect(complaints(toUnhealthy, { steps: [patience] })).toEqual([
    [
      'small, service web, 10.000 s after apply',
      '  expected: step 1 of 1 (from 1 s): Progressing',
      '  said:     Unhealthy, topIssue "AppError", summary ""',
      '              AppError (active, error, confirmed, reason CrashLoopBackOff) on Deployment/web app',
      '  differs:  health',
      '  last facts before it:',
      '       0.000 s  ADDED    Pod/web  Pending',
      '       4.000 s  MODIFIED Pod/web  Running',
    ].join('\n'),
  ]);
});

describe('an answer that changes', () => {
  test('at an announced instant is the same at both paces', () => {
    expect(differencesOfPace(run(toUnhealthy), run(toUnhealthy, 'every second'))).toEqual([]);
  });

  test('unannounced is found by asking every second', () => {
    const announced = run(toUnhealthy, 'announced', false);
    const everySecond = run(toUnhealthy, 'every second', false);
    expect(differencesOfPace(announced, everySecond).join()).toMatch(
      /zoo-small\/web answers otherwise[^]*nothing new[^]*at 10\.000 s Unhealthy/,
    );
  });

  test('only in when it was seen last is no other answer', () => {
    const replayed = run([
      [0, seenAt('2030-06-01T00:00:00Z')],
      [5000, seenAt('2030-06-01T00:00:05Z')],
    ]);
    expect(replayed.sayings.get('zoo-small/web')).toHaveLength(1);
  });
});

describe('a replay refuses', () => {
  test('a pipeline that announces an instant which has passed', () => {
    const pipeline = {
      feed: () => undefined,
      judge: (nowMs: number) => {
        return new Map([['zoo-small/web', { status: status('Healthy'), nextLookMs: nowMs }]]);
      },
    };
    expect(() => replay(pipeline, [{ recording, startMs }], 'announced')).toThrow(
      'not in the future',
    );
  });

  test('a pipeline that announces itself into a loop', () => {
    const pipeline = {
      feed: () => undefined,
      judge: (nowMs: number) => {
        return new Map([['zoo-small/web', { status: status('Healthy'), nextLookMs: nowMs + 1 }]]);
      },
    };
    expect(() => replay(pipeline, [{ recording, startMs }], 'announced')).toThrow('a loop');
  });
});
