import { type DisruptionBudgetFact, isBudgetOf, type Labels } from '../facts/index.ts';
import { Selectors } from './selectors.ts';
import { Shelves } from './shelves.ts';

/** Which budgets select which labels. */
export class DisruptionBudgets {
  readonly #selectors = new Selectors<DisruptionBudgetFact>();
  /** Those that only expressions narrow, or nothing: by namespace, as no pair of labels leads to them. */
  readonly #wide = new Shelves<DisruptionBudgetFact>();

  add(fact: DisruptionBudgetFact): void {
    if (fact.selector.size === 0) this.#wide.add(fact.namespace, fact);
    else this.#selectors.add(fact);
  }

  /** Takes the very fact that was added. */
  remove(fact: DisruptionBudgetFact): void {
    if (fact.selector.size === 0) this.#wide.remove(fact.namespace, fact);
    else this.#selectors.remove(fact);
  }

  /** Those of the namespace that select at least one of the sets, each once, sorted by name. */
  selecting(namespace: string, labelSets: Iterable<Labels>): DisruptionBudgetFact[] {
    const found = new Set<DisruptionBudgetFact>();
    const wide = this.#wide.of(namespace);
    for (const labels of new Set(labelSets)) {
      for (const fact of [...this.#selectors.selecting(namespace, labels), ...wide]) {
        if (isBudgetOf(fact, labels)) found.add(fact);
      }
    }
    return [...found].sort((left, right) => (left.name < right.name ? -1 : 1));
  }
}
