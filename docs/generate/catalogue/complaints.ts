import { type Area, KINDS_OF_REASON, type Row } from './types.ts';

/** What there is: codes that have a rule, and codes that a recording shows. */
export interface Existing {
  readonly rules: ReadonlySet<string>;
  readonly recorded: ReadonlySet<string>;
}

/** What does not fit between the table and the rules, each with what to do about it. Empty when all is well. */
export function complaintsAbout(areas: readonly Area[], existing: Existing): readonly string[] {
  const listed = new Set(areas.flatMap(({ rows }) => rows).flatMap(({ codes }) => codes));
  const unlisted = [...existing.rules].filter((code) => !listed.has(code));
  return [
    ...areas.flatMap(({ file, rows }) =>
      rows.flatMap((row) =>
        rowComplaints(row, existing).map(
          (complaint) => `docs/generate/catalogue/${file}, "${row.scenario}": ${complaint}`,
        ),
      ),
    ),
    ...unlisted.map((code) => `${code} is in no row: add one to a file in docs/generate/catalogue`),
  ];
}

function rowComplaints({ codes, reason, unrecorded }: Row, existing: Existing): readonly string[] {
  const complaints: string[] = [];
  const absent = codes.filter((code) => !existing.rules.has(code));
  const isWhole = codes.length > 0 && absent.length === 0;
  if (isWhole && reason !== undefined) {
    complaints.push(`${codes.join(', ')} has a rule: remove the reason`);
  }
  if (!isWhole && reason === undefined) {
    complaints.push(`say in a reason why there is no rule for ${absent.join(', ') || 'it'}`);
  }
  if (reason !== undefined && !KINDS_OF_REASON.some((kind) => reason.startsWith(kind))) {
    complaints.push(`the reason must begin with one of ${KINDS_OF_REASON.join('| ')}`);
  }
  const shown = codes.filter((code) => existing.recorded.has(code));
  if (unrecorded !== undefined && shown.length > 0) {
    complaints.push(`a recording shows ${shown.join(', ')}: remove what says that none can`);
  }
  const hidden = codes.filter((code) => !existing.recorded.has(code));
  if (isWhole && unrecorded === undefined && hidden.length > 0) {
    complaints.push(
      `record ${hidden.join(', ')}, or say in unrecorded why one node cannot make it`,
    );
  }
  return complaints;
}
