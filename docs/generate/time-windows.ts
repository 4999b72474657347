// The table of all dwells and windows, from the constants that hold them. The parser is the one that vite brings.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ESTree, parseSync } from 'vite';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const FOLDERS = ['classify', 'aggregate'] as const;
const UNITS: readonly (readonly [suffix: string, ms: number])[] = [
  ['_MS', 1],
  ['_SECONDS', 1000],
];
/** Builders of examples, the instant that stands for "nobody knows", and units. */
const NOT_WINDOWS = /^classify\/support\/example| (UNKNOWN|HOUR|MINUTE)_MS$/;

/** One constant: where, how long, and why. */
interface TimeWindow {
  readonly file: string;
  readonly name: string;
  readonly ms: number;
  readonly why: string;
}

/** The page. Throws when a constant says nothing of its reason. */
export function timeWindowsPage(): string {
  const windows = FOLDERS.flatMap((folder) => filesIn(folder)).flatMap(windowsIn);
  const silent = windows.filter(({ why }) => why === '');
  if (silent.length > 0) {
    throw new Error(`no reason is given for ${silent.map(({ name }) => name).join(', ')}`);
  }
  return [
    '<!-- Generated from src/classify and src/aggregate by "npm run generate". Do not edit. -->',
    '# Dwells and windows',
    '',
    'How long something has to last before it is said, and for how long it counts. `spec.thresholds` changes the restart',
    'window and the grace of a start (`docs/service-health.md`); the others are fixed.',
    '',
    '| file | constant | time | why |',
    '|---|---|---|---|',
    ...windows.map(({ file, name, ms, why }) => {
      return `| \`src/${file}\` | \`${name}\` | ${duration(ms)} | ${why.replaceAll('|', '\\|')} |`;
    }),
    '',
  ].join('\n');
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(`${SOURCE}${folder}`, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}

function windowsIn(file: string): readonly TimeWindow[] {
  const text = readFileSync(`${SOURCE}${file}`, 'utf8');
  const { program, comments } = parseSync(file, text);
  const known = new Map<string, number>();
  return program.body.flatMap((statement) => {
    const constant = constantOf(statement, known);
    if (constant === undefined) return [];
    known.set(constant.name, constant.value);
    const unit = UNITS.find(([suffix]) => constant.name.endsWith(suffix));
    if (unit === undefined || NOT_WINDOWS.test(`${file} ${constant.name}`)) return [];
    const comment = comments.findLast(({ end }) => {
      return end <= statement.start && text.slice(end, statement.start).trim() === '';
    });
    const why = (comment?.value ?? '').replaceAll(/\s*\n?\s*\*\s?|^\s+|\s+$/g, ' ').trim();
    return [{ file, name: constant.name, ms: constant.value * unit[1], why }];
  });
}

function constantOf(
  statement: ESTree.Program['body'][number],
  known: ReadonlyMap<string, number>,
): { readonly name: string; readonly value: number } | undefined {
  const declaration =
    statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration') return undefined;
  const [only] = declaration.declarations;
  if (only?.id.type !== 'Identifier' || only.init === null) return undefined;
  const value = numberOf(only.init, known);
  return value === undefined ? undefined : { name: only.id.name, value };
}

/** Numbers, products and quotients of them, and names of numbers above. */
function numberOf(node: ESTree.Expression, known: ReadonlyMap<string, number>): number | undefined {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : undefined;
  if (node.type === 'Identifier') return known.get(node.name);
  if (node.type === 'ParenthesizedExpression') return numberOf(node.expression, known);
  if (node.type !== 'BinaryExpression' || node.left.type === 'PrivateIdentifier') return undefined;
  const left = numberOf(node.left, known);
  const right = numberOf(node.right, known);
  if (left === undefined || right === undefined) return undefined;
  if (node.operator === '*') return left * right;
  return node.operator === '/' ? left / right : undefined;
}

const STEPS: readonly (readonly [ms: number, unit: string])[] = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
];

/** "4 h 48 min". */
function duration(ms: number): string {
  let rest = ms;
  const parts = STEPS.flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.join(' ');
}
