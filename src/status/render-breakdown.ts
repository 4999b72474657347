import type { ReportBreakdown } from '../aggregate/types.ts';
import { BOUNDS } from '../api/bounds.ts';
import type { BreakdownStatus } from '../api/status.ts';
import { count, cut } from './render-text.ts';

/** One breakdown as it is stored. */
export function renderBreakdown({ dimension, values, others }: ReportBreakdown): BreakdownStatus {
  return {
    dimension: cut(dimension, BOUNDS.dimension),
    values: values.slice(0, BOUNDS.breakdownValues).map(({ value, pods, failing }) => ({
      value: cut(value, BOUNDS.traitValue),
      pods: count(pods),
      failing: count(failing),
    })),
    ...(others > 0 && { others: count(others) }),
  };
}
