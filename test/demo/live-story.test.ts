import { describe, expect, test } from 'vitest';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { type Act, playStory, type Round, roundOf } from './live-story.ts';
import { loadWorld } from './world.ts';

const nowMs = Date.parse('2031-03-30T01:00:00.700Z');
const [recorded] = loadWorld(['bad-image-while-old-serves']).recorded;
if (recorded === undefined) throw new Error('the recording is missing');

function names(events: Round['opening'], kind: string): readonly string[] {
  return events
    .filter(({ object }) => object.kind === kind)
    .map(({ object }) => object.metadata.name)
    .toSorted();
}

describe('a round of the live story', () => {
  const round = roundOf(recorded, nowMs);

  test('begins a few seconds before somebody changes something', () => {
    expect(round.acts).toEqual([
      {
        atMs: Date.parse('2031-03-30T01:00:10.000Z'),
        sentence:
          'Deployment/bad-image-while-old-serves gets the image registry.zoo.test/app:9.9.9',
      },
    ]);
    expect(round.past.filter(({ atMs }) => atMs > nowMs)).toEqual([]);
    expect(round.rest.filter(({ atMs }) => atMs <= nowMs)).toEqual([]);
    expect(round.past.length + round.rest.length).toBe(recorded.recording.events.length);
  });

  test('opens with what was there before the change, and leaves over what the change made', () => {
    expect(names(round.opening, 'Pod')).toHaveLength(2);
    expect(names(round.leftOver, 'Pod')).toHaveLength(1);
    expect(names(round.opening, 'ReplicaSet')).toHaveLength(1);
    expect(names(round.leftOver, 'ReplicaSet')).toHaveLength(1);
    expect(names(round.leftOver, 'Deployment')).toEqual([]);
  });

  test('ends after its last recorded change', () => {
    expect(round.endMs).toBeGreaterThan(round.rest.at(-1)?.atMs ?? Number.POSITIVE_INFINITY);
  });

  test('is refused when nothing is ever changed', () => {
    const [still] = loadWorld(['healthy']).recorded;
    expect(() => still && roundOf(still, nowMs)).toThrow('healthy has no second step to watch');
  });
});

/** Holds what is there by uid, as the fake API server would. */
class Shelf {
  readonly present = new Map<string, string>();

  put(object: KubeJson): KubeJson {
    this.present.set(`${object.kind}/${object.metadata.name}`, object.kind);
    return object;
  }

  remove({ resource, name }: { resource: string; name: string }): boolean {
    const kind = resource.endsWith('/pods') ? 'Pod' : 'ReplicaSet';
    return this.present.delete(`${kind}/${name}`);
  }

  pods(): number {
    return [...this.present.values()].filter((kind) => kind === 'Pod').length;
  }
}

test('a second round begins with what the first one began with', async () => {
  const shelf = new Shelf();
  const stop = new AbortController();
  // Both rounds lie in the past, so they take no time; the third one would have to wait.
  const first = roundOf(recorded, Date.now() - 1_000_000);
  const period = first.endMs - (Date.now() - 1_000_000);
  const late = { ...first, endMs: Date.now() - period + 30_000 };
  const acts: Act[] = [];
  for (const event of late.past) shelf.put(event.object);
  const podsSeen: number[] = [shelf.pods()];
  const playing = playStory(shelf, recorded, {
    first: late,
    onAct: (act) => {
      acts.push(act);
      podsSeen.push(shelf.pods());
      if (acts.length === 2) stop.abort();
    },
    signal: stop.signal,
  });
  await expect(playing).rejects.toThrow(/abort/i);
  expect(acts.map(({ sentence }) => sentence)).toEqual([
    first.acts[0]?.sentence,
    first.acts[0]?.sentence,
  ]);
  expect(podsSeen[0]).toBe(2);
  expect(podsSeen[2]).toBe(2);
});
