// Probes that cannot be carried out: they say nothing about the application, and the kubelet draws no conclusion.
import type { ContainerFact, EventFact, ProbeFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { areCurrent, containerEvents, timesTold } from './events.ts';
import type { PlacedContainer } from './subject.ts';
import { brief, steadyText } from './text.ts';

/** The kubelet, pkg/kubelet/prober/prober.go, 1.20 to 1.34. */
const ERRORED =
  /^(Readiness|Liveness|Startup) probe errored(?: and resulted in [a-z]{1,20} state)?: /;

/** One that fails so over and over is no hiccup of the container runtime. */
const MIN_FAILURES = 3;
const MAX_QUOTE_CHARACTERS = 300;

type ProbeName = 'readiness' | 'liveness' | 'startup';

/** What is wrong with the probe itself; the advice becomes the first fix. */
interface ProbeFault {
  /** Whose wording: runc and crun about exec, Go's strconv about a port that is no number. First match wins. */
  readonly pattern: RegExp;
  readonly fault: string;
  readonly advice: string;
}

const FAULTS: readonly ProbeFault[] = [
  {
    pattern:
      /executable file not found|executable file `[^`]{1,300}` not found|no such file or directory/,
    fault: 'its command is not in the image',
    advice:
      'Put the command of the probe into the image, or use a probe of type httpGet, tcpSocket or grpc, which needs none',
  },
  {
    pattern: /permission denied/i,
    fault: 'its command may not be executed',
    advice: 'Make the command of the probe executable for the user of the container',
  },
  {
    pattern: /strconv\.Atoi: |couldn't find port|invalid port number/,
    fault: 'it names a port that the container does not have',
    advice:
      'Give a port of the container the name that the probe uses, or write the number of the port into the probe',
  },
];

const OTHER_FAULT: Omit<ProbeFault, 'pattern'> = {
  fault: 'the node cannot carry it out',
  advice: 'Correct the probe: its command, port or type does not work in this container',
};

/** A probe of a container that errors each time. */
export interface ErroredProbe {
  readonly name: ProbeName;
  readonly probe: ProbeFact | undefined;
  /** Oldest first. */
  readonly events: readonly [EventFact, ...EventFact[]];
  readonly details: Readonly<Record<string, string>>;
}

/** The probe that errors, if one does. The first one to be carried out goes first: the others wait for it. */
export function erroredProbe(
  snapshot: RuleSnapshot<'events'>,
  { pod, container }: PlacedContainer,
): ErroredProbe | undefined {
  const errors = containerEvents(snapshot, pod, container.name).filter(
    ({ reason, lastMs }) => reason === 'Unhealthy' && lastMs >= runningSinceMs(container),
  );
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const [first, ...rest] = errors.filter((it) => probeOf(it) === name);
    if (first === undefined) continue;
    const all: ErroredProbe['events'] = [first, ...rest];
    const failures = timesTold(all);
    if (failures < MIN_FAILURES || !areCurrent(all, snapshot.clock)) continue;
    return { name, probe: container[name], events: all, details: faultWords(first.message) };
  }
  return undefined;
}

function runningSinceMs({ state }: ContainerFact): number {
  return state.kind === 'running' ? (state.startedMs ?? 0) : Number.POSITIVE_INFINITY;
}

function probeOf({ message }: EventFact): string | undefined {
  return ERRORED.exec(message)?.[1]?.toLowerCase();
}

function faultWords(message: string): Readonly<Record<string, string>> {
  const { fault, advice } = FAULTS.find(({ pattern }) => pattern.test(message)) ?? OTHER_FAULT;
  const raw = brief(steadyText(message.replace(ERRORED, '')), MAX_QUOTE_CHARACTERS);
  return { fault, advice, raw };
}
