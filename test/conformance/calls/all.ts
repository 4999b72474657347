// Every area; the order is that of the answers file.
import type { Area } from '../call.ts';
import { access } from './access.ts';
import { applying } from './applying.ts';
import { discovery } from './discovery.ts';
import { events } from './events.ts';
import { leases } from './leases.ts';
import { lists } from './lists.ts';
import { patches } from './patches.ts';
import { pods } from './pods.ts';
import { selectors } from './selectors.ts';
import { tables } from './tables.ts';
import { validation } from './validation.ts';
import { watches } from './watches.ts';
import { writes } from './writes.ts';

export const areas: readonly Area[] = [
  discovery,
  access,
  lists,
  selectors,
  tables,
  watches,
  writes,
  patches,
  applying,
  validation,
  leases,
  events,
  pods,
];
