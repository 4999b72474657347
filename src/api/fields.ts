import { z } from 'zod';
import { BOUNDS } from './bounds.ts';

/** A string of at most `max` characters. */
export function text(max: number, description: string) {
  return z.string().max(max).describe(description);
}

/** How many of something there are. */
export function count(description: string) {
  return z.int().min(0).max(BOUNDS.count).describe(description);
}

/** An instant. */
export function time(description: string) {
  return z.iso.datetime().describe(description);
}
