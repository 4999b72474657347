// The cells of `kubectl get pods`, after printPod in pkg/printers/internalversion/printers.go (1.34).
import { ageOf, humanDuration } from './human-duration.ts';
import { arrayAt, recordAt, textAt, valueAt } from './json.ts';
import type { KubeJson } from './types.ts';

/** What is added up on the way through the container statuses. */
interface Tally {
  reason: string;
  restarts: number;
  lastRestartMs: number;
  ready: number;
}

export function podCells(pod: KubeJson, nowMs: number): readonly unknown[] {
  const restartableInits = restartableInitNames(pod);
  const inits = tallyInits(pod, restartableInits);
  const isPastInits = !inits.isInitializing || isConditionTrue(pod, 'Initialized');
  const tally = isPastInits ? tallyContainers(pod, inits) : inits.all;
  const total = arrayAt(pod, 'spec', 'containers').length + restartableInits.size;
  return [
    pod.metadata.name,
    `${tally.ready}/${total}`,
    endingReason(pod) ?? tally.reason,
    restartsCell(tally, nowMs),
    ageOf(textAt(pod, 'metadata', 'creationTimestamp'), nowMs),
    textAt(pod, 'status', 'podIP') || '<none>',
    textAt(pod, 'spec', 'nodeName') || '<none>',
    textAt(pod, 'status', 'nominatedNodeName') || '<none>',
    '<none>',
  ];
}

function startingReason(pod: KubeJson): string {
  const isGated = arrayAt(pod, 'status', 'conditions').some(
    (condition) =>
      textAt(condition, 'type') === 'PodScheduled' &&
      textAt(condition, 'reason') === 'SchedulingGated',
  );
  if (isGated) return 'SchedulingGated';
  return textAt(pod, 'status', 'reason') || (textAt(pod, 'status', 'phase') ?? '');
}

interface InitTally {
  readonly isInitializing: boolean;
  /** Every init visited. */
  readonly all: Tally;
  /** Only those that keep running beside the main containers. */
  readonly restartable: Tally;
}

function tallyInits(pod: KubeJson, restartableInits: ReadonlySet<string>): InitTally {
  const reason = startingReason(pod);
  const all: Tally = { reason, restarts: 0, lastRestartMs: 0, ready: 0 };
  const restartable: Tally = { reason, restarts: 0, lastRestartMs: 0, ready: 0 };
  for (const [at, status] of arrayAt(pod, 'status', 'initContainerStatuses').entries()) {
    const isRestartable = restartableInits.has(textAt(status, 'name') ?? '');
    countRestarts(all, status);
    if (isRestartable) countRestarts(restartable, status);
    if (isRestartable && valueAt(status, 'started') === true) {
      if (valueAt(status, 'ready') === true) all.ready += 1;
      continue;
    }
    if (valueAt(status, 'state', 'terminated', 'exitCode') === 0) continue;
    all.reason = initReason(status, at, arrayAt(pod, 'spec', 'initContainers').length);
    return { isInitializing: true, all, restartable };
  }
  return { isInitializing: false, all, restartable };
}

function initReason(status: unknown, at: number, count: number): string {
  if (valueAt(status, 'state', 'terminated') !== undefined) {
    return `Init:${terminatedReason(status)}`;
  }
  const waiting = textAt(status, 'state', 'waiting', 'reason') ?? '';
  if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`;
  return `Init:${at}/${count}`;
}

/** Last to first, each overwriting: the first container with something to say wins. */
function tallyContainers(pod: KubeJson, inits: InitTally): Tally {
  const { restarts, lastRestartMs } = inits.restartable;
  const tally: Tally = { ...inits.all, restarts, lastRestartMs };
  let hasRunning = false;
  for (const status of arrayAt(pod, 'status', 'containerStatuses').toReversed()) {
    countRestarts(tally, status);
    const waiting = textAt(status, 'state', 'waiting', 'reason') ?? '';
    if (waiting !== '') tally.reason = waiting;
    else if (valueAt(status, 'state', 'terminated') !== undefined) {
      tally.reason = terminatedReason(status);
    } else if (isReadyAndRunning(status)) {
      hasRunning = true;
      tally.ready += 1;
    }
  }
  if (tally.reason === 'Completed' && hasRunning) {
    tally.reason = isConditionTrue(pod, 'Ready') ? 'Running' : 'NotReady';
  }
  return tally;
}

function isReadyAndRunning(status: unknown): boolean {
  return valueAt(status, 'ready') === true && valueAt(status, 'state', 'running') !== undefined;
}

function terminatedReason(status: unknown): string {
  const { reason, signal, exitCode } = recordAt(status, 'state', 'terminated');
  if (typeof reason === 'string' && reason !== '') return reason;
  if (typeof signal === 'number' && signal !== 0) return `Signal:${signal}`;
  return `ExitCode:${typeof exitCode === 'number' ? exitCode : 0}`;
}

function endingReason(pod: KubeJson): string | undefined {
  if (textAt(pod, 'metadata', 'deletionTimestamp') === undefined) return undefined;
  if (textAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  const phase = textAt(pod, 'status', 'phase') ?? '';
  return ['Succeeded', 'Failed'].includes(phase) ? undefined : 'Terminating';
}

function countRestarts(tally: Tally, status: unknown): void {
  const count = valueAt(status, 'restartCount');
  tally.restarts += typeof count === 'number' ? count : 0;
  const finishedMs = Date.parse(textAt(status, 'lastState', 'terminated', 'finishedAt') ?? '');
  if (finishedMs > tally.lastRestartMs) tally.lastRestartMs = finishedMs;
}

function restartsCell({ restarts, lastRestartMs }: Tally, nowMs: number): string {
  if (restarts === 0 || lastRestartMs === 0) return String(restarts);
  return `${restarts} (${humanDuration(nowMs - lastRestartMs)} ago)`;
}

function restartableInitNames(pod: KubeJson): ReadonlySet<string> {
  const inits = arrayAt(pod, 'spec', 'initContainers');
  const restartable = inits.filter((init) => textAt(init, 'restartPolicy') === 'Always');
  return new Set(restartable.map((init) => textAt(init, 'name') ?? ''));
}

function isConditionTrue(pod: KubeJson, type: string): boolean {
  return arrayAt(pod, 'status', 'conditions').some(
    (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
  );
}
