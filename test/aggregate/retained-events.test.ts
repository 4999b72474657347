import { expect, test } from 'vitest';
import { BOUNDS } from '../../src/api/bounds.ts';
import { eventEvidence } from '../../src/classify/support/evidence.ts';
import { ago, container, event } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { EventFact, ServicePod } from '../../src/facts/index.ts';
import { found, readyPod, report, rule } from './world.ts';

const LIVENESS = rule('LivenessKill');
const MOUNT = rule('ConfigMapMissing');

function eventOf(podName: string, reason: string, facts: Partial<EventFact> = {}): EventFact {
  const uid = `${podName} ${reason} ${facts.message ?? ''}`.trim();
  return { ...event(reason, 'text', { involved: { name: podName, uid: podName } }), uid, ...facts };
}

function quoting(podName: string, ...events: readonly EventFact[]): RuledFinding {
  return found(LIVENESS, { pod: podName, evidence: events.map(eventEvidence) });
}

/** A pod whose container runs since then. */
function running(name: string, startedMs: number): ServicePod {
  return readyPod(name, {
    uid: name,
    containers: [container({ state: { kind: 'running', startedMs } })],
  });
}

const killed = eventOf('a', 'Killing');
const failed = eventOf('a', 'Unhealthy');

interface Case {
  readonly name: string;
  readonly pods?: readonly ServicePod[];
  readonly events: readonly EventFact[];
  readonly findings: readonly RuledFinding[];
  readonly kept: readonly string[];
}

const many = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, '0')}`);

const cases: readonly Case[] = [
  { name: 'without a diagnosis none is kept', events: [killed, failed], findings: [], kept: [] },
  {
    name: 'what is quoted is kept, in the order of the quotes',
    events: [failed, killed],
    findings: [quoting('a', killed, failed)],
    kept: ['a Killing', 'a Unhealthy'],
  },
  {
    name: 'others of the same reason about the same object are counted with it, the quoted one first',
    events: [
      eventOf('a', 'Unhealthy', { message: 'old', firstMs: ago(500), lastMs: ago(400) }),
      eventOf('a', 'Unhealthy', { message: 'told', firstMs: ago(600), lastMs: ago(300) }),
      eventOf('a', 'Unhealthy', { message: 'new', firstMs: ago(200), lastMs: ago(100) }),
    ],
    findings: [quoting('a', eventOf('a', 'Unhealthy', { message: 'told', firstMs: ago(600) }))],
    kept: ['a Unhealthy told', 'a Unhealthy new', 'a Unhealthy old'],
  },
  {
    name: 'a kill is kept while the container lives on: the word waits for it',
    pods: [running('a', ago(3600)), running('b', ago(0))],
    events: [killed, eventOf('b', 'Killing', { lastMs: ago(1) }), eventOf('c', 'Killing')],
    findings: [],
    kept: ['a Killing'],
  },
  {
    name: 'what is about another object or for another reason is not',
    events: [killed, eventOf('a', 'BackOff'), eventOf('b', 'Killing')],
    findings: [quoting('a', killed)],
    kept: ['a Killing'],
  },
  {
    name: 'a quoted field keeps no event',
    events: [killed],
    findings: [found(LIVENESS, { pod: 'a' })],
    kept: [],
  },
  {
    name: 'of history too',
    events: [killed],
    findings: [
      found(LIVENESS, { pod: 'a', state: 'recovered', evidence: [eventEvidence(killed)] }),
    ],
    kept: ['a Killing'],
  },
  {
    name: 'what a report has no room to tell keeps none',
    events: [eventOf('a', 'Unhealthy')],
    findings: [
      ...Array.from({ length: BOUNDS.diagnoses }, (_, n) => found(MOUNT, { workload: `w${n}` })),
      found(rule('LivenessKill', { severity: 'warning' }), {
        pod: 'a',
        evidence: [eventEvidence(eventOf('a', 'Unhealthy'))],
      }),
    ],
    kept: [],
  },
  {
    name: 'diagnoses take turns, and twenty are kept',
    events: [...many.map((name) => eventOf(name, 'Killing')), eventOf('p29', 'FailedMount')],
    findings: [
      ...many.map((name) => quoting(name, eventOf(name, 'Killing'))),
      found(MOUNT, { pod: 'p29', evidence: [eventEvidence(eventOf('p29', 'FailedMount'))] }),
    ],
    kept: ['p29 FailedMount', ...many.slice(0, 19).map((name) => `${name} Killing`)],
  },
];

test.each(cases)('$name', ({ pods = [readyPod('a'), readyPod('b')], events, findings, kept }) => {
  const told = report({ pods, events }, findings);
  expect(told.events.map(({ uid }) => uid)).toEqual(kept);
});
