// What the Kubernetes panel of Backstage finds in objects: its own function, over what it would be given.
import { mock } from 'node:test';
import { type DetectedError, detectErrors } from '@backstage/plugin-kubernetes-common';
import type { RecordedObject } from '../zoo/recording.ts';

export type PanelError = Pick<DetectedError, 'type' | 'message' | 'sourceRef' | 'proposedFix'>;

/** The kinds in which it looks for errors. It shows others too. */
const KINDS = [
  ['pods', 'Pod'],
  ['deployments', 'Deployment'],
  ['horizontalpodautoscalers', 'HorizontalPodAutoscaler'],
] as const;

type Given = Parameters<typeof detectErrors>[0];

/** Its errors at an instant. It asks the clock of the process, which is therefore set for the time of the call. */
export function panelErrors(
  objects: readonly RecordedObject[],
  nowMs: number,
): readonly PanelError[] {
  const resources = KINDS.map(([type, kind]) => ({
    type,
    resources: objects.filter((object) => object.kind === kind && isReachable(object)),
  }));
  const response = { cluster: { name: 'zoo' }, resources, errors: [], podMetrics: [] };
  // As it gets them: JSON from the API server. Its types are those of a client that makes dates of times.
  const items: Given['items'] = JSON.parse(JSON.stringify([response]));
  mock.timers.enable({ apis: ['Date'], now: nowMs });
  try {
    return detectErrors({ items }).get('zoo') ?? [];
  } finally {
    mock.timers.reset();
  }
}

/** It asks for objects by a label, so it is never given a pod without any. */
function isReachable({ kind, metadata }: RecordedObject): boolean {
  return kind !== 'Pod' || metadata['labels'] !== undefined;
}
