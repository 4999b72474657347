// What a rule of the platform team finds, and what it does not: through the whole of classify, beside the catalogue.
import { describe, expect, test } from 'vitest';
import { crashLog } from '../../src/classify/support/example-logs.ts';
import { loopingPod, recoveredPod, waitingPod } from '../../src/classify/support/example-pods.ts';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  event,
  jobPod,
  loopingContainer,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import { fillTemplate, placeholdersOf } from '../../src/classify/support/template.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';
import { found, own, type Spec } from './rules.ts';

const CODE = 'AcmeLedgerLocked';
const LOCKED = 'FATAL 12:00:01 ledger is locked by pid 7';

/** A container that runs and is not ready, and what it says. */
const unready = [
  pod({
    conditions: [condition('PodScheduled', 'True'), condition('Ready', 'False')],
    containers: [container({ ready: false })],
  }),
];

interface Case {
  readonly name: string;
  readonly match: Spec;
  readonly given: Partial<ServiceSnapshot>;
  /** "subject state severity confidence reason"; empty: nothing is found. */
  readonly says: readonly string[];
}

const APP = 'web-7c9d-x2x1q/app';

function said(match: Spec, given: Partial<ServiceSnapshot>): readonly string[] {
  return found(own(match), given)
    .filter(({ rule }) => rule.code === CODE)
    .map(({ rule, finding }) => {
      const { workload, pod: name, container: of } = finding.subject;
      const subject =
        name === undefined
          ? `${workload.kind}/${workload.name}`
          : [name, of].filter(Boolean).join('/');
      const severity = finding.severity ?? rule.severity;
      return [subject, finding.state, severity, finding.confidence, finding.reason].join(' ');
    });
}

const cases: readonly Case[] = [
  {
    name: 'an exit code of the loop is a field, so confirmed',
    match: { exitCodes: [42] },
    given: { pods: [loopingPod({ exitCode: 42 })] },
    says: [`${APP} active error confirmed CrashLoopBackOff`],
  },
  {
    name: 'another exit code is not it',
    match: { exitCodes: [42] },
    given: { pods: [loopingPod({ exitCode: 43 })] },
    says: [],
  },
  {
    name: 'exit code and reason have to be of one run',
    match: { exitCodes: [42], terminatedReasons: ['OOMKilled'] },
    given: { pods: [loopingPod({ exitCode: 42 })] },
    says: [],
  },
  {
    name: 'a crash that is over is history',
    match: { exitCodes: [1] },
    given: { pods: [recoveredPod({})] },
    says: [`${APP} recovered warning confirmed Error`],
  },
  {
    name: 'a crash that has left the window is no news',
    match: { exitCodes: [1] },
    given: { pods: [recoveredPod({ finishedMs: ago(1_000) })] },
    says: [],
  },
  {
    name: 'the message of the run may be asked for, and what it says is inferred',
    match: { exitCodes: [42], messagePattern: 'ledger is locked' },
    given: { pods: [loopingPod({ exitCode: 42, message: LOCKED })] },
    says: [`${APP} active error likely CrashLoopBackOff`],
  },
  {
    name: 'a run with another message is not it',
    match: { exitCodes: [42], messagePattern: 'ledger is locked' },
    given: { pods: [loopingPod({ exitCode: 42, message: 'ledger is open' })] },
    says: [],
  },
  {
    name: 'the message of the back-off is not that of the run',
    match: { exitCodes: [1], messagePattern: 'back-off' },
    given: { pods: [loopingPod({})] },
    says: [],
  },
  {
    name: 'a waiting reason holds',
    match: { waitingReasons: ['CreateContainerError'] },
    given: { pods: [waitingPod('CreateContainerError', 'no such device')] },
    says: [`${APP} active error confirmed CreateContainerError`],
  },
  {
    name: 'a pull that is tried again is the same wait as one that rests',
    match: { waitingReasons: ['ErrImagePull'] },
    given: { pods: [waitingPod('ImagePullBackOff', 'acme: quota of the mirror')] },
    says: [`${APP} active error confirmed ImagePullBackOff`],
  },
  {
    name: 'a container that waits for another reason is not it',
    match: { waitingReasons: ['CreateContainerError'] },
    given: { pods: [waitingPod('ContainerCreating')] },
    says: [],
  },
  {
    name: 'a loop waits also while it runs',
    match: { waitingReasons: ['CrashLoopBackOff'] },
    given: {
      pods: [pod({ containers: [loopingContainer({}, { ready: true, state: running(5) })] })],
    },
    says: [`${APP} active error confirmed CrashLoopBackOff`],
  },
  {
    name: 'one crash is no loop',
    match: { waitingReasons: ['CrashLoopBackOff'] },
    given: { pods: [recoveredPod({})] },
    says: [],
  },
  {
    name: 'an Event about a container is about that container',
    match: { eventReasons: ['LedgerDenied'] },
    given: { pods: unready, events: [event('LedgerDenied', 'denied')] },
    says: [`${APP} active error confirmed LedgerDenied`],
  },
  {
    name: 'an Event about a pod is about the pod',
    match: { eventReasons: ['LedgerDenied'] },
    given: {
      pods: unready,
      events: [event('LedgerDenied', 'denied', { involved: { container: '' } })],
    },
    says: ['web-7c9d-x2x1q active error confirmed LedgerDenied'],
  },
  {
    name: 'an Event that is no Warning counts where its reason is asked for',
    match: { eventReasons: ['LedgerDenied'] },
    given: { pods: unready, events: [event('LedgerDenied', 'denied', { type: 'Normal' })] },
    says: [`${APP} active error confirmed LedgerDenied`],
  },
  {
    name: 'an Event of a quarter of an hour ago is over',
    match: { eventReasons: ['LedgerDenied'] },
    given: { pods: unready, events: [event('LedgerDenied', 'denied', { lastMs: ago(900) })] },
    says: [],
  },
  {
    name: 'an Event before the pod became ready is over',
    match: { eventReasons: ['LedgerDenied'] },
    given: {
      pods: [pod({ conditions: [condition('Ready', 'True', { sinceMs: ago(5) })] })],
      events: [event('LedgerDenied', 'denied')],
    },
    says: [],
  },
  {
    name: 'an Event about a pod that is gone is nobody’s',
    match: { eventReasons: ['LedgerDenied'] },
    given: { pods: unready, events: [event('LedgerDenied', 'x', { involved: { uid: 'other' } })] },
    says: [],
  },
  {
    name: 'a message alone is looked for in Warnings',
    match: { messagePattern: 'quota of the mirror' },
    given: { pods: unready, events: [event('Odd', 'quota of the mirror is used up')] },
    says: [`${APP} active error likely Odd`],
  },
  {
    name: 'and not in Events that are none',
    match: { messagePattern: 'quota of the mirror' },
    given: { pods: unready, events: [event('Odd', 'quota of the mirror', { type: 'Normal' })] },
    says: [],
  },
  {
    name: 'and in the message of a wait',
    match: { messagePattern: 'no such device' },
    given: { pods: [waitingPod('CreateContainerError', 'no such device')] },
    says: [`${APP} active error likely CreateContainerError`],
  },
  {
    name: 'and in that of a crash',
    match: { messagePattern: 'is locked' },
    given: { pods: [loopingPod({ message: LOCKED })] },
    says: [`${APP} active error likely CrashLoopBackOff`],
  },
  {
    name: 'a pattern that fits nothing at all finds nothing where nothing is said',
    match: { messagePattern: '.*' },
    given: { pods: [pod()] },
    says: [],
  },
  {
    name: 'a line of the last words is inferred from',
    match: { logPattern: 'ledger is locked' },
    given: { pods: [loopingPod({})], logs: [crashLog(['start', LOCKED])] },
    says: [`${APP} active error likely CrashLoopBackOff`],
  },
  {
    name: 'last words without that line are not it',
    match: { logPattern: 'ledger is locked' },
    given: { pods: [loopingPod({})], logs: [crashLog(['start', 'ledger is open'])] },
    says: [],
  },
  {
    name: 'a pattern does not reach over lines',
    match: { logPattern: '(?s)start.*locked' },
    given: { pods: [loopingPod({})], logs: [crashLog(['start', LOCKED])] },
    says: [],
  },
  {
    name: 'last words of another container are not it',
    match: { logPattern: 'ledger is locked' },
    given: { pods: [loopingPod({})], logs: [crashLog([LOCKED], { container: 'proxy' })] },
    says: [],
  },
  {
    name: 'last words of a run that ended count for nothing once that is over',
    match: { logPattern: 'ledger is locked' },
    given: { pods: [pod()], logs: [crashLog([LOCKED])] },
    says: [],
  },
  {
    name: 'a container that runs and is not ready is judged by what it says',
    match: { logPattern: 'ledger is locked' },
    given: { pods: unready, logs: [crashLog([LOCKED], { run: 'running' })] },
    says: [`${APP} active error likely NotReady`],
  },
  {
    name: 'one that is ready is not, whatever it says',
    match: { logPattern: 'ledger is locked' },
    given: { pods: [pod()], logs: [crashLog([LOCKED], { run: 'running' })] },
    says: [],
  },
  {
    name: 'the name of the container has to fit as a whole',
    match: { exitCodes: [1], containerPattern: 'ap' },
    given: { pods: [loopingPod({})] },
    says: [],
  },
  {
    name: 'and may be a pattern',
    match: { exitCodes: [1], containerPattern: 'a.*' },
    given: { pods: [loopingPod({})] },
    says: [`${APP} active error confirmed CrashLoopBackOff`],
  },
  {
    name: 'workloads of another kind are not meant',
    match: { exitCodes: [1], workloadKinds: ['StatefulSet'] },
    given: { pods: [loopingPod({})] },
    says: [],
  },
  {
    name: 'a pod of a Job that is not restarted in place is left to its Job',
    match: { exitCodes: [1] },
    given: { pods: [jobPod({ containers: [loopingContainer({})] })] },
    says: [],
  },
  {
    name: 'all that is asked for has to hold',
    match: { exitCodes: [1], eventReasons: ['LedgerDenied'], logPattern: 'locked' },
    given: {
      pods: [loopingPod({})],
      events: [event('LedgerDenied', 'denied')],
      logs: [crashLog([LOCKED])],
    },
    says: [`${APP} active error likely CrashLoopBackOff`],
  },
  {
    name: 'and not only most of it',
    match: { exitCodes: [1], eventReasons: ['LedgerDenied'], logPattern: 'locked' },
    given: { pods: [loopingPod({})], logs: [crashLog([LOCKED])] },
    says: [],
  },
];

test.each(cases)('$name', ({ match, given, says }) => {
  expect(said(match, given)).toEqual(says);
});

test('an Event about a workload is about the workload, whose name fills {who}', () => {
  const workload = deployment();
  const { kind, name, uid, namespace } = workload.workload;
  const involved = { kind, name, uid, namespace, container: '' };
  const given = { workloads: [workload], events: [event('LedgerDenied', 'x', { involved })] };
  const match = { eventReasons: ['LedgerDenied'] };
  expect(said(match, given)).toEqual([`${kind}/${name} active error confirmed LedgerDenied`]);
  const [ours] = found(own(match), given).filter(({ rule }) => rule.code === CODE);
  expect(ours?.finding.details).toMatchObject({
    who: `${kind} ${name}`,
    reason: 'LedgerDenied',
    workloadPath: `${kind.toLowerCase()}/${name}`,
  });
});

describe('every placeholder that a rule may use is filled', () => {
  const names = '{service} {namespace} {workload} {workloadName} {who} {Who} {reason}';
  const ofContainer = `${names} {container} {containerKind} {image}`;
  const commands = '{kubectl} {service} {namespace} {workloadName} {workloadPath}';
  const inPod = `${commands} {pod} {container} {previous}`;
  const worlds: readonly (readonly [string, Spec, Partial<ServiceSnapshot>, string, string])[] = [
    [
      'of a crash',
      { exitCodes: [1] },
      { pods: [loopingPod({})] },
      `${ofContainer} {exitCode}`,
      inPod,
    ],
    [
      'of a wait',
      { waitingReasons: ['CreateContainerError'] },
      { pods: [waitingPod('CreateContainerError', 'no such device')] },
      ofContainer,
      inPod,
    ],
    [
      'of a log',
      { logPattern: 'locked' },
      { pods: unready, logs: [crashLog([LOCKED], { run: 'running' })] },
      ofContainer,
      inPod,
    ],
    [
      'of an Event about a container',
      { eventReasons: ['A'] },
      { pods: unready, events: [event('A', 'a')] },
      names,
      commands,
    ],
    [
      'of an Event about a pod',
      { eventReasons: ['A'] },
      { pods: unready, events: [event('A', 'a', { involved: { container: '' } })] },
      names,
      commands,
    ],
  ];

  test.each(worlds)('%s', (...[, match, given, text, command]) => {
    const diagnosis = { title: text, explanation: text, fixes: [text], commands: [command] };
    const spec = own(match, { diagnosis });
    const [ours] = found(spec, given).filter(({ rule }) => rule.code === CODE);
    const filled = fillTemplate(`${text} ${command}`, ours?.finding.details ?? {});
    expect(placeholdersOf(filled)).toEqual(['kubectl']);
  });
});

test('a log that grows does not change the proof', () => {
  const [first, second] = ['12:00:01', '12:00:59'].map((time) =>
    found(own({ logPattern: 'ledger is locked' }), {
      pods: [loopingPod({})],
      logs: [crashLog([`${time} FATAL ledger is locked by pid ${time.slice(-2)}`])],
    }).map(({ finding }) => finding.evidence),
  );
  expect(first).toEqual(second);
});

test('the part of the line that fits is quoted, not its time', () => {
  const given = { pods: [loopingPod({})], logs: [crashLog([LOCKED])] };
  const own_ = found(own({ logPattern: 'ledger is locked' }), given);
  const [ours] = own_.filter(({ rule }) => rule.code === CODE);
  expect(ours?.finding.evidence).toContainEqual({
    object: 'Pod/web-7c9d-x2x1q',
    field: 'log of container app',
    value: 'ledger is locked',
  });
});

/** "code" of all that stands, sorted. */
function standing(spec: unknown, given: Partial<ServiceSnapshot>): readonly string[] {
  return found(spec, given)
    .map(({ rule }) => rule.code)
    .toSorted();
}

const mild = own(
  { exitCodes: [1] },
  { diagnosis: { title: 'a', explanation: 'b', fixes: ['c'], severity: 'info' } },
);

const REFUSED = {
  pods: [loopingPod({})],
  logs: [crashLog(['Error: connect ECONNREFUSED 10.0.0.7:5432', 'ledger-db is needed'])],
};

describe('beside what the operator says of the same container', () => {
  const oom = { pods: [loopingPod({ exitCode: 137, reason: 'OOMKilled' })] };
  const ranks: readonly {
    readonly name: string;
    readonly spec: Spec;
    readonly given: Partial<ServiceSnapshot>;
    readonly codes: readonly string[];
  }[] = [
    {
      name: 'an own error takes the place of a general one',
      spec: own({ exitCodes: [1] }),
      given: { pods: [loopingPod({})] },
      codes: [CODE],
    },
    {
      name: 'and of what has no name yet',
      spec: own({ waitingReasons: ['Odd'] }),
      given: { pods: [waitingPod('Odd', 'x')] },
      codes: [CODE],
    },
    {
      name: 'but not of one that names a cause',
      spec: own({ exitCodes: [137] }),
      given: oom,
      codes: ['OOMKilled'],
    },
    {
      name: 'unless it overrides it',
      spec: own({ exitCodes: [137] }, { overrides: ['OOMKilled'] }),
      given: oom,
      codes: [CODE],
    },
    {
      name: 'an own error takes the place of what the operator infers from the log',
      spec: own({ logPattern: 'ledger-db' }),
      given: REFUSED,
      codes: [CODE],
    },
    {
      name: 'which stands where the rule does not match',
      spec: own({ logPattern: 'another-db' }),
      given: REFUSED,
      codes: ['DependencyUnreachable'],
    },
    {
      name: 'a hint stands beside that, too',
      spec: { ...mild, match: { logPattern: 'ledger-db' } },
      given: REFUSED,
      codes: [CODE, 'DependencyUnreachable'],
    },
    {
      name: 'an override of another does not help',
      spec: own({ exitCodes: [137] }, { overrides: ['Segfault'] }),
      given: oom,
      codes: ['OOMKilled'],
    },
    {
      name: 'a hint stands beside a general one',
      spec: mild,
      given: { pods: [loopingPod({})] },
      codes: [CODE, 'AppError'],
    },
    {
      name: 'without a match all is as ever',
      spec: own({ exitCodes: [42] }),
      given: { pods: [loopingPod({})] },
      codes: ['AppError'],
    },
  ];

  test.each(ranks)('$name', ({ spec, given, codes }) => {
    expect(standing(spec, given)).toEqual(codes);
  });
});

test('a rule that overrides loses nobody else: one of what is found always stands', () => {
  const segfault = { pods: [loopingPod({ exitCode: 139 })] };
  for (const overrides of [['RestartLoopWhileRunning'], ['OOMKilled'], ['LivenessKill']]) {
    expect(standing(own({ exitCodes: [139] }, { overrides }), segfault)).toEqual(['Segfault']);
  }
});
