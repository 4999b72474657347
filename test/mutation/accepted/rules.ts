// Of src/classify/rules.
import type { Accepted } from './entry.ts';

export const IN_RULES: readonly Accepted[] = [];
