// One watched cluster from watch to status. Nothing is shared between two of them but the rules.

import { PLURAL } from './api/constants.ts';
import type { Classifier } from './classify/types.ts';
import type { Settings } from './config.ts';
import type { ServiceHealthFact } from './facts/index.ts';
import { createFeeds } from './feeds.ts';
import { Admissions } from './index/admissions.ts';
import { KeyedQueue } from './index/queue.ts';
import { serviceId, serviceKeyOf } from './index/service-key.ts';
import { ServiceIndex } from './index/store.ts';
import type { KubeClient } from './kube/client.ts';
import type { PooledKubeConfig } from './kube/kube-config.ts';
import { createHealthOperator, type HealthOperator } from './kube/operator.ts';
import type { ReflectorTiming } from './kube/reflector-timing.ts';
import { systemTimers } from './kube/timers.ts';
import type { Log } from './log.ts';
import { LogReading } from './log-reading.ts';
import type { Readiness } from './ops/health-server.ts';
import { Omissions } from './ops/omissions.ts';
import { errorName, Outcomes } from './outcomes.ts';
import { type ReconcileContext, reconcile } from './reconcile.ts';
import { scopedFeeds, watchedNamespaces } from './scopes.ts';
import { Interner } from './sources/intern.ts';
import { copiedLabels } from './status/copied-labels.ts';
import { Deleter } from './status/deleter.ts';
import { Echoes } from './status/echoes.ts';
import { Pace } from './status/pace.ts';
import { ServiceHealthWriter } from './status/writer.ts';
import { TeamRulesKeeper } from './team-rules.ts';
import { Watches } from './watches.ts';

/** What a cluster is made of. */
export interface ClusterOptions {
  readonly settings: Settings;
  readonly client: KubeClient;
  readonly kubeConfig: PooledKubeConfig;
  readonly rules: readonly Classifier[];
  readonly log: Log;
  /** Waits of the watches; tests make them short. */
  readonly timing?: Partial<ReflectorTiming>;
}

/** How long SIGTERM leaves to looks and writes under way. */
const STOP_LIMIT_MS = 5_000;

/** Differs from every list of missing sources: what comes after it is judged anew. */
const NOT_SETTLED = '';

/** Watches, judges and reports on one cluster. */
export class Cluster {
  readonly #options: ClusterOptions;
  readonly #index: ServiceIndex<ServiceHealthFact>;
  readonly #team: TeamRulesKeeper;
  readonly #watches: Watches;
  readonly #queue: KeyedQueue;
  readonly #writer: ServiceHealthWriter;
  readonly #deleter: Deleter;
  readonly #operator: HealthOperator;
  readonly #context: ReconcileContext;
  readonly #logs: LogReading;
  readonly #outcomes: Outcomes;
  readonly #omissions: Omissions;
  #missing = NOT_SETTLED;
  #isJudging = false;
  #wasStale = false;
  #isStopping = false;

  constructor(options: ClusterOptions) {
    const { settings, client, log } = options;
    const shared = { client, log };
    this.#options = options;
    this.#outcomes = new Outcomes(log);
    this.#index = new ServiceIndex<ServiceHealthFact>({
      identity: settings,
      onDirty: (key) => this.#queue.add(serviceId(key)),
      onRules: (isNews) => this.#team.changed(isNews),
      onError: (error) => log.error('an object was left out', { error: errorName(error) }),
    });
    this.#team = new TeamRulesKeeper({
      ...shared,
      timers: systemTimers,
      catalogue: options.rules,
      rules: () => this.#index.healthRules,
      onNews: () => this.#lookAtAll(),
    });
    const interner = new Interner();
    this.#watches = new Watches({
      ...shared,
      feeds: scopedFeeds(settings, () => createFeeds(this.#index, interner, settings.versionFrom)),
      onChange: () => this.#sourcesChanged(),
      timing: options.timing ?? {},
    });
    this.#logs = this.#logReadingOf(options);
    this.#operator = createHealthOperator({
      ...shared,
      kubeConfig: options.kubeConfig,
      // What the operator's watch brings goes straight to the index, like everything else.
      startWatch: () => this.#watches.startOne(PLURAL),
    });
    const { writeQps, writeBurst: burst } = settings;
    this.#writer = new ServiceHealthWriter({ ...shared, writeQps, burst });
    const isLive = () => this.#watches.isLive();
    this.#deleter = new Deleter({ ...shared, known: this.#index, isLive });
    this.#queue = new KeyedQueue({
      timers: systemTimers,
      epochNow: () => client.serverNow(),
      process: (id) => this.#process(id),
      onFailure: (id, error, retryMs) => this.#outcomes.failed(id, error, retryMs),
    });
    const admissions = new Admissions({
      maxPerNamespace: settings.maxServicesPerNamespace,
      neighbours: (namespace) => this.#index.neighbours(namespace),
      onRoom: (key) => this.#queue.add(serviceId(key)),
    });
    this.#omissions = new Omissions({
      log,
      maxPerNamespace: settings.maxServicesPerNamespace,
      podsNowhere: () => this.#index.counts().podsNowhere,
      overflow: () => admissions.overflow(),
    });
    this.#context = this.#contextOf(options, admissions);
  }

  /** Starts watching; what cannot be reached is tried again for as long as it takes. */
  async start(): Promise<void> {
    this.#watches.startAllBut(PLURAL);
    void this.#logs.start();
    await this.#operator.start();
  }

  /** Ends watches, looks and writes within seconds. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#operator.shutdown();
    await this.#watches.stop();
    await this.#logs.stop();
    await this.#queue.stop(STOP_LIMIT_MS);
    await this.#writer.stop(0);
    this.#deleter.stop();
    this.#team.stop();
  }

  /** Ready when every required source is live and reports are being written; all that is amiss is listed either way. */
  readiness(): Readiness {
    const lines = [
      ...this.#watches.complaints(),
      ...this.#logs.complaints(),
      ...this.#outcomes.complaints(),
      ...this.#team.complaints(),
      ...this.#omissions.lines(),
    ];
    return { isReady: this.#watches.isLive() && this.#outcomes.isWell(), lines };
  }

  #logReadingOf({ settings, client }: ClusterOptions): LogReading {
    return new LogReading({
      isOn: settings.logs === 'on',
      client,
      timers: systemTimers,
      index: this.#index,
      namespaces: watchedNamespaces(settings),
      onChange: () => this.#sourcesChanged(),
    });
  }

  /** All that one look at a service needs. */
  #contextOf(
    { settings, client, rules }: ClusterOptions,
    admissions: Admissions,
  ): ReconcileContext {
    return {
      index: this.#index,
      rules,
      teamRules: () => this.#team.current(),
      cluster: settings.clusterName,
      copyLabels: (labels) => copiedLabels(labels, settings),
      serverNow: () => client.serverNow(),
      missingSources: (namespace) => [
        ...this.#watches.missing(namespace).filter(({ resource }) => resource !== PLURAL),
        ...this.#logs.missing(namespace),
      ],
      logs: this.#logs,
      isStale: () => this.#watches.isStale(),
      write: (request) => this.#writer.write(request),
      dispose: (object, nowMs) => this.#deleter.dispose(object, nowMs),
      echoes: new Echoes(),
      pace: new Pace(),
      admissions,
    };
  }

  /** Begins to judge once all is listed; judges everything anew when a source is lost for good, or returns. */
  #sourcesChanged(): void {
    // A watch that we stop is not lost: no word may change for it.
    if (this.#isStopping) return;
    this.#noteReturn();
    if (!this.#watches.isSettled() || !this.#logs.isSettled()) {
      this.#missing = NOT_SETTLED;
      return;
    }
    const missing = [this.#watches.missingNames(), ...this.#logs.complaints()].join('\n');
    if (this.#isJudging && missing === this.#missing) return;
    if (!this.#isJudging) {
      this.#options.log.info('all required sources are listed');
      this.#omissions.tellPods();
    }
    this.#isJudging = true;
    this.#missing = missing;
    this.#queue.start();
    this.#team.start();
    this.#lookAtAll();
  }

  /** The queue spreads it: so many at once, and each once. */
  #lookAtAll(): void {
    for (const key of this.#index.serviceKeys()) this.#queue.add(serviceId(key));
  }

  /** Reports that could not be written while the API server was away are not left to their back-off. */
  #noteReturn(): void {
    const wasStale = this.#wasStale;
    this.#wasStale = this.#watches.isStale();
    if (wasStale && !this.#wasStale) this.#queue.forgive();
  }

  async #process(id: string): Promise<void> {
    // Without our own objects nothing can be judged; once they are listed again, all is.
    if (this.#isStopping || !this.#watches.isSettled()) return;
    const { nextLookMs, outcome } = await reconcile(serviceKeyOf(id), this.#context);
    this.#outcomes.note(id, outcome);
    if (outcome === 'tooMany') this.#omissions.tellOverflow(this.#options.client.serverNow());
    if (nextLookMs !== undefined) this.#queue.addAt(id, nextLookMs);
  }
}
