import type { Labels } from '../facts/index.ts';

/** Which labels of a workload its ServiceHealth gets too. */
export interface CopyConfig {
  /** As in `--service-labels`; what names a service is always copied. */
  readonly serviceLabels: readonly string[];
  /** Label keys; a `*` at the end stands for anything. */
  readonly copyLabels: readonly string[];
}

/**
 * Labels by which portals and `kubectl -l` find an object. Tracking labels are kept out by labels.ts, whatever is asked
 * for.
 */
export const DEFAULT_COPY_LABELS: readonly string[] = [
  'backstage.io/*',
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/component',
  'team',
  'owner',
];

/** The labels of a workload that its ServiceHealth gets too: those that name the service, and those people search by. */
export function copiedLabels(labels: Labels, { serviceLabels, copyLabels }: CopyConfig): Labels {
  const wanted = [...serviceLabels.flatMap((entry) => entry.split('+')), ...copyLabels];
  return new Map([...labels].filter(([key]) => wanted.some((pattern) => matches(key, pattern))));
}

function matches(key: string, pattern: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}
