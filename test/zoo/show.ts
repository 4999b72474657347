// Prints a recording as a timeline, one fact per line: `node test/zoo/show.ts <scenario>`.
import { describeFact } from './describe.ts';
import { loadRecording, loadScenario, scenarioNames } from './scenario.ts';

function main(): number {
  const [name] = process.argv.slice(2);
  if (name === undefined || !scenarioNames().includes(name)) {
    console.error(`Name one of: ${scenarioNames().join(', ')}.`);
    return 2;
  }
  const scenario = loadScenario(name);
  console.log(scenario.expected.says);
  for (const event of loadRecording(scenario).events) console.log(describeFact(event));
  return 0;
}

process.exitCode = main();
