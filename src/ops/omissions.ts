// What is left out on purpose, told where the people who run the operator look: in the log and in /readyz.

/** What omissions are told of and by. */
export interface OmissionOptions {
  readonly log: {
    info(message: string, fields: { readonly count: number }): void;
    warn(message: string, fields: { readonly count: number; readonly namespace: string }): void;
  };
  readonly maxPerNamespace: number;
  /** Pods that belong to no service. */
  readonly podsNowhere: () => number;
  /** Services without a report because their namespace has too many, and one such namespace. */
  readonly overflow: () => { readonly services: number; readonly namespace: string };
}

/** Often enough for somebody who looks, and 144 lines a day at most. */
const PAUSE_MS = 600_000;

/** Counts of what has no report although it is there. None of it makes the operator unready. */
export class Omissions {
  readonly #options: OmissionOptions;
  #toldMs = -Infinity;

  constructor(options: OmissionOptions) {
    this.#options = options;
  }

  lines(): readonly string[] {
    const { podsNowhere, overflow, maxPerNamespace } = this.#options;
    const { services, namespace } = overflow();
    const pods = podsNowhere();
    const lines: string[] = [];
    if (services > 0) {
      const most = `--max-services-per-namespace ${maxPerNamespace}`;
      lines.push(`services: ${services} without report, ${namespace} has more than ${most}`);
    }
    if (pods > 0) lines.push(`pods: ${pods} of no service`);
    return lines;
  }

  /** Once all is listed: whoever misses a service may find it is unlabelled. */
  tellPods(): void {
    const count = this.#options.podsNowhere();
    if (count > 0) this.#options.log.info('pods that belong to no service are left out', { count });
  }

  /** Asked for each service that is turned away; thousands of them make one line. */
  tellOverflow(nowMs: number): void {
    if (nowMs - this.#toldMs < PAUSE_MS) return;
    this.#toldMs = nowMs;
    const { services: count, namespace } = this.#options.overflow();
    this.#options.log.warn('a namespace has more services than get a report', { namespace, count });
  }
}
