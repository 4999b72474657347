// The zoo on a real cluster from its first apply to the end of the watching, as the tests then judge it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GROUP, PLURAL, VERSION } from '../../src/api/constants.ts';
import { createKubeClient, type KubeClient } from '../../src/kube/client.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';
import { ClusterClient } from '../zoo/cluster-client.ts';
import type { Scenario } from '../zoo/scenario.ts';
import { applyAll, makeNamespaces } from './applying.ts';
import { Collector } from './collector.ts';
import { kubectlMust } from './kubectl.ts';
import { hasAnswered, type LiveScenario, lastPromiseMs, notYet, timelineOf } from './live.ts';
import { PodTableSampler } from './pod-table.ts';
import { type Watched, waitWithProgress } from './progress.ts';
import { namespacesOf, outputFolder, type Run } from './run.ts';
import { waitUntil } from './wait.ts';
import { freePods, podsOf, wavesOf } from './waves.ts';
import type { Stretch } from './write-count.ts';

/** After the last manifest of a wave, and the last step of a scenario: until then most answers have come, and each may be a write. */
const settleMs = 90_000;
/** What is said last has to stand for a while. */
const afterthoughtMs = 15_000;
/** For the first answers of a wave; the next wave comes also without them, and the tests will say which are missing. */
const firstAnswersMs = 20_000;
const answersEveryMs = 500;

function clientOf(kubeconfig: string): KubeClient {
  const config = new PooledKubeConfig();
  config.loadFromFile(kubeconfig);
  return createKubeClient(config, { version: 'e2e' });
}

/** Begins when it is constructed only on paper; `apply` and `watch` do the work and take as long as it takes. */
export class ZooRun {
  readonly collector: Collector;
  readonly sampler = new PodTableSampler();
  readonly #run: Run;
  readonly #scenarios: readonly Scenario[];
  readonly #abort = new AbortController();
  readonly #client: KubeClient;
  readonly #live: LiveScenario[] = [];
  readonly #steps: Promise<unknown>[] = [];
  readonly #startMs = Date.now();
  #endMs = 0;

  /** `others`: namespaces besides the zoo's that the collector watches, too. */
  constructor(run: Run, scenarios: readonly Scenario[], others: readonly string[]) {
    this.#run = run;
    this.#scenarios = scenarios;
    this.collector = new Collector([...namespacesOf(scenarios), ...others]);
    this.#client = clientOf(run.kubeconfig);
  }

  get live(): readonly LiveScenario[] {
    return this.#live;
  }

  /** Those that are still in the cluster. */
  get present(): readonly LiveScenario[] {
    return this.#live.filter(({ removedMs }) => removedMs === undefined);
  }

  /** Until when the answers of a scenario are judged. */
  endOf({ removedMs }: LiveScenario): number {
    return removedMs ?? this.#endMs;
  }

  /** Until the last wave is there; later steps of its scenarios are still to come. */
  async apply(): Promise<void> {
    this.collector.start(new ClusterClient(this.#run.kubeconfig));
    this.sampler.start(this.#client, this.#abort.signal);
    for (const wave of wavesOf(this.#scenarios)) {
      await this.#makeRoom(wave);
      await this.#apply(wave);
    }
  }

  /** Until every promise is kept or broken, and the writes are counted. */
  async watch(): Promise<void> {
    await this.#watchUntil(() => Math.max(...this.present.map((live) => this.#doneMs(live))));
    await Promise.all(this.#steps);
    this.judgeUntilNow();
  }

  judgeUntilNow(): void {
    this.#endMs = Date.now();
    this.#writeTimelines();
  }

  /** Before the API server goes away: what it breaks off would look like something missed. */
  pause(): void {
    this.collector.stop();
    this.#abort.abort();
  }

  /** As soon as the API server serves our own type, which it learns last. What did not change is not taken for news. */
  async resume(): Promise<void> {
    const client = new ClusterClient(this.#run.kubeconfig);
    const path = `/apis/${GROUP}/${VERSION}/${PLURAL}?limit=1`;
    const patience = { what: 'the API server to serve reports', limitMs: 60_000, everyMs: 100 };
    await waitUntil(patience, async () => {
      return (await client.call(path)).status === 200 ? true : undefined;
    });
    this.collector.start(client);
  }

  /** Ends every watch; what they showed stays. */
  async stop(): Promise<void> {
    this.pause();
    await this.#client.close();
  }

  async #apply(wave: readonly Scenario[]): Promise<void> {
    await makeNamespaces(this.#run, namespacesOf(wave));
    const { startMs, done } = applyAll(this.#run, wave);
    this.#steps.push(done);
    const lastApply = Math.max(...startMs.values());
    const applied = wave.map((scenario): LiveScenario => {
      const appliedMs = startMs.get(scenario.name) ?? lastApply;
      const lastStepMs = Math.max(lastApply, appliedMs + lastStepOf(scenario));
      const fromMs = lastStepMs + settleMs;
      const stretch: Stretch = { fromMs, toMs: fromMs + this.#run.stretchMs };
      return { scenario, startMs: appliedMs, stretch };
    });
    this.#live.push(...applied);
    process.stderr.write(`a wave of ${wave.length} scenarios is applied\n`);
    await sleep(lastApply - Date.now());
    const giveUpMs = lastApply + firstAnswersMs;
    while (Date.now() < giveUpMs) {
      if (applied.every((live) => hasAnswered(this.collector, live))) return;
      await sleep(answersEveryMs);
    }
  }

  /** Removes scenarios that have shown all they had to show; waits for some if there are none yet. */
  async #makeRoom(wave: readonly Scenario[]): Promise<void> {
    const needed = wave.reduce((sum, scenario) => sum + podsOf(scenario), 0);
    for (;;) {
      const free = await freePods(this.#run);
      if (free >= needed) return;
      const want = `the next ${wave.length} scenarios need room for ${needed} pods, there is room for ${free}`;
      if (this.present.length === 0) {
        throw new Error(`${want}: raise the nodes' maxPods, or remove what else runs there`);
      }
      process.stderr.write(`${want}: removing scenarios as they are done\n`);
      await this.#watchUntil(() => Math.min(...this.present.map((live) => this.#doneMs(live))));
      await this.#remove(this.present.filter((live) => this.#doneMs(live) <= Date.now()));
    }
  }

  async #remove(done: readonly LiveScenario[]): Promise<void> {
    const removedMs = Date.now();
    for (const live of done) live.removedMs = removedMs;
    const names = namespacesOf(done.map(({ scenario }) => scenario));
    await kubectlMust(this.#run, ['delete', 'namespaces', ...names, '--timeout=180s']);
  }

  async #watchUntil(untilMs: () => number): Promise<void> {
    const { collector } = this;
    const watched: Watched = { collector, scenarios: this.present, startMs: this.#startMs };
    await waitWithProgress(watched, untilMs, () => this.sampler.samples);
  }

  /** When the writes are counted; one that has not said its last word by then has until its last promise. */
  #doneMs(live: LiveScenario): number {
    const { fromMs, toMs } = live.stretch;
    const promisedMs = lastPromiseMs(live) + afterthoughtMs;
    if (fromMs === toMs) return promisedMs;
    return notYet(this.collector, live).length === 0 ? toMs : Math.max(toMs, promisedMs);
  }

  /** One file per scenario, for whoever reads a failure. */
  #writeTimelines(): void {
    const folder = join(outputFolder, 'timelines');
    mkdirSync(folder, { recursive: true });
    for (const live of this.#live) {
      writeFileSync(join(folder, `${live.scenario.name}.txt`), timelineOf(this.collector, live));
    }
  }
}

function lastStepOf({ steps }: Scenario): number {
  return Math.max(...steps.map(({ afterMs }) => afterMs));
}
