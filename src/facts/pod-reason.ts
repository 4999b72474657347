import type { ContainerFact, PodFact, TerminationFact } from './pod.ts';

// What `kubectl get pods` prints, from the same fields in the same order: pkg/printers/internalversion/printers.go,
// printPod, Kubernetes 1.34. The column is part of what people know and search for, so it is repeated, not improved.

/** What the init containers had to say, up to the first that is not done. */
interface Initialisation {
  /** Undefined when every init container is done. */
  readonly reason: string | undefined;
  readonly restarts: number;
  readonly sidecarRestarts: number;
  readonly readySidecars: number;
}

/** The STATUS column of `kubectl get pods` for this pod. */
export function podReason(pod: PodFact): string {
  const init = walkInitContainers(pod);
  const beforeDeletion = showsMainContainers(pod, init)
    ? mainReason(pod, init.reason ?? phaseReason(pod))
    : (init.reason ?? phaseReason(pod));
  if (pod.deletionMs === undefined) return beforeDeletion;
  // The node controller's word for a pod whose node is gone (node.NodeUnreachablePodReason).
  if (pod.statusReason === 'NodeLost') return 'Unknown';
  return pod.phase === 'Succeeded' || pod.phase === 'Failed' ? beforeDeletion : 'Terminating';
}

/** The READY column: sidecars count, plain init and ephemeral containers never do. */
export function podReady(pod: PodFact): { readonly ready: number; readonly total: number } {
  const init = walkInitContainers(pod);
  const ready = showsMainContainers(pod, init) ? pod.containers.filter(isReadyAndRunning) : [];
  const sidecars = pod.initContainers.filter((container) => container.kind === 'sidecar');
  return {
    ready: init.readySidecars + ready.length,
    total: pod.containers.length + sidecars.length,
  };
}

/** The number in the RESTARTS column: of the init containers until they are done, then of the main ones and sidecars. */
export function podRestarts(pod: PodFact): number {
  const init = walkInitContainers(pod);
  if (!showsMainContainers(pod, init)) return init.restarts;
  return pod.containers.reduce((sum, { restartCount }) => sum + restartCount, init.sidecarRestarts);
}

/** A sidecar that died after start-up still decides STATUS, unless a main container has something to say. */
function showsMainContainers(pod: PodFact, init: Initialisation): boolean {
  if (init.reason === undefined) return true;
  const initialized = pod.conditions.find(({ type }) => type === 'Initialized');
  return initialized?.status === 'True';
}

function phaseReason(pod: PodFact): string {
  const isGated = pod.conditions.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  );
  if (isGated) return 'SchedulingGated';
  return pod.statusReason === '' ? pod.phase : pod.statusReason;
}

function walkInitContainers(pod: PodFact): Initialisation {
  let restarts = 0;
  let sidecarRestarts = 0;
  let readySidecars = 0;
  const reported = pod.initContainers.filter(({ hasStatus }) => hasStatus);
  for (const [index, container] of reported.entries()) {
    const isSidecar = container.kind === 'sidecar';
    restarts += container.restartCount;
    if (isSidecar) sidecarRestarts += container.restartCount;
    const isOver = container.state.kind === 'terminated' && container.state.exitCode === 0;
    if (isOver) continue;
    if (!isSidecar || container.started !== true) {
      const reason = initReason(container, `${index}/${pod.initContainers.length}`);
      return { reason, restarts, sidecarRestarts, readySidecars };
    }
    if (container.ready) readySidecars += 1;
  }
  return { reason: undefined, restarts, sidecarRestarts, readySidecars };
}

function initReason({ state }: ContainerFact, progress: string): string {
  if (state.kind === 'terminated') return `Init:${terminatedReason(state)}`;
  // PodInitializing is what every init container says while it waits for its turn.
  const saysWhy = state.kind === 'waiting' && !['', 'PodInitializing'].includes(state.reason);
  return `Init:${saysWhy ? state.reason : progress}`;
}

/** Last to first, each overwriting: the first container with something to say wins. */
function mainReason(pod: PodFact, before: string): string {
  const reasons = pod.containers.map(containerReason).filter((reason) => reason !== '');
  const reason = reasons[0] ?? before;
  if (reason !== 'Completed' || !pod.containers.some(isReadyAndRunning)) return reason;
  const isReady = pod.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  return isReady ? 'Running' : 'NotReady';
}

function containerReason({ state }: ContainerFact): string {
  if (state.kind === 'waiting') return state.reason;
  return state.kind === 'terminated' ? terminatedReason(state) : '';
}

function terminatedReason({ reason, signal, exitCode }: TerminationFact): string {
  if (reason !== '') return reason;
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

function isReadyAndRunning({ ready, state }: ContainerFact): boolean {
  return ready && state.kind === 'running';
}
