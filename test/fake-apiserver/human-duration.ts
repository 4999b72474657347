// Ages as kubectl prints them: k8s.io/apimachinery/pkg/util/duration.HumanDuration.

export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return withRest(`${minutes}m`, seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  return humanHours(Math.trunc(minutes / 60), minutes % 60);
}

function humanHours(hours: number, minutes: number): string {
  if (hours < 8) return withRest(`${hours}h`, minutes, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (days < 8) return withRest(`${days}d`, hours % 24, 'h');
  if (days < 730) return `${days}d`;
  const years = Math.trunc(days / 365);
  return years < 8 ? withRest(`${years}y`, days % 365, 'd') : `${years}y`;
}

function withRest(text: string, rest: number, unit: string): string {
  return rest === 0 ? text : `${text}${rest}${unit}`;
}

/** The age of an instant; `<unknown>` when there is none. */
export function ageOf(instant: string | undefined, nowMs: number): string {
  const atMs = Date.parse(instant ?? '');
  return Number.isNaN(atMs) ? '<unknown>' : humanDuration(nowMs - atMs);
}
