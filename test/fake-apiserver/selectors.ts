// Label and field selectors: text from the query to a predicate over objects.
import { textAt, valueAt } from './json.ts';
import type { ResourceType } from './resources.ts';
import { badRequest } from './status.ts';
import type { KubeJson } from './types.ts';

export type Predicate = (object: KubeJson) => boolean;

const KEY = /^([-a-z0-9.]+\/)?[A-Za-z0-9][-A-Za-z0-9_.]*$/;
const VALUE = /^[-A-Za-z0-9_.]*$/;

/** Everything that narrows a list or watch: labels and fields. */
export function compileSelectors(
  type: ResourceType,
  query: Readonly<Record<string, string>>,
): Predicate {
  const predicates = [
    ...parseLabelSelector(query['labelSelector'] ?? ''),
    ...parseFieldSelector(type, query),
  ];
  return (object) => predicates.every((matches) => matches(object));
}

/** Grammar of k8s.io/apimachinery/pkg/labels: `a=b,c!=d,e in (x,y),f notin (z),g,!h,i>1`. */
function parseLabelSelector(text: string): readonly Predicate[] {
  return splitOutsideParentheses(text).map(parseRequirement);
}

function splitOutsideParentheses(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char !== ',' || depth > 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return text.trim() === '' ? [] : parts.map((part) => part.trim());
}

function parseRequirement(text: string): Predicate {
  if (text.startsWith('!')) {
    const absent = checkedKey(text.slice(1).trim(), text);
    return (object) => label(object, absent) === undefined;
  }
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) return parseSet(checkedKey(set[1] ?? '', text), set[2] === 'in', set[3] ?? '');
  const operator = /==|!=|=|>|</.exec(text);
  if (operator === null) {
    const present = checkedKey(text, text);
    return (object) => label(object, present) !== undefined;
  }
  const key = checkedKey(text.slice(0, operator.index).trim(), text);
  const value = text.slice(operator.index + operator[0].length).trim();
  if (!VALUE.test(value) || value.length > 63) throw unparsable(text);
  const isOrder = operator[0] === '>' || operator[0] === '<';
  if (isOrder && !/^[+-]?\d+$/.test(value)) throw unparsable(text);
  return compare(key, operator[0], value);
}

function parseSet(key: string, isIn: boolean, list: string): Predicate {
  const values = new Set(list.split(',').map((value) => value.trim()));
  if (!isIn) return (object) => !values.has(label(object, key) ?? '\0');
  return (object) => values.has(label(object, key) ?? '\0');
}

function compare(key: string, operator: string, value: string): Predicate {
  switch (operator) {
    case '!=':
      return (object) => label(object, key) !== value;
    case '>':
      return (object) => Number(label(object, key)) > Number(value);
    case '<':
      return (object) => Number(label(object, key)) < Number(value);
    default:
      return (object) => label(object, key) === value;
  }
}

function checkedKey(key: string, text: string): string {
  if (!KEY.test(key)) throw unparsable(text);
  return key;
}

function unparsable(text: string): Error {
  return badRequest(`unable to parse requirement: found '${text}', expected: a label requirement`);
}

function label(object: KubeJson, key: string): string | undefined {
  return textAt(object, 'metadata', 'labels', key);
}

/** What Go's zero value prints where the field is absent; all other fields are strings, "" by default. */
const ABSENT_VALUES = new Map([
  ['spec.unschedulable', 'false'],
  ['status.replicas', '0'],
  ['status.successful', '0'],
]);

/** Grammar of k8s.io/apimachinery/pkg/fields: `a=b,c==d,e!=f`, with backslash escapes in values. */
function parseFieldSelector(
  type: ResourceType,
  query: Readonly<Record<string, string>>,
): readonly Predicate[] {
  const text = query['fieldSelector'] ?? '';
  const terms = text.split(/(?<!\\),/).filter((term) => term !== '');
  return terms.map((term) => {
    const operator = /(?<!\\)(?:!=|==|=)/.exec(term);
    if (operator === null) {
      throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
    }
    const field = term.slice(0, operator.index);
    if (!isSelectable(type, field)) throw badRequest(unknownField(type, field));
    const value = term.slice(operator.index + operator[0].length).replaceAll(/\\([\\,=])/g, '$1');
    const isWanted = operator[0] !== '!=';
    return (object: KubeJson) => (fieldValue(object, field) === value) === isWanted;
  });
}

/** Types without selectable fields of their own answer in other words. */
function unknownField(type: ResourceType, field: string): string {
  if (type.fields.length > 0) return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function isSelectable(type: ResourceType, field: string): boolean {
  if (field === 'metadata.name') return true;
  if (field === 'metadata.namespace') return type.namespaced;
  return type.fields.includes(field);
}

function fieldValue(object: KubeJson, field: string): string {
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  const value = valueAt(object, ...path);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return ABSENT_VALUES.get(field) ?? '';
}
