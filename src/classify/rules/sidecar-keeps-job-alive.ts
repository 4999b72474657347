import type { EpochMs, PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence, statusPath } from '../support/evidence.ts';
import { ago, container, crashed, jobPod, running } from '../support/examples.ts';
import { liveContainers } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';
import { joinWords } from '../support/text.ts';

/** Words in the names of containers that serve others: they do not end by themselves. */
const HELPER =
  /proxy|sidecar|agent|envoy|istio|linkerd|fluent|vector|collector|exporter|tunnel|bouncer|mesh|shipper/i;
/** A helper that is told to end with the work does so within seconds. */
const HELPER_MS = 120_000;
/** Two containers of one Job may both have work to do, one much more than the other. */
const WORKER_MS = 3_600_000;

const DONE = { exitCode: 0, reason: 'Completed' };

export default defineClassifier({
  code: 'SidecarKeepsJobAlive',
  title: '{Who} keeps {workload} from ending',
  severity: 'warning',
  reads: ['pods'],
  explanation:
    '{done} ended without an error, but a Job is done only when all containers of its pod are, and {who} runs on. So {workload} never completes.',
  fix: [
    'Move {who} to initContainers with restartPolicy: Always: Kubernetes then stops it when the work is done.',
    'Let the work tell {who} to end as its last step, if the cluster is older than Kubernetes 1.29.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container} --tail=50',
    '{kubectl} describe {workloadPath}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  classify({ once, clock }) {
    return once(liveContainers).flatMap((at) => {
      const done = doneBeside(at);
      if (done === undefined) return [];
      const dwellMs = HELPER.test(at.container.name) ? HELPER_MS : WORKER_MS;
      if (!clock.atLeast(done.sinceMs, dwellMs)) return [];
      const field = `${statusPath(at.container)}.state`;
      const quote = { kind: 'Pod', name: at.pod.name, field, value: 'running' };
      return [
        standing({
          subject: containerSubject(at),
          confidence: 'likely',
          reason: 'NotReady',
          details: { ...containerDetails(at), done: done.words },
          evidence: [fieldEvidence({ ...quote, timeMs: done.sinceMs })],
          sinceMs: done.sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a proxy that runs on when the work is done',
      given: { pods: [twoContainers('istio-proxy', 121)] },
      found: [
        {
          container: 'istio-proxy',
          workload: 'migrate',
          confidence: 'likely',
          reason: 'NotReady',
          details: { done: 'Container "app"' },
        },
      ],
    },
    {
      name: 'two containers that both work may need different times',
      given: { pods: [twoContainers('thumbnails', 900)] },
      found: [],
    },
  ],
});

/** The containers that are done while this one runs on, and since when the last of them is. */
function doneBeside({
  pod,
  container: it,
}: PlacedContainer): { readonly words: string; readonly sinceMs: EpochMs } | undefined {
  if (pod.owner?.kind !== 'Job' || it.kind !== 'main' || it.state.kind !== 'running') {
    return undefined;
  }
  const ends = completions(pod);
  if (ends.length === 0) return undefined;
  const words = joinWords(ends.map(({ name }) => `"${name}"`));
  const sinceMs = Math.max(...ends.map(({ endMs }) => endMs));
  return { words: `Container${ends.length === 1 ? '' : 's'} ${words}`, sinceMs };
}

/** Empty when a container failed: that is what has to be told then. */
function completions(pod: PodFact): readonly { readonly name: string; readonly endMs: EpochMs }[] {
  const ended = pod.containers.flatMap(({ name, state }) =>
    state.kind === 'terminated' ? [{ name, ...state }] : [],
  );
  if (ended.some(({ exitCode }) => exitCode !== 0)) return [];
  return ended.map(({ name, finishedMs }) => ({ name, endMs: finishedMs ?? pod.createdMs }));
}

/** A Job's pod whose first container was done so many seconds ago, and whose second one runs. */
function twoContainers(name: string, seconds: number) {
  const end = crashed({ ...DONE, finishedMs: ago(seconds) });
  const done = container({ ready: false, state: { kind: 'terminated', ...end } });
  return jobPod({ containers: [done, container({ name, state: running(seconds + 60) })] });
}
