// Writes the generated documents; `--check` only says whether they are fresh.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareAll, comparisonPage } from '../test/backstage/page.ts';
import { loadRulesWithCases } from '../test/classify/examples.ts';
import { loadScenario, scenarioNames } from '../test/zoo/scenario.ts';
import { cataloguePage } from './generate/catalogue/page.ts';
import { AREAS } from './generate/catalogue/rows.ts';
import { diagnosesIndex, diagnosisPage } from './generate/diagnosis-page.ts';
import { timeWindowsPage } from './generate/time-windows.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const PAGES = 'diagnoses';

/** Each generated file, relative to this folder, with the text it should have. */
export async function renderDocuments(): Promise<ReadonlyMap<string, string>> {
  const rules = await loadRulesWithCases();
  const scenarios = scenarioNames().map(loadScenario);
  return new Map([
    ['time-windows.md', timeWindowsPage()],
    ['catalogue.md', cataloguePage(AREAS, { rules, scenarios })],
    ['compared-with-backstage.md', comparisonPage(await compareAll())],
    [`${PAGES}/README.md`, diagnosesIndex(rules)],
    ...rules.map((rule) => [`${PAGES}/${rule.code}.md`, diagnosisPage(rule)] as const),
  ]);
}

/** What is not as it should be: other text, no file, or a page whose rule is gone. */
export async function staleDocuments(): Promise<readonly string[]> {
  const wanted = await renderDocuments();
  const stale = [...wanted].filter(([name, text]) => read(name) !== text).map(([name]) => name);
  return [...stale, ...orphans(wanted)];
}

function read(name: string): string | undefined {
  return existsSync(FOLDER + name) ? readFileSync(FOLDER + name, 'utf8') : undefined;
}

function orphans(wanted: ReadonlyMap<string, string>): readonly string[] {
  if (!existsSync(FOLDER + PAGES)) return [];
  return readdirSync(FOLDER + PAGES)
    .map((name) => `${PAGES}/${name}`)
    .filter((name) => !wanted.has(name));
}

async function write(): Promise<void> {
  mkdirSync(FOLDER + PAGES, { recursive: true });
  const wanted = await renderDocuments();
  for (const [name, text] of wanted) writeFileSync(FOLDER + name, text);
  for (const name of orphans(wanted)) rmSync(FOLDER + name);
}

async function check(): Promise<void> {
  const stale = await staleDocuments();
  for (const name of stale)
    process.stderr.write(`docs/${name} is stale: run \`npm run generate\`.\n`);
  if (stale.length > 0) process.exitCode = 1;
}

if (import.meta.main) await (process.argv.includes('--check') ? check() : write());
