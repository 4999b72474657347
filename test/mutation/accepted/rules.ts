// Of src/classify/rules.
import type { Accepted } from './entry.ts';

export const IN_RULES: readonly Accepted[] = [
  {
    file: 'src/classify/rules/create-container-error.ts',
    line: 'const isFinal = evidence.some(({ value }) => isFinalError(value));',
    original: 'evidence.some(({ value }) => isFinalError(value))',
    replacement: 'evidence.every(({ value }) => isFinalError(value))',
    reason:
      'a container that waits has exactly one proof, so some of them and all of them are the same',
  },
];
