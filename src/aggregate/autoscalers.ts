import type { AutoscalerFact } from '../facts/index.ts';
import { referenceName } from './groups.ts';
import type { ReportAutoscaler } from './types.ts';

/** Each autoscaler with what keeps it from scaling, as its controller says. */
export function toReportAutoscaler(autoscaler: AutoscalerFact): ReportAutoscaler {
  const { name, target, min, max, current, desired, conditions } = autoscaler;
  const inactive = conditions.find(({ type, status }) => {
    return (type === 'AbleToScale' || type === 'ScalingActive') && status === 'False';
  });
  const limited = conditions.find(({ type }) => type === 'ScalingLimited');
  return {
    name,
    target: referenceName(target),
    min,
    max,
    current,
    desired,
    limited: limited?.status === 'True' ? limited.reason : '',
    inactive: inactive?.reason ?? '',
  };
}
