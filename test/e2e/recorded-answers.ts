// The same question asked of the recordings: in virtual time only the cluster and the waits of the rules take any.
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { createPipeline } from '../zoo/pipeline.ts';
import { replay } from '../zoo/replay.ts';
import { loadRecording, type Scenario } from '../zoo/scenario.ts';
import { type Told, toldOf } from './time-to-answer.ts';

/** What the replay of each recording says, on the recording's own clock. */
export async function recordedAnswers(scenarios: readonly Scenario[]): Promise<readonly Told[]> {
  const rules = await loadCatalogue();
  return scenarios.flatMap((scenario) => {
    if (scenario.expected.quiet) return [];
    const recording = loadRecording(scenario);
    const startMs = Date.parse(recording.header.recordedAt);
    const pipeline = createPipeline({ rules, isEager: false });
    const { sayings } = replay(pipeline, [{ recording, startMs }], 'announced');
    return toldOf(scenario, {
      deliveries: recording.events.map(({ t, ...event }) => ({ ...event, atMs: startMs + t })),
      sayingsOf: (service) => sayings.get(`${scenario.namespace}/${service}`) ?? [],
    });
  });
}
