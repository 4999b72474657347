// What is changed: each operator turns one node into texts that should make some test fail.
import {
  child,
  children,
  isFunction,
  isOneOf,
  nameOf,
  type Place,
  type SyntaxNode,
  unwrap,
} from './syntax.ts';

/** One change of a text. */
export interface Change {
  /** The family of the change. */
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  /** Put in the place of the text from start to end; '' takes a statement away. */
  readonly replacement: string;
}

interface Subject {
  readonly node: SyntaxNode;
  readonly place: Place;
  readonly text: (node: SyntaxNode | undefined) => string;
}

type Operator = (subject: Subject) => readonly string[];

/** Each with its name, which the report shows. */
const OPERATORS: readonly (readonly [string, Operator])[] = [
  ['condition', condition],
  ['logical', logical],
  ['comparison', comparison],
  ['arithmetic', arithmetic],
  ['boolean', boolean],
  ['number', number],
  ['method', method],
  ['array', array],
  ['statement', statement],
];

const COMPARISONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
  ['===', ['!==']],
  ['!==', ['===']],
]);
const ARITHMETIC = new Map([
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['%', '*'],
]);
const OTHER_METHOD = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
]);
const OTHER_LOGICAL = new Map([
  ['&&', '||'],
  ['||', '&&'],
]);
/** Without the call the list or the text stays as it is. */
const DROPPED_METHODS = ['filter', 'slice', 'toSorted', 'toReversed', 'trim'];
/** Their callbacks answer yes or no, whatever these look like. */
const ASKING_METHODS = ['filter', 'some', 'every', 'find', 'findLast', 'findIndex'];
const YES_OR_NO_METHODS = ['some', 'every', 'includes', 'has', 'test', 'startsWith', 'endsWith'];
const LITERALS = ['Literal', 'TemplateLiteral', 'Identifier'];
/** From here on a number counts as an amount, of which twice and half as much should be noticed. */
const AMOUNT = 10;

/** All changes of one node. */
export function changesOf(
  node: SyntaxNode,
  place: Place,
  text: (node: SyntaxNode | undefined) => string,
): readonly Change[] {
  if (isInsideChain(node, place)) return [];
  const { start, end } = node;
  const own = text(node);
  const changes = OPERATORS.flatMap(([operator, change]) =>
    change({ node, place, text })
      .filter((replacement) => replacement !== own)
      .map((replacement) => ({ operator, start, end, replacement })),
  );
  return changes.filter(
    ({ replacement }, index) =>
      changes.findIndex((other) => other.replacement === replacement) === index,
  );
}

/** Within `a?.b.c()` no part behind `?.` can be put into parentheses: what follows it would no longer be skipped. */
function isInsideChain(node: SyntaxNode, { parents }: Place): boolean {
  if (!isOneOf(node, ['CallExpression', 'MemberExpression']) || !isOptional(node)) return false;
  let inner = node;
  for (const outer of parents) {
    if (outer.type === 'ChainExpression') return true;
    if (outer['object'] !== inner && outer['callee'] !== inner) return false;
    inner = outer;
  }
  return false;
}

/** True when a `?.` stands before the end of this chain of calls. */
function isOptional(node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false;
  return node['optional'] === true || isOptional(child(node, 'callee') ?? child(node, 'object'));
}

function condition({ node, place: { parents, field } }: Subject): readonly string[] {
  const [parent] = parents;
  const isTest = field === 'test' && isOneOf(parent, ['IfStatement', 'ConditionalExpression']);
  if (isTest) return ['true', 'false'];
  if (parent?.type === 'WhileStatement' && field === 'test') return ['false'];
  return isAnswer(node, parents, field) ? ['true', 'false'] : [];
}

/** What a function answers that is asked yes or no. */
function isAnswer(node: SyntaxNode, parents: readonly SyntaxNode[], field: string): boolean {
  const [parent, outer] = parents;
  if (parent?.type === 'ReturnStatement') return isYesOrNo(node);
  if (parent?.type !== 'ArrowFunctionExpression' || field !== 'body') return false;
  if (node.type === 'BlockStatement') return false;
  const asker = outer?.type === 'CallExpression' ? child(outer, 'callee') : undefined;
  return isYesOrNo(node) || ASKING_METHODS.includes(nameOf(child(asker, 'property')));
}

function isYesOrNo(node: SyntaxNode | undefined): boolean {
  const inner = unwrap(node);
  if (inner === undefined) return false;
  switch (inner.type) {
    case 'BinaryExpression':
      return COMPARISONS.has(String(inner['operator'])) || inner['operator'] === 'in';
    case 'UnaryExpression':
      return inner['operator'] === '!';
    case 'LogicalExpression':
      return inner['operator'] !== '??' && isYesOrNo(child(inner, 'right'));
    case 'CallExpression':
      return isQuestion(child(inner, 'callee'));
    default:
      return false;
  }
}

function isQuestion(callee: SyntaxNode | undefined): boolean {
  if (callee?.type === 'Identifier') return /^(?:is|has|can)[A-Z]/.test(nameOf(callee));
  return YES_OR_NO_METHODS.includes(nameOf(child(callee, 'property')));
}

function logical({ node, text }: Subject): readonly string[] {
  if (node.type !== 'LogicalExpression') return [];
  const left = text(child(node, 'left'));
  const right = text(child(node, 'right'));
  const other = OTHER_LOGICAL.get(String(node['operator']));
  return [...(other === undefined ? [] : [`(${left}) ${other} (${right})`]), left, right];
}

function comparison({ node, text }: Subject): readonly string[] {
  if (node.type !== 'BinaryExpression') return [];
  const others = COMPARISONS.get(String(node['operator'])) ?? [];
  return others.map(
    (other) => `${text(child(node, 'left'))} ${other} ${text(child(node, 'right'))}`,
  );
}

function arithmetic({ node, text }: Subject): readonly string[] {
  if (node.type !== 'BinaryExpression') return [];
  const other = ARITHMETIC.get(String(node['operator']));
  if (other === undefined || isText(node)) return [];
  return [`${text(child(node, 'left'))} ${other} ${text(child(node, 'right'))}`];
}

/** A sum with a text in it is a text. */
function isText(node: SyntaxNode | undefined): boolean {
  const inner = unwrap(node);
  if (inner === undefined) return false;
  if (inner.type === 'TemplateLiteral' || typeof inner['value'] === 'string') return true;
  const isSum = inner.type === 'BinaryExpression' && inner['operator'] === '+';
  return isSum && (isText(child(inner, 'left')) || isText(child(inner, 'right')));
}

function boolean({ node, text }: Subject): readonly string[] {
  if (node.type === 'Literal' && typeof node['value'] === 'boolean') return [`${!node['value']}`];
  if (node.type !== 'UnaryExpression' || node['operator'] !== '!') return [];
  return [text(child(node, 'argument'))];
}

function number({ node, place }: Subject): readonly string[] {
  const value = node['value'];
  if (node.type !== 'Literal' || typeof value !== 'number') return [];
  const isName = place.field === 'key' && place.parents[0]?.['computed'] !== true;
  if (isName) return [];
  if (value >= AMOUNT) return [String(value * 2), String(Math.floor(value / 2))];
  if (value <= 1) return [String(1 - value)];
  return [String(value + 1), String(value - 1)];
}

function method({ node, text }: Subject): readonly string[] {
  const call = node.type === 'ChainExpression' ? child(node, 'expression') : node;
  const callee = child(call, 'callee');
  if (call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return [];
  const property = child(callee, 'property');
  const name = nameOf(property);
  if (DROPPED_METHODS.includes(name)) return [text(child(callee, 'object'))];
  const other = OTHER_METHOD.get(name);
  if (other === undefined || property === undefined || callee['computed'] === true) return [];
  const whole = text(node);
  const at = property.start - node.start;
  return [`${whole.slice(0, at)}${other}${whole.slice(at + name.length)}`];
}

/** Lists that are worked out; a list of names or texts is data. */
function array({ node, text }: Subject): readonly string[] {
  const elements = children(node, 'elements');
  if (node.type !== 'ArrayExpression') return [];
  if (elements.every((element) => isOneOf(element, LITERALS))) return [];
  const spreads = elements.filter(({ type }) => type === 'SpreadElement');
  const without = spreads.map((gone) => {
    const rest = elements.filter((element) => element !== gone);
    return `[${rest.map(text).join(', ')}]`;
  });
  return ['[]', ...without];
}

function statement({ node, place }: Subject): readonly string[] {
  if (node.type !== 'ExpressionStatement') return [];
  return place.parents.some(isFunction) ? [''] : [];
}
