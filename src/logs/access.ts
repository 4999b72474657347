// Whether logs may be read, asked before anything is: an answer that came with the first crash would change every report.

import type { MissingSource } from '../facts/index.ts';
import type { KubeClient } from '../kube/client.ts';
import { field } from '../kube/json.ts';
import type { Timers } from '../kube/types.ts';

/** What is asked, and who is told. */
export interface LogAccessOptions {
  readonly client: Pick<KubeClient, 'request'>;
  readonly timers: Timers;
  /** Those that are watched one by one; undefined for the whole cluster. */
  readonly namespaces: readonly string[] | undefined;
  readonly onChange: () => void;
}

const PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
/** A role that was mended is noticed within a minute, as for watches. */
const RETRY_MS = 45_000;
const TIMEOUT_MS = 5_000;

/** Of the whole cluster, as the API names it. */
const EVERYWHERE = '';

/** What the roles say of `get pods/log`. While nobody knows, it is tried. */
export class LogAccess {
  readonly #options: LogAccessOptions;
  readonly #scopes: readonly string[];
  readonly #refused = new Set<string>();
  #cancelRetry: (() => void) | undefined;
  readonly #abort = new AbortController();
  #isSettled = false;
  #checking: Promise<void> | undefined;

  constructor(options: LogAccessOptions) {
    this.#options = options;
    this.#scopes = options.namespaces ?? [EVERYWHERE];
  }

  /** Asks for each scope; again by and by while one is refused or did not answer. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #check(): Promise<void> {
    this.#cancelRetry?.();
    const { signal } = this.#abort;
    const answers = await Promise.all(this.#scopes.map((scope) => this.#ask(scope, signal)));
    if (signal.aborted) return;
    const before = this.complaints().join();
    for (const [index, scope] of this.#scopes.entries()) {
      if (answers[index] === false) this.#refused.add(scope);
      if (answers[index] === true) this.#refused.delete(scope);
    }
    const isFirst = !this.#isSettled;
    this.#isSettled = true;
    const isSure = answers.every((answer) => answer === true);
    if (!isSure) {
      this.#cancelRetry = this.#options.timers.after(RETRY_MS, () => void this.check());
    }
    if (isFirst || this.complaints().join() !== before) this.#options.onChange();
  }

  stop(): void {
    this.#abort.abort();
    this.#cancelRetry?.();
  }

  /** False until the first answer, or until it is late. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  mayRead(namespace: string): boolean {
    return !this.#refused.has(this.#scopeOf(namespace));
  }

  /** For `DataComplete`, as a watch that is refused. */
  missing(namespace: string): readonly MissingSource[] {
    if (this.mayRead(namespace)) return [];
    const scope = this.#scopeOf(namespace);
    return [
      {
        resource: 'pods/log',
        apiGroup: '',
        verb: 'get',
        required: false,
        why: 'refused',
        ...(scope !== EVERYWHERE && { namespace: scope }),
      },
    ];
  }

  /** For /readyz. */
  complaints(): readonly string[] {
    return [...this.#refused].sort().map((scope) => {
      const where = scope === EVERYWHERE ? '' : ` in ${scope}`;
      return `pods/log${where} (optional): refused`;
    });
  }

  #scopeOf(namespace: string): string {
    return this.#options.namespaces === undefined ? EVERYWHERE : namespace;
  }

  /** Undefined when the question itself has no answer. */
  async #ask(namespace: string, signal: AbortSignal): Promise<boolean | undefined> {
    const resourceAttributes = { namespace, verb: 'get', resource: 'pods', subresource: 'log' };
    try {
      const review = await this.#options.client.request({
        method: 'POST',
        path: PATH,
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        },
        timeoutMs: TIMEOUT_MS,
        signal,
      });
      const allowed = field(field(review, 'status'), 'allowed');
      return typeof allowed === 'boolean' ? allowed : undefined;
    } catch {
      return undefined;
    }
  }
}
