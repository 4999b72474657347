import type { ConditionFact, EpochMs, ObjectFact } from './common.ts';

/** An autoscaling/v2 HorizontalPodAutoscaler. */
export interface AutoscalerFact extends ObjectFact {
  readonly kind: 'HorizontalPodAutoscaler';
  /** `spec.scaleTargetRef`; `group` is that of its apiVersion, empty for the core group. */
  readonly target: { readonly group: string; readonly kind: string; readonly name: string };
  /** `spec.minReplicas`, 1 when absent. */
  readonly min: number;
  readonly max: number;
  /** Pods of the target when the controller last looked. */
  readonly current: number;
  /** Pods it asked for then. */
  readonly desired: number;
  /** `status.lastScaleTime`: when it last asked for another number. */
  readonly lastScaleMs?: EpochMs;
  /** ScalingActive and ScalingLimited; AbleToScale only while it is False, as its reasons for True come and go. */
  readonly conditions: readonly ConditionFact[];
}
