import type { EventFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { areCurrent, eventsAbout } from './events.ts';
import type { FailedPull } from './pulls.ts';
import { brief, joinWords } from './text.ts';

/** The kubelet, about the pod and not about one of its containers; the status of those says only that access is denied. */
const REASON = 'FailedToRetrieveImagePullSecret';
/** Its text names them in the order of the spec. */
const SECRETS = /image pull secrets \(([a-z0-9., -]{1,700})\)/;
/** The kubelet limits its events about one pod to one in five minutes, and a failed pull makes several sorts of them. */
const STILL_TOLD_MS = 30 * 60_000;

const MAX_NAMES_CHARACTERS = 200;

/** The kubelet's event about the pull secrets of this pod that are not there. */
export function missingSecret(
  { pod }: FailedPull,
  snapshot: RuleSnapshot<'events'>,
): EventFact | undefined {
  const told = eventsAbout(snapshot, pod).filter(
    ({ reason, message }) => reason === REASON && SECRETS.test(message),
  );
  return areCurrent(told, snapshot.clock, STILL_TOLD_MS) ? told[0] : undefined;
}

/** "regcred", or "a" and "b". */
export function secretNames({ message }: EventFact): string {
  const names = (SECRETS.exec(message)?.[1] ?? '').split(',').map((name) => `"${name.trim()}"`);
  return brief(joinWords(names), MAX_NAMES_CHARACTERS);
}
