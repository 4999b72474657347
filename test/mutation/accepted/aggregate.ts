// Of src/aggregate, and of what lies directly in src/classify.
import type { Accepted } from './entry.ts';

const RETAINED = {
  file: 'src/aggregate/retained-events.ts',
  line: 'for (let turn = 0; turn < turns && kept.size < BOUNDS.events; turn += 1) {',
  reason:
    'more turns only add events behind those that are kept, and the report is cut to its bound: the test saves work',
};

export const IN_AGGREGATE: readonly Accepted[] = [
  {
    ...RETAINED,
    original: 'turn < turns && kept.size < BOUNDS.events',
    replacement: 'turn < turns',
  },
  {
    ...RETAINED,
    original: 'kept.size < BOUNDS.events',
    replacement: 'kept.size <= BOUNDS.events',
  },
];
