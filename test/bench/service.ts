// One service of any number of pods, made of what recordings end with.
import type { ServiceHealthFact, ServiceKey } from '../../src/facts/index.ts';
import { createFeeds, isSelected } from '../../src/feeds.ts';
import { DEFAULT_IDENTITY } from '../../src/index/service-key.ts';
import { ServiceIndex } from '../../src/index/store.ts';
import { Interner } from '../../src/sources/intern.ts';
import { play, stateAt } from '../zoo/player.ts';
import type { RecordedObject } from '../zoo/recording.ts';
import { resourceId, resourceOf } from '../zoo/resources.ts';
import { loadRecording, loadScenario } from '../zoo/scenario.ts';

/** How many of the pods are in trouble. */
export type Trouble = 'none' | 'one' | 'all';

/** What the pods in trouble have, in turns. */
const FAILING = ['app-error-crash-loop', 'readiness-failing', 'image-not-found'];
const SCENARIOS: Readonly<Record<Trouble, readonly string[]>> = {
  none: ['healthy'],
  one: ['healthy', 'app-error-crash-loop'],
  all: FAILING,
};

const SERVICE = 'shop';
const NAMESPACE = 'bench';
/** Comes first among the labels that name a service. */
const LABEL = 'backstage.io/kubernetes-id';

export interface BenchService {
  readonly index: ServiceIndex<ServiceHealthFact>;
  readonly key: ServiceKey;
  /** The same pods as the API server sends them. */
  readonly podTexts: readonly string[];
  readonly nowMs: number;
}

/** Throws when not all of the pods became part of the service. */
export function serviceOf(podCount: number, trouble: Trouble): BenchService {
  const { scenarios, nowMs } = material(SCENARIOS[trouble]);
  const others = scenarios.flat().filter(({ kind }) => kind !== 'Pod' && kind !== 'Event');
  const copies = Array.from({ length: podCount }, (_, number) => {
    const objects = scenarios[scenarioFor(number, trouble)] ?? [];
    const pod = objects.find(({ kind }) => kind === 'Pod');
    return pod === undefined
      ? []
      : [pod, ...eventsOf(pod, objects)].map((it) => copy(it, pod, number));
  }).flat();
  const index = new ServiceIndex<ServiceHealthFact>({
    identity: DEFAULT_IDENTITY,
    onDirty: () => undefined,
  });
  feed(index, [...others, ...copies]);
  const key = [...index.serviceKeys()].find(({ name }) => name === SERVICE);
  if (key === undefined) throw new Error(`no pod is in the service ${SERVICE}`);
  const podTexts = copies.filter(({ kind }) => kind === 'Pod').map((pod) => JSON.stringify(pod));
  return { index, key, podTexts, nowMs };
}

/** Of one pod in trouble the first, of all each in turns. */
function scenarioFor(number: number, trouble: Trouble): number {
  if (trouble === 'all') return number % FAILING.length;
  return trouble === 'one' && number === 0 ? 1 : 0;
}

interface Material {
  /** What each scenario ends with. */
  readonly scenarios: readonly (readonly RecordedObject[])[];
  readonly nowMs: number;
}

/** All recordings end at the same instant, in one namespace and in one service. */
function material(names: readonly string[]): Material {
  const recordings = names.map((name) => loadRecording(loadScenario(name)));
  const nowMs = Math.max(
    ...recordings.map(({ header }) => Date.parse(header.recordedAt) + header.durationMs),
  );
  const scenarios = recordings.map((recording) => {
    const startMs = nowMs - recording.header.durationMs;
    return stateAt(play([{ recording, startMs }])).map(({ object }) => moved(object));
  });
  return { scenarios, nowMs };
}

/** With the label on the template too, by which a workload is told first. */
function moved(object: RecordedObject): RecordedObject {
  const { metadata, spec } = object;
  const own = {
    ...labelled(metadata),
    ...(metadata.namespace !== undefined && { namespace: NAMESPACE }),
  };
  if (!isRecord(spec) || !isRecord(spec['template']))
    return { ...object, metadata: { ...metadata, ...own } };
  const { template } = spec;
  const inside = isRecord(template['metadata']) ? template['metadata'] : {};
  return {
    ...object,
    metadata: { ...metadata, ...own },
    spec: { ...spec, template: { ...template, metadata: { ...inside, ...labelled(inside) } } },
  };
}

function labelled(metadata: Readonly<Record<string, unknown>>) {
  const { labels } = metadata;
  return { labels: { ...(isRecord(labels) ? labels : {}), [LABEL]: SERVICE } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function eventsOf(pod: RecordedObject, objects: readonly RecordedObject[]) {
  const { uid } = pod.metadata;
  return objects.filter(({ kind, involvedObject: about }) => {
    const isAbout = typeof about === 'object' && about !== null && 'uid' in about;
    return kind === 'Event' && isAbout && about.uid === uid;
  });
}

/** The same pod, or an Event about it, under another name and uid. */
function copy(
  object: RecordedObject,
  { metadata }: RecordedObject,
  number: number,
): RecordedObject {
  const text = JSON.stringify(object)
    .replaceAll(metadata.name, `${metadata.name}-${number}`)
    .replaceAll(metadata.uid, `${metadata.uid}-${number}`);
  const own: RecordedObject = JSON.parse(text);
  if (object.kind === 'Pod') return own;
  return { ...own, metadata: { ...own.metadata, uid: `${own.metadata.uid}-${number}` } };
}

function feed(index: ServiceIndex<ServiceHealthFact>, objects: readonly RecordedObject[]): void {
  const feeds = createFeeds(index, new Interner());
  for (const object of objects) {
    const wanted = resourceId(resourceOf(object));
    const to = feeds.find(({ apiGroup, version, resource }) => {
      return [apiGroup, version, resource].filter((part) => part !== '').join('/') === wanted;
    });
    if (to !== undefined && isSelected(to, object)) to.sink.upsert(object);
  }
}
