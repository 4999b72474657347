import type {
  ContainerFact,
  ContainerKind,
  ContainerState,
  ProbeFact,
  TerminationFact,
} from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { MAX_MESSAGE, MAX_NAME, reasonOf } from './object-fact.ts';
import { targetName } from './port-name.ts';
import { probeOf } from './probe.ts';
import {
  compact,
  defined,
  type Fields,
  fields,
  flag,
  instant,
  integer,
  isObject,
  items,
  word,
} from './read.ts';

/** More containers of one sort than any node would run; the API server sets no limit. */
const MAX_CONTAINERS = 128;
const MAX_IMAGE = 512;
const MAX_CONTAINER_ID = 128;
const MAX_QUANTITY = 64;
const MAX_PORTS = 64;

/** The two lists of a pod that speak of the same containers. */
export interface ContainerLists {
  readonly specs: unknown;
  readonly statuses: unknown;
  /** Given the container's spec, because a sidecar is an init container but for one field. */
  readonly kindOf: (spec: Fields) => ContainerKind;
}

/** Spec and status joined by name, in the order of the statuses; a status without a spec is nobody's and left out. */
export function containersOf(lists: ContainerLists, intern: Interner): readonly ContainerFact[] {
  const specs = byName(lists.specs);
  const statuses = byName(lists.statuses);
  const names = new Set([...statuses.keys(), ...specs.keys()]);
  const containers: ContainerFact[] = [];
  for (const name of names) {
    const spec = specs.get(name);
    if (spec === undefined) continue;
    const described = describe(spec, lists.kindOf(spec), intern);
    containers.push({
      name: intern.string(name),
      ...described,
      ...observe(statuses.get(name), intern),
    });
  }
  return compact(containers);
}

function byName(value: unknown): Map<string, Fields> {
  const found = new Map<string, Fields>();
  for (const item of items(value, MAX_CONTAINERS)) {
    const name = word(fields(item)['name'], MAX_NAME);
    if (name !== '' && !found.has(name)) found.set(name, fields(item));
  }
  return found;
}

function describe(spec: Fields, kind: ContainerKind, intern: Interner) {
  const limits = fields(fields(spec['resources'])['limits']);
  return {
    kind,
    image: intern.string(word(spec['image'], MAX_IMAGE)),
    memoryLimit: intern.string(word(limits['memory'], MAX_QUANTITY)),
    ...defined<{ [K in 'readiness' | 'liveness' | 'startup']: ProbeFact | undefined }>({
      readiness: probeOf(spec['readinessProbe'], intern),
      liveness: probeOf(spec['livenessProbe'], intern),
      startup: probeOf(spec['startupProbe'], intern),
    }),
    ...defined({ ports: portsOf(spec['ports'], intern) }),
  };
}

/** All pods of a workload have the same. */
function portsOf(value: unknown, intern: Interner): readonly string[] | undefined {
  const ports = items(value, MAX_PORTS).map((item) =>
    targetName(fields(item)['name'], fields(item)['protocol']),
  );
  return ports.length === 0 ? undefined : intern.list(ports);
}

function observe(status: Fields | undefined, intern: Interner) {
  if (status === undefined) return unobserved();
  const state = stateOf(fields(status['state']), intern);
  const last = terminationOf(fields(status['lastState'])['terminated'], intern);
  const ready = status['ready'] === true;
  return {
    hasStatus: true,
    ready,
    restartCount: integer(status['restartCount'], 0),
    state,
    terminations: terminationsOf(state, last),
    ...defined({
      started: flag(status['started']),
      last,
      containerId: runningId(status, state, ready),
    }),
  };
}

function runningId(status: Fields, { kind }: ContainerState, ready: boolean): string | undefined {
  if (kind !== 'running' || ready) return undefined;
  return word(status['containerID'], MAX_CONTAINER_ID) || undefined;
}

function unobserved() {
  const state: ContainerState = { kind: 'none' };
  return { hasStatus: false, ready: false, restartCount: 0, state, terminations: compact([]) };
}

function stateOf(state: Fields, intern: Interner): ContainerState {
  const terminated = terminationOf(state['terminated'], intern);
  if (terminated !== undefined) return { kind: 'terminated', ...terminated };
  if (isObject(state['waiting'])) return waitingOf(state['waiting'], intern);
  if (!isObject(state['running'])) return { kind: 'none' };
  return {
    kind: 'running',
    ...defined({ startedMs: instant(state['running']['startedAt']) }),
  };
}

function waitingOf(waiting: Fields, intern: Interner): ContainerState {
  return {
    kind: 'waiting',
    reason: reasonOf(waiting['reason'], intern),
    message: freeText(waiting['message'], MAX_MESSAGE),
  };
}

function terminationOf(value: unknown, intern: Interner): TerminationFact | undefined {
  if (!isObject(value)) return undefined;
  return {
    exitCode: integer(value['exitCode'], 0, -2_147_483_648),
    signal: integer(value['signal'], 0),
    reason: reasonOf(value['reason'], intern),
    message: freeText(value['message'], MAX_MESSAGE),
    containerId: word(value['containerID'], MAX_CONTAINER_ID),
    ...defined({
      startedMs: instant(value['startedAt']),
      finishedMs: instant(value['finishedAt']),
    }),
  };
}

/** `lastState` is the run before `state`; a kubelet that lost its memory may repeat one run in both. */
function terminationsOf(
  state: ContainerState,
  last: TerminationFact | undefined,
): readonly TerminationFact[] {
  const before = compact(last === undefined ? [] : [last]);
  if (state.kind !== 'terminated') return before;
  const { kind: _, ...current } = state;
  return last !== undefined && isSameRun(last, current) ? before : [...before, current];
}

function isSameRun(a: TerminationFact, b: TerminationFact): boolean {
  if (a.containerId !== '' || b.containerId !== '') return a.containerId === b.containerId;
  return a.finishedMs === b.finishedMs && a.exitCode === b.exitCode;
}
