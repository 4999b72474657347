import type { Classifier, Input } from './types.ts';

// Registered by name, so that a catalogue recognises rules that import another copy of this file.
const BRAND = Symbol.for('servicehealth.dev/classifier');

/** Makes a rule. What did not pass through here is refused by the catalogue. */
export function defineClassifier<I extends Input>(classifier: Classifier<I>): Classifier {
  return Object.freeze({ ...classifier, [BRAND]: true });
}

/** True for what `defineClassifier` made. */
export function isClassifier(value: unknown): value is Classifier {
  return typeof value === 'object' && value !== null && BRAND in value;
}
