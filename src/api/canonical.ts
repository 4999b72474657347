// Decides whether a report says anything new: a status is written only when its canonical form differs from the one
// that the API server holds.

/** The conditions we write; another writer's condition in our list is not our content. */
const REPORT_CONDITIONS = [
  'Ready',
  'Healthy',
  'Available',
  'RolloutComplete',
  'DataComplete',
  'Reconciling',
  'Stalled',
] as const;

/** The schema is 4 levels deep; what is deeper is not ours, and no depth may exhaust the stack. */
const MAX_DEPTH = 16;

/**
 * The content of a status as one text: keys in order, without what moves at every write (`reportTime`, and
 * `lastSeenTime` of diagnoses), without the retained Events, whose counts move with each repetition, without foreign
 * conditions, without null, which the API server drops.
 */
export function canonicalStatus(status: unknown): string {
  if (!isRecord(status)) return '{}';
  const { reportTime: _, events: __, ...content } = status;
  const diagnoses = content['diagnoses'];
  if (Array.isArray(diagnoses)) content['diagnoses'] = diagnoses.map(withoutLastSeen);
  const conditions = content['conditions'];
  if (Array.isArray(conditions)) content['conditions'] = ownConditions(conditions);
  return canonical(content, MAX_DEPTH);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutLastSeen(diagnosis: unknown): unknown {
  if (!isRecord(diagnosis)) return diagnosis;
  const { lastSeenTime: _, ...content } = diagnosis;
  return content;
}

/** In the order of our list: the API server merges conditions by type and keeps its own order. */
function ownConditions(conditions: readonly unknown[]): readonly unknown[] {
  const records = conditions.filter(isRecord);
  return REPORT_CONDITIONS.flatMap(
    (type) => records.find((record) => record['type'] === type) ?? [],
  );
}

function canonical(value: unknown, depth: number): string {
  if (depth === 0) return '"…"';
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth - 1)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const pairs = Object.keys(value)
    .filter((key) => value[key] !== undefined && value[key] !== null)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth - 1)}`);
  return `{${pairs.join(',')}}`;
}
