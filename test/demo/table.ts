// Prints the API server's tables as kubectl does, for those who have no kubectl.
import { z } from 'zod';

export const tableSchema = z.object({
  columnDefinitions: z.array(z.object({ name: z.string(), priority: z.int().default(0) })),
  rows: z.array(
    z.object({
      /** Numbers and texts; null where the object has no such field. */
      cells: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
      object: z.object({ metadata: z.object({ namespace: z.string().default('') }) }),
    }),
  ),
});

export type Table = z.infer<typeof tableSchema>;
type Cell = Table['rows'][number]['cells'][number];

/** kubectl's tabwriter: no column is narrower, and three spaces follow the widest cell. */
const narrowestColumn = 6;
const padding = 3;
const escapeCharacter = String.fromCharCode(27);

/** Only the first line of a text, and no terminal codes. */
function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  const text = String(cell);
  const end = text.search(/[\f\n\r]/);
  const line = end < 0 ? text : `${text.slice(0, end)}...`;
  return line.replaceAll(escapeCharacter, '^[');
}

function widthOf(text: string): number {
  return Array.from(text).length;
}

/** The last cell of a line is not padded. */
function alignedLines(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) => {
    const widest = Math.max(...lines.map((cells) => widthOf(cells[column] ?? '')));
    return Math.max(narrowestColumn, widest + padding);
  });
  return lines.map((cells) =>
    cells
      .map((cell, column) => {
        const isLast = column === cells.length - 1;
        return isLast ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell));
      })
      .join(''),
  );
}

/** As `kubectl get … --all-namespaces` prints it, without a newline at the end. */
export function kubectlTable({ columnDefinitions, rows }: Table): string {
  const shown = columnDefinitions.flatMap(({ name, priority }, index) => {
    return priority === 0 ? [{ name, index }] : [];
  });
  const head = ['NAMESPACE', ...shown.map(({ name }) => name.toUpperCase())];
  const body = rows.map(({ cells, object }) => [
    object.metadata.namespace,
    ...shown.map(({ index }) => cellText(cells[index])),
  ]);
  return alignedLines([head, ...body]).join('\n');
}
