// What every rule file promises and types cannot say.
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { knowsBetter, subjectKey } from '../../src/classify/classify.ts';
import { RETIRED_CODES } from '../../src/classify/retired.ts';
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { NOW } from '../../src/classify/support/examples.ts';
import { fillTemplate, placeholdersOf } from '../../src/classify/support/template.ts';
import type {
  Classifier,
  Example,
  ExpectedFinding,
  Finding,
  Input,
} from '../../src/classify/types.ts';
import { type ServiceSnapshot, sharedCause } from '../../src/facts/index.ts';
import { fileOf, loadCases, loadRulesWithCases } from './examples.ts';

const shown = await loadCatalogue();
const cases = await loadCases();
const rules = await loadRulesWithCases();
const worlds = rules.flatMap((rule) =>
  rule.examples.map((example) => ({ rule, example, name: `${rule.code}: ${example.name}` })),
);

/** Filled by a later stage, which knows the context and the namespace. */
const LATER = new Set(['kubectl']);

function run(rule: Classifier, example: Example<Input>): readonly Finding[] {
  return rule.classify(exampleSnapshot(example.given));
}

/** What an example says of a finding, and what it leaves unsaid because it goes without saying. */
function wantedOf(rule: Classifier, { found }: Example<Input>): readonly ExpectedFinding[] {
  return found.map((it) => ({ state: 'active', severity: rule.severity, ...it }));
}

/** The part of a finding that an example may pin down, as the example writes it. */
function pinned(rule: Classifier, finding: Finding, wanted: ExpectedFinding | undefined) {
  const all = {
    pod: finding.subject.pod,
    container: finding.subject.container,
    workload: finding.subject.workload.name,
    confidence: finding.confidence,
    state: finding.state,
    severity: finding.severity ?? rule.severity,
    reason: finding.reason,
    details: pick(finding.details, wanted?.details),
    evidence: finding.evidence.map(({ field, value }) => `${field}: ${value}`),
    sinceMs: finding.sinceMs,
    lastMs: finding.lastMs,
    explainsPod: finding.explainsPod ?? false,
  };
  return pick(all, wanted ?? all);
}

function pick(values: object, keys: object = {}): object {
  return Object.fromEntries(Object.entries(values).filter(([key]) => Object.hasOwn(keys, key)));
}

function textsOf(rule: Classifier): readonly string[] {
  return [rule.title, rule.explanation, ...rule.fix, ...rule.commands];
}

/** What only follows from a cause is put under it by a later stage. */
function isSettled(one: Classifier, other: Classifier): boolean {
  if (one.isConsequence !== other.isConsequence) return true;
  return one.code !== other.code && (knowsBetter(one, other) || knowsBetter(other, one));
}

function runAll(example: Example<Input>, nowMs: number) {
  let nextMs: number | undefined;
  const clock = exampleClock(nowMs, (instant) => {
    nextMs = Math.min(instant, nextMs ?? instant);
  });
  const snapshot = exampleSnapshot({ ...example.given, clock });
  return { findings: rules.map((rule) => rule.classify(snapshot)), nextMs };
}

function withoutStatus(servicePod: ServiceSnapshot['pods'][number]) {
  const containers = servicePod.pod.containers.map((container) => ({
    ...container,
    hasStatus: false,
    state: { kind: 'none' as const },
    terminations: [{ exitCode: 1, signal: 9, reason: '', message: '', containerId: '' }],
  }));
  return { ...servicePod, pod: { ...servicePod.pod, phase: '', conditions: [], containers } };
}

describe('the catalogue', () => {
  test('holds one rule for each file, named by its code in kebab-case', async () => {
    const files = await readdir(new URL('../../src/classify/rules/', import.meta.url));
    expect(rules.map((rule) => fileOf(rule.code))).toEqual(files.toSorted());
  });

  test('has further examples only of rules that exist', () => {
    const files = new Set(rules.map(({ code }) => fileOf(code)));
    expect([...cases.keys()].filter((file) => !files.has(file))).toEqual([]);
  });

  test('has examples in each file of further ones', () => {
    const empty = [...cases].filter(([, examples]) => examples.length === 0);
    expect(empty.map(([file]) => file)).toEqual([]);
  });

  test('has no code twice and none that was retired', () => {
    const codes = rules.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes.filter((code) => RETIRED_CODES.includes(code))).toEqual([]);
  });

  test('yields only to codes that exist', () => {
    const codes = new Set(['*', ...rules.map(({ code }) => code)]);
    const named = rules.flatMap(({ yieldsTo = [], outranks = [] }) => [...yieldsTo, ...outranks]);
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('never has two rules yield to each other, which would lose both', () => {
    const pairs = rules.flatMap((one) => rules.map((other) => [one, other] as const));
    const mutual = pairs.filter(
      ([one, other]) => knowsBetter(one, other) && knowsBetter(other, one),
    );
    expect(mutual.map(([one, other]) => `${one.code} ${other.code}`)).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('has a CamelCase code of at most 63 characters', () => {
    expect(code).toMatch(/^[A-Z][A-Za-z0-9]{1,62}$/);
  });

  test('shows at least one hit and one near miss in its own file', () => {
    const own = shown.find((candidate) => candidate.code === code)?.examples ?? [];
    const hits = own.filter(({ found }) => found.length > 0).length;
    expect([hits > 0, hits < own.length]).toEqual([true, true]);
  });

  test('has no two examples of one name', () => {
    const names = rule.examples.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test('is given only what it reads', () => {
    const given = new Set<string>(rule.examples.flatMap((it) => Object.keys(it.given)));
    const read = new Set<string>(rule.reads);
    expect([...given].filter((input) => !read.has(input))).toEqual([]);
  });

  test('has fixes and explains itself in sentences', () => {
    expect(rule.fix.length).toBeGreaterThan(0);
    expect(rule.fix.length).toBeLessThanOrEqual(6);
    for (const text of [rule.explanation, ...rule.fix]) expect(text).toMatch(/^[A-Z{].*\.$/s);
    expect(rule.title).not.toMatch(/[.]$/);
  });

  test('refers to a page of the Kubernetes documentation', () => {
    expect(rule.reference).toMatch(/^https:\/\/kubernetes\.io\/docs\/[a-z0-9/-]+\/(#[a-z0-9-]+)?$/);
  });

  test('has commands that kubectl can carry out in the right cluster', () => {
    for (const command of rule.commands) expect(command).toMatch(/^\{kubectl\} [a-z]+ /);
  });

  test.each(rule.examples.map((example) => [example.name, example] as const))(
    '%s',
    (_, example) => {
      const wanted = wantedOf(rule, example);
      const found = run(rule, example);
      expect(found.map((finding, index) => pinned(rule, finding, wanted[index]))).toEqual(wanted);
    },
  );

  test('leaves nothing out of its texts and stays within the bounds of the report', () => {
    for (const finding of rule.examples.flatMap((example) => run(rule, example))) {
      for (const text of textsOf(rule)) {
        const filled = fillTemplate(text, finding.details);
        const open = placeholdersOf(text).filter((name) => !(name in finding.details));
        expect([text, open.filter((name) => !LATER.has(name))]).toEqual([text, []]);
        expect(filled.length).toBeLessThanOrEqual(text === rule.title ? 256 : 768);
      }
    }
  });

  test('names what is shared, if it says that something is', () => {
    const shared = rule.sharedCause;
    if (shared === undefined) return;
    const own = shown.find((candidate) => candidate.code === code)?.examples ?? [];
    for (const { details } of own.flatMap((example) => run(rule, example))) {
      const name = details[shared.detail] ?? '';
      expect(sharedCause(shared.kind, name)).toEqual({ kind: shared.kind, name });
    }
  });

  test('proves what it says', () => {
    for (const finding of rule.examples.flatMap((example) => run(rule, example))) {
      expect(finding.evidence.length).toBeGreaterThan(0);
      expect(finding.evidence.length).toBeLessThanOrEqual(5);
      for (const { object, field, value } of finding.evidence) {
        expect(object).toMatch(/^[A-Za-z]+\/.+$/);
        expect(field).not.toBe('');
        expect(value).not.toBe('');
      }
    }
  });

  test('says nothing in the title that differs between the pods of a workload', () => {
    expect(placeholdersOf(rule.title)).not.toContain('pod');
    expect(placeholdersOf(rule.explanation)).not.toContain('pod');
  });
});

describe('the rules together', () => {
  test.each(worlds.map((world) => [world.name, world] as const))(
    '%s: no two rules report one subject unless one yields',
    (_, { example }) => {
      const found = rules.flatMap((rule) =>
        run(rule, example).map((finding) => ({ rule, subject: subjectKey(finding.subject) })),
      );
      const clashes = found.flatMap((one, index) =>
        found
          .slice(index + 1)
          .filter((other) => other.subject === one.subject && !isSettled(one.rule, other.rule))
          .map((other) => `${one.rule.code} and ${other.rule.code}`),
      );
      expect(clashes).toEqual([]);
    },
  );

  test.each(worlds.map((world) => [world.name, world] as const))(
    '%s: answers change only at announced instants',
    (_, { example }) => {
      let nowMs = NOW;
      for (let step = 0; step < 12; step += 1) {
        const { findings, nextMs } = runAll(example, nowMs);
        if (nextMs === undefined) return;
        expect(runAll(example, nextMs - 1).findings).toEqual(findings);
        nowMs = nextMs;
      }
    },
  );
});

describe('odd worlds', () => {
  const some = worlds.map(({ example }) => example.given);
  const everything: Partial<ServiceSnapshot> = {
    pods: some.flatMap(({ pods = [] }) => pods),
    events: some.flatMap(({ events = [] }) => events),
    workloads: some.flatMap(({ workloads = [] }) => workloads),
    nodes: some.flatMap(({ nodes = [] }) => nodes),
    autoscalers: some.flatMap(({ autoscalers = [] }) => autoscalers),
    missingSources: some.flatMap(({ missingSources = [] }) => missingSources),
  };
  const odd: readonly (readonly [string, Partial<ServiceSnapshot>])[] = [
    ['an empty service', {}],
    ['all examples at once', everything],
    ['pods without any status', { pods: (everything.pods ?? []).map(withoutStatus) }],
    ['events without what they are about', { events: everything.events ?? [] }],
    ['workloads without pods', { workloads: everything.workloads ?? [] }],
  ];

  test.each(odd)('%s makes no rule throw', (_, given) => {
    for (const rule of rules) expect(() => rule.classify(exampleSnapshot(given))).not.toThrow();
  });
});
