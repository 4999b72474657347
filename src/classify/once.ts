import type { ServiceSnapshot } from '../facts/index.ts';
import type { Input, RuleSnapshot } from './types.ts';

type Question<T> = (snapshot: RuleSnapshot<Input>) => T;

/**
 * The snapshot as rules see it. The answers that `once` keeps live as long as this view of it: one judgement, of one
 * moment. A question that fails is asked again, so that each rule fails by itself.
 */
export function withOnce(snapshot: ServiceSnapshot): ServiceSnapshot & RuleSnapshot<Input> {
  const answers = new Map<Question<unknown>, unknown>();
  function once<T>(question: Question<T>): T {
    if (!answers.has(question)) answers.set(question, question(view));
    // The only answer under this key is the one that this question gave, which no type of Map can say.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return answers.get(question) as T;
  }
  const view = Object.freeze({ ...snapshot, once });
  return view;
}
