// The zoo as one cluster: every recording is moved in time so that they all end at the same instant.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../fake-apiserver/types.ts';
import { applyTo, type PlayedEvent, play } from '../zoo/player.ts';
import type { Recording } from '../zoo/recording.ts';
import {
  loadRecording,
  loadScenario,
  recordingFile,
  type Scenario,
  scenarioNames,
} from '../zoo/scenario.ts';

export interface RecordedScenario {
  readonly scenario: Scenario;
  readonly recording: Recording;
}

export interface World {
  readonly recorded: readonly RecordedScenario[];
  /** Scenarios that cannot be played, one sentence each. */
  readonly leftOut: readonly string[];
}

export function loadWorld(names: readonly string[] = scenarioNames()): World {
  const recorded: RecordedScenario[] = [];
  const leftOut: string[] = [];
  for (const name of names) {
    if (!existsSync(recordingFile(name))) {
      leftOut.push(`${name} is left out: it has not been recorded yet`);
      continue;
    }
    try {
      const scenario = loadScenario(name);
      const { needsHistory, alone = needsHistory } = scenario.expected;
      if (alone !== undefined) {
        leftOut.push(`${name} is left out: ${alone}`);
        continue;
      }
      recorded.push({ scenario, recording: loadRecording(scenario) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      leftOut.push(`${name} is left out: ${reason}`);
    }
  }
  return { recorded, leftOut };
}

type Store = Pick<ObjectStore, 'put' | 'remove'>;

export function putNamespaces(
  store: Store,
  recorded: readonly RecordedScenario[],
  endMs: number,
): void {
  for (const { scenario, recording } of recorded) {
    const bornMs = endMs - recording.header.durationMs;
    store.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: scenario.namespace,
        creationTimestamp: `${new Date(bornMs).toISOString().slice(0, 19)}Z`,
      },
      status: { phase: 'Active' },
    });
  }
}

/** The rest is what happens later than `nowMs`. */
export interface Timeline {
  readonly past: readonly PlayedEvent[];
  readonly rest: readonly PlayedEvent[];
}

/** The recorded pasts of all services side by side; nothing happens after `endMs`. */
export function timelineOf(
  recorded: readonly RecordedScenario[],
  { nowMs, endMs }: { readonly nowMs: number; readonly endMs: number },
): Timeline {
  const events = play(
    recorded.map(({ recording }) => ({ recording, startMs: endMs - recording.header.durationMs })),
  );
  return {
    past: events.filter(({ atMs }) => atMs <= nowMs),
    rest: events.filter(({ atMs }) => atMs > nowMs),
  };
}

/** Lets the rest happen when it is due. */
export async function playOn(
  store: Store,
  events: readonly PlayedEvent[],
  signal: AbortSignal,
): Promise<void> {
  for (const event of events) {
    await sleep(Math.max(0, event.atMs - Date.now()), undefined, { signal });
    applyTo(store, event);
  }
}
