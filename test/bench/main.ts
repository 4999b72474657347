// `npm run bench -- classify`: prints what a part of the product costs on this machine.
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { type Benchmark, benchClassify, type Costs } from './classify.ts';
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

const [name] = process.argv.slice(2);
if (name === 'classify') {
  const rules = await loadCatalogue();
  for (const trouble of ['none', 'one', 'all'] as const) {
    const options = { trouble, sizes: SIZES, rounds: ROUNDS };
    process.stdout.write(tableOf(benchClassify(rules, options)));
  }
} else {
  process.stderr.write(`bench: expected classify, got ${name ?? 'nothing'}\n`);
  process.exitCode = 2;
}
