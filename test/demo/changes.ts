// What has changed between two looks at the reports.
import type { Reports } from './verdict.ts';

/** One service whose word or top issue is another one. */
export interface Change {
  readonly atMs: number;
  readonly service: string;
  readonly from: string;
  readonly to: string;
  readonly summary: string;
}

function saying(reports: Reports, service: string): string {
  const status = reports.get(service)?.status;
  if (status?.health === undefined) return 'nothing';
  return status.topIssue ? `${status.health} (${status.topIssue})` : status.health;
}

/** Oldest report first does not matter: there is one line for each service, by name. */
export function changesBetween(before: Reports, now: Reports, atMs: number): readonly Change[] {
  return [...now.keys()].toSorted().flatMap((service) => {
    const [from, to] = [saying(before, service), saying(now, service)];
    if (from === to) return [];
    return [{ atMs, service, from, to, summary: now.get(service)?.status?.summary ?? '' }];
  });
}

/** "12:04:31  shop/web  Healthy -> Degraded (ImageNotFound)", and below it why. */
export function changeLines({ atMs, service, from, to, summary }: Change): readonly string[] {
  const time = new Date(atMs).toTimeString().slice(0, 'hh:mm:ss'.length);
  const line = `${time}  ${service}  ${from} -> ${to}`;
  return summary === '' ? [line] : [line, `          ${summary}`];
}
