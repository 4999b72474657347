// Puts all mutants of a module into its text at once. Which of them is in force is asked while it runs, so that a
// mutant costs no loading. What a module works out when it is loaded is put into a function that can run again.
import { DEFAULT_EXPORT, type Module, type Mutant } from './mutants.ts';
import { MEMOS, MUTATES, STATICS, USES } from './names.ts';
import { child, children, isFunction, isOneOf, nameOf, type SyntaxNode, walk } from './syntax.ts';

/** A text that takes the place of another; the `inside` is the old text with what was replaced in it. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly wrap: (inside: string) => string;
}

/** By name in this module: the number of each variable of a module that holds mutants or depends on one that does. */
export type Holders = ReadonlyMap<string, number>;

/** The text of the module with these mutants in it. */
export function instrument(module: Module, mutants: readonly Mutant[], holders: Holders): string {
  const edits = [...mutantEdits(mutants), ...useEdits(module, holders)];
  const kept: string[] = [];
  const statics: string[] = [];
  function rendered(from: number, to: number): string {
    return render(module.text, edits, from, to);
  }
  for (const statement of module.body) {
    const parts = staticParts(statement, rendered);
    kept.push(parts.declared);
    statics.push(parts.runs);
  }
  const memos = module.body.flatMap(memosOf).map((it) => `${MEMOS}.push(() => { ${it}; });`);
  return [...kept, ...rerunnable(module, statics.filter(Boolean)), ...memos].join('\n');
}

/** What would carry the answers of one mutant to the next. */
function memosOf(statement: SyntaxNode): readonly string[] {
  const variables = child(statement, 'declaration') ?? statement;
  return children(variables, 'declarations').flatMap((it) => {
    const init = child(it, 'init');
    const made = nameOf(child(init, 'callee'));
    if (init?.type !== 'NewExpression' || children(init, 'arguments').length > 0) return [];
    return [`${nameOf(child(it, 'id'))} = new ${made}()`];
  });
}

function rerunnable(module: Module, statics: readonly string[]): readonly string[] {
  if (statics.length === 0) return [];
  const waits = module.body.some(awaits) ? ['async ', 'await '] : ['', ''];
  return [
    `${waits[0]}function $statics() {`,
    ...statics,
    '}',
    `${STATICS}.push($statics);`,
    `${waits[1]}$statics();`,
  ];
}

/** What of a statement stays in the module, and what runs again for each mutant of what is worked out at loading. */
function staticParts(
  statement: SyntaxNode,
  rendered: (from: number, to: number) => string,
): { readonly declared: string; readonly runs: string } {
  const whole = rendered(statement.start, statement.end);
  const declaration = child(statement, 'declaration');
  if (statement.type === 'ExportDefaultDeclaration' && declaration && !isFunction(declaration)) {
    return {
      declared: 'let $default; export { $default as default };',
      runs: `$default = ${rendered(declaration.start, declaration.end)};`,
    };
  }
  const variables = statement.type === 'VariableDeclaration' ? statement : declaration;
  if (variables?.type === 'VariableDeclaration') {
    return variableParts(variables, declaration === undefined ? '' : 'export ', rendered);
  }
  const isKept = /^(?:Import|Export|FunctionDecl|ClassDecl)/.test(statement.type);
  return isKept ? { declared: whole, runs: '' } : { declared: '', runs: whole };
}

function variableParts(
  variables: SyntaxNode,
  exported: string,
  rendered: (from: number, to: number) => string,
) {
  const declarators = children(variables, 'declarations');
  const names = declarators.flatMap((it) => boundNames(child(it, 'id')));
  const runs = declarators.map((it) => {
    const [id, init] = [child(it, 'id'), child(it, 'init')];
    if (id === undefined || init === undefined) return '';
    return `(${rendered(id.start, id.end)} = ${rendered(init.start, init.end)});`;
  });
  return { declared: `${exported}let ${names.join(', ')};`, runs: runs.join('\n') };
}

/** The names that a pattern binds. */
function boundNames(pattern: SyntaxNode | undefined): readonly string[] {
  if (pattern === undefined) return [];
  if (pattern.type === 'Identifier') return [nameOf(pattern)];
  const inner = [
    ...children(pattern, 'elements'),
    ...children(pattern, 'properties').map((it) => child(it, 'value') ?? it),
    child(pattern, 'argument'),
    child(pattern, 'left'),
  ];
  return inner.flatMap((it) => boundNames(it));
}

/** True for a statement that waits outside of functions. */
function awaits(statement: SyntaxNode): boolean {
  let isWaiting = false;
  walk(statement, (node) => {
    if (node.type === 'AwaitExpression') isWaiting = true;
    return !isFunction(node);
  });
  return isWaiting;
}

function mutantEdits(mutants: readonly Mutant[]): readonly Edit[] {
  const byPlace = Map.groupBy(mutants, ({ start, end }) => `${start} ${end}`);
  return [...byPlace.values()].flatMap((here) => {
    const [{ start, end } = { start: 0, end: 0 }] = here;
    const gone = here.filter(({ replacement }) => replacement === '');
    const changed = here.filter(({ replacement }) => replacement !== '');
    const removal = gone.map(({ id }) => ({
      start,
      end,
      wrap: (inside: string) => `{ if (!${MUTATES}(${id})) { ${inside} } }`,
    }));
    if (changed.length === 0) return removal;
    const choices = changed.map(({ id, replacement }) => `${MUTATES}(${id}) ? (${replacement})`);
    const change = {
      start,
      end,
      wrap: (inside: string) => `(${[...choices, `(${inside})`].join(' : ')})`,
    };
    return [...removal, change];
  });
}

/** Notes who uses a variable of a module: its mutants are in force long before. */
function useEdits(module: Module, holders: Holders): readonly Edit[] {
  const edits: Edit[] = [];
  for (const statement of module.body.filter(({ type }) => type !== 'ImportDeclaration')) {
    walk(statement, (node, { parents, field }) => {
      const number = holders.get(nameOf(node));
      const [parent] = parents;
      if (node.type !== 'Identifier' || number === undefined || parent === undefined) return true;
      if (!parents.some(isFunction) || !isRead(parents, field)) return true;
      const key = isShorthand(parent) ? `${nameOf(node)}: ` : '';
      edits.push({
        start: node.start,
        end: node.end,
        wrap: (inside) => `${key}(${USES}(${number}), ${inside})`,
      });
      return true;
    });
  }
  return edits;
}

function isShorthand(parent: SyntaxNode): boolean {
  return parent.type === 'Property' && parent['shorthand'] === true;
}

/** Parts of a node that read a variable. Patterns bind names, and a member's property is none. */
function isRead([parent, outer]: readonly SyntaxNode[], field: string): boolean {
  if (parent === undefined || outer?.type === 'ObjectPattern') return false;
  if (isOneOf(parent, ['AssignmentPattern', 'VariableDeclarator'])) {
    return field === 'right' || field === 'init';
  }
  if (field === 'params' || field === 'id' || field === 'label' || field === 'param') return false;
  if (isOneOf(parent, ['MemberExpression']))
    return field !== 'property' || parent['computed'] === true;
  if (parent.type === 'Property') return field === 'value' || parent['computed'] === true;
  return !isOneOf(parent, ['RestElement', 'ArrayPattern', 'ExportSpecifier']);
}

/** The text from one place to another with all edits that lie between. */
function render(text: string, edits: readonly Edit[], from: number, to: number): string {
  const inside = edits.filter(({ start, end }) => start >= from && end <= to);
  return renderSorted(text, inside.toSorted(outerFirst), from, to);
}

function outerFirst(one: Edit, other: Edit): number {
  return one.start - other.start || other.end - one.end;
}

function renderSorted(text: string, edits: readonly Edit[], from: number, to: number): string {
  const [first] = edits;
  if (first === undefined) return text.slice(from, to);
  const inner = edits.slice(1).filter(({ end }) => end <= first.end);
  const after = edits.slice(1).filter(({ start }) => start >= first.end);
  return [
    text.slice(from, first.start),
    first.wrap(renderSorted(text, inner, first.start, first.end)),
    renderSorted(text, after, first.end, to),
  ].join('');
}

/** The variables of the module that it works out when it is loaded, each with the names that it reads then. */
export function staticsOf(module: Module): ReadonlyMap<string, ReadonlySet<string>> {
  const statics = new Map<string, ReadonlySet<string>>();
  for (const statement of module.body) {
    const declaration = child(statement, 'declaration');
    if (statement.type === 'ExportDefaultDeclaration') {
      statics.set(DEFAULT_EXPORT, namesReadAtOnce(statement));
    }
    const variables = statement.type === 'VariableDeclaration' ? statement : declaration;
    for (const declarator of children(variables, 'declarations')) {
      const read = namesReadAtOnce(declarator);
      for (const name of boundNames(child(declarator, 'id'))) statics.set(name, read);
    }
  }
  return statics;
}

function namesReadAtOnce(statement: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.type === 'Identifier') names.add(nameOf(node));
    return !isFunction(node);
  });
  return names;
}
