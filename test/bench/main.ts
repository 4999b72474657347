// `npm run bench -- classify`: prints what a part of the product costs on this machine.
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { type Benchmark, benchClassify } from './classify.ts';

const SIZES = [10, 25, 50, 100, 200, 400];
const ROUNDS = 30;

function tableOf({ costs, exponent }: Benchmark): string {
  const lines = costs.map(({ pods, judgeMs, parseMs }) => {
    const cells = [String(pods), judgeMs.toFixed(2), parseMs.toFixed(2)];
    return [...cells, (judgeMs / parseMs).toFixed(2)].map((cell) => cell.padStart(11)).join('');
  });
  const head = ['pods', 'judge ms', 'parse ms', 'ratio'].map((cell) => cell.padStart(11)).join('');
  return [head, ...lines, `cost grows with pods^${exponent.toFixed(2)}`, ''].join('\n');
}

const [name] = process.argv.slice(2);
if (name === 'classify') {
  process.stdout.write(tableOf(benchClassify(await loadCatalogue(), SIZES, ROUNDS)));
} else {
  process.stderr.write(`bench: expected classify, got ${name ?? 'nothing'}\n`);
  process.exitCode = 2;
}
