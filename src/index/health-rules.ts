import type { HealthRuleFact } from '../facts/index.ts';

/** Told of each change: whether the rules themselves are others now, or only what a status says of one. */
export type OnRules = (isNews: boolean) => void;

/** The rules of the platform team, as they stand in the cluster: used or not is for others to say. */
export class HealthRules {
  readonly #byUid = new Map<string, HealthRuleFact>();
  readonly #onRules: OnRules;

  constructor(onRules: OnRules) {
    this.#onRules = onRules;
  }

  change(before: HealthRuleFact | undefined, now: HealthRuleFact | undefined): void {
    if (now !== undefined) this.#byUid.set(now.uid, now);
    else if (before !== undefined) this.#byUid.delete(before.uid);
    this.#onRules(before?.spec !== now?.spec || before?.problem !== now?.problem);
  }

  /** Oldest first, so that a new rule never takes the place of one that is in use. */
  all(): readonly HealthRuleFact[] {
    return [...this.#byUid.values()].sort(
      (left, right) =>
        left.createdMs - right.createdMs ||
        compare(left.name, right.name) ||
        compare(left.uid, right.uid),
    );
  }
}

/** A write of its status makes no other rule of it: what was made of the spec may be kept by it. */
export function withSameSpec(
  before: HealthRuleFact | undefined,
  now: HealthRuleFact,
): HealthRuleFact {
  const isSame = before !== undefined && before.generation === now.generation && now.generation > 0;
  return isSame ? { ...now, spec: before.spec, problem: before.problem } : now;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
