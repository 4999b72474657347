// 0001-01-01 and 9999-12-31: outside of these years RFC 3339, and so the API server, knows no instant.
const FIRST_MS = -62_135_596_800_000;
const LAST_MS = 253_402_300_799_000;
const MS_PER_SECOND = 1_000;

/** RFC 3339 in UTC and whole seconds, as the API server writes its own times. What is no instant becomes 1970. */
export function isoTime(epochMs: number): string {
  const ms = Number.isFinite(epochMs) ? Math.min(Math.max(epochMs, FIRST_MS), LAST_MS) : 0;
  const wholeSecondMs = Math.floor(ms / MS_PER_SECOND) * MS_PER_SECOND;
  return `${new Date(wholeSecondMs).toISOString().slice(0, 19)}Z`;
}
