// A problem that only goes on says the same: whatever else moves costs the service a write.
import { describe, expect, test } from 'vitest';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { fillTemplate } from '../../src/classify/support/template.ts';
import type { Classifier, Example, Finding, Input } from '../../src/classify/types.ts';
import type { ContainerFact, PodFact, ServiceSnapshot } from '../../src/facts/index.ts';
import { loadRulesWithCases } from './examples.ts';

type World = Partial<ServiceSnapshot>;

const rules = await loadRulesWithCases();
const hits = rules.flatMap((rule) =>
  rule.examples
    .filter(({ found }) => found.length > 0)
    .map((example) => [`${rule.code}: ${example.name}`, rule, example] as const),
);

/** Later than all that examples tell, and before their now. */
const LATER_MS = 9000;
const PULL_REASONS = ['ErrImagePull', 'ImagePullBackOff'];

/** All of a finding that a reader gets, but for the two fields that say it happened again. */
function told(rule: Classifier, finding: Finding) {
  const texts = [rule.title, rule.explanation, ...rule.fix, ...rule.commands];
  return {
    ...finding,
    texts: texts.map((text) => fillTemplate(text, finding.details)),
    evidence: finding.evidence.map(({ object, field, value }) => ({ object, field, value })),
    lastMs: undefined,
    count: undefined,
  };
}

function answers(rule: Classifier, world: World) {
  return rule.classify(exampleSnapshot(world)).map((finding) => told(rule, finding));
}

function repeatEvents(world: World): World {
  const events = (world.events ?? []).map((it) => ({
    ...it,
    // The runtime's id of what it tried to start.
    message: it.message.replaceAll(/[0-9a-f]{64}/g, 'f1'.repeat(32)),
    count: it.count + 1,
    lastMs: it.lastMs + LATER_MS,
  }));
  return { ...world, events };
}

function changeContainers(
  world: World,
  change: (it: ContainerFact, pod: PodFact) => ContainerFact,
): World {
  const pods = (world.pods ?? []).map((it) => ({
    ...it,
    pod: {
      ...it.pod,
      containers: it.pod.containers.map((container) => change(container, it.pod)),
      initContainers: it.pod.initContainers.map((container) => change(container, it.pod)),
    },
  }));
  return { ...world, pods };
}

/** One more run that ends as the last one did, unless nothing is ever started again. */
function restart(it: ContainerFact, { restartPolicy }: PodFact): ContainerFact {
  const last = it.terminations.at(-1);
  if (last === undefined || restartPolicy === 'Never') return it;
  const again = {
    ...last,
    ...(last.startedMs !== undefined && { startedMs: last.startedMs + LATER_MS }),
    ...(last.finishedMs !== undefined && { finishedMs: last.finishedMs + LATER_MS }),
    containerId: `${last.containerId}-again`,
  };
  const terminations = [...it.terminations, again];
  return { ...it, restartCount: it.restartCount + 1, terminations, last: again };
}

/** A loop between its back-off and the next run; the kubelet's two words for a pull. */
function otherFace(it: ContainerFact): ContainerFact {
  const { state } = it;
  if (state.kind !== 'waiting') return it;
  const last = it.terminations.at(-1);
  if (state.reason === 'CrashLoopBackOff' && last !== undefined) {
    return { ...it, state: { kind: 'terminated', ...last } };
  }
  return PULL_REASONS.includes(state.reason) ? { ...it, state: otherPull(state) } : it;
}

function otherPull(state: ContainerFact['state'] & { readonly kind: 'waiting' }) {
  const head = 'Back-off pulling image "registry.example/shop/web:1.4.2": ErrImagePull: ';
  const isBetween = state.reason === 'ImagePullBackOff';
  return isBetween
    ? {
        ...state,
        reason: 'ErrImagePull',
        message: state.message.replace(/^Back-off.*ErrImagePull: /, ''),
      }
    : { ...state, reason: 'ImagePullBackOff', message: `${head}${state.message}` };
}

/** The next try may reach another address of the same registry, from another port, by another name server. */
function elsewhere(text: string): string {
  return text
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/g, '192.0.2.7:5353')
    .replaceAll(/current time \S+/g, 'current time 2026-01-01T00:00:15Z');
}

function tryElsewhere(world: World): World {
  const events = (world.events ?? []).map((it) =>
    it.reason === 'Failed' ? { ...it, message: elsewhere(it.message) } : it,
  );
  return changeContainers({ ...world, events }, (it) => {
    const { state } = it;
    if (state.kind !== 'waiting' || !PULL_REASONS.includes(state.reason)) return it;
    return { ...it, state: { ...state, message: elsewhere(state.message) } };
  });
}

function isActive(rule: Classifier, { given }: Example<Input>): boolean {
  return rule.classify(exampleSnapshot(given)).every(({ state }) => state === 'active');
}

describe('a problem that goes on says the same', () => {
  test.each(hits)('%s: when its events are repeated', (_, rule, { given }) => {
    expect(answers(rule, repeatEvents(given))).toEqual(answers(rule, given));
  });

  // A second crash turns history into a loop, and that is news.
  test.each(hits.filter(([, rule, example]) => isActive(rule, example)))(
    '%s: when its containers end in the same way again',
    (_, rule, { given }) => {
      const later = changeContainers(repeatEvents(given), restart);
      expect(answers(rule, later)).toEqual(answers(rule, given));
    },
  );

  test.each(hits)('%s: when kubectl shows another face of it', (_, rule, { given }) => {
    const other = changeContainers(given, otherFace);
    expect(answers(rule, other)).toEqual(answers(rule, given));
  });

  test.each(hits)('%s: when the next pull reaches another address', (_, rule, { given }) => {
    expect(answers(rule, tryElsewhere(given))).toEqual(answers(rule, given));
  });
});
