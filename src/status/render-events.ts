import { BOUNDS } from '../api/bounds.ts';
import type { RetainedEvent } from '../api/status.ts';
import type { EventFact } from '../facts/index.ts';
import { isoTime } from './iso-time.ts';
import { count, cut, optional } from './render-text.ts';

/** A third of what a status may have as a rule: what was seen matters less than what it means. */
const EVENT_BYTES = 4 * 1_024;

/** The Events as they are stored, most important first, as many as fit. */
export function renderEvents(events: readonly EventFact[]): RetainedEvent[] {
  const rendered: RetainedEvent[] = [];
  let bytes = 0;
  for (const event of events.slice(0, BOUNDS.events).map(renderEvent)) {
    bytes += Buffer.byteLength(JSON.stringify(event));
    if (bytes > EVENT_BYTES) break;
    rendered.push(event);
  }
  return rendered;
}

function renderEvent({ involved, type, ...event }: EventFact): RetainedEvent {
  return {
    object: cut(`${involved.kind}/${involved.name}`, BOUNDS.reference),
    ...optional('container', cut(involved.container, BOUNDS.name)),
    type,
    reason: cut(event.reason, BOUNDS.statusReason),
    message: cut(event.message, BOUNDS.eventMessage),
    ...optional('component', cut(event.component, BOUNDS.statusReason)),
    count: count(event.count),
    firstTime: isoTime(event.firstMs),
    lastTime: isoTime(event.lastMs),
    uid: cut(event.uid, BOUNDS.uid),
    ...optional('objectUID', cut(involved.uid, BOUNDS.uid)),
  };
}
