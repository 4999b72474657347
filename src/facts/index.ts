// The vocabulary in one import.
export type * from './autoscaler.ts';
export type * from './common.ts';
export type * from './event.ts';
export type * from './health-rule.ts';
export * from './log.ts';
export type * from './namespace.ts';
export type * from './node.ts';
export type * from './pod.ts';
export * from './pod-reason.ts';
export type * from './resources.ts';
export * from './routing.ts';
export type * from './service-health.ts';
export * from './shared-cause.ts';
export type * from './snapshot.ts';
export type * from './storage.ts';
export type * from './workload.ts';
