// A CRD as the API server gets it, as a list of nodes to make claims about.
import { parse } from 'yaml';

export interface Node {
  readonly description?: string;
  readonly pattern?: string;
  readonly type: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node;
  readonly [keyword: string]: unknown;
}

export type PlacedNode = readonly [path: string, node: Node];

/** Every node below one part of the schema, with its path. Throws when there is no such part. */
export function nodesOf(text: string, part: 'spec' | 'status'): readonly PlacedNode[] {
  const root: Node = parse(text).spec.versions[0].schema.openAPIV3Schema;
  const node = root.properties?.[part];
  if (node === undefined) throw new Error(`the schema has no ${part}`);
  return nodesBelow(node, part);
}

function nodesBelow(node: Node, path: string): readonly PlacedNode[] {
  return [
    [path, node],
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      nodesBelow(child, `${path}.${name}`),
    ),
    ...(node.items ? nodesBelow(node.items, `${path}[]`) : []),
    ...(node.additionalProperties ? nodesBelow(node.additionalProperties, `${path}{}`) : []),
  ];
}

/** True for a string, list, map or number without a limit. */
export function isUnbounded(node: Node): boolean {
  if (node.type === 'array') return node['maxItems'] === undefined;
  if (node.type === 'integer') return node['minimum'] === undefined;
  if (node.additionalProperties !== undefined) return node['maxProperties'] === undefined;
  if (node.type !== 'string') return false;
  return (node['maxLength'] ?? node['enum'] ?? node['format']) === undefined;
}
