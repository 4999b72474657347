import { stringify } from 'yaml';
import type { ServiceHealth } from '../api/service-health.ts';
import { sanitise } from '../logs/text/sanitise.ts';
import type { Output } from './arguments.ts';

const HEAD = ['NAMESPACE', 'NAME', 'HEALTH', 'PODS', 'ISSUES', 'TOP-ISSUE', 'SUMMARY'] as const;
/** As kubectl sets its tables. */
const GAP = 3;

/** The reports as text that ends in a line break. */
export function printReports(reports: readonly ServiceHealth[], output: Output): string {
  if (output === 'table') return table(reports);
  const list = { apiVersion: 'v1', kind: 'List', items: reports };
  return output === 'json'
    ? `${JSON.stringify(list, undefined, 2)}\n`
    : stringify(list, { lineWidth: 0, aliasDuplicateObjects: false });
}

function table(reports: readonly ServiceHealth[]): string {
  const rows = [HEAD, ...reports.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + GAP))
      .join('')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function cells({ metadata, status = {} }: ServiceHealth): readonly string[] {
  const { health = '', podsReady = '', issues = 0, topIssue = '', summary = '' } = status;
  const { namespace = '', name } = metadata;
  return [namespace, name, health, podsReady, String(issues), topIssue, summary].map(oneLine);
}

/** Names come from a file that anybody may have written: no terminal codes. */
function oneLine(text: string): string {
  return sanitise(text).replaceAll(/\s+/g, ' ');
}
