import type { Labels, ServicePod } from '../../facts/index.ts';
import { joinWords } from './text.ts';

/** More would be no typing error. */
const MAX_PAIRS = 3;
const MAX_VALUE = 63;
const MAX_KEY = 100;

/** The pod whose labels come nearest to the selector, the first of several. */
export function nearestPod(selector: Labels, pods: readonly ServicePod[]): ServicePod | undefined {
  let nearest: ServicePod | undefined;
  let most = -1;
  for (const candidate of pods) {
    const count = agreeing(selector, candidate.pod.labels);
    if (count <= most) continue;
    most = count;
    nearest = candidate;
  }
  return nearest;
}

/** A pair that is there counts twice, another value of the same label once. */
function agreeing(selector: Labels, labels: Labels): number {
  let count = 0;
  for (const [key, value] of selector) {
    if (labels.has(key)) count += labels.get(key) === value ? 2 : 1;
  }
  return count;
}

/** "app=wbe, but the pods have app=web"; "tier=front, but the pods have no label tier". */
export function differenceWords(selector: Labels, labels: Labels): string {
  const pairs = [...selector].filter(([key, value]) => labels.get(key) !== value);
  return joinWords(pairs.slice(0, MAX_PAIRS).map((pair) => pairWords(pair, labels)));
}

function pairWords([key, value]: readonly [string, string], labels: Labels): string {
  const name = key.slice(0, MAX_KEY);
  const has = labels.get(key);
  const instead = has === undefined ? `no label ${name}` : `${name}=${has.slice(0, MAX_VALUE)}`;
  return `${name}=${value.slice(0, MAX_VALUE)}, but the pods have ${instead}`;
}

/** "app=wbe,tier=front", as kubectl takes it. */
export function selectorText(selector: Labels): string {
  return [...selector].map(([key, value]) => `${key}=${value}`).join(',');
}
