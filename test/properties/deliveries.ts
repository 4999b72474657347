// What a watch may make of the events of a recording: other orders, duplicates, losses, and looks at any time between.
import * as fc from 'fast-check';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { type PlayedEvent, play, stateAt } from '../zoo/player.ts';
import { loadRecording, loadScenario, scenarioNames } from '../zoo/scenario.ts';

export const rules = await loadCatalogue();

const startMs = Date.parse('2031-03-30T00:59:30Z');

export const recorded = scenarioNames().map((name) => ({
  name,
  events: play([{ recording: loadRecording(loadScenario(name)), startMs }]),
}));

/** What becomes of one event. */
interface Fate {
  /** By how many others each delivery is overtaken; none means that the event is lost. */
  readonly delays: readonly number[];
  readonly isFollowedByLook: boolean;
}

export interface Delivery {
  readonly event: PlayedEvent;
  readonly isFollowedByLook: boolean;
}

/** A part of a recording as it was delivered, and what there really is at its end. */
export class Delivered {
  readonly deliveries: readonly Delivery[];
  readonly state: readonly PlayedEvent[];
  readonly lastMs: number;
  readonly #title: string;

  constructor(name: string, events: readonly PlayedEvent[], fates: readonly Fate[]) {
    this.deliveries = deliver(events, fates);
    this.state = stateAt(events);
    this.lastMs = Math.max(...events.map(({ atMs }) => atMs));
    this.#title = `${name}, its first ${events.length} events, as`;
  }

  /** What fast-check prints of a case that fails. */
  toString(): string {
    const lines = this.deliveries.map(({ event: { type, object }, isFollowedByLook }) => {
      const { name, resourceVersion } = object.metadata;
      const look = isFollowedByLook ? ', then a look' : '';
      return `  ${type} ${object.kind}/${name} ${resourceVersion}${look}`;
    });
    return [this.#title, ...lines].join('\n');
  }
}

const fate: fc.Arbitrary<Fate> = fc.record({
  delays: fc.oneof(
    { weight: 6, arbitrary: fc.constant([0]) },
    { weight: 4, arbitrary: fc.array(fc.nat({ max: 40 }), { maxLength: 3 }) },
  ),
  isFollowedByLook: fc.boolean(),
});

function deliver(events: readonly PlayedEvent[], fates: readonly Fate[]): readonly Delivery[] {
  return events
    .flatMap((event, index) => {
      const { delays = [], isFollowedByLook = false } = fates[index] ?? {};
      return delays.map((delay) => ({ event, isFollowedByLook, place: index + delay }));
    })
    .toSorted((one, other) => one.place - other.place);
}

/** Any part of any recording, delivered in any way. */
export const delivered: fc.Arbitrary<Delivered> = fc
  .constantFrom(...recorded)
  .chain(({ name, events }) =>
    fc
      .integer({ min: 1, max: events.length })
      .chain((length) =>
        fc
          .array(fate, { minLength: length, maxLength: length, size: 'max' })
          .map((fates) => new Delivered(name, events.slice(0, length), fates)),
      ),
  );
