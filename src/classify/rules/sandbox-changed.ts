import type { EventFact, ServicePod } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { areCurrent, eventsAbout, timesTold } from '../support/events.ts';
import { eventEvidence } from '../support/evidence.ts';
import { podEvent } from '../support/example-pods.ts';
import { pod } from '../support/examples.ts';
import { livePods } from '../support/pods.ts';
import { podDetails, podSubject } from '../support/subject.ts';
import type { Finding } from '../types.ts';

/** Once or twice happens when a node or its runtime is started anew. */
const MIN_CHANGES = 3;

function changedFinding(servicePod: ServicePod, events: readonly EventFact[]): readonly Finding[] {
  const count = timesTold(events);
  const [first] = events;
  if (first === undefined || count < MIN_CHANGES) return [];
  return [
    {
      subject: podSubject(servicePod),
      confidence: 'confirmed',
      state: 'active',
      reason: 'SandboxChanged',
      details: podDetails(servicePod),
      evidence: [eventEvidence(first)],
      sinceMs: Math.min(...events.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...events.map(({ lastMs }) => lastMs)),
      count,
    },
  ];
}

/** kubelet, pkg/kubelet/kuberuntime/kuberuntime_manager.go. */
const CHANGED = 'Pod sandbox changed, it will be killed and re-created.';

export default defineClassifier({
  code: 'SandboxChanged',
  title: 'The node makes pods of {workload} anew again and again',
  severity: 'warning',
  reads: ['pods', 'events'],
  explanation:
    'The node found the sandbox of the pod gone, which holds its network, and made it anew; all containers of the pod were restarted with it. It happened three times or more. The containers of {workload} are not the reason.',
  fix: [
    'Tell the platform team which node it is: its container runtime or its network plugin restarts, or it has too little memory.',
    'Delete the pod if those on other nodes run calmly: the next one may get another node.',
  ],
  commands: ['{kubectl} get pods --output=wide', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/',
  yieldsTo: ['SandboxFailed', 'IPExhausted', 'NetworkNotReady'],
  classify(snapshot) {
    return snapshot.once(livePods).flatMap((servicePod) => {
      const changes = eventsAbout(snapshot, servicePod.pod).filter(
        ({ reason }) => reason === 'SandboxChanged',
      );
      return areCurrent(changes, snapshot.clock) ? changedFinding(servicePod, changes) : [];
    });
  },
  examples: [
    {
      name: 'a sandbox that is lost for the third time',
      given: {
        pods: [pod()],
        events: [podEvent('SandboxChanged', CHANGED, { type: 'Normal', count: 3 })],
      },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'SandboxChanged' }],
    },
    {
      name: 'a node that was started anew makes it once',
      given: {
        pods: [pod()],
        events: [podEvent('SandboxChanged', CHANGED, { type: 'Normal', count: 1 })],
      },
      found: [],
    },
  ],
});
