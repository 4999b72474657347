// What the operator may write into its log: an allowed set of fields, and never a text from the cluster.
import type { LogFields } from '../../src/log.ts';
import type { Collector } from './collector.ts';

/** The field names of src/log.ts; the compiler refuses a list that is not complete. */
const allowed: Readonly<Record<keyof LogFields, true>> = {
  resource: true,
  namespace: true,
  service: true,
  state: true,
  code: true,
  reason: true,
  error: true,
  count: true,
  durationMs: true,
  attempt: true,
  address: true,
  path: true,
  from: true,
  kind: true,
  delayMs: true,
  version: true,
};
/** What pino puts into each line. */
const always = new Set(['level', 'time', 'msg']);
/** Shorter ones, such as "ok", may occur by chance. */
const shortestText = 16;

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Each field that is not on the list once, with the first line that has it. */
function fieldComplaints(lines: readonly string[]): readonly string[] {
  const complaints = new Map<string, string>();
  for (const line of lines) {
    const fields = Object.keys(parsed(line) ?? { 'a line that is no JSON': true });
    const unknown = fields.filter((field) => !always.has(field) && !Object.hasOwn(allowed, field));
    for (const field of unknown) {
      if (!complaints.has(field))
        complaints.set(field, `not in LogFields: ${field}, as in ${line}`);
    }
  }
  return [...complaints.values()];
}

function messagesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'message' && typeof item === 'string' ? [item] : messagesIn(item),
  );
}

/** Empty when the log is as it should be. */
export function logComplaints(log: string, collector: Collector): readonly string[] {
  const lines = log.trimEnd().split('\n');
  const messages = collector.namespaces
    .flatMap((namespace) => collector.factsOf(namespace))
    .flatMap(({ object }) => messagesIn(object))
    .filter((message) => message.length >= shortestText);
  const leaked = [...new Set(messages)].filter((message) => log.includes(message));
  return [...fieldComplaints(lines), ...leaked.map((message) => `says "${message}"`)];
}

/** A line is told once for each of a dozen watches, at a loss and at a return, with each kind of failure. */
const mostAlike = 5;

/** Lines at the default level that came too often: the same message about the same thing. */
export function repetitions(log: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of log.trimEnd().split('\n')) {
    const { msg, path, namespace, service } = parsed(line) ?? {};
    const about = JSON.stringify({ msg, path, namespace, service });
    counts.set(about, (counts.get(about) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > mostAlike)
    .map(([about, n]) => `${n} x ${about}`);
}
