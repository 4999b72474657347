// Rules of the platform team in one cluster: read anew when one changes, and their status written.
import type { Classifier } from './classify/types.ts';
import type { HealthRules } from './index/health-rules.ts';
import { type ReadRules, RuleBook } from './own-rules/rule-book.ts';
import type { TeamRules } from './own-rules/types.ts';
import { RuleWriter, type RuleWriterOptions } from './status/rule-writer.ts';

/** What it is made of. */
export interface TeamRulesKeeperOptions extends RuleWriterOptions {
  readonly catalogue: readonly Classifier[];
  readonly rules: () => HealthRules;
  /** The rules are others now: all services have to be looked at again. */
  readonly onNews: () => void;
}

/** From a change to its effect: a team applies many rules at once, and each look is a look at all services. */
const SETTLE_MS = 250;

/** Keeps what was read of the rules until one of them changes. */
export class TeamRulesKeeper {
  readonly #options: TeamRulesKeeperOptions;
  readonly #book: RuleBook;
  readonly #writer: RuleWriter;
  #read: ReadRules | undefined;
  #isNews = false;
  #isStarted = false;
  #cancel: (() => void) | undefined;

  constructor(options: TeamRulesKeeperOptions) {
    this.#options = options;
    this.#book = new RuleBook(options.catalogue);
    this.#writer = new RuleWriter(options);
  }

  /** Once all is listed: of half a list, one rule would be used that an older one rules out. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#writeStatus();
  }

  /** A rule came, went, or was written. */
  changed(isNews: boolean): void {
    if (isNews) this.#read = undefined;
    this.#isNews ||= isNews;
    this.#cancel ??= this.#options.timers.after(SETTLE_MS, () => this.#settle());
  }

  current(): TeamRules {
    return this.#readRules().team;
  }

  complaints(): readonly string[] {
    return this.#writer.complaints();
  }

  stop(): void {
    this.#cancel?.();
    this.#writer.stop();
  }

  #settle(): void {
    this.#cancel = undefined;
    if (!this.#isStarted) return;
    if (this.#isNews) this.#options.onNews();
    this.#isNews = false;
    this.#writeStatus();
  }

  #writeStatus(): void {
    this.#writer.update(this.#options.rules().all(), this.#readRules().verdicts);
  }

  #readRules(): ReadRules {
    this.#read ??= this.#book.read(this.#options.rules().all());
    return this.#read;
  }
}
