import type { Labels } from '../facts/index.ts';

/** Labels by which portals and `kubectl -l` find an object. Tracking labels are kept out by labels.ts, whatever is here. */
const COPIED: ReadonlySet<string> = new Set([
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/component',
  'team',
  'owner',
]);
const COPIED_PREFIX = 'backstage.io/';

/** The labels of a workload that its ServiceHealth gets too: those that name the service, and those people search by. */
export function copiedLabels(labels: Labels, serviceLabels: readonly string[]): Labels {
  const naming = new Set(serviceLabels.flatMap((entry) => entry.split('+')));
  const copied = [...labels].filter(
    ([key]) => COPIED.has(key) || naming.has(key) || key.startsWith(COPIED_PREFIX),
  );
  return new Map(copied);
}
