// Writes the generated files of the chart; `--check` only says whether they are fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { clusterRole, ownNamespaceRole, watchedNamespaceRole } from './rbac.ts';

const HEADER = '# Generated from src/sources by `node charts/generate.ts`. Do not edit.\n';

/** Each generated file, relative to this folder, with the text it should have. */
export function renderChartFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['servicehealth/files/clusterrole.yaml', toYaml(clusterRole())],
    ['servicehealth/files/role.yaml', toYaml(ownNamespaceRole())],
    // In a folder of its own: it takes the place of the ClusterRole, and is not applied beside it.
    ['servicehealth/files/namespaced/role.yaml', toYaml(watchedNamespaceRole())],
  ]);
}

function toYaml(value: object): string {
  // YAML 1.1 is what helm and kubectl read: there "no" and "on" need quotes.
  return HEADER + stringify(value, { version: '1.1', aliasDuplicateObjects: false });
}

function main(isCheck: boolean): void {
  for (const [name, wanted] of renderChartFiles()) {
    const file = fileURLToPath(new URL(name, import.meta.url));
    if (!isCheck) {
      writeFileSync(file, wanted);
    } else if (readFileSync(file, 'utf8') !== wanted) {
      process.stderr.write(`charts/${name} is stale: run \`node charts/generate.ts\`.\n`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.main) main(process.argv.includes('--check'));
