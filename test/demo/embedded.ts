// The demo without a cluster: an API server in this process, which plays the zoo, and the operator in another one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../cluster/report.ts';
import { startFakeApiServer } from '../fake-apiserver/server.ts';
import type { FakeApiServer } from '../fake-apiserver/types.ts';
import { applyTo } from '../zoo/player.ts';
import { type Act, playStory, type Round, roundOf } from './live-story.ts';
import { Operator } from './operator.ts';
import { readTable } from './read-table.ts';
import { kubectlTable } from './table.ts';
import { isComplete, type Reports, readReports } from './verdict.ts';
import { playOn, putNamespaces, type RecordedScenario, timelineOf, type World } from './world.ts';

const reportsResource = 'servicehealth.dev/v1alpha1/servicehealths';

/** Of the recordings, this much is played at its own pace; what was before, at once. */
const playedMs = 4_000;
/** Nothing was written for this long: the operator has said what it has to say. */
const quietMs = 1_500;
/** Far more than it takes; then what is there is shown and judged. */
const settleLimitMs = 30_000;

/** What can be asked of a running demo. */
export interface EmbeddedDemo {
  readonly kubeconfigFile: string;
  reports(): Reports;
  /** As `kubectl get servicehealth --all-namespaces`. */
  table(): Promise<string>;
  /** Plays the live scenario until the signal; at once nothing when there is none. */
  playLive(onAct: (act: Act) => void): Promise<void>;
  /** Throws when the operator has ended by itself. */
  assertRunning(): void;
}

export interface DemoOptions {
  readonly world: World;
  /** One of the world that goes on while one watches, instead of standing at its end. */
  readonly live: RecordedScenario | undefined;
  readonly report: Report;
  readonly signal: AbortSignal;
}

interface TemporaryFile {
  readonly path: string;
  remove(): void;
}

function writeKubeconfig(text: string): TemporaryFile {
  const folder = mkdtempSync(join(tmpdir(), 'servicehealth-demo-'));
  const path = join(folder, 'kubeconfig');
  writeFileSync(path, text, { mode: 0o600 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function readStore(server: FakeApiServer): Reports {
  return readReports(server.store.list(reportsResource));
}

/** Until every service has a word and nothing is written any more. */
async function settled(
  server: FakeApiServer,
  operator: Operator,
  { world, report, signal }: DemoOptions,
): Promise<void> {
  const scenarios = world.recorded.map(({ scenario }) => scenario);
  const deadline = Date.now() + settleLimitMs;
  let version = -1;
  let changedMs = Date.now();
  while (Date.now() < deadline) {
    operator.assertRunning();
    if (server.store.resourceVersion !== version) changedMs = Date.now();
    version = server.store.resourceVersion;
    const isQuiet = Date.now() - changedMs >= quietMs;
    if (isQuiet && isComplete(scenarios, readStore(server))) return;
    await sleep(100, undefined, { signal });
  }
  report(`the reports did not come to rest within ${settleLimitMs / 1000} s`);
}

/** A crash loop is known by the crashes that were seen, so the operator sees all of them, if in fast motion. */
async function playWorld(
  server: FakeApiServer,
  { world, live, report, signal }: DemoOptions,
): Promise<void> {
  const nowMs = Date.now();
  const endMs = nowMs + playedMs;
  putNamespaces(server.store, world.recorded, endMs);
  const still = world.recorded.filter((recorded) => recorded !== live);
  const { past, rest } = timelineOf(still, { nowMs, endMs });
  for (const event of past) applyTo(server.store, event);
  report(`${past.length} changes are played in fast motion, the last ${rest.length} as they came`);
  await playOn(server.store, rest, signal);
  await sleep(endMs - Date.now(), undefined, { signal });
}

/** What the live service has been through already; the operator knows it before the first redraw. */
function beginStory(server: FakeApiServer, live: RecordedScenario | undefined): Round | undefined {
  if (live === undefined) return undefined;
  const round = roundOf(live, Date.now());
  for (const event of round.past) applyTo(server.store, event);
  return round;
}

/** Starts everything, lets `use` look at it when all is reported, and leaves nothing behind. */
export async function withEmbeddedDemo<T>(
  options: DemoOptions,
  use: (demo: EmbeddedDemo) => Promise<T>,
): Promise<T> {
  const { live, report, signal } = options;
  const server = await startFakeApiServer();
  report(`the API server listens on ${server.url}`);
  const kubeconfig = writeKubeconfig(server.kubeconfig);
  const operator = new Operator(kubeconfig.path);
  report(`the operator starts as process ${operator.pid ?? 'unknown'}`);
  function leaveNothing(): void {
    operator.kill();
    kubeconfig.remove();
  }
  process.once('exit', leaveNothing);
  try {
    await operator.ready(signal);
    report('the operator watches');
    await playWorld(server, options);
    const first = beginStory(server, live);
    await settled(server, operator, options);
    report('every service has its report');
    return await use({
      kubeconfigFile: kubeconfig.path,
      reports: () => readStore(server),
      table: async () => kubectlTable(await readTable(server)),
      assertRunning: () => operator.assertRunning(),
      playLive: async (onAct) => {
        if (live === undefined || first === undefined) return;
        await playStory(server.store, live, { first, onAct, signal });
      },
    });
  } finally {
    await operator.stop();
    await server.close();
    kubeconfig.remove();
    process.off('exit', leaveNothing);
    report('everything is stopped and removed');
  }
}
