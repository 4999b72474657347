// A service in a few calls, judged by hand-made findings: the aggregate is tested without any rule.
import { aggregate } from '../../src/aggregate/aggregate.ts';
import type { Report } from '../../src/aggregate/types.ts';
import { defineClassifier } from '../../src/classify/define.ts';
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { ago, condition, NOW, pod } from '../../src/classify/support/examples.ts';
import type { Classifier, Finding, RuledFinding, Severity } from '../../src/classify/types.ts';
import type { PodFact, ServicePod, ServiceSnapshot } from '../../src/facts/index.ts';

/** A pod that has been ready for an hour. */
export function readyPod(name: string, facts: Partial<PodFact> = {}): ServicePod {
  return pod({ name, conditions: [condition('Ready', 'True')], ...facts });
}

/** A pod that runs, made so many seconds ago, and is not ready. */
export function unreadyPod(name: string, ageSeconds: number): ServicePod {
  const made = { createdMs: ago(ageSeconds), conditions: [condition('Ready', 'False')] };
  const [container] = pod().pod.containers;
  if (container === undefined) throw new Error('the example pod has a container');
  return pod({
    name,
    ...made,
    containers: [
      { ...container, ready: false, state: { kind: 'running', startedMs: ago(ageSeconds - 1) } },
    ],
  });
}

/** A rule that exists for its texts. */
export function rule(code: string, facts: Partial<Classifier> = {}): Classifier {
  return defineClassifier({
    code,
    title: `${code} of {container}`,
    severity: 'error',
    reads: [],
    explanation: 'What happened in {workload}.',
    fix: ['Do this.'],
    commands: ['{kubectl} get pods'],
    reference: 'https://kubernetes.io/docs/',
    classify: () => [],
    examples: [
      { name: 'one', given: {}, found: [] },
      { name: 'two', given: {}, found: [] },
    ],
    ...facts,
  });
}

/** What the rule found on container app of a pod of Deployment web, or on the workload. */
export function found(
  by: Classifier,
  facts: Partial<Finding> & { readonly pod?: string; readonly workload?: string } = {},
): RuledFinding {
  const { pod: podName, workload = 'web', details, ...rest } = facts;
  const onPod = podName === undefined ? {} : { pod: podName, container: 'app' };
  return {
    rule: by,
    finding: {
      subject: { workload: { kind: 'Deployment', name: workload }, ...onPod },
      confidence: 'confirmed',
      state: 'active',
      reason: 'CrashLoopBackOff',
      details: {
        container: podName === undefined ? '' : 'app',
        workload: `Deployment/${workload}`,
        ...details,
      },
      evidence: [{ object: 'Pod/web-1', field: 'status.phase', value: 'Running' }],
      sinceMs: ago(60),
      lastMs: ago(10),
      count: 1,
      ...rest,
    },
  };
}

export function report(
  world: Partial<ServiceSnapshot>,
  findings: readonly RuledFinding[] = [],
  announce: (instant: number) => void = () => {},
): Report {
  const snapshot = exampleSnapshot({ clock: exampleClock(NOW, announce), ...world });
  return aggregate(snapshot, findings, { nowMs: NOW, cluster: '', generation: 1 });
}

/** An error on pod web-1, which most cases need. */
export function anError(severity: Severity = 'error'): RuledFinding {
  return found(rule('AppError', { severity }), { pod: 'web-1' });
}
