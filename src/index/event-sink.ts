import type { EventFact } from '../facts/index.ts';
import type { Intake } from './intake.ts';
import type { Sink } from './table.ts';

/**
 * A sink that only ever adds: the API server forgets an Event after an hour, and that it does so is no news about
 * the object. What is kept is bounded by the store, so there is nothing to sweep.
 */
export function eventSink(
  project: (object: unknown) => EventFact | undefined,
  onEvent: (event: EventFact) => void,
  intake: Intake,
): Sink {
  return {
    syncStart() {},
    upsert(object) {
      intake.attempt(() => {
        const event = project(object);
        if (event === undefined) intake.drop();
        else onEvent(event);
      });
    },
    remove() {},
    syncEnd() {},
  };
}
