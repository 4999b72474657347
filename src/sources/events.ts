import { FIELD_MANAGER } from '../api/constants.ts';
import type { EventFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { MAX_MESSAGE, MAX_NAME, objectFact, reasonOf } from './object-fact.ts';
import { type Fields, fields, instant, integer, word } from './read.ts';
import type { Source } from './source.ts';

/**
 * What happens when all goes well, many times for each pod: left on the server. Everything else comes, Normal or not:
 * Killing, NodeNotReady and FailedBinding are of type Normal. So is Pulling, which alone tells of an image on its way.
 */
const BULK_REASONS = [
  // A pod that starts and ends as it should.
  'Scheduled',
  'Pulled',
  'Created',
  'Started',
  'SuccessfulAttachVolume',
  // Controllers at work.
  'SuccessfulCreate',
  'SuccessfulDelete',
  'ScalingReplicaSet',
  'SuccessfulRescale',
  'SawCompletedJob',
  'Completed',
  // Every operator with a standby, forever.
  'LeaderElection',
] as const;

/** Events: the only place that says why a volume, a sandbox, a probe or a missing pod failed. */
export function eventSource(intern: Interner): Source<EventFact> {
  return {
    resource: 'events',
    apiGroup: '',
    version: 'v1',
    // Without events many causes are unknown, but no word becomes wrong.
    isRequired: false,
    fieldSelector: BULK_REASONS.map((reason) => `reason!=${reason}`).join(','),
    project: (object) => projectEvent(object, intern),
  };
}

function projectEvent(object: unknown, intern: Interner): EventFact | undefined {
  const common = objectFact(object, intern);
  const event = fields(object);
  const component = componentOf(event, intern);
  const involved = involvedOf(fields(event['involvedObject']), intern);
  // What we said ourselves is no evidence, and what is about nothing is nobody's.
  if (common === undefined || component === FIELD_MANAGER || involved === undefined)
    return undefined;
  const series = fields(event['series']);
  const { namespace, name, uid, createdMs } = common;
  return {
    kind: 'Event',
    namespace,
    name,
    uid,
    involved,
    type: event['type'] === 'Warning' ? 'Warning' : 'Normal',
    reason: reasonOf(event['reason'], intern),
    message: freeText(messageOf(event['message']), MAX_MESSAGE),
    count: integer(series['count'], integer(event['count'], 1, 1), 1),
    firstMs: instant(event['firstTimestamp']) ?? instant(event['eventTime']) ?? createdMs,
    lastMs: lastOf(event, series) ?? createdMs,
    component,
  };
}

/**
 * What client-go puts before the newest message once an object has more than ten of a kind that differ. The component
 * that acted did not say it, and its words begin after it.
 */
const COMBINED = '(combined from similar events): ';

function messageOf(message: unknown): unknown {
  const isCombined = typeof message === 'string' && message.startsWith(COMBINED);
  return isCombined ? message.slice(COMBINED.length) : message;
}

/** Writers through events.k8s.io, such as the scheduler, leave the two timestamps null and set `eventTime`. */
function lastOf(event: Fields, series: Fields): number | undefined {
  return (
    instant(series['lastObservedTime']) ??
    instant(event['lastTimestamp']) ??
    instant(event['eventTime']) ??
    instant(event['firstTimestamp'])
  );
}

function componentOf(event: Fields, intern: Interner): string {
  const reporting = reasonOf(event['reportingComponent'], intern);
  return reporting === '' ? reasonOf(fields(event['source'])['component'], intern) : reporting;
}

function involvedOf(involved: Fields, intern: Interner): EventFact['involved'] | undefined {
  const name = intern.string(word(involved['name'], MAX_NAME));
  const uid = intern.string(word(involved['uid'], MAX_NAME));
  if (name === '' && uid === '') return undefined;
  return {
    kind: reasonOf(involved['kind'], intern),
    namespace: intern.string(word(involved['namespace'], MAX_NAME)),
    name,
    uid,
    container: intern.string(containerOf(involved['fieldPath'])),
  };
}

// The kubelet's way to name a container: "spec.containers{app}", "spec.initContainers{migrate}".
const CONTAINER_PATH =
  /^spec\.(?:containers|initContainers|ephemeralContainers)\{([^{}]{1,253})\}$/;

function containerOf(fieldPath: unknown): string {
  const path = word(fieldPath, MAX_NAME * 2);
  return word(CONTAINER_PATH.exec(path)?.[1], MAX_NAME);
}
