import { z } from 'zod';

/** The six health words, best known first in `kubectl explain`. */
export const HEALTH_WORDS = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Unhealthy',
  'Suspended',
  'Unknown',
] as const;

/** One of the six words. */
export const healthWord = z.enum(HEALTH_WORDS);

/** One word for a service or workload; the table that chooses it is in docs. */
export type HealthWord = z.infer<typeof healthWord>;

/** Whether a text, as read from an object anybody may have edited, is one of the words. */
export function isHealthWord(text: string): text is HealthWord {
  return HEALTH_WORDS.some((word) => word === text);
}
