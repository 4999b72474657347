import type { LogCaptureFact } from '../../facts/index.ts';
import { ago } from './examples.ts';

/** The last words of the run of container app that ended 20 s ago, as the example pod had it. */
export function crashLog(
  lines: readonly string[],
  facts: Partial<LogCaptureFact> = {},
): LogCaptureFact {
  return {
    podUid: 'uid-web-7c9d-x2x1q',
    pod: 'web-7c9d-x2x1q',
    container: 'app',
    containerKind: 'main',
    containerId: `containerd://${ago(20)}`,
    run: 'ended',
    atMs: ago(20),
    lines,
    fingerprint: '00000000000000f1',
    redactions: 0,
    isCut: false,
    ...facts,
  };
}
