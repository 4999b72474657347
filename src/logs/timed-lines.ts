// The node writes before each line when it got it. By that a log tells of which run it is.

/** RFC 3339 as the kubelet writes it, and the space behind it. */
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) /;

/**
 * What the kubelet answers, with HTTP 200 and no instant, for a container that it has removed meanwhile or whose file it
 * cannot read (pkg/kubelet/kuberuntime). It is no output of the application.
 */
const KUBELET_WORDS =
  /^(?:unable to retrieve container logs for [a-z][a-z0-9-]{0,30}:\/\/|failed to (?:try resolving symlinks in path|open log file|tail \d{1,9} lines of log file|seek in log file|create fsnotify watcher)\b)[^\n]{0,2000}\s*$/;

/** A log as the application wrote it. */
export interface PlainLog {
  readonly text: string;
  /** As the node wrote them; undefined when no line has one. */
  readonly firstTime: string | undefined;
  readonly lastTime: string | undefined;
}

/** Undefined when there is no log but only the kubelet's words about it. */
export function plainLog(timed: string): PlainLog | undefined {
  if (KUBELET_WORDS.test(timed)) return undefined;
  let firstTime: string | undefined;
  let lastTime: string | undefined;
  const lines = timed.split('\n').map((line) => {
    const [stamp, time] = INSTANT.exec(line) ?? [];
    if (stamp === undefined) return line;
    firstTime ??= time;
    lastTime = time;
    return line.slice(stamp.length);
  });
  return { text: lines.join('\n'), firstTime, lastTime };
}
