// One screen of the live demo: the table as far as it fits, and below it what happens.

export interface View {
  /** As kubectl prints it. */
  readonly table: string;
  /** Its row is shown also where others have no place. */
  readonly namespace: string;
  /** Newest last. */
  readonly story: readonly string[];
  readonly hints: readonly string[];
  /** Of the terminal; undefined when it is not one. */
  readonly rows: number | undefined;
  readonly columns: number | undefined;
}

/** A table of fewer rows says nothing. */
const fewestRows = 5;
/** Empty lines between the parts, and the line of the cursor. */
const spacing = 3;

/** The head, the rows that fit with the given namespace among them, and how many are missing. */
export function fittingTable(table: string, namespace: string, limit: number): readonly string[] {
  const [head = '', ...rows] = table.split('\n');
  if (rows.length + 1 <= limit) return [head, ...rows];
  const own = rows.filter((row) => row.startsWith(`${namespace} `));
  const others = rows
    .filter((row) => !own.includes(row))
    .slice(0, Math.max(0, limit - 2 - own.length));
  const left = rows.length - own.length - others.length;
  return [head, ...own, ...others, `... and ${left} more`];
}

function cut(line: string, columns: number | undefined): string {
  return columns === undefined ? line : line.slice(0, columns);
}

export function viewText({ table, namespace, story, hints, rows, columns }: View): string {
  const taken = story.length + hints.length + spacing;
  const limit = rows === undefined ? Number.POSITIVE_INFINITY : Math.max(fewestRows, rows - taken);
  const lines = [...fittingTable(table, namespace, limit), '', ...story, '', ...hints];
  return lines.map((line) => cut(line, columns)).join('\n');
}
