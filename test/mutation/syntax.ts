// A view of vite's syntax tree that one walker can go through: every node by its type, its place and its fields.
import { parseSync } from 'vite';

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The node in a field; undefined when there is none. */
export function child(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

/** The nodes in a field that holds a list; holes are left out. */
export function children(node: SyntaxNode | undefined, field: string): readonly SyntaxNode[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A name, as of an identifier or of a property that is not computed; '' for all else. */
export function nameOf(node: SyntaxNode | undefined): string {
  const name = node?.['name'] ?? node?.['value'];
  return typeof name === 'string' ? name : '';
}

export function isOneOf(node: SyntaxNode | undefined, types: readonly string[]): boolean {
  return node !== undefined && types.includes(node.type);
}

export function isFunction(node: SyntaxNode | undefined): boolean {
  return isOneOf(node, [
    'ArrowFunctionExpression',
    'FunctionExpression',
    'FunctionDeclaration',
    'ClassDeclaration',
  ]);
}

/** Parentheses are nodes of their own. */
export function unwrap(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.type === 'ParenthesizedExpression' ? unwrap(child(node, 'expression')) : node;
}

/** The statements of a module, without types. Throws when it is no JavaScript. */
export function parseModule(path: string, text: string): readonly SyntaxNode[] {
  const { program, errors } = parseSync(`${path}.js`, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const body: readonly unknown[] = program.body;
  return body.filter(isNode);
}

/** Where a node stands: its parents, the nearest first, and the field of the nearest. */
export interface Place {
  readonly parents: readonly SyntaxNode[];
  readonly field: string;
}

/** Goes through a tree, parents first. A visitor that answers false keeps the walk out of the node. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, place: Place) => boolean,
  place: Place = { parents: [], field: '' },
): void {
  if (!visit(node, place)) return;
  const parents = [node, ...place.parents];
  for (const [field, value] of Object.entries(node)) {
    const inner: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of inner) if (isNode(one)) walk(one, visit, { parents, field });
  }
}
