// All that one cluster does to read logs: whether it may, what its reports want, and where what comes goes.

import type { LogsSpec, MissingSource, ServiceHealthFact, ServiceKey } from './facts/index.ts';
import type { ServiceIndex } from './index/store.ts';
import type { KubeClient } from './kube/client.ts';
import type { Timers } from './kube/types.ts';
import { LogAccess } from './logs/access.ts';
import { LogCollector, type LogRequest } from './logs/collector.ts';

/** What reading logs takes. */
export interface LogReadingOptions {
  /** `--logs`. */
  readonly isOn: boolean;
  readonly client: KubeClient;
  readonly timers: Timers;
  readonly index: ServiceIndex<ServiceHealthFact>;
  readonly namespaces: readonly string[] | undefined;
  /** Told when another right is there or missing. */
  readonly onChange: () => void;
}

/** Reads nothing until it is started, and nothing at all while it is off. */
export class LogReading {
  readonly #isOn: boolean;
  readonly #access: LogAccess;
  readonly #collector: LogCollector;

  constructor({ isOn, client, timers, index, namespaces, onChange }: LogReadingOptions) {
    this.#isOn = isOn;
    this.#access = new LogAccess({
      client,
      timers,
      namespaces,
      onChange: () => {
        onChange();
        this.#collector.wake();
      },
    });
    this.#collector = new LogCollector({
      client,
      timers,
      epochNow: () => client.serverNow(),
      podOf: (uid) => index.pod(uid),
      onCapture: (capture) => index.logs.put(capture),
      mayRead: (namespace) => this.#access.mayRead(namespace),
      onRefused: () => void this.#access.check(),
    });
  }

  async start(): Promise<void> {
    if (!this.#isOn) return;
    await this.#access.check();
    this.#collector.start();
  }

  /** Before, a report could say that all may be read, and take it back. */
  isSettled(): boolean {
    return !this.#isOn || this.#access.isSettled;
  }

  async stop(): Promise<void> {
    this.#access.stop();
    await this.#collector.stop();
  }

  /** What the team asks for, as far as the cluster allows it. */
  specOf(spec: LogsSpec): LogsSpec {
    return this.#isOn ? spec : { ...spec, isQuoted: false };
  }

  want(service: ServiceKey, request: LogRequest): void {
    this.#collector.want(service, request);
  }

  missing(namespace: string): readonly MissingSource[] {
    return this.#access.missing(namespace);
  }

  /** One line per right that is missing. */
  complaints(): readonly string[] {
    return this.#access.complaints();
  }
}
