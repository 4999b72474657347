// What can be counted in one source file. The parser is the one that vite brings: TypeScript 7 has no API yet.
import { type ESTree, type ParseResult, parseSync, Visitor } from 'vite';

/** The figures of one file. */
export interface FileFigures {
  readonly path: string;
  /** All of them, blank lines and comments too. */
  readonly lines: number;
  /** Of each function and method. An arrow function is part of what it stands in. */
  readonly functionLines: readonly number[];
  readonly exports: number;
  /** Exports with a doc comment right before them. */
  readonly documentedExports: number;
  /** Comments that switch a check off. */
  readonly suppressions: number;
  /** `as` and `<T>`, but not `as const`. */
  readonly casts: number;
  readonly anys: number;
  readonly nonNulls: number;
  readonly classes: number;
  /** Classes that neither have a field nor extend anything: functions would do. */
  readonly statelessClasses: number;
  /** `let` and `var` outside of functions. A `const` that holds a changing Map is not found. */
  readonly mutableVariables: number;
}

type Counts = { -readonly [K in 'casts' | 'anys' | 'nonNulls' | 'classes']: number } & {
  functionLines: number[];
  statelessClasses: number;
};

interface Span {
  readonly start: number;
  readonly end: number;
}

const SUPPRESSION =
  /^\s*(?:(?:oxlint|eslint)-disable|biome-ignore|@ts-(?:ignore|expect-error|nocheck))/;

/** Throws when the file is no TypeScript. */
export function measureFile(path: string, text: string): FileFigures {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const documented = documentedNames(parsed, text);
  return {
    path,
    lines: linesOf(text),
    ...countNodes(parsed.program, text),
    exports: documented.size,
    documentedExports: [...documented.values()].filter(Boolean).length,
    suppressions: parsed.comments.filter(({ value }) => SUPPRESSION.test(value)).length,
    mutableVariables: parsed.program.body.map(declarationOf).filter(isMutable).length,
  };
}

function linesOf(text: string): number {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function spanLines({ start, end }: Span, text: string): number {
  return text.slice(start, end).split('\n').length;
}

function countNodes(program: ESTree.Program, text: string): Counts {
  const counts: Counts = {
    functionLines: [],
    casts: 0,
    anys: 0,
    nonNulls: 0,
    classes: 0,
    statelessClasses: 0,
  };
  function countFunction(node: ESTree.Function): void {
    if (node.body !== null) counts.functionLines.push(spanLines(node, text));
  }
  function countClass(node: ESTree.Class): void {
    counts.classes += 1;
    if (node.superClass === null && !hasField(node)) counts.statelessClasses += 1;
  }
  new Visitor({
    FunctionDeclaration: countFunction,
    FunctionExpression: countFunction,
    ClassDeclaration: countClass,
    ClassExpression: countClass,
    TSAsExpression({ typeAnnotation: { start, end } }) {
      if (text.slice(start, end) !== 'const') counts.casts += 1;
    },
    TSTypeAssertion() {
      counts.casts += 1;
    },
    TSAnyKeyword() {
      counts.anys += 1;
    },
    TSNonNullExpression() {
      counts.nonNulls += 1;
    },
  }).visit(program);
  return counts;
}

function hasField({ body }: ESTree.Class): boolean {
  return body.body.some(({ type }) => type === 'PropertyDefinition');
}

type Statement = ESTree.Program['body'][number];

function declarationOf(statement: Statement): Statement | ESTree.Declaration | null {
  return statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
}

function isMutable(statement: Statement | ESTree.Declaration | null): boolean {
  return statement?.type === 'VariableDeclaration' && statement.kind !== 'const';
}

/** Exported names and whether one of their declarations is documented. What is passed on from elsewhere is not counted. */
function documentedNames(
  { program, comments }: ParseResult,
  text: string,
): ReadonlyMap<string, boolean> {
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  const names = new Map<string, boolean>();
  for (const statement of program.body) {
    const name = exportedName(statement);
    if (name === undefined) continue;
    const isDocumented = docs.some(
      ({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '',
    );
    names.set(name, isDocumented || names.get(name) === true);
  }
  return names;
}

function exportedName(statement: Statement): string | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return 'default';
  if (statement.type !== 'ExportNamedDeclaration') return undefined;
  const { declaration } = statement;
  if (declaration === null) return undefined;
  const named = 'declarations' in declaration ? declaration.declarations[0] : declaration;
  return named !== undefined && 'id' in named && named.id !== null && 'name' in named.id
    ? named.id.name
    : undefined;
}
