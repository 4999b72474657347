import { HEALTH_WORDS } from '../api/health.ts';
import {
  type RememberedDiagnosis,
  type RememberedEvent,
  type ReportedCause,
  type ReportMemory,
  sharedCause,
  sharedKind,
} from '../facts/index.ts';
import { ownText } from '../logs/text/free-text.ts';
import { defined, type Fields, fields, instant, integer, items, word } from './read.ts';
import { rememberedLogsOf } from './remembered-logs.ts';

// Our own words read back. Anyone with the right to write the object may have changed them, so nothing is taken on trust.

// The bounds of the status schema.
const MAX_DIAGNOSES = 10;
const MAX_EVIDENCE = 5;
const MAX_SAMPLE = 3;
const MAX_CONDITIONS = 20;
const MAX_TRANSITIONS = 10;
const MAX_EVENTS = 20;
const MAX_SUSPECTS = 3;

/** What the last report said, entry by entry: an unusable entry is forgotten, the others are not. */
export function reportMemoryOf(status: Fields): ReportMemory {
  return {
    health: healthOf(status['health']),
    diagnoses: each(status['diagnoses'], MAX_DIAGNOSES, diagnosisOf),
    conditions: each(status['conditions'], MAX_CONDITIONS, conditionOf),
    transitions: each(status['transitions'], MAX_TRANSITIONS, transitionOf),
    events: each(status['events'], MAX_EVENTS, eventOf),
    ...defined({ healthSinceMs: instant(status['healthSince']) }),
  };
}

function each<T>(value: unknown, max: number, read: (item: Fields) => T | undefined): readonly T[] {
  return items(value, max)
    .map((item) => read(fields(item)))
    .filter((item) => item !== undefined);
}

function healthOf(value: unknown): string {
  return HEALTH_WORDS.find((health) => health === value) ?? '';
}

const DIAGNOSIS_STATES = ['active', 'recovered', 'ignored'] as const;

function diagnosisOf(item: Fields): RememberedDiagnosis | undefined {
  const id = word(item['id'], 16);
  const code = word(item['code'], 63);
  const state = DIAGNOSIS_STATES.find((known) => known === item['state']);
  const firstSeenMs = instant(item['firstSeenTime']);
  if (id === '' || code === '' || state === undefined || firstSeenMs === undefined)
    return undefined;
  return {
    id,
    code,
    state,
    reason: word(item['reason'], 128),
    firstSeenMs,
    lastSeenMs: instant(item['lastSeenTime']) ?? firstSeenMs,
    count: integer(item['count'], 1, 1),
    evidence: each(item['evidence'], MAX_EVIDENCE, evidenceOf),
    sample: items(fields(item['affected'])['sample'], MAX_SAMPLE)
      .map((pod) => word(pod, 253))
      .filter((pod) => pod !== ''),
    ...defined({
      sharedCause: reportedCauseOf(fields(item['sharedCause'])),
      logs: rememberedLogsOf(item['logs']),
      suspects: suspectsOf(item['suspects']),
      releaseRevision: word(fields(item['release'])['revision'], 20) || undefined,
    }),
  };
}

function suspectsOf(value: unknown): RememberedDiagnosis['suspects'] {
  const suspects = each(value, MAX_SUSPECTS, (item) => {
    const dimension = word(item['dimension'], 323);
    const trait = word(item['value'], 512);
    return dimension === '' || trait === '' ? undefined : { dimension, value: trait };
  });
  return suspects.length === 0 ? undefined : suspects;
}

function reportedCauseOf(item: Fields): ReportedCause | undefined {
  const kind = sharedKind(word(item['kind'], 63));
  const cause = kind && sharedCause(kind, word(item['name'], 253));
  return cause && { ...cause, otherServices: integer(item['otherServices'], 0) };
}

function evidenceOf(item: Fields): RememberedDiagnosis['evidence'][number] | undefined {
  const object = word(item['object'], 320);
  if (object === '' || typeof item['value'] !== 'string') return undefined;
  const field = word(item['field'], 256);
  return {
    object,
    value: ownText(item['value'], 1024),
    ...defined({ field: field === '' ? undefined : field, timeMs: instant(item['time']) }),
  };
}

function conditionOf(item: Fields): ReportMemory['conditions'][number] | undefined {
  const type = word(item['type'], 316);
  const status = word(item['status'], 16);
  const sinceMs = instant(item['lastTransitionTime']);
  if (type === '' || status === '' || sinceMs === undefined) return undefined;
  return { type, status, reason: word(item['reason'], 1024), sinceMs };
}

function transitionOf(item: Fields): ReportMemory['transitions'][number] | undefined {
  const timeMs = instant(item['time']);
  const from = healthOf(item['from']);
  const to = healthOf(item['to']);
  if (timeMs === undefined || from === '' || to === '') return undefined;
  return { timeMs, from, to, reason: word(item['reason'], 63) };
}

function eventOf(item: Fields): RememberedEvent | undefined {
  const uid = word(item['uid'], 128);
  const involved = involvedOf(item);
  const reason = word(item['reason'], 128);
  const firstMs = instant(item['firstTime']);
  const lastMs = instant(item['lastTime']);
  if (uid === '' || involved === undefined || reason === '') return undefined;
  if (firstMs === undefined || lastMs === undefined || lastMs < firstMs) return undefined;
  return {
    uid,
    involved,
    type: item['type'] === 'Warning' ? 'Warning' : 'Normal',
    reason,
    message: ownText(item['message'], 1024),
    count: integer(item['count'], 1, 1),
    firstMs,
    lastMs,
    component: word(item['component'], 128),
  };
}

/** From "Pod/checkout-7c9d-x2x1q". */
function involvedOf(item: Fields): RememberedEvent['involved'] | undefined {
  const [kind = '', name = '', ...rest] = word(item['object'], 320).split('/');
  if (kind === '' || name === '' || rest.length > 0) return undefined;
  return {
    kind,
    name,
    uid: word(item['objectUID'], 253),
    container: word(item['container'], 253),
  };
}
