// The zoo on a real cluster from its first apply to the end of the watching, as the tests then judge it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKubeClient, type KubeClient } from '../../src/kube/client.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';
import { ClusterClient } from '../zoo/cluster-client.ts';
import type { Scenario } from '../zoo/scenario.ts';
import { applyAll, makeNamespaces } from './applying.ts';
import { Collector } from './collector.ts';
import { type LiveScenario, lastPromiseMs, timelineOf } from './live.ts';
import { PodTableSampler } from './pod-table.ts';
import { waitWithProgress } from './progress.ts';
import { namespacesOf, outputFolder, type Run } from './run.ts';
import type { Stretch } from './write-count.ts';

/** After the last manifest: until then most answers have come, and each may be a write. */
const settleMs = 90_000;
const stretchMs = 600_000;
/** Of a run without the ten minutes: what is said last has to stand for a while. */
const afterthoughtMs = 15_000;

function clientOf(kubeconfig: string): KubeClient {
  const config = new PooledKubeConfig();
  config.loadFromFile(kubeconfig);
  return createKubeClient(config, { version: 'e2e' });
}

/** Begins when it is constructed only on paper; `run` does the work and takes as long as it takes. */
export class ZooRun {
  readonly collector: Collector;
  readonly sampler = new PodTableSampler();
  readonly #run: Run;
  readonly #scenarios: readonly Scenario[];
  readonly #abort = new AbortController();
  readonly #client: KubeClient;
  #live: readonly LiveScenario[] = [];
  #stretch: Stretch = { fromMs: 0, toMs: 0 };
  #endMs = 0;

  constructor(run: Run, scenarios: readonly Scenario[]) {
    this.#run = run;
    this.#scenarios = scenarios;
    this.collector = new Collector(namespacesOf(scenarios));
    this.#client = clientOf(run.kubeconfig);
  }

  get live(): readonly LiveScenario[] {
    return this.#live;
  }

  /** The ten minutes in which writes are counted. */
  get stretch(): Stretch {
    return this.#stretch;
  }

  /** Until when the answers are judged. */
  get endMs(): number {
    return this.#endMs;
  }

  async run(): Promise<void> {
    await makeNamespaces(this.#run, namespacesOf(this.#scenarios));
    this.collector.start(new ClusterClient(this.#run.kubeconfig));
    this.sampler.start(this.#client, this.#abort.signal);
    const startMs = Date.now();
    const applied = applyAll(this.#run, this.#scenarios);
    this.#live = this.#scenarios.map((scenario) => {
      return { scenario, startMs: applied.startMs.get(scenario.name) ?? startMs };
    });
    this.#plan();
    const watched = { collector: this.collector, scenarios: this.#live, startMs };
    const waiting = waitWithProgress(watched, this.#endMs, () => this.sampler.samples);
    await Promise.all([waiting, applied.done]);
    this.writeTimelines();
  }

  /** Ends every watch; what they showed stays. */
  async stop(): Promise<void> {
    this.collector.stop();
    this.#abort.abort();
    await this.#client.close();
  }

  /** One file per scenario, for whoever reads a failure. */
  writeTimelines(): void {
    const folder = join(outputFolder, 'timelines');
    mkdirSync(folder, { recursive: true });
    for (const live of this.#live) {
      writeFileSync(join(folder, `${live.scenario.name}.txt`), timelineOf(this.collector, live));
    }
  }

  #plan(): void {
    const lastApply = Math.max(...this.#live.map(({ startMs }) => startMs));
    const lastPromise = Math.max(...this.#live.map(lastPromiseMs));
    const fromMs = lastApply + settleMs;
    this.#stretch = { fromMs, toMs: fromMs + stretchMs };
    this.#endMs = this.#run.isWholeZoo ? this.#stretch.toMs : lastPromise + afterthoughtMs;
  }
}
