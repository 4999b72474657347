import { z } from 'zod';
import { BOUNDS } from '../api/bounds.ts';
import {
  DISCOVERED_LABEL,
  GROUP,
  PLURAL,
  SERVICE_NAME_ANNOTATION,
  VERSION,
} from '../api/constants.ts';
import {
  DEFAULT_LOG_LINES,
  DEFAULT_THRESHOLDS,
  GROUP_BY,
  LOG_LINK,
  MAX_GROUP_BY,
  MAX_LOG_LINK,
  MAX_SELECTOR_LABELS,
  thresholdsSchema,
} from '../api/spec.ts';
import type { IgnoredDiagnosis, Labels, LogsSpec, ServiceHealthFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import { contentHash } from './content-hash.ts';
import type { Interner } from './intern.ts';
import { labelsOf, objectFact } from './object-fact.ts';
import { defined, type Fields, fields, instant, integer, items, word } from './read.ts';
import { reportMemoryOf } from './report-memory.ts';
import type { Source } from './source.ts';

// The bounds of the spec's schema.
const MAX_IGNORED = 20;
const MAX_DISPLAY_NAME = 128;
const MAX_OWNER = 256;
const MAX_JUSTIFICATION = 512;
const MAX_GROUP_BY_KEY = 323;

// The API server has checked the object against the schema of its day, which may not be ours: a threshold out of
// bounds falls back alone.
const { minReadyPercent, restartWindowSeconds, startupGraceSeconds } = thresholdsSchema.shape;
const tolerantThresholds = z.object({
  minReadyPercent: minReadyPercent.catch(DEFAULT_THRESHOLDS.minReadyPercent),
  restartWindowSeconds: restartWindowSeconds.catch(DEFAULT_THRESHOLDS.restartWindowSeconds),
  startupGraceSeconds: startupGraceSeconds.catch(DEFAULT_THRESHOLDS.startupGraceSeconds),
});

/** Our own objects: what people ask of a report, and what the last report said. */
export function serviceHealthSource(intern: Interner): Source<ServiceHealthFact> {
  return {
    resource: PLURAL,
    apiGroup: GROUP,
    version: VERSION,
    // Written without what was written before, every report would begin its history anew.
    isRequired: true,
    project: (object) => projectServiceHealth(object, intern),
  };
}

function projectServiceHealth(object: unknown, intern: Interner): ServiceHealthFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const metadata = fields(fields(object)['metadata']);
  const status = fields(fields(object)['status']);
  const annotations = fields(metadata['annotations']);
  return {
    ...common,
    kind: 'ServiceHealth',
    resourceVersion: word(metadata['resourceVersion'], 64),
    generation: integer(metadata['generation'], 0),
    service: word(annotations[SERVICE_NAME_ANNOTATION], 253) || common.name,
    isDiscovered: common.labels.get(DISCOVERED_LABEL) === 'true',
    spec: specOf(fields(fields(object)['spec']), intern),
    memory: reportMemoryOf(status),
    ...defined({ reportTimeMs: instant(status['reportTime']) }),
    contentHash: contentHash(status),
  };
}

function specOf(spec: Fields, intern: Interner): ServiceHealthFact['spec'] {
  return {
    selector: selectorOf(fields(spec['selector']), intern),
    displayName: freeText(spec['displayName'], MAX_DISPLAY_NAME),
    owner: freeText(spec['owner'], MAX_OWNER),
    suspend: spec['suspend'] === true,
    thresholds: tolerantThresholds.parse(fields(spec['thresholds'])),
    ignore: items(spec['ignore'], MAX_IGNORED)
      .map((item) => ignoredOf(fields(item)))
      .filter((ignored) => ignored !== undefined),
    logs: logsSpecOf(fields(spec['logs'])),
    groupBy: groupByOf(spec['groupBy']),
  };
}

/** A placement of another day may mean to keep lines out: only the one that we know quotes them. */
function logsSpecOf(logs: Fields): LogsSpec {
  const template = word(logs['linkTemplate'], MAX_LOG_LINK);
  const lines = integer(logs['maxLines'], DEFAULT_LOG_LINES, 1);
  return {
    isQuoted: (logs['placement'] ?? 'Status') === 'Status',
    maxLines: Math.min(lines, BOUNDS.logLines),
    linkTemplate: LOG_LINK.test(template) ? template : '',
  };
}

/**
 * A pair that cannot be read would widen the selector if it were left out, and one that is cut would be another: then
 * nothing is selected, as with kinds of selectors that we do not know.
 */
function selectorOf(selector: Fields, intern: Interner): Labels {
  const { matchLabels, ...unknown } = selector;
  const pairs = Object.entries(fields(matchLabels));
  const isUsable =
    Object.keys(unknown).length === 0 &&
    pairs.length <= MAX_SELECTOR_LABELS &&
    pairs.every(
      ([key, value]) => key.length <= 317 && typeof value === 'string' && value.length <= 63,
    );
  return labelsOf(isUsable ? matchLabels : undefined, intern);
}

/** What the schema does not know is left out alone. */
function groupByOf(value: unknown): readonly string[] {
  const known = items(value, MAX_GROUP_BY).filter((it) => typeof it === 'string');
  return [...new Set(known)].filter((it) => it.length <= MAX_GROUP_BY_KEY && GROUP_BY.test(it));
}

/** An `untilTime` that cannot be read must not ignore for good: the entry goes. */
function ignoredOf(item: Fields): IgnoredDiagnosis | undefined {
  const code = word(item['code'], 63);
  const untilMs = instant(item['untilTime']);
  const isUnreadable = item['untilTime'] !== undefined && untilMs === undefined;
  if (code === '' || isUnreadable) return undefined;
  return {
    code,
    justification: freeText(item['justification'], MAX_JUSTIFICATION),
    ...defined({ untilMs }),
  };
}
