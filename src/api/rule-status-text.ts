/** What is read of a status that is not ours to trust; ours is shorter. */
const MAX_CONDITIONS = 5;
const MAX_TEXT = 4_096;

/**
 * What a rule's status says, as one text: equal when a write would change nothing. Since when it says so is left out,
 * and the order of conditions, which the API server keeps by type, counts for nothing.
 */
export function ruleStatusText(status: unknown): string {
  const { observedGeneration, conditions } = Object(status);
  const said = Array.isArray(conditions) ? conditions.slice(0, MAX_CONDITIONS) : [];
  const lines = said.map((condition: unknown) => lineOf(Object(condition))).toSorted();
  return JSON.stringify([numberOf(observedGeneration), lines]);
}

function lineOf(condition: Readonly<Record<string, unknown>>): string {
  const { type, status, reason, message, observedGeneration } = condition;
  return JSON.stringify([
    ...[type, status, reason, message].map(textOf),
    numberOf(observedGeneration),
  ]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : -1;
}
