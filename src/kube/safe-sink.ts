import type { ReflectorSink } from './reflector-types.ts';

/**
 * A sink that cannot break the stream: an exception costs the one event it came from, and after a
 * stop nothing arrives any more, not even the rest of a chunk that is being read.
 */
export function createSafeSink(
  sink: ReflectorSink,
  isStopped: () => boolean,
  onError: (error: unknown) => void,
): ReflectorSink {
  function guarded(call: () => void): void {
    if (isStopped()) return;
    try {
      call();
    } catch (error) {
      onError(error);
    }
  }
  return {
    syncStart: () => guarded(() => sink.syncStart()),
    upsert: (object) => guarded(() => sink.upsert(object)),
    remove: (object) => guarded(() => sink.remove(object)),
    syncEnd: () => guarded(() => sink.syncEnd()),
  };
}
