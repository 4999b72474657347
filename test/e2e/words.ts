// The words of all services as the collector last saw them, beside what kubectl prints.
import type { Collector } from './collector.ts';

/** The newest words by "namespace/name". */
export function wordsIn({ reports }: Collector): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { type, namespace, name, status } of reports) {
    if (type === 'DELETED') newest.delete(`${namespace}/${name}`);
    else newest.set(`${namespace}/${name}`, status.health ?? '');
  }
  return newest;
}

export function servicesThatAre(word: string, collector: Collector): readonly string[] {
  return [...wordsIn(collector)]
    .filter(([, health]) => health === word)
    .map(([key]) => key)
    .toSorted();
}

/** "namespace/name" of each row; a cluster that was given may hold more than the zoo. */
export function rowsOf(table: string, { namespaces }: Collector): readonly string[] {
  const [, ...rows] = table.trimEnd().split('\n');
  return rows
    .map((row) => row.split(/\s+/).slice(0, 2))
    .filter(([namespace = '']) => namespaces.includes(namespace))
    .map((cells) => cells.join('/'))
    .toSorted();
}
