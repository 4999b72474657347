// Which fields differ from one version of a report to the next, for whoever asks why it was written.
import type { SeenReport } from './collector.ts';

const mostShown = 8;
const longestValue = 60;

/** Every leaf by its path: "diagnoses.0.count" → "3". */
function leaves(value: unknown, path: string, found: Map<string, string>): Map<string, string> {
  if (typeof value !== 'object' || value === null) return found.set(path, String(value));
  for (const [key, item] of Object.entries(value)) {
    leaves(item, path === '' ? key : `${path}.${key}`, found);
  }
  return found;
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}…`;
}

/** "health Progressing → Healthy, podsReady 0/1 → 1/1"; instants that move with each write are left out. */
function changes(before: unknown, after: unknown): string {
  const one = leaves(before, '', new Map());
  const other = leaves(after, '', new Map());
  const paths = [...new Set([...one.keys(), ...other.keys()])].filter((path) => {
    return one.get(path) !== other.get(path) && !/(reportTime|lastSeenTime)$/.test(path);
  });
  const described = paths
    .slice(0, mostShown)
    .map((path) => `${path} ${shown(one.get(path))} → ${shown(other.get(path))}`);
  const rest = paths.length > mostShown ? [`and ${paths.length - mostShown} more`] : [];
  return [...described, ...rest].join(', ') || 'nothing but instants';
}

/** What each write changed, oldest first. */
export function describeWrites(reports: readonly SeenReport[], fromMs: number): readonly string[] {
  return reports.map(({ atMs, resourceVersion, status }, index) => {
    const second = ((atMs - fromMs) / 1000).toFixed(1).padStart(7);
    const changed = changes(reports[index - 1]?.status ?? {}, status);
    return `${second} s  version ${resourceVersion}: ${changed}`;
  });
}
