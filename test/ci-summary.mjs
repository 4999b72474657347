// Adds up the test reports of a CI run. Plain JavaScript: it must also run where `npm ci` failed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [failedSteps, folder] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
}
// A failing step with no failing test: lint, types, a cluster that did not come up.
if (Number(failedSteps) > 0 && failed === 0) failed = Number(failedSteps);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
