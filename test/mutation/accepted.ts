// Mutants that nobody can notice, because the changed code does the same: each with the reason.
// They stay in the total. A run complains about an entry that matches nothing or that a test notices.
import { IN_AGGREGATE } from './accepted/aggregate.ts';
import type { Accepted } from './accepted/entry.ts';
import { IN_RULES } from './accepted/rules.ts';
import { IN_SUPPORT } from './accepted/support.ts';

export const ACCEPTED: readonly Accepted[] = [...IN_AGGREGATE, ...IN_RULES, ...IN_SUPPORT];
