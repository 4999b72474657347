// `npm run zoo:record`: makes the recordings anew on a real cluster.
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ClusterClient } from './cluster-client.ts';
import { describeFact } from './describe.ts';
import { record } from './recorder.ts';
import { maxRecordingBytes, parseRecording } from './recording.ts';
import {
  loadRecording,
  loadScenario,
  recordingFile,
  type Scenario,
  scenarioNames,
} from './scenario.ts';

const help = `Records scenarios of the zoo on a real cluster.

  npm run zoo:record                         all of them, about half an hour
  npm run zoo:record -- oom-killed healthy   these

Each scenario gets a namespace of its own, zoo-<scenario>, which is deleted before and afterwards.
The result replaces test/zoo/<scenario>/recording.ndjson only when all went well.

Flags
  --kubeconfig FILE  the cluster (default: the environment's KUBECONFIG)
  --parallel N       how many at a time (default 10)
  --show             print the recordings as timelines instead; needs no cluster
  --help             this text
`;

async function recordOne(client: ClusterClient, scenario: Scenario): Promise<void> {
  const text = await record(client, scenario);
  const bytes = Buffer.byteLength(text);
  const draft = `${recordingFile(scenario.name)}.draft`;
  writeFileSync(draft, text);
  if (bytes > maxRecordingBytes) {
    throw new Error(`${bytes} bytes are too many; see ${scenario.name}/recording.ndjson.draft`);
  }
  const { events } = parseRecording(text);
  renameSync(draft, recordingFile(scenario.name));
  console.log(`${scenario.name}: ${events.length} events, ${bytes} bytes`);
}

/** True when every one was recorded. The longest begin first, so that the others fit beside them. */
async function recordTogether(
  client: ClusterClient,
  scenarios: readonly Scenario[],
  parallel: number,
): Promise<boolean> {
  const waiting = scenarios.toSorted(
    (one, other) => other.expected.record.for - one.expected.record.for,
  );
  let failures = 0;
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { name } = next;
      await recordOne(client, next).catch((error: unknown) => {
        failures += 1;
        console.error(`${name}: ${String(error)}`);
      });
    }
  }
  await Promise.all(Array.from({ length: parallel }, work));
  return failures === 0;
}

/** Those that take the node's room from others come last, one after the other. */
async function recordAll(
  client: ClusterClient,
  names: readonly string[],
  parallel: number,
): Promise<boolean> {
  const scenarios = names.map(loadScenario);
  const alone = scenarios.filter(({ expected }) => expected.record.alone);
  const others = scenarios.filter(({ expected }) => !expected.record.alone);
  const isFirstDone = await recordTogether(client, others, parallel);
  const isRestDone = await recordTogether(client, alone, 1);
  return isFirstDone && isRestDone;
}

function show(name: string): void {
  const scenario = loadScenario(name);
  console.log(`${name}: ${scenario.expected.says}`);
  for (const event of loadRecording(scenario).events) console.log(describeFact(event));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kubeconfig: { type: 'string' },
      parallel: { type: 'string', default: '10' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const names = positionals.length > 0 ? positionals : scenarioNames();
  if (values.show) {
    for (const name of names) show(name);
    return 0;
  }
  const kubeconfig = values.kubeconfig ?? process.env['KUBECONFIG'];
  if (kubeconfig === undefined || kubeconfig === '') {
    console.error('Set KUBECONFIG or give --kubeconfig; "npm run cluster:up" makes a cluster.');
    return 2;
  }
  const isDone = await recordAll(new ClusterClient(kubeconfig), names, Number(values.parallel));
  return isDone ? 0 : 1;
}

process.exitCode = await main();
