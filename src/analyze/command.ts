// `npm run analyze`: the command line around the pipeline without a cluster.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Classifier } from '../classify/types.ts';
import type { EpochMs } from '../facts/index.ts';
import type { Fields } from '../sources/read.ts';
import { type Analysis, analyze } from './analyze.ts';
import { type AnalyzeArguments, HELP_TEXT, parseAnalyzeArguments } from './arguments.ts';
import { newestInstant } from './newest-instant.ts';
import { printReports } from './print.ts';
import { readDump, readManifest, UnreadableDump } from './read-dump.ts';

/** What the process then ends with. */
const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What the command needs of its surroundings. */
export interface Surroundings {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly now: () => EpochMs;
  readonly loadRules: () => Promise<readonly Classifier[]>;
}

interface Input {
  readonly objects: readonly Fields[];
  readonly isLive: boolean;
}

/** Returns the exit code. What it says about its work goes to stderr, so that stdout can be piped on. */
export async function analyzeCommand(
  words: readonly string[],
  { stdin, stdout, stderr, now, loadRules }: Surroundings,
): Promise<number> {
  const parsed = parseAnalyzeArguments(words);
  if (parsed.kind === 'help') {
    stdout.write(HELP_TEXT);
    return EXIT.ok;
  }
  function refuse(message: string): number {
    stderr.write(`analyze: ${message}\n`);
    return EXIT.usage;
  }
  if (parsed.kind === 'wrong') return refuse(parsed.message);
  const { files, settings, output } = parsed.arguments;
  if (files.length === 0 && stdin.isTTY === true) return refuse('no file; see --help');
  try {
    const input = await readInput(files, stdin);
    const nowMs = instantOf(parsed.arguments, input, now);
    const analysis = analyze(input.objects, { rules: await loadRules(), settings, nowMs });
    for (const line of remarks(analysis, parsed.arguments, input, nowMs)) {
      stderr.write(`${line}\n`);
    }
    stdout.write(printReports(analysis.reports, output));
    return analysis.reports.length === 0 ? EXIT.failed : EXIT.ok;
  } catch (error) {
    if (error instanceof UnreadableDump) return refuse(error.message);
    throw error;
  }
}

async function readInput(files: readonly string[], stdin: NodeJS.ReadableStream): Promise<Input> {
  const sources = files.length === 0 ? ['-'] : files;
  const objects: Fields[] = [];
  for (const file of sources) {
    const source = file === '-' ? 'standard input' : file;
    const content = file === '-' ? await text(stdin) : await readText(file);
    const read = isYaml(file) ? readManifest : readDump;
    for (const object of read(content, source)) objects.push(object);
  }
  return { objects, isLive: sources.includes('-') };
}

/** What people write by hand, such as a HealthRule, is YAML. */
function isYaml(file: string): boolean {
  return file.endsWith('.yaml') || file.endsWith('.yml');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableDump(`${file} cannot be read: ${reason}`);
  }
}

/** A pipe is from now; a file is from when it was made, or all its problems would be history. */
function instantOf(
  { nowMs }: AnalyzeArguments,
  { objects, isLive }: Input,
  now: () => EpochMs,
): EpochMs {
  if (nowMs !== undefined) return nowMs;
  return isLive ? now() : (newestInstant(objects) ?? now());
}

function remarks(
  { reports, used, unused, stalled }: Analysis,
  { nowMs: given }: AnalyzeArguments,
  { isLive }: Input,
  nowMs: EpochMs,
): readonly string[] {
  const at = new Date(nowMs).toISOString();
  const lines = [`read ${counted(used)}; judged at ${at}`];
  if (given === undefined && !isLive) {
    lines.push('that is the newest time in the files: give --now TIME if they were made later');
  }
  if (unused.size > 0) lines.push(`not used: ${counted(unused)}`);
  if (!used.has('Event')) {
    lines.push('there are no Events among them: what only an event tells is not found');
  }
  lines.push(...stalled.map((rule) => `warning: ${rule}`));
  if (reports.length === 0) lines.push('nothing in it belongs to a service');
  return lines;
}

function counted(kinds: ReadonlyMap<string, number>): string {
  const parts = [...kinds.keys()].toSorted().map((kind) => `${kinds.get(kind)} ${kind}`);
  return parts.length === 0 ? 'nothing that is used' : parts.join(', ');
}
