// The same input again is no news: whatever a relist or a reconnect delivers twice, nothing is written for it.
import { expect, test } from 'vitest';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from './pipeline.ts';
import { type PlayedEvent, play, stateAt } from './player.ts';
import { loadRecording, loadScenario } from './scenario.ts';

const startMs = Date.parse('2031-03-30T00:59:30Z');
const times = 1_000;
const rules = await loadCatalogue();

/** A newer version of the same content, so that no layer can skip it by its version. */
function renewed({ object }: PlayedEvent, version: number): unknown {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}

test.each([
  'healthy',
  'app-error-crash-loop',
  'image-not-found',
  'quota-exceeded',
  'scale-down-with-terminating-pod',
])('%s delivered a thousand times over is written once', (name) => {
  const events = play([{ recording: loadRecording(loadScenario(name)), startMs }]);
  const endMs = Math.max(...events.map(({ atMs }) => atMs));
  const pipeline = createPipeline({ rules, isEager: true });
  for (const { resource, type, object } of events) pipeline.feed(resource, type, object, endMs);
  const state = stateAt(events);
  const contents = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    for (const event of state) {
      pipeline.feed(event.resource, 'MODIFIED', renewed(event, 1e9 + time), endMs);
    }
    for (const [key, { status }] of pipeline.judge(endMs)) {
      contents.add(`${key} ${canonicalStatus(status)}`);
    }
  }
  expect(contents.size).toBe(1);
});
