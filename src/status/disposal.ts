// Whether a report has outlived its service: what has to hold before it may be deleted. Pure; the deleter asks.
import { DISCOVERED_LABEL } from '../api/constants.ts';
import type { EpochMs, ReportMemory, ServiceHealthFact, ServiceKey } from '../facts/index.ts';
import { field, isJsonObject, textField } from '../kube/json.ts';

/** A deployment that is taken away and made anew should find its report; an hour is longer than most pipelines run. */
export const HOLD_MS = 3_600_000;

/** Whoever watches has time to see what goes on, and to stop it. */
const MAX_PER_MINUTE = 10;
const MAX_SHARE = 0.1;

/** What the index tells; it is asked for every service. */
export interface Known {
  serviceKeys(): Iterable<ServiceKey>;
  hasWorkloads(key: ServiceKey): boolean;
  healthObject(key: ServiceKey): Pick<ServiceHealthFact, 'memory'> | undefined;
}

/** All services of the cluster, counted. */
export interface Census {
  readonly services: number;
  readonly objects: number;
  readonly withWorkloads: number;
  /** Those that lost their last workload within the hold. */
  readonly lostLately: number;
}

/** Since when nothing has belonged to the service, by its own report; undefined while the report does not say so. */
export function lostSinceMs({ diagnoses }: ReportMemory): EpochMs | undefined {
  const said = diagnoses.find(({ code, state }) => code === 'NoWorkloads' && state === 'active');
  return said?.firstSeenMs;
}

export function takeCensus(known: Known, nowMs: EpochMs): Census {
  const census = { services: 0, objects: 0, withWorkloads: 0, lostLately: 0 };
  for (const key of known.serviceKeys()) {
    const object = known.healthObject(key);
    census.services += 1;
    if (object !== undefined) census.objects += 1;
    if (known.hasWorkloads(key)) census.withWorkloads += 1;
    else if (wasLostLately(object?.memory, nowMs)) census.lostLately += 1;
  }
  return census;
}

/** What no report speaks of yet was lost just now. */
function wasLostLately(memory: ReportMemory | undefined, nowMs: EpochMs): boolean {
  const sinceMs = memory && lostSinceMs(memory);
  return sinceMs === undefined || nowMs - sinceMs < HOLD_MS;
}

/**
 * More likely something is wrong with what we see than with the cluster: nothing at all carries a label any more, or
 * more than half of all services lost everything within the hour. Then nothing is deleted, however long it is gone.
 */
export function isDoubtful({ services, withWorkloads, lostLately }: Census): boolean {
  return withWorkloads === 0 || lostLately * 2 > services;
}

/** How many may go within a minute: a tenth of all, never more than ten, and always one. */
export function mostPerMinute({ objects }: Census): number {
  return Math.max(1, Math.min(MAX_PER_MINUTE, Math.floor(objects * MAX_SHARE)));
}

/**
 * Whether discovery made the object and nobody else has had a hand in it. Fields of the status do not count: a
 * condition that another controller adds is no wish to keep the report.
 */
export function isUntouched(object: unknown, fieldManager: string): boolean {
  const metadata = field(object, 'metadata');
  if (field(field(metadata, 'labels'), DISCOVERED_LABEL) !== 'true') return false;
  if (!isEmpty(field(object, 'spec'))) return false;
  const entries = field(metadata, 'managedFields');
  if (!Array.isArray(entries)) return false;
  const editors = entries.filter((entry) => textField(entry, 'subresource') !== 'status');
  // Without any entry nobody knows who edited it.
  return (
    editors.length > 0 && editors.every((entry) => textField(entry, 'manager') === fieldManager)
  );
}

function isEmpty(spec: unknown): boolean {
  if (spec === undefined || spec === null) return true;
  return isJsonObject(spec) && Object.keys(spec).length === 0;
}
