// What the last report of the example's service said.
import type { RememberedDiagnosis, ReportMemory } from '../../facts/index.ts';
import { ago } from './examples.ts';

/** One active diagnosis, told for five minutes. */
export function remembering(
  told: Pick<RememberedDiagnosis, 'code'> & Partial<RememberedDiagnosis>,
): ReportMemory {
  const diagnosis: RememberedDiagnosis = {
    id: '5f2c19aa',
    state: 'active',
    reason: told.code,
    firstSeenMs: ago(300),
    lastSeenMs: ago(10),
    count: 1,
    evidence: [],
    sample: [],
    ...told,
  };
  return { health: 'Healthy', diagnoses: [diagnosis], conditions: [], transitions: [], events: [] };
}
