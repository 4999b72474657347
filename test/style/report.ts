// `npm run style:report`: how the code reads, in numbers, beside what it should be. A report: it never fails.
// What lint, knip and the repository tests prove is not repeated here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { loadScenario, scenarioNames } from '../zoo/scenario.ts';
import { type Measured, reportOf, rowsOf } from './figures.ts';
import { measureFile } from './measure.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function modulesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

/** The codes that the scenarios promise, each from a recording of a real cluster. */
function codesInZoo(): ReadonlySet<string> {
  const steps = scenarioNames()
    .flatMap((name) => loadScenario(name).expected.services)
    .flatMap((service) => service.steps);
  return new Set(steps.flatMap(({ diagnoses }) => diagnoses.map(({ code }) => code)));
}

/** The numbered list under "Reading order". */
function filesFromWatchToStatus(): number {
  const [, order = ''] = read('docs/architecture.md').split('## Reading order\n');
  return order.split('\n## ')[0]?.match(/^\d+\. `src\//gm)?.length ?? 0;
}

/** Counts everything in this repository. */
export async function measureRepository(): Promise<Measured> {
  const rules = await loadCatalogue();
  const inZoo = codesInZoo();
  return {
    source: modulesIn('src').map((path) => measureFile(path, read(path))),
    testLines: modulesIn('test').flatMap((path) => read(path).split('\n').slice(1)).length,
    rules: rules.length,
    rulesWithNearMiss: rules.filter(({ examples }) =>
      examples.some(({ found }) => found.length === 0),
    ).length,
    rulesInZoo: rules.filter(({ code }) => inZoo.has(code)).length,
    filesFromWatchToStatus: filesFromWatchToStatus(),
  };
}

if (import.meta.main) process.stdout.write(reportOf(rowsOf(await measureRepository())));
