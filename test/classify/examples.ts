// All examples: the few that a rule shows itself, and its further ones in cases/, found by the name of the rule's file.
import { readdir } from 'node:fs/promises';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import type { Classifier, Example, Input } from '../../src/classify/types.ts';

/** What a file in cases/ exports by default. */
export type Cases = readonly Example<Input>[];

const folder = new URL('./cases/', import.meta.url);

/** "OOMKilled" is in oom-killed.ts. */
export function fileOf(code: string): string {
  const kebab = code
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `${kebab.toLowerCase()}.ts`;
}

/** The rules, each with its own examples and then its further ones. */
export async function loadRulesWithCases(): Promise<readonly Classifier[]> {
  const rules = await loadCatalogue();
  const cases = await loadCases();
  return rules.map((rule) => {
    const [first, second, ...others] = rule.examples;
    const further = cases.get(fileOf(rule.code)) ?? [];
    return { ...rule, examples: [first, second, ...others, ...further] };
  });
}

/** Further examples by the name of their file. */
export async function loadCases(): Promise<ReadonlyMap<string, Cases>> {
  const files = await readdir(folder);
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const module: { readonly default: Cases } = await import(new URL(file, folder).href);
        return [file, module.default] as const;
      }),
    ),
  );
}
