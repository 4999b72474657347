// Writes crds/*.yaml from the zod schemas; `--check` only says whether they are fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { customResourceDefinition } from './definition.ts';
import { ruleDefinition } from './rule-definition.ts';
import type { StructuralSchema } from './structural.ts';

const HEADER = '# Generated from src/api by `node crds/generate.ts`. Do not edit.\n';

/** The text of crds/servicehealth.yaml as it should be. */
export function renderCrd(): string {
  return toYaml(customResourceDefinition());
}

/** The text of crds/healthrule.yaml as it should be. */
export function renderRuleCrd(): string {
  return toYaml(ruleDefinition());
}

function toYaml(definition: StructuralSchema): string {
  // YAML 1.1 is what kubectl reads: there "no" and "on" need quotes. Anchors it would read, people would not.
  return (
    HEADER +
    stringify(definition, {
      version: '1.1',
      lineWidth: 100,
      aliasDuplicateObjects: false,
    })
  );
}

function main(isCheck: boolean): void {
  write('servicehealth.yaml', renderCrd(), isCheck);
  write('healthrule.yaml', renderRuleCrd(), isCheck);
}

function write(name: string, wanted: string, isCheck: boolean): void {
  const file = fileURLToPath(new URL(name, import.meta.url));
  if (!isCheck) {
    writeFileSync(file, wanted);
    return;
  }
  if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`crds/${name} is stale: run \`node crds/generate.ts\` and commit it.`);
    process.exitCode = 1;
  }
}

if (import.meta.main) main(process.argv.includes('--check'));
