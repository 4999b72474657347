// `npm run mutate`: changes the logic of src/classify and src/aggregate in thousands of small ways, one at a time, and
// says which changes no test notices.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ACCEPTED } from './accepted.ts';
import { refusedByCompiler } from './compiler.ts';
import { type Project, readProject } from './project.ts';
import {
  describeMutant,
  scoreOf,
  staleEntries,
  sumOf,
  survivorsOf,
  tableOf,
  WANTED,
} from './report.ts';
import { run } from './run.ts';

const HELP = `npm run mutate -- [--file PART] [--line NUMBER] [--again FILE] [--limit NUMBER]

Changes one condition, comparison, number, list or statement at a time in src/classify and src/aggregate, and runs the
checks that reach it. A rule is held against its own examples and the scenarios that name its code, all else against
the tests of test/classify and test/aggregate and all scenarios. Texts are not changed, and changes that the compiler
refuses do not count. Prints what nobody noticed.
Exits with 1 when less than ${WANTED * 100} % are noticed, or when an entry of test/mutation/accepted/ is out of date.

  --file PART     only files whose path has this in it
  --line NUMBER   only what begins on this line
  --again FILE    only what this output of an earlier run lists as not noticed
  --limit NUMBER  only so many mutants, spread over all
  --help          this
`;

const OPTIONS = {
  file: { type: 'string', default: '' },
  line: { type: 'string', default: '' },
  again: { type: 'string', default: '' },
  limit: { type: 'string', default: 'Infinity' },
  help: { type: 'boolean', default: false },
} as const;

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function seconds(): string {
  return `${Math.round(performance.now() / 1000)} s`.padStart(7);
}

interface Wanted {
  readonly file: string;
  /** As the report writes it; '' for all. */
  readonly line: string;
  /** The file with the output of an earlier run; '' for none. */
  readonly again: string;
  readonly limit: number;
}

/** Those asked for, evenly spread when there are more than wanted. */
function chosen({ mutants }: Project, { file, line, again, limit }: Wanted) {
  const output = again === '' ? '' : readFileSync(again, 'utf8');
  const asked = mutants.filter(
    (mutant) =>
      mutant.file.includes(file) &&
      (line === '' || line === String(mutant.line)) &&
      output.includes(again === '' ? '' : `${describeMutant(mutant)}  (`),
  );
  const step = Math.max(1, asked.length / limit);
  return asked.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

async function mutate(asked: Wanted): Promise<void> {
  const project = readProject();
  const wanted = chosen(project, asked);
  const refused = refusedByCompiler(wanted);
  const mutants = wanted.filter(({ id }) => !refused.has(id));
  if (mutants.length === 0) throw new Error('nothing to change in what was asked for');
  print(`${seconds()}  the compiler refuses ${refused.size} of ${wanted.length}`);
  const verdicts = await run({
    project,
    mutants,
    report: (text) => print(`${seconds()}  ${text}`),
  });
  const survivors = survivorsOf(verdicts, ACCEPTED);
  const stale = staleEntries(ACCEPTED, project.mutants, verdicts);
  const { user, system } = process.cpuUsage();
  print(`\n${tableOf(verdicts)}\n\nnot noticed:\n${survivors.join('\n')}\n`);
  print(sumOf(verdicts, ACCEPTED));
  print(`${seconds().trim()}, ${Math.round((user + system) / 1e6)} s of processor time`);
  for (const entry of stale) print(`accepted: ${entry}`);
  process.exitCode = scoreOf(verdicts) < WANTED || stale.length > 0 ? 1 : 0;
}

const { values } = parseArgs({ options: OPTIONS });
const limit = Number(values.limit);
if (values.help) print(HELP);
else if (limit > 0) await mutate({ ...values, limit });
else {
  process.stderr.write(`mutate: expected a number after --limit, got ${values.limit}\n`);
  process.exitCode = 2;
}
