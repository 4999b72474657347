// `npm run bench -- classify`, `-- redact`: prints what a part of the product costs on this machine.
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { type Benchmark, benchClassify, type Costs } from './classify.ts';
import { benchRedact, type Throughput } from './redact.ts';
import type { Trouble } from './service.ts';

const SIZES = [10, 25, 50, 100, 200, 400];
const ROUNDS = 200;

const TITLES: Readonly<Record<Trouble, string>> = {
  none: 'All pods are well',
  one: 'One pod crashes',
  all: 'No pod is well: a third crashes, a third is not ready, a third has no image',
};

const HEAD = ['pods', 'parse ms', 'classify ms', 'of parse', 'judge ms', 'of parse'];

function tableOf({ trouble, costs, exponent }: Benchmark): string {
  const lines = [HEAD, ...costs.map(cellsOf)].map((cells) => {
    return cells.map((cell) => cell.padStart(12)).join('');
  });
  const growth = `cost grows with pods^${exponent.toFixed(2)}`;
  return [TITLES[trouble], ...lines, growth, '', ''].join('\n');
}

function cellsOf({ pods, parseMs, classifyMs, judgeMs }: Costs): readonly string[] {
  const ratios = [classifyMs, judgeMs].flatMap((ms) => [ms, ms / parseMs]);
  return [String(pods), ...[parseMs, ...ratios].map((value) => value.toFixed(2))];
}

function lineOf({ title, megabytes, redactPerSecond, parsePerSecond }: Throughput): string {
  const numbers = [megabytes, redactPerSecond, parsePerSecond].map((value) => value.toFixed(1));
  return [title.padEnd(36), ...numbers.map((number) => number.padStart(14))].join('');
}

const [name] = process.argv.slice(2);
if (name === 'classify') {
  const rules = await loadCatalogue();
  for (const trouble of ['none', 'one', 'all'] as const) {
    const options = { trouble, sizes: SIZES, rounds: ROUNDS };
    process.stdout.write(tableOf(benchClassify(rules, options)));
  }
} else if (name === 'redact') {
  const head = ['MB', 'redact MB/s', 'parse MB/s'].map((cell) => cell.padStart(14));
  const lines = [[''.padEnd(36), ...head].join(''), ...benchRedact(20).map(lineOf), ''];
  process.stdout.write(lines.join('\n'));
} else {
  process.stderr.write(`bench: expected classify or redact, got ${name ?? 'nothing'}\n`);
  process.exitCode = 2;
}
