// Reads a source file and lists all its mutants.
import { stripTypeScriptTypes } from 'node:module';
import { changesOf } from './operators.ts';
import {
  child,
  children,
  isFunction,
  nameOf,
  type Place,
  parseModule,
  type SyntaxNode,
  walk,
} from './syntax.ts';

/** One change of one file. */
export interface Mutant {
  /** Its place among all mutants of a run. */
  readonly id: number;
  /** Relative to the repository. */
  readonly file: string;
  readonly line: number;
  /** The whole first line, as a person finds it. */
  readonly lineText: string;
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  /** '' takes the statement away. */
  readonly replacement: string;
  /** The name of the module's variable that holds it; '' when it stands in a function. */
  readonly heldBy: string;
}

/** A file without types, every character where it was. */
export interface Module {
  readonly file: string;
  /** As it stands in the repository. */
  readonly source: string;
  readonly text: string;
  readonly body: readonly SyntaxNode[];
}

/** What holds mutants of the default export. */
export const DEFAULT_EXPORT = 'default';

/** Of a rule: its texts and lists of texts, which are no logic, and the examples, which are tests. */
const RULE_DATA = new Set([
  'code',
  'title',
  'severity',
  'reads',
  'explanation',
  'fix',
  'commands',
  'reference',
  'examples',
]);

/** Throws when the file is no TypeScript. */
export function readModule(file: string, source: string): Module {
  const text = stripTypeScriptTypes(source);
  if (text.length !== source.length) throw new Error(`${file}: types were not replaced by blanks`);
  return { file, source, text, body: parseModule(file, text) };
}

/** In the order of the text; the first has the id given. */
export function mutantsOf(module: Module, firstId: number): readonly Mutant[] {
  const mutants: Mutant[] = [];
  function textOf(node: SyntaxNode | undefined): string {
    return node === undefined ? '' : module.text.slice(node.start, node.end);
  }
  for (const statement of logicOf(module.body)) {
    walk(statement, (node, place) => {
      if (isData(node, place)) return false;
      for (const change of changesOf(node, place, textOf)) {
        mutants.push({
          ...change,
          ...whereIs(module.source, node),
          id: firstId + mutants.length,
          file: module.file,
          heldBy: holderOf(statement, place),
        });
      }
      return true;
    });
  }
  return mutants;
}

/** The statements without those that only the examples of a rule need: these make tests. */
function logicOf(body: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const needed = new Set(body.filter((it) => declaredNames(it).length === 0));
  for (const statement of needed) {
    const names = namesIn(statement);
    for (const other of body) {
      if (declaredNames(other).some((name) => names.has(name))) needed.add(other);
    }
  }
  return body.filter((it) => needed.has(it) && it.type !== 'ImportDeclaration');
}

/** What a statement declares for its own module alone. */
function declaredNames(statement: SyntaxNode): readonly string[] {
  const own = isFunction(statement) ? [nameOf(child(statement, 'id'))] : [];
  return [...own, ...variablesOf(statement)];
}

function variablesOf(statement: SyntaxNode): readonly string[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return children(statement, 'declarations').map((it) => nameOf(child(it, 'id')));
}

function namesIn(statement: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement, (node, place) => {
    if (node.type === 'Identifier') names.add(nameOf(node));
    return !isData(node, place);
  });
  return names;
}

function whereIs(source: string, { start, end }: SyntaxNode) {
  const before = source.slice(0, start);
  const line = before.split('\n').length;
  const lineText = source.split('\n')[line - 1]?.trim() ?? '';
  return { line, lineText, original: source.slice(start, end) };
}

/** The texts and examples of a rule. */
function isData(node: SyntaxNode, { parents: [object, call] }: Place): boolean {
  if (node.type !== 'Property' || object?.type !== 'ObjectExpression') return false;
  if (nameOf(child(call, 'callee')) !== 'defineClassifier') return false;
  return RULE_DATA.has(nameOf(child(node, 'key')));
}

function holderOf(statement: SyntaxNode, { parents }: Place): string {
  if (isFunction(statement) || parents.some(isFunction)) return '';
  if (statement.type === 'ExportDefaultDeclaration') return DEFAULT_EXPORT;
  const declarator = parents.find(({ type }) => type === 'VariableDeclarator');
  return nameOf(child(declarator, 'id'));
}
