import { defineClassifier } from '../define.ts';
import { type ErroredProbe, erroredProbe } from '../support/errored-probes.ts';
import { eventEvidence } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import { container, event, probe, running } from '../support/examples.ts';
import { liveContainers } from '../support/pods.ts';
import { readinessBudgetMs } from '../support/probe-budget.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';

const COMMAND = probe({ handler: 'exec', port: '', path: '' });
const UNREADY = container({ ready: false, readiness: COMMAND, state: running(180) });
const ERRORED =
  'Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: "grpc_health_probe": executable file not found in $PATH: unknown';

/** What it means that nobody knows the answer, to complete "…, so …". */
const MEANING: Readonly<Record<ErroredProbe['name'], string>> = {
  startup: 'the container never counts as started and gets no traffic',
  readiness: 'the container stays as it was: without an answer it does not become ready',
  liveness: 'nobody would notice if the container hung',
};

export default defineClassifier({
  code: 'ProbeErrored',
  title: 'The {name} probe of {who} cannot be carried out',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'The {name} probe of {who} does not work: {fault}. It says nothing about the application, so {meaning}. Kubernetes says: "{raw}".',
  fix: [
    '{advice}.',
    'Run the command of the probe by hand in the container, if it is one.',
    'Roll back to the last version that worked if the service is needed now.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  outranks: ['ReadinessFailing'],
  yieldsTo: ['LivenessKill', 'StartupKill'],
  classify(snapshot) {
    const { once, clock, thresholds } = snapshot;
    return once(liveContainers).flatMap((at) => {
      const errored = erroredProbe(snapshot, at);
      const { state } = at.container;
      if (errored === undefined || state.kind !== 'running') return [];
      // A wrapper may fetch the program of the probe first; a start gets the time that it gets anyway.
      const startedMs = state.startedMs ?? at.pod.createdMs;
      if (!clock.atLeast(startedMs, readinessBudgetMs(at.container, thresholds))) return [];
      const [first] = errored.events;
      return [
        standing({
          subject: containerSubject(at),
          log: { run: 'running' },
          ...(isInTheWay(errored, at) ? {} : { severity: 'warning' as const }),
          reason: 'Running',
          details: {
            ...containerDetails(at),
            ...errored.details,
            name: errored.name,
            meaning: MEANING[errored.name],
          },
          evidence: [eventEvidence(first)],
          sinceMs: first.firstMs,
          lastMs: Math.max(...errored.events.map(({ lastMs }) => lastMs)),
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a program that is not in the image',
      given: {
        pods: [podWith(UNREADY)],
        events: [event('Unhealthy', ERRORED, { count: 12 })],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'Running',
          details: { name: 'readiness', fault: 'its command is not in the image' },
        },
      ],
    },
    {
      name: 'a probe that is carried out and fails is ReadinessFailing, not this',
      given: {
        pods: [podWith(UNREADY)],
        events: [event('Unhealthy', 'Readiness probe failed: not ready yet', { count: 12 })],
      },
      found: [],
    },
  ],
});

/** A container that is ready stays so, and one without a liveness check serves all the same. */
function isInTheWay({ name }: ErroredProbe, { container: it }: PlacedContainer): boolean {
  return name !== 'liveness' && !it.ready;
}
