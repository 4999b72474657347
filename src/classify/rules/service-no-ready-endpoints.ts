import type {
  ContainerFact,
  EndpointSliceFact,
  EpochMs,
  NetworkServiceFact,
  ServicePod,
  WorkloadReference,
} from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { readySinceMs } from '../support/controllers.ts';
import { isLooping } from '../support/crash-history.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { unready } from '../support/example-pods.ts';
import { front, portPod, slice } from '../support/example-routes.ts';
import { pod as examplePod } from '../support/examples.ts';
import { allContainers, condition } from '../support/pods.ts';
import { readinessBudgetMs } from '../support/probe-budget.ts';
import { callablePods, podsBehind, routeSubject } from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import type { Finding, RuleSnapshot } from '../types.ts';

/** The controller lists a pod within seconds of its readiness, also while it is busy. */
const LISTING_MS = 60_000;

/** As long as a rollout may take without progress: images are pulled and init containers run in that time. */
const STARTING_MS = 600_000;

const UNREADY = 'none of the pods that it selects is ready';
const UNLISTED = 'pods that it selects are ready, but the cluster has not listed their addresses';

type Inputs = RuleSnapshot<'networkServices' | 'endpointSlices' | 'pods'>;

/** A Service without an address, its slices and its pods. */
interface Dead {
  readonly service: NetworkServiceFact;
  readonly slices: readonly [EndpointSliceFact, ...EndpointSliceFact[]];
  readonly behind: readonly [ServicePod, ...ServicePod[]];
}

/** A Service whose slices cannot be read may have addresses of which nothing is known. */
function deadServices({ networkServices, endpointSlices, once }: Inputs): readonly Dead[] {
  const callable = once(callablePods);
  return networkServices.flatMap((service) => {
    const [slice1, ...slices] = endpointSlices.filter((it) => it.service === service.name);
    const [pod1, ...behind] = podsBehind(service, callable);
    const isMeantSo = service.publishesNotReady === true || service.deletionMs !== undefined;
    if (slice1 === undefined || pod1 === undefined || isMeantSo) return [];
    const dead: Dead = { service, slices: [slice1, ...slices], behind: [pod1, ...behind] };
    return dead.slices.some(({ hasReady }) => hasReady) ? [] : [dead];
  });
}

/**
 * Since when the pod has not been ready, once it has had all the time that it may take: what its probes allow from its
 * first start on, and more before that and while something outside the pod has to agree.
 */
function lateSinceMs({ pod }: ServicePod, { clock, thresholds }: Inputs): EpochMs | undefined {
  // With each of its runs it may be ready for a moment, and what it costs callers its own diagnosis says.
  if (pod.containers.some((it) => isLooping(it, pod, thresholds, clock))) return undefined;
  const unreadyMs = condition(pod.conditions, 'Ready')?.sinceMs ?? pod.createdMs;
  const sinceMs = Math.max(unreadyMs, ...pod.containers.flatMap(firstStarts));
  const budgets = allContainers(pod).map((it) => readinessBudgetMs(it, thresholds));
  const isUp = pod.readinessGates.length === 0 && pod.containers.every(hasBegun);
  const budgetMs = Math.max(...(isUp ? [] : [STARTING_MS]), ...budgets);
  return clock.atLeast(sinceMs, budgetMs) ? sinceMs : undefined;
}

/** Of a later run it says nothing: a loop would begin anew with each. */
function firstStarts({ state, terminations }: ContainerFact): readonly EpochMs[] {
  if (state.kind !== 'running' || state.startedMs === undefined) return [];
  return terminations.length === 0 ? [state.startedMs] : [];
}

function hasBegun({ state, terminations }: ContainerFact): boolean {
  return state.kind === 'running' || terminations.length > 0;
}

function deadSinceMs(ready: readonly EpochMs[], { behind }: Dead, inputs: Inputs) {
  if (ready.length > 0) {
    const sinceMs = Math.min(...ready);
    return inputs.clock.atLeast(sinceMs, LISTING_MS) ? sinceMs : undefined;
  }
  const late = behind.map((it) => lateSinceMs(it, inputs));
  const known = late.filter((sinceMs) => sinceMs !== undefined);
  return known.length === behind.length ? Math.max(...known) : undefined;
}

function findingsOf(dead: Dead, inputs: Inputs): readonly Finding[] {
  const { service, slices, behind } = dead;
  const ready = behind.flatMap(({ pod }) => readySinceMs(pod) ?? []);
  const sinceMs = deadSinceMs(ready, dead, inputs);
  if (sinceMs === undefined) return [];
  return workloadsOf(behind).map((workload) =>
    standing({
      subject: routeSubject(workload, service),
      severity: ready.length > 0 ? 'error' : 'warning',
      reason: 'ServiceNoReadyEndpoints',
      details: {
        ...workloadDetails(workload),
        networkService: service.name,
        why: ready.length > 0 ? UNLISTED : UNREADY,
      },
      evidence: slices.slice(0, 3).map(({ kind, name }) => {
        const field = 'endpoints[].conditions.ready';
        return fieldEvidence({ kind, name, field, value: 'none is true' });
      }),
      sinceMs,
    }),
  );
}

function workloadsOf(behind: Dead['behind']): readonly WorkloadReference[] {
  const byName = new Map(behind.map((it) => [`${it.workload.kind}/${it.workload.name}`, it]));
  return [...byName.values()].map(({ workload }) => workload);
}

export default defineClassifier({
  code: 'ServiceNoReadyEndpoints',
  title: 'Service {networkService} has no address to send callers to',
  severity: 'warning',
  reads: ['networkServices', 'endpointSlices', 'pods'],
  explanation: 'Whoever calls Service {networkService} gets no answer: {why}.',
  fix: [
    'Find out why pods of {workload} are not ready: their events and their logs tell.',
    'Ask the people who run the cluster about its endpoint slice controller if the pods are ready.',
  ],
  commands: [
    '{kubectl} get endpointslices --selector kubernetes.io/service-name={networkService}',
    '{kubectl} get pods --output wide',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/',
  // No pod behind a Service is ready because of something that is the matter with the pods.
  isConsequence: true,
  classify: (snapshot) => deadServices(snapshot).flatMap((dead) => findingsOf(dead, snapshot)),
  examples: [
    {
      name: 'no pod is ready, and all have had their time',
      given: {
        networkServices: [front()],
        endpointSlices: [slice({ hasReady: false })],
        pods: [examplePod(unready(120))],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'ServiceNoReadyEndpoints',
          details: { why: UNREADY },
        },
      ],
    },
    {
      name: 'the pods are ready, and nobody has told the Service',
      given: {
        networkServices: [front()],
        endpointSlices: [slice({ hasReady: false })],
        pods: [portPod()],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'ServiceNoReadyEndpoints',
          details: { why: UNLISTED },
        },
      ],
    },
    {
      name: 'pods that start need a while',
      given: {
        networkServices: [front()],
        endpointSlices: [slice({ hasReady: false })],
        pods: [examplePod(unready(119))],
      },
      found: [],
    },
  ],
});
