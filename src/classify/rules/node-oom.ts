import type { ContainerFact, TerminationFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { eventEvidence } from '../support/evidence.ts';
import { loopingPod, nodeEvent } from '../support/example-pods.ts';
import { systemOomAt } from '../support/node-incidents.ts';
import { hasVerdict } from '../support/oom-verdict.ts';

/** 128 + SIGKILL: how the kernel ends its victim. */
const KILLED = 137;

/** With a limit of its own, OOMKilled speaks of that limit. */
function isVictim({ exitCode, reason }: TerminationFact, { memoryLimit }: ContainerFact): boolean {
  return exitCode === KILLED && (reason !== 'OOMKilled' || memoryLimit === '');
}

export default defineClassifier({
  code: 'NodeOOM',
  title: '{Who} was killed when its node ran out of memory',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Node {node} ran out of memory as a whole, and the kernel killed processes on it until there was enough. {Who} was ended at that time (exit code {exitCode}), so it is likely to be one of them; another container may have used the memory. {next}.',
  fix: [
    'Set the memory request of "{container}" to what it really uses, and the limit to the same, so that others are killed first.',
    'Tell the platform team that node {node} ran out of memory: containers on it use more than they ask for.',
  ],
  commands: ['{kubectl} describe node {node}', '{kubectl} top pod {pod} --containers'],
  reference:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior',
  yieldsTo: ['LivenessKill', 'StartupKill'],
  outranks: ['KilledNotOOM', 'OOMKilled', 'ContainerStatusUnknown'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const { container, pod } = at;
      const run = newestCrash(at, (it) => {
        if (!isVictim(it, container) || !hasVerdict(it, container, snapshot.clock)) return false;
        return systemOomAt(snapshot.events, at, it) !== undefined;
      });
      const incident = run && systemOomAt(snapshot.events, at, run);
      if (run === undefined || incident === undefined) return undefined;
      const details = { node: pod.nodeName };
      return { run, confidence: 'likely', details, evidence: [eventEvidence(incident)] };
    });
  },
  examples: [
    {
      name: 'a kill at the moment in which the node ran out of memory',
      given: {
        pods: [loopingPod({ exitCode: KILLED })],
        events: [nodeEvent('SystemOOM', 'System OOM encountered, victim process: app, pid: 4711')],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { node: 'node-1' },
        },
      ],
    },
    {
      name: 'a container at its own limit is OOMKilled, whatever the node goes through',
      given: {
        pods: [loopingPod({ exitCode: KILLED, reason: 'OOMKilled' })],
        events: [nodeEvent('SystemOOM', 'System OOM encountered, victim process: app, pid: 4711')],
      },
      found: [],
    },
  ],
});
