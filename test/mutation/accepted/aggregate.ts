// Of src/aggregate, and of what lies directly in src/classify.
import type { Accepted } from './entry.ts';

export const IN_AGGREGATE: readonly Accepted[] = [];
