// A log may say more than "exit code 1", and never something else than a field.
import { describe, expect, it } from 'vitest';
import { classify, subjectKey } from '../../../src/classify/classify.ts';
import { crashLog } from '../../../src/classify/support/example-logs.ts';
import { loopingPod, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { LogCaptureFact, ServiceSnapshot } from '../../../src/facts/index.ts';
import { loadRulesWithCases } from '../examples.ts';

const rules = await loadRulesWithCases();

const REFUSED = 'dial tcp 10.0.0.7:5432: connect: connection refused';
const CODE = 'DependencyUnreachable';
/** Codes that only say that a container ended, and of which the log may say why. */
const PLAIN = ['AppError', 'InitFailed', 'SidecarCrash'];

/** What is found: "AppError" and its subject. */
function found(given: Partial<ServiceSnapshot>): readonly Told[] {
  const all = classify(exampleSnapshot(given), rules);
  return all.map(({ rule, finding }) => ({
    code: rule.code,
    subject: subjectKey(finding.subject),
  }));
}

interface Told {
  readonly code: string;
  readonly subject: string;
}

function codes(given: Partial<ServiceSnapshot>): readonly string[] {
  return found(given).map(({ code }) => code);
}

/** In an order of their own: that of the rules differs. */
function listed(all: readonly Told[]): readonly string[] {
  return all.map(({ code, subject }) => `${code} ${subject}`).toSorted();
}

/** Each container of these pods has said the same before its last end. */
function allRefused({ pods = [] }: Partial<ServiceSnapshot>): readonly LogCaptureFact[] {
  return pods.flatMap(({ pod }) => {
    const containers = [...pod.initContainers, ...pod.containers, ...pod.ephemeralContainers];
    return containers.map(({ name, kind, terminations }) => {
      const containerId = terminations.at(-1)?.containerId ?? '';
      const of = { podUid: pod.uid, pod: pod.name, container: name, containerKind: kind };
      return crashLog([REFUSED], { ...of, containerId });
    });
  });
}

const worlds = rules
  .filter(({ reads }) => !reads.includes('logs'))
  .flatMap(({ code, examples }) =>
    examples.map((example) => [`${code}: ${example.name}`, example.given] as const),
  );

describe('the last words of every container change', () => {
  it.each(worlds)('nothing that a field says of the world in which %s', (_name, given) => {
    const before = found(given);
    const after = found({ ...given, logs: allRefused(given) });
    const told = new Set(after.filter(({ code }) => code === CODE).map(({ subject }) => subject));
    // Where the log tells, it stands for one that only tells the end; all else is as it was.
    const expected = before.map(({ code, subject }) => {
      return { code: PLAIN.includes(code) && told.has(subject) ? CODE : code, subject };
    });
    expect(listed(after)).toEqual(listed(expected));
  });

  it('something in more than a few of these worlds, else they prove nothing', () => {
    const changed = worlds.filter(([, given]) => {
      return found({ ...given, logs: allRefused(given) }).some(({ code }) => code === CODE);
    });
    expect(changed.length).toBeGreaterThan(10);
  });
});

describe('the log', () => {
  it.each([
    ['of a run of this loop', crashLog([REFUSED]), [CODE]],
    [
      'of an earlier run of it',
      crashLog([REFUSED], { containerId: `containerd://${ago(60)}` }),
      [CODE],
    ],
    [
      'of a run that nobody knows',
      crashLog([REFUSED], { containerId: 'containerd://old' }),
      ['AppError'],
    ],
    ['of a run that goes on', crashLog([REFUSED], { run: 'running' }), ['AppError']],
    ['that was read back, of this loop', crashLog([REFUSED], { containerId: '' }), [CODE]],
    [
      'that was read back and is older',
      crashLog([REFUSED], { containerId: '', atMs: ago(9000) }),
      ['AppError'],
    ],
    ['of another pod', crashLog([REFUSED], { podUid: 'uid-other' }), ['AppError']],
    ['of another container', crashLog([REFUSED], { container: 'proxy' }), ['AppError']],
    ['that says nothing known', crashLog(['bye']), ['AppError']],
    ['of a run that wrote nothing', crashLog([]), ['AppError']],
  ])('%s', (_claim, log, expected) => {
    expect(codes({ pods: [loopingPod()], logs: [log] })).toEqual(expected);
  });

  it.each([
    ['killed from outside', { exitCode: 137 }, ['KilledNotOOM']],
    ['asked to stop', { exitCode: 143 }, ['AppError']],
    ['killed for its memory', { exitCode: 1, reason: 'OOMKilled' }, ['OOMKilled']],
    ['that ended well', { exitCode: 0, reason: 'Completed' }, ['CompletesAndRestarts']],
    ['that the kernel ended for a fault', { exitCode: 139 }, ['Segfault']],
  ])('of a run %s is not asked', (_claim, run, expected) => {
    expect(codes({ pods: [loopingPod(run)], logs: [crashLog([REFUSED])] })).toEqual(expected);
  });

  it('of a crash that is over stays with what is history', () => {
    const log = crashLog([REFUSED], { containerId: `containerd://${ago(200)}`, atMs: ago(200) });
    const all = classify(exampleSnapshot({ pods: [recoveredPod()], logs: [log] }), rules);
    expect(all.map(({ rule, finding }) => [rule.code, finding.state])).toEqual([
      [CODE, 'recovered'],
    ]);
  });

  it('is quoted as it was, beside the end that the field tells', () => {
    const [only] = classify(
      exampleSnapshot({ pods: [loopingPod()], logs: [crashLog([REFUSED])] }),
      rules,
    );
    expect(only?.finding.evidence).toEqual([
      {
        object: 'Pod/web-7c9d-x2x1q',
        field: 'status.containerStatuses[app].lastState.terminated.exitCode',
        value: '1',
        timeMs: ago(20),
      },
      {
        object: 'Pod/web-7c9d-x2x1q',
        field: 'status.containerStatuses[app].lastState.terminated.reason',
        value: 'Error',
        timeMs: ago(20),
      },
      { object: 'Pod/web-7c9d-x2x1q', field: 'log app', value: REFUSED, timeMs: ago(20) },
    ]);
  });
});
