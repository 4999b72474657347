// The pipeline without a cluster: objects in, one ServiceHealth per service out, as the operator would write it.
import { compareText } from '../aggregate/merge.ts';
import type { Report } from '../aggregate/types.ts';
import { GROUP, KIND, SERVICE_NAME_ANNOTATION, VERSION } from '../api/constants.ts';
import { RULE_KIND } from '../api/health-rule.ts';
import type { ServiceHealth } from '../api/service-health.ts';
import type { Classifier } from '../classify/types.ts';
import type { Settings } from '../config.ts';
import type { EpochMs, ServiceHealthFact, ServiceKey, SharedCause } from '../facts/index.ts';
import { createFeeds, isSelected } from '../feeds.ts';
import { objectNameOf, serviceId } from '../index/service-key.ts';
import { representativeLabels } from '../index/snapshot.ts';
import { ServiceIndex } from '../index/store.ts';
import { judge, NO_SPEC } from '../judge.ts';
import { sanitise } from '../logs/text/sanitise.ts';
import { RuleBook } from '../own-rules/rule-book.ts';
import type { TeamRules } from '../own-rules/types.ts';
import { Interner } from '../sources/intern.ts';
import { type Fields, fields, word } from '../sources/read.ts';
import { copiedLabels } from '../status/copied-labels.ts';
import { isoTime } from '../status/iso-time.ts';
import { objectLabels } from '../status/labels.ts';
import { renderStatus } from '../status/render.ts';
import { sharersOf } from './sharers.ts';

/** What an analysis needs besides the objects. */
export interface AnalyzeOptions {
  readonly rules: readonly Classifier[];
  readonly settings: Settings;
  readonly nowMs: EpochMs;
}

/** What came of it. */
export interface Analysis {
  /** One per service, by namespace and name. */
  readonly reports: readonly ServiceHealth[];
  /** How many objects there were of each kind that the operator reads. */
  readonly used: ReadonlyMap<string, number>;
  /** The same of the kinds it does not read. */
  readonly unused: ReadonlyMap<string, number>;
  /** The HealthRules among them that cannot be used, each with the reason. */
  readonly stalled: readonly string[];
}

/** Judges the objects as they stand at one instant. Throws only for bugs: a broken object costs itself. */
export function analyze(objects: readonly Fields[], options: AnalyzeOptions): Analysis {
  const index = new ServiceIndex<ServiceHealthFact>({
    identity: options.settings,
    onDirty: () => undefined,
  });
  const { used, unused } = feed(index, objects);
  const { team, stalled } = readRules(index, options.rules);
  const judging: Judging = { ...options, team };
  const keys = [...index.serviceKeys()].toSorted((left, right) =>
    compareText(serviceId(left), serviceId(right)),
  );
  const alone = keys.map((key) => ({ key, report: judged(index, key, judging, () => 0) }));
  const others = sharersOf(alone);
  const reports = alone.map(({ key, report }) => {
    const told = report.diagnoses.some(({ sharedCause }) => sharedCause !== undefined)
      ? judged(index, key, judging, (cause) => others(key, cause))
      : report;
    return objectOf(index, key, told, options);
  });
  return { reports, used, unused, stalled };
}

interface Judging extends AnalyzeOptions {
  readonly team: TeamRules;
}

function readRules(index: ServiceIndex<ServiceHealthFact>, catalogue: readonly Classifier[]) {
  const facts = index.healthRules.all();
  const { team, verdicts } = new RuleBook(catalogue).read(facts);
  const stalled = facts.flatMap(({ name, uid }) => {
    const verdict = verdicts.get(uid);
    if (verdict === undefined || verdict.isUsed) return [];
    return [`HealthRule ${name} is not used: ${verdict.reason}: ${sanitise(verdict.message)}`];
  });
  return { team, stalled };
}

function feed(index: ServiceIndex<ServiceHealthFact>, objects: readonly Fields[]) {
  const feeds = new Map(createFeeds(index, new Interner()).map((to) => [to.resource, to]));
  const used = new Map<string, number>();
  const unused = new Map<string, number>();
  for (const object of objects) {
    const kind = word(object['kind'], MAX_KIND);
    const to = feeds.get(guessedResource(kind));
    const isUsed = to !== undefined && groupOf(object) === to.apiGroup;
    const counts = isUsed ? used : unused;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (isUsed && isSelected(to, object))
      to.sink.upsert(kind === RULE_KIND ? stored(object) : object);
  }
  return { used, unused };
}

/** A rule that is tried before it is applied has no uid yet. */
function stored(rule: Fields): Fields {
  const metadata = fields(rule['metadata']);
  const uid = word(metadata['uid'], MAX_UID);
  const name = word(metadata['name'], MAX_UID);
  return uid === '' ? { ...rule, metadata: { ...metadata, uid: `not applied: ${name}` } } : rule;
}

/** A DNS name and some more. */
const MAX_UID = 300;
/** A DNS label, as kinds are in lower case. */
const MAX_KIND = 63;

/** "ingresses" of "Ingress": the rule by which Kubernetes itself guesses, and which holds for all that is read here. */
function guessedResource(kind: string): string {
  const singular = kind.toLowerCase();
  if (singular.endsWith('s')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** "apps" of "apps/v1", empty of "v1". Events are served by two groups, and kubectl prints the old one. */
function groupOf(object: Fields): string {
  const version = word(object['apiVersion'], 253);
  return version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
}

function judged(
  index: ServiceIndex<ServiceHealthFact>,
  key: ServiceKey,
  { rules, team, settings, nowMs }: Judging,
  othersWith: (cause: SharedCause) => number,
): Report {
  const object = index.healthObject(key);
  const { report } = judge(index, key, {
    rules,
    team,
    cluster: settings.clusterName,
    missingSources: [],
    spec: object?.spec ?? NO_SPEC,
    generation: object?.generation,
    nowMs,
    othersWith,
  });
  return report;
}

function objectOf(
  index: ServiceIndex<ServiceHealthFact>,
  key: ServiceKey,
  report: Report,
  { settings, nowMs }: AnalyzeOptions,
): ServiceHealth {
  const object = index.healthObject(key);
  const { namespace, name } = key;
  const labels = objectLabels(copiedLabels(representativeLabels(index, key), settings), true);
  return {
    apiVersion: `${GROUP}/${VERSION}`,
    kind: KIND,
    metadata: {
      name: object?.name ?? objectNameOf(name),
      namespace,
      labels: Object.fromEntries(labels),
      annotations: { [SERVICE_NAME_ANNOTATION]: name },
    },
    status: { ...renderStatus(report), reportTime: isoTime(nowMs) },
  };
}
