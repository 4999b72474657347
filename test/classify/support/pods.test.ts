import { describe, expect, test } from 'vitest';
import { containerEvents, eventsAbout } from '../../../src/classify/support/events.ts';
import {
  exampleClock,
  exampleSnapshot,
  THRESHOLDS,
} from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  condition,
  container,
  crashed,
  event,
  jobPod,
  loopingContainer,
  pod,
  probe,
  recoveredContainer,
  running,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import { liveContainers, livePods, waitingSinceMs } from '../../../src/classify/support/pods.ts';
import { readinessBudgetMs } from '../../../src/classify/support/probe-budget.ts';
import { isStable, requiredStableMs } from '../../../src/classify/support/stability.ts';
import { kubectlReason } from '../../../src/classify/support/subject.ts';
import type { ContainerFact, PodFact } from '../../../src/facts/index.ts';

/** A pod that nothing owns. */
function bare(facts: Partial<PodFact>) {
  const { owner: _, ...orphan } = pod().pod;
  return { ...pod(), pod: { ...orphan, ...facts } };
}

describe('livePods', () => {
  test.each([
    ['a running pod', pod(), true],
    ['a pending pod', pod({ phase: 'Pending' }), true],
    ['a pod that is being deleted', pod({ deletionMs: ago(1) }), false],
    ['a drained pod', pod({ conditions: [condition('DisruptionTarget', 'True')] }), false],
    [
      'a pod that is not drained',
      pod({ conditions: [condition('DisruptionTarget', 'False')] }),
      true,
    ],
    ['a pod that is done', pod({ phase: 'Succeeded' }), false],
    ['a failed pod that its owner replaces', pod({ phase: 'Failed' }), false],
    ['a failed pod of a Job', jobPod({ phase: 'Failed' }), false],
    ['a failed pod that nothing replaces', bare({ phase: 'Failed' }), true],
    [
      'an evicted pod that nothing replaces',
      bare({ phase: 'Failed', statusReason: 'Evicted' }),
      false,
    ],
  ])('%s', (_, servicePod, isLive) => {
    expect(livePods(exampleSnapshot({ pods: [servicePod] }))).toEqual(isLive ? [servicePod] : []);
  });

  test('leave out debug containers', () => {
    const servicePod = pod({
      initContainers: [container({ name: 'init', kind: 'init' })],
      ephemeralContainers: [container({ name: 'debug', kind: 'ephemeral' })],
    });
    const containers = liveContainers(exampleSnapshot({ pods: [servicePod] }));
    expect(containers.map((at) => at.container.name)).toEqual(['init', 'app']);
  });
});

describe('waitingSinceMs', () => {
  const scheduled = [condition('PodScheduled', 'True', { sinceMs: ago(50) })];
  const unscheduled = [condition('PodScheduled', 'False', { sinceMs: ago(50) })];

  test.each([
    ['its last end', pod({ conditions: scheduled }).pod, loopingContainer(), ago(20)],
    ['the pod got a node', pod({ conditions: scheduled }).pod, container(), ago(50)],
    ['the pod was made', pod({ conditions: unscheduled }).pod, container(), ago(3600)],
  ])('a container waits since %s', (_, where, it, sinceMs) => {
    expect(waitingSinceMs(where, it)).toBe(sinceMs);
  });
});

describe('events', () => {
  const { pod: web } = pod();

  test.each([
    ['of the same uid', {}, true],
    ['of an earlier pod of the same name', { uid: 'uid-earlier' }, false],
    ['without a uid, by name', { uid: '' }, true],
    ['without a uid, of another kind', { uid: '', kind: 'Job' }, false],
  ])('%s', (_, involved, isAbout) => {
    const one = event('BackOff', 'text', { involved });
    expect(eventsAbout(exampleSnapshot({ events: [one] }), web)).toEqual(isAbout ? [one] : []);
  });

  test('are told apart by container', () => {
    const app = event('BackOff', 'text');
    const whole = event('FailedMount', 'text', { involved: { container: '' } });
    const snapshot = exampleSnapshot({ events: [app, whole] });
    expect(containerEvents(snapshot, web, 'app')).toEqual([app]);
  });
});

function runsOf(...seconds: number[]): ContainerFact {
  const terminations = seconds.map((length) =>
    crashed({ startedMs: ago(20 + length), finishedMs: ago(20) }),
  );
  return container({ terminations });
}

// The runtime reports 1970 as the start of a container that it could not start.
function startErrors(): ContainerFact {
  return container({ terminations: [crashed({ reason: 'StartError', startedMs: 0 })] });
}

describe('requiredStableMs', () => {
  test.each([
    ['a minute at least', runsOf(5, 5), 60],
    ['twice the longest run', runsOf(5, 100), 200],
    ['twice the longest of the last three', runsOf(200, 40, 50, 45), 100],
    ['ten minutes at most', runsOf(500), 600],
    ['a minute after a run that was stable itself', runsOf(86_400), 60],
    ['a minute when the container never started', startErrors(), 60],
    ['a minute when it never ended', container(), 60],
  ])('is %s', (_, it, seconds) => {
    expect(requiredStableMs(it)).toBe(seconds * 1000);
  });
});

describe('isStable', () => {
  test.each([
    ['a container that never ended', container(), true],
    [
      '59 s after a restart',
      recoveredContainer({ startedMs: ago(205) }, { state: running(59) }),
      false,
    ],
    [
      '60 s after a restart',
      recoveredContainer({ startedMs: ago(205) }, { state: running(60) }),
      true,
    ],
    ['held back', loopingContainer(), false],
    [
      'running, its last end out of the window',
      recoveredContainer({ finishedMs: ago(901) }, { state: running(30) }),
      true,
    ],
    [
      'held back, its last end out of the window',
      loopingContainer({}, { terminations: [crashed({ finishedMs: ago(901) })] }),
      false,
    ],
    [
      'an init container that is done',
      loopingContainer(
        {},
        { kind: 'init', state: { kind: 'terminated', ...crashed({ exitCode: 0 }) } },
      ),
      true,
    ],
  ])('%s', (_, it, wanted) => {
    expect(isStable(it, exampleClock(), THRESHOLDS)).toBe(wanted);
  });
});

describe('readinessBudgetMs', () => {
  const slow = probe({ initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 30 });

  test.each([
    ['the grace of the service at least', container({ readiness: probe() }), 120],
    ['what the readiness probe allows', container({ readiness: slow }), 330],
    [
      'what startup and readiness probe allow',
      container({ startup: slow, readiness: probe() }),
      360,
    ],
  ])('is %s', (_, it, seconds) => {
    expect(readinessBudgetMs(it, THRESHOLDS)).toBe(seconds * 1000);
  });
});

describe('kubectlReason', () => {
  test.each([
    ['main', 'Error'],
    ['init', 'Init:Error'],
    ['sidecar', 'Init:Error'],
  ] as const)('of a container of kind %s is %s', (kind, reason) => {
    expect(kubectlReason(waitingContainer('Error', '', { kind }), 'Error')).toBe(reason);
  });
});
