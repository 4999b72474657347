// Where a custom type's printer columns come from: a stored CustomResourceDefinition, else the generated one.
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { textAt } from './json.ts';
import { type ResourceType, typeById } from './resources.ts';
import type { MemoryStore } from './store.ts';

const COMMITTED = ['servicehealth', 'healthrule'].map(
  (name) => new URL(`../../crds/${name}.yaml`, import.meta.url),
);

export function isDefinitionOf(definition: unknown, type: ResourceType): boolean {
  return (
    textAt(definition, 'spec', 'group') === type.group &&
    textAt(definition, 'spec', 'names', 'plural') === type.plural
  );
}

export function storedDefinition(store: MemoryStore, type: ResourceType): unknown {
  const definitions = typeById('apiextensions.k8s.io/v1/customresourcedefinitions');
  if (definitions === undefined) return undefined;
  const found = store.revisions(definitions).find(({ object }) => isDefinitionOf(object, type));
  return found?.object;
}

/** Read at each table: tables are for people, and a file that is not there yet is no error. */
export function committedDefinition(type: ResourceType): unknown {
  try {
    const definitions: readonly unknown[] = COMMITTED.map((file) =>
      parseYaml(readFileSync(file, 'utf8')),
    );
    return definitions.find((definition) => isDefinitionOf(definition, type));
  } catch {
    return undefined;
  }
}
