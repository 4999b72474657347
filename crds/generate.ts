// Writes crds/servicehealth.yaml from the zod schema; `--check` only says whether it is fresh.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { customResourceDefinition } from './definition.ts';

const CRD_FILE = fileURLToPath(new URL('servicehealth.yaml', import.meta.url));
const HEADER = '# Generated from src/api by `node crds/generate.ts`. Do not edit.\n';

/** The text of the file as it should be. */
export function renderCrd(): string {
  // YAML 1.1 is what kubectl reads: there "no" and "on" need quotes. Anchors it would read, people would not.
  return (
    HEADER +
    stringify(customResourceDefinition(), {
      version: '1.1',
      lineWidth: 100,
      aliasDuplicateObjects: false,
    })
  );
}

function main(isCheck: boolean): void {
  const wanted = renderCrd();
  if (!isCheck) {
    writeFileSync(CRD_FILE, wanted);
    return;
  }
  if (readFileSync(CRD_FILE, 'utf8') !== wanted) {
    console.error('crds/servicehealth.yaml is stale: run `node crds/generate.ts` and commit it.');
    process.exitCode = 1;
  }
}

if (import.meta.main) main(process.argv.includes('--check'));
