// Writes the status of HealthRules: one after another, only where it differs, and never against another operator for long.
import { FIELD_MANAGER } from '../api/constants.ts';
import type { HealthRuleFact } from '../facts/index.ts';
import type { KubeClient } from '../kube/client.ts';
import { describeError, isConflict, isNotFound } from '../kube/errors.ts';
import type { Timers } from '../kube/types.ts';
import type { Log } from '../log.ts';
import type { RuleVerdict } from '../own-rules/types.ts';
import { ruleStatusHash } from '../sources/content-hash.ts';
import { applyRuleStatus } from './apply.ts';
import { ruleStatus } from './rule-status.ts';

/** What a writer of rules is made of. */
export interface RuleWriterOptions {
  readonly client: Pick<KubeClient, 'request' | 'serverNow'>;
  readonly log: Log;
  readonly timers: Timers;
}

/**
 * How soon the same is said again to one rule. Our own write takes a moment to come back, and an operator of another
 * version may see it otherwise: then the two take turns once a minute and not without end.
 */
const REPEAT_MS = 60_000;
/** Whoever may not write, or finds nobody there, tries again as late as this. */
const RETRY_MS = 30_000;

interface Wanted {
  readonly fact: HealthRuleFact;
  readonly verdict: RuleVerdict;
  readonly hash: string;
}

/** Brings the status of each rule to what it should be. */
export class RuleWriter {
  readonly #options: RuleWriterOptions;
  readonly #abort = new AbortController();
  /** By uid, those that differ. */
  #wanted = new Map<string, Wanted>();
  /** By uid, what was said last, and when. */
  readonly #said = new Map<string, { readonly hash: string; readonly atMs: number }>();
  #isWriting = false;
  #complaint: string | undefined;
  #cancelWake: (() => void) | undefined;

  constructor(options: RuleWriterOptions) {
    this.#options = options;
  }

  /** Takes the place of what it was asked for before. */
  update(facts: readonly HealthRuleFact[], verdicts: ReadonlyMap<string, RuleVerdict>): void {
    this.#wanted = new Map();
    for (const fact of facts) {
      const verdict = verdicts.get(fact.uid);
      if (verdict === undefined) continue;
      const hash = ruleStatusHash(ruleStatus(fact, verdict, 0));
      if (hash !== fact.statusHash) this.#wanted.set(fact.uid, { fact, verdict, hash });
    }
    const known = new Set(facts.map(({ uid }) => uid));
    for (const uid of this.#said.keys()) if (!known.has(uid)) this.#said.delete(uid);
    if (this.#wanted.size === 0) this.#complaint = undefined;
    void this.#run();
  }

  /** What keeps it from writing. */
  complaints(): readonly string[] {
    return this.#complaint === undefined ? [] : [`healthrules/status: ${this.#complaint}`];
  }

  stop(): void {
    this.#abort.abort();
    this.#cancelWake?.();
  }

  async #run(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#cancelWake?.();
    let waitMs = await this.#writeDue();
    this.#isWriting = false;
    if (this.#wanted.size === 0 || this.#abort.signal.aborted) return;
    waitMs = Math.max(waitMs, 1_000);
    this.#cancelWake = this.#options.timers.after(waitMs, () => void this.#run());
  }

  /** Writes all that may be said now; returns how long the rest has to wait. */
  async #writeDue(): Promise<number> {
    for (;;) {
      const nowMs = this.#options.timers.now();
      const waits = [...this.#wanted.values()].map((it) => ({
        it,
        waitMs: this.#waitMs(it, nowMs),
      }));
      const due = waits.find(({ waitMs }) => waitMs <= 0)?.it;
      if (due === undefined || this.#abort.signal.aborted) {
        return Math.min(REPEAT_MS, ...waits.map(({ waitMs }) => waitMs));
      }
      if (!(await this.#write(due))) return RETRY_MS;
    }
  }

  #waitMs({ fact, hash }: Wanted, nowMs: number): number {
    const said = this.#said.get(fact.uid);
    return said === undefined || said.hash !== hash ? 0 : said.atMs + REPEAT_MS - nowMs;
  }

  async #write({ fact, verdict, hash }: Wanted): Promise<boolean> {
    const { client, log, timers } = this.#options;
    const context = { client, fieldManager: FIELD_MANAGER, signal: this.#abort.signal };
    try {
      await applyRuleStatus(context, fact, ruleStatus(fact, verdict, client.serverNow()));
      this.#complaint = undefined;
    } catch (error) {
      // Gone, or made anew under the same name: the watch will say so.
      if (!isNotFound(error) && !isConflict(error)) {
        if (this.#complaint === undefined && !this.#abort.signal.aborted) {
          log.warn('the status of a rule could not be written', { error: describeError(error) });
        }
        this.#complaint = describeError(error);
        return false;
      }
    }
    this.#said.set(fact.uid, { hash, atMs: timers.now() });
    return true;
  }
}
