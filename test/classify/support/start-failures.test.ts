// What keeps pods and containers from starting, and from when on it is told.
import { describe, expect, test } from 'vitest';
import { erroredProbe } from '../../../src/classify/support/errored-probes.ts';
import { podEvent, podWith } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  condition,
  container,
  crashed,
  endedContainer,
  event,
  running,
  waiting,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import { missingKey, missingVolumeKey } from '../../../src/classify/support/missing-keys.ts';
import { missingSecret } from '../../../src/classify/support/pull-secrets.ts';
import { failedPulls, pullFinding } from '../../../src/classify/support/pulls.ts';
import { sandboxFindings } from '../../../src/classify/support/sandbox-failures.ts';
import {
  neverRanFindings,
  startErrorFindings,
} from '../../../src/classify/support/start-errors.ts';
import { startFailures } from '../../../src/classify/support/start-failures.ts';
import { refusalWords } from '../../../src/classify/support/start-refusals.ts';
import { lastingWaits } from '../../../src/classify/support/waiting.ts';
import type { ContainerFact, EventFact, PodFact } from '../../../src/facts/index.ts';

/** Told so many seconds ago for the first and for the last time. */
function told(message: string, first: number, last: number, count = 1): EventFact {
  const facts = { firstMs: ago(first), lastMs: ago(last), count };
  return { ...podEvent('FailedMount', message, facts), uid: `event-${message}` };
}

const PLACED = { conditions: [condition('PodScheduled', 'True', { sinceMs: ago(60) })] };
const MOUNT = {
  reasons: ['FailedMount'],
  read: (message: string) => (message === 'skip' ? undefined : { raw: message }),
  patienceMs: 60_000,
};

function failures(
  events: readonly EventFact[],
  facts: Partial<PodFact> = PLACED,
  more: { readonly patienceCount?: number } = {},
) {
  const pods = [podWith(waitingContainer('ContainerCreating'), facts)];
  return startFailures(exampleSnapshot({ pods, events }), { ...MOUNT, ...more });
}

describe('a pod that is not made', () => {
  const YOUNG = { conditions: [condition('PodScheduled', 'True', { sinceMs: ago(59) })] };

  test.each<[string, () => readonly unknown[], number]>([
    ['is told after its time', () => failures([told('no', 50, 10)]), 1],
    ['not before', () => failures([told('no', 50, 10)], YOUNG), 0],
    [
      'before after enough tries',
      () => failures([told('no', 50, 10, 3)], YOUNG, { patienceCount: 3 }),
      1,
    ],
    ['not after fewer', () => failures([told('no', 50, 10, 2)], YOUNG, { patienceCount: 3 }), 0],
    ['not for another reason', () => failures([{ ...told('no', 50, 10), reason: 'Other' }]), 0],
    ['not for what is read by another rule', () => failures([told('skip', 50, 10)]), 0],
    ['not when it was told a quarter of an hour ago', () => failures([told('no', 999, 900)]), 0],
    ['not when nothing is told', () => failures([]), 0],
  ])('%s', (_, found, count) => {
    expect(found()).toHaveLength(count);
  });

  test('is told by what was first of what is still repeated, and counts all', () => {
    const events = [told('gone', 900, 311, 5), told('new', 40, 10, 2), told('old', 400, 310, 4)];
    expect(failures(events)).toMatchObject([
      { details: { raw: 'old' }, sinceMs: ago(900), lastMs: ago(10), count: 5 },
    ]);
  });

  test.each([
    ['since its last run, as its node was started anew', 100, 1],
    ['not by what was told before', 101, 0],
  ])('is told %s', (_, seconds, count) => {
    const runs = [crashed({ finishedMs: ago(500) }), crashed({ finishedMs: ago(100) })];
    const it = waitingContainer('ContainerCreating', '', { terminations: runs });
    const world = { pods: [podWith(it, PLACED)], events: [told('no', 600, seconds)] };
    expect(startFailures(exampleSnapshot(world), MOUNT)).toHaveLength(count);
  });
});

function sandbox(message: string, first: number, last: number): EventFact {
  return { ...told(message, first, last, 2), reason: 'FailedCreatePodSandBox' };
}

function quote(message: string) {
  return { raw: message };
}

describe('a pod without a sandbox', () => {
  test('is told since the first failure, until the last, as often as all', () => {
    const events = [told('a mount', 999, 5), sandbox('one', 300, 200), sandbox('two', 400, 100)];
    const pods = [podWith(waitingContainer('ContainerCreating'))];
    expect(sandboxFindings(exampleSnapshot({ pods, events }), quote)).toMatchObject([
      { details: { raw: 'one' }, sinceMs: ago(400), lastMs: ago(100), count: 4 },
    ]);
  });
});

describe('an image that does not come', () => {
  const SINCE = { createdMs: ago(80), conditions: [] };

  function pulled(events: readonly EventFact[], it: ContainerFact) {
    return failedPulls(exampleSnapshot({ pods: [podWith(it, SINCE)], events }));
  }
  const KNOWN = 'rpc error: manifest unknown: manifest unknown';
  const TRY = event('Failed', `Failed to pull image "web": ${KNOWN}`, { count: 7, lastMs: ago(3) });
  const WAITS = waitingContainer('ImagePullBackOff', 'Back-off pulling image "web"');

  test.each<[string, readonly EventFact[], ContainerFact, readonly (string | undefined)[]]>([
    ['is known by its message', [], waitingContainer('ErrImagePull', KNOWN), [KNOWN]],
    ['also beside the event of a try', [TRY], waitingContainer('ErrImagePull', KNOWN), [KNOWN]],
    ['else by the event of the try', [TRY], WAITS, [TRY.message]],
    ['is told by its message when no event is there', [], WAITS, ['Back-off pulling image "web"']],
    [
      'is not known by an event about something else',
      [event('Failed', 'Error: ErrImagePull'), { ...TRY, reason: 'Note' }],
      WAITS,
      ['Back-off pulling image "web"'],
    ],
    ['is no other wait', [TRY], waitingContainer('ContainerCreating'), []],
  ])('%s', (_, events, it, messages) => {
    expect(pulled(events, it).map(({ message }) => message)).toEqual(messages);
  });

  test('is told as often and as lately as it was tried', () => {
    const [tried] = pulled([TRY], WAITS).map((it) => pullFinding(it));
    expect(tried).toMatchObject({ sinceMs: ago(80), lastMs: ago(3), count: 7 });
    const [untold] = pulled([], WAITS).map((it) => pullFinding(it));
    expect(untold).toMatchObject({ sinceMs: ago(80), lastMs: ago(80), count: 1 });
  });

  describe('and the secret for it', () => {
    const REASON = 'FailedToRetrieveImagePullSecret';
    const SECRET = 'Unable to retrieve some image pull secrets (regcred); attempting to pull';
    const MISSING = podEvent(REASON, SECRET, { lastMs: ago(1799) });

    test.each<[string, readonly EventFact[], EventFact | undefined]>([
      ['is missing for half an hour', [MISSING], MISSING],
      ['not longer', [{ ...MISSING, lastMs: ago(1800) }], undefined],
      ['not for another reason', [podEvent('Note', SECRET)], undefined],
      ['not when it names none', [podEvent(REASON, 'no secrets')], undefined],
    ])('%s', (_, events, wanted) => {
      const snapshot = exampleSnapshot({ pods: [podWith(WAITS)], events });
      expect(failedPulls(snapshot).map((it) => missingSecret(it, snapshot))).toEqual([wanted]);
    });
  });
});

function commandOf(message: string) {
  const pods = [podWith(endedContainer({ reason: 'StartError', exitCode: 128, message }))];
  const [finding] = startErrorFindings(exampleSnapshot({ pods }), /not found/);
  return [finding?.details['command'], finding?.details['advice']?.split(' ')[0]];
}

function read(message: string) {
  return message.startsWith('time') || message.includes('\\') ? undefined : { raw: message };
}

describe('a command that cannot be started', () => {
  const NOT_FOUND = 'exec: "serve": executable file not found in $PATH';

  test.each([
    ['is named', NOT_FOUND, ['"serve"', 'Compare']],
    [
      'is a sentence when words follow',
      'exec: "serve --all": not found',
      ['"serve --all"', 'Write'],
    ],
    ['is a file when it is not named', 'not found', ['a file', 'Compare']],
    [
      'is named up to a bound',
      `exec: "${'x'.repeat(200)}": not found`,
      [`"${'x'.repeat(99)}…"`, 'Compare'],
    ],
  ])('%s', (_, message, wanted) => {
    expect(commandOf(message)).toEqual(wanted);
  });

  const WAITS = waitingContainer('CreateContainerError', 'cannot');
  const RUN = crashed({ reason: 'StartError', message: 'no run', exitCode: 128 });

  test.each<[string, ContainerFact, readonly (string | undefined)[]]>([
    ['is told of a run that never began', endedContainer(RUN), ['no run']],
    ['or of a container that is not made', WAITS, ['cannot']],
    ['once', { ...WAITS, terminations: [RUN] }, ['no run']],
    [
      'of a container that is not made after runs that ended otherwise',
      { ...WAITS, terminations: [crashed({ message: 'a log' })] },
      ['cannot'],
    ],
    ['not while it waits for something else', waitingContainer('ContainerCreating', 'x'), []],
    ['not of a run that ended', endedContainer({ message: 'a log' }), []],
  ])('%s', (_, it, raws) => {
    const found = neverRanFindings(exampleSnapshot({ pods: [podWith(it)] }), read);
    expect(found.map(({ details }) => details['raw'])).toEqual(raws);
  });

  test.each([
    [
      'is read from the log that CRI-O quotes',
      'level=error msg="exec: \\"a\\""',
      'level=error msg="exec: "a""',
    ],
    ['not from other quotes', 'exec: \\"a\\"', undefined],
    ['as it stands when that is clear', 'a msg="b"', 'a msg="b"'],
  ])('%s', (_, message, wanted) => {
    const pods = [podWith(endedContainer({ reason: 'StartError', exitCode: 128, message }))];
    const [found] = neverRanFindings(exampleSnapshot({ pods }), read);
    expect(found?.details['raw']).toBe(wanted);
  });
});

describe('a start that the runtime refuses', () => {
  test.each([
    ['is known by the part of its words that caught something', 'mkdir /a: not a directory', true],
    ['in either wording', 'chdir to cwd ("/a") set in config failed: not a directory', true],
    ['is quoted else', 'something new', false],
  ])('%s', (_, message, isKnown) => {
    const { details, isKnown: known } = refusalWords(message);
    expect(known).toBe(isKnown);
    expect(details['cause']?.includes('/a')).toBe(isKnown);
  });

  test('is quoted up to a bound', () => {
    expect(refusalWords('x'.repeat(700)).details['raw']).toBe(`${'x'.repeat(299)}…`);
  });
});

function errored(events: readonly EventFact[], it = container({ state: running(100) })) {
  const servicePod = podWith(it);
  const snapshot = exampleSnapshot({ pods: [servicePod], events });
  return erroredProbe(snapshot, { servicePod, pod: servicePod.pod, container: it });
}

function error(count: number, last = 10, name = 'Readiness', reason = 'Unhealthy'): EventFact {
  const message = `${name} probe errored: no such file or directory`;
  const facts = { count, firstMs: ago(500), lastMs: ago(last) };
  return { ...event(reason, message, facts), uid: `event-${count}-${last}` };
}

describe('a probe that errors', () => {
  test.each<[string, () => ReturnType<typeof errored>, string | undefined]>([
    ['is told from the third time on', () => errored([error(3)]), 'readiness'],
    ['not before', () => errored([error(2)]), undefined],
    ['told in several events', () => errored([error(2), error(1)]), 'readiness'],
    ['the one that comes first', () => errored([error(3), error(3, 20, 'Startup')]), 'startup'],
    ['not of an earlier run', () => errored([error(3, 101)]), undefined],
    ['since this run began', () => errored([error(3, 100)]), 'readiness'],
    [
      'not while it does not run',
      () => errored([error(3)], container({ state: waiting('') })),
      undefined,
    ],
    ['not after a quarter of an hour', () => errored([error(3, 900)], container()), undefined],
    [
      'not when it fails',
      () => errored([{ ...error(3), message: 'Readiness probe failed: no' }]),
      undefined,
    ],
    ['not for another reason', () => errored([error(3, 10, 'Readiness', 'Note')]), undefined],
    [
      'also when nothing tells since when it runs',
      () => errored([error(3)], container({ state: { kind: 'running' } })),
      'readiness',
    ],
  ])('%s', (_, found, wanted) => {
    expect(found()?.name).toBe(wanted);
  });

  test('is told with all its events', () => {
    expect(errored([error(2), error(1)])?.events).toEqual([error(2), error(1)]);
  });
});

test.each([
  ['after its time', 60, 1],
  ['not before', 59, 0],
])('a wait that may end at the next try is told %s', (_, seconds, count) => {
  const facts = { createdMs: ago(seconds), conditions: [] };
  const snapshot = exampleSnapshot({ pods: [podWith(waitingContainer('Odd'), facts)] });
  expect(lastingWaits(snapshot, 60_000, () => ({}))).toHaveLength(count);
});

describe('a key that is missing', () => {
  test.each([
    ['of a ConfigMap', 'config', 'the ConfigMap of volume "a"'],
    ['of a Secret', 'secret', 'the Secret of volume "a"'],
  ])('behind a volume is one %s', (_, sort, holder) => {
    const message = `volume "a" : references non-existent ${sort} key: app.yaml`;
    expect(missingVolumeKey(message)).toMatchObject({ key: 'app.yaml', holder });
  });

  test('is none in another message', () => {
    expect([missingVolumeKey('no'), missingKey('no')]).toEqual([undefined, undefined]);
  });
});
