// Everything that may notice a mutant: the tests of classify and aggregate, and the recorded scenarios.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { casesOf, complaintsOf } from '../zoo/assertions.ts';
import { createPipeline } from '../zoo/pipeline.ts';
import type { Recording } from '../zoo/recording.ts';
import { replay } from '../zoo/replay.ts';
import { loadRecording, loadScenario, type Scenario, scenarioNames } from '../zoo/scenario.ts';
import { takeCollected } from './shim.ts';

/** One test, or one scenario. */
export interface Check {
  /** Unique, and the same in every thread. */
  readonly name: string;
  /** The codes of the rules that it is about; none when it is about what they share. */
  readonly codes: readonly string[];
  /** True when it asks all rules about the example of one. */
  readonly isShared: boolean;
  /** Throws, or rejects, when it fails. */
  readonly run: () => unknown;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['test/classify', 'test/aggregate'];
/** It copies src and imports the copy, in which there are no mutants. */
const LEFT_OUT = ['test/classify/catalogue.test.ts'];
/** Of contract.test.ts. */
const ALL_RULES = 'the rules together';
/** As in replay.test.ts. */
const START_MS = Date.parse('2031-03-30T00:59:30Z');

function testFiles(): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.includes(file))
      .toSorted(),
  );
}

/** Collects all tests again each time that it is asked: from their files first, then from what these run anew. */
export class Checks {
  readonly #scenarios: readonly (readonly [Scenario, Recording])[] = scenarioNames().map((name) => {
    const scenario = loadScenario(name);
    return [scenario, loadRecording(scenario)];
  });

  async load(): Promise<void> {
    for (const file of testFiles()) await import(pathToFileURL(join(root, file)).href);
  }

  /** The scenarios, and the tests that were declared since the last call. */
  async collect(): Promise<readonly Check[]> {
    const rules = await loadCatalogue();
    const codes = rules.map(({ code }) => code);
    const tests = takeCollected().map(({ path, run }) => ({
      name: path.join(' > '),
      codes: codes.filter((code) => path.some((part) => isAbout(part, code))),
      isShared: path.includes(ALL_RULES),
      run,
    }));
    const scenarios = this.#scenarios.map(([scenario, recording]) => ({
      name: `zoo > ${scenario.name}`,
      codes: codesIn(scenario),
      isShared: false,
      run: () => {
        const pipeline = createPipeline({ rules, isEager: false });
        const said = replay(pipeline, [{ recording, startMs: START_MS }], 'announced');
        const complaints = casesOf(scenario, recording, said).flatMap(complaintsOf);
        if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
      },
    }));
    return numbered([...tests, ...scenarios]);
  }
}

function isAbout(part: string, code: string): boolean {
  return part === code || part.startsWith(`${code}: `);
}

function codesIn({ expected }: Scenario): readonly string[] {
  return expected.services.flatMap(({ steps, never }) => [
    ...never,
    ...steps.flatMap(({ diagnoses }) =>
      diagnoses.flatMap(({ code, consequences = [] }) => [code, ...consequences]),
    ),
  ]);
}

/** Two tests of one name are told apart by their order. */
function numbered(checks: readonly Check[]): readonly Check[] {
  const seen = new Map<string, number>();
  return checks.map((check) => {
    const times = (seen.get(check.name) ?? 0) + 1;
    seen.set(check.name, times);
    return times === 1 ? check : { ...check, name: `${check.name} (${times})` };
  });
}
