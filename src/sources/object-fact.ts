import type { ConditionFact, EpochMs, Labels, ObjectFact, OwnerReference } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { compact, defined, type Fields, fields, instant, integer, items, word } from './read.ts';

// What all kinds have in common. Limits are the API server's own (names, labels) or ours where it has none (counts).

/** DNS subdomain. */
export const MAX_NAME = 253;
const MAX_UID = 128;
/** A prefix of 253, a slash and a name of 63. */
export const MAX_LABEL_KEY = 317;
/** The API server's limit. */
export const MAX_LABEL_VALUE = 63;
const MAX_LABELS = 128;
const MAX_OWNERS = 32;
const MAX_CONDITIONS = 32;
const MAX_MANAGERS = 32;
const MAX_REASON = 128;
/** What a fact keeps of any message. */
export const MAX_MESSAGE = 1024;

/** A fact's common part, or undefined for an object without name or uid: nothing could ever refer to it. */
export function objectFact(object: unknown, intern: Interner): ObjectFact | undefined {
  const metadata = fields(fields(object)['metadata']);
  const name = word(metadata['name'], MAX_NAME);
  const uid = word(metadata['uid'], MAX_UID);
  if (name === '' || uid === '') return undefined;
  const grace = integer(metadata['deletionGracePeriodSeconds'], -1);
  return {
    namespace: intern.string(word(metadata['namespace'], MAX_NAME)),
    name,
    uid,
    createdMs: instant(metadata['creationTimestamp']) ?? 0,
    labels: labelsOf(metadata['labels'], intern),
    ...defined({
      deletionMs: instant(metadata['deletionTimestamp']),
      deletionGraceSeconds: grace < 0 ? undefined : grace,
      owner: controllerOf(metadata, intern),
    }),
  };
}

/**
 * When somebody last changed what is asked for, as far as the API server tells: a controller that writes the status
 * does not count. Undefined for an object that is as it was made.
 */
export function changedMsOf(object: unknown): EpochMs | undefined {
  const metadata = fields(fields(object)['metadata']);
  const times = items(metadata['managedFields'], MAX_MANAGERS)
    .map(fields)
    .filter(({ subresource }) => subresource === undefined || subresource === '')
    .map(({ time }) => instant(time) ?? 0);
  const newest = Math.max(0, ...times);
  return newest > (instant(metadata['creationTimestamp']) ?? 0) ? newest : undefined;
}

/** Pairs of strings, whatever the keys are called; over-long ones are cut, others dropped. */
export function labelsOf(value: unknown, intern: Interner): Labels {
  const object = fields(value);
  const pairs: [string, string][] = [];
  for (const key of Object.keys(object).slice(0, MAX_LABELS)) {
    const label = object[key];
    if (typeof label !== 'string') continue;
    pairs.push([word(key, MAX_LABEL_KEY), word(label, MAX_LABEL_VALUE)]);
  }
  return intern.labels(pairs);
}

/** The conditions of a status; one without a type or with an unknown status is left out. */
export function conditionsOf(value: unknown, intern: Interner): readonly ConditionFact[] {
  const conditions = items(value, MAX_CONDITIONS).map((item) => conditionOf(fields(item), intern));
  return compact(conditions.filter((condition) => condition !== undefined));
}

function conditionOf(item: Fields, intern: Interner): ConditionFact | undefined {
  const type = word(item['type'], MAX_LABEL_KEY);
  const status = item['status'];
  if (type === '') return undefined;
  if (status !== 'True' && status !== 'False' && status !== 'Unknown') return undefined;
  return {
    type: intern.string(type),
    status,
    reason: reasonOf(item['reason'], intern),
    message: freeText(item['message'], MAX_MESSAGE),
    ...defined({
      sinceMs: instant(item['lastTransitionTime']),
      updatedMs: instant(item['lastUpdateTime']),
    }),
  };
}

/** A one-word reason, phase or similar: few different ones exist. */
export function reasonOf(value: unknown, intern: Interner): string {
  return intern.string(word(value, MAX_REASON));
}

function controllerOf(metadata: Fields, intern: Interner): OwnerReference | undefined {
  const controller = items(metadata['ownerReferences'], MAX_OWNERS)
    .map(fields)
    .find((owner) => owner['controller'] === true);
  if (controller === undefined) return undefined;
  const kind = intern.string(word(controller['kind'], MAX_REASON));
  const name = intern.string(word(controller['name'], MAX_NAME));
  const uid = intern.string(word(controller['uid'], MAX_UID));
  return kind === '' || name === '' || uid === '' ? undefined : { kind, name, uid };
}
