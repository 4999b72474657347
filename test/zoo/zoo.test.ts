// The zoo about itself: every scenario is whole, honest, small, and says nothing of the machine it was recorded on.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HEALTH_WORDS } from '../../src/api/health.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { clusterScopedObjects } from './applying.ts';
import { recordedNode } from './nodes.ts';
import {
  type Expected,
  liveServices,
  loadRecording,
  loadScenario,
  parseDuration,
  recordingFile,
  scenarioLabel,
  scenarioNames,
  zooFolder,
} from './scenario.ts';

const names = scenarioNames();
const rules = await loadCatalogue();
const codes = new Set<string>([...rules.map(({ code }) => code), ...HEALTH_WORDS]);

/** Every code that an expectation names; a word may stand among `never`. */
function codesIn({ services }: Expected): readonly string[] {
  const steps = services.flatMap((service) => service.steps);
  const diagnoses = steps.flatMap((step) => step.diagnoses);
  const named = [
    ...services.flatMap(({ never }) => never),
    ...steps.map(({ topIssue }) => topIssue ?? ''),
    ...diagnoses.flatMap(({ code, consequences = [] }) => [code, ...consequences]),
  ];
  return named.filter((code) => code !== '');
}

/** Absolute paths of a person's or a tool's files; the node's own, such as /var/run, are Kubernetes's business. */
const machinePath = /(?<![\w.:/-])\/(?:root|home|Users|work|tmp|opt|mnt|data|private)\/[\w.-]+/;
const ipAddress = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;
/** Loopback, pods, Services, and "any address". */
const zooAddress = /^(?:127\.0\.0\.1|10\.244\.|10\.96\.|0\.0\.0\.0$)/;
const hostName = /(?<![\w.-])(?:[\w-]+\.)+(?:com|net|io|org|dev|internal|local)(?::\d+)?\/[\w-]+/g;
/** Label and annotation keys look like hosts with a path. */
const labelKey = /(?:kubernetes|k8s|backstage)\.io\//;

function folders(): readonly string[] {
  const entries = readdirSync(zooFolder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

test('every folder is a scenario', () => {
  expect(folders().toSorted()).toEqual(names);
});

test('at least 110 scenarios, of which a third and at least 60 are quiet', () => {
  const quiet = names.filter((name) => loadScenario(name).expected.quiet);
  expect(names.length).toBeGreaterThanOrEqual(110);
  expect(quiet.length).toBeGreaterThanOrEqual(Math.max(60, names.length / 3));
});

describe.each(names)('%s', (name) => {
  const scenario = loadScenario(name);
  const recording = loadRecording(scenario);
  const text = readFileSync(recordingFile(name), 'utf8');

  test('holds only what belongs to it', () => {
    const files = scenario.steps.map(({ file }) => file);
    expect(readdirSync(join(zooFolder, name)).toSorted()).toEqual(
      ['expected.json', 'recording.ndjson', ...files].toSorted(),
    );
  });

  test('lives in a namespace of its own', () => {
    const objects = [
      ...scenario.steps.flatMap((step) => step.objects),
      ...recording.events.map(({ object }) => object),
    ];
    const namespaces = objects.map(({ metadata }) => metadata.namespace);
    expect([...new Set(namespaces.filter((namespace) => namespace !== undefined))]).toEqual([
      `zoo-${name}`,
    ]);
  });

  test('marks what it makes outside of it', () => {
    const made = clusterScopedObjects(scenario);
    expect(made.map(({ metadata }) => metadata.labels?.[scenarioLabel])).toEqual(
      made.map(() => name),
    );
    const nodes = made.filter(({ kind }) => kind === 'Node');
    expect(nodes.filter(({ metadata }) => !metadata.name.startsWith(`zoo-${name}-`))).toEqual([]);
  });

  test('holds of Nodes what can be judged, and nothing that names the machine', () => {
    const nodes = recording.events
      .map(({ object }) => object)
      .filter(({ kind }) => kind === 'Node');
    expect(nodes.map(recordedNode)).toEqual(nodes);
  });

  test('names only codes that the catalogue has', () => {
    expect(codesIn(scenario.expected).filter((code) => !codes.has(code))).toEqual([]);
  });

  test('was recorded in full on the cluster that it names', () => {
    expect(recording.header).toMatchObject({
      clusterVersion: scenario.expected.clusterVersion,
      durationMs: scenario.expected.record.for,
    });
    expect(recording.events[0]?.t).toBeLessThan(5000);
  });

  test('has no managedFields', () => {
    expect(text).not.toContain('managedFields');
  });

  test('names no path, address or host of a machine', () => {
    const addresses = text.match(ipAddress) ?? [];
    const hosts = text.match(hostName) ?? [];
    expect({
      path: machinePath.exec(text)?.[0],
      addresses: addresses.filter((address) => !zooAddress.test(address)),
      hosts: hosts.filter((host) => !labelKey.test(host)),
    }).toEqual({ path: undefined, addresses: [], hosts: [] });
  });
});

const durations: readonly (readonly [text: string, ms: number])[] = [
  ['45s', 45_000],
  ['2m30s', 150_000],
  ['25m', 1_500_000],
  ['500ms', 500],
  ['1m500ms', 60_500],
];

describe('a duration', () => {
  test.each(durations)('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '45', 's', '1h', '30s2m'])('"%s" is refused', (text) => {
    expect(() => parseDuration(text)).toThrow('is no duration');
  });
});

test('a live run has three times the patience, and no lower bound where waits are shortened', () => {
  const { expected } = loadScenario('readiness-failing');
  const steps = liveServices(expected).flatMap((service) => service.steps);
  expect(steps.map(({ notBefore, by }) => [notBefore, by])).toEqual([
    [0, 6000],
    [0, 390_000],
  ]);
});

test('a scenario that does not exist is refused by name', () => {
  expect(existsSync(join(zooFolder, 'unicorn'))).toBe(false);
  expect(() => loadScenario('unicorn')).toThrow('test/zoo/unicorn');
});

test('of at least forty that every live run has, at least fourteen are quiet', () => {
  const live = scenarioNames()
    .map(loadScenario)
    .filter(({ expected }) => expected.live.run && expected.live.always);
  expect(live.length).toBeGreaterThanOrEqual(40);
  expect(live.filter(({ expected }) => expected.quiet).length).toBeGreaterThanOrEqual(14);
});
