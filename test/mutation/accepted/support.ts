// Of src/classify/support.
import type { Accepted } from './entry.ts';

export const IN_SUPPORT: readonly Accepted[] = [];
