import { loadCatalogue } from '../classify/catalogue.ts';
import { analyzeCommand } from './command.ts';

process.exitCode = await analyzeCommand(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => Date.now(),
  loadRules: () => loadCatalogue(),
});
