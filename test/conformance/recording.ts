// The answers of a real API server, kept in a file: one line for each call, and a first line about all of them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { named } from '../fake-apiserver/shape.ts';
import type { KubeJson } from '../fake-apiserver/types.ts';
import type { Area } from './call.ts';
import type { Answers } from './run.ts';

export const recordingFile = new URL('answers.ndjson', import.meta.url);

const answerSchema = z.object({
  code: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
});
const headSchema = z.object({
  /** Which server answered. */
  server: z.string(),
  /** Of our kind, as it had it. */
  definition: z.looseObject({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
  }),
  /** Of the calls it was asked. */
  calls: z.string(),
  /** Of the lines that follow. */
  answers: z.string(),
});
const lineSchema = z.object({ call: z.string(), answers: z.array(answerSchema) });

export interface Recording {
  readonly server: string;
  readonly definition: KubeJson;
  readonly answers: Answers;
  /** Why this file cannot be compared with; none is what it should be. */
  readonly complaints: readonly string[];
}

/** As kubectl prints it; a year has 365 days. */
const AGE = /"(\d{1,2})y(\d{1,3})d"/;
const DAY_MS = 86_400_000;

/** How many days ago it was made, by how old it says that something of this instant was. */
export function daysSince(answers: Answers, instantMs: number): number {
  const [, years, days] = AGE.exec(JSON.stringify([...answers.values()])) ?? [];
  if (years === undefined) throw new Error('the recording says no age in years');
  const then = Number(years) * 365 + Number(days);
  return Math.floor((Date.now() - instantMs) / DAY_MS) - then;
}

export function readRecording(areas: readonly Area[], file = recordingFile): Recording {
  const [first = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const head = headSchema.parse(JSON.parse(first));
  const answers = lines.map((line) => {
    const { call, answers: given } = lineSchema.parse(JSON.parse(line));
    return [call, given.map((answer) => ({ ...answer, body: answer.body }))] as const;
  });
  const complaints = [
    ...(head.calls === digest(JSON.stringify(areas)) ? [] : ['the calls have changed since']),
    ...(head.answers === digest(lines.join('\n')) ? [] : ['it was edited by hand']),
  ];
  const { server, definition } = head;
  return {
    server,
    definition: named(definition, definition.metadata.name),
    answers: new Map(answers),
    complaints,
  };
}

export function recordingText(
  areas: readonly Area[],
  { server, definition, answers }: Omit<Recording, 'complaints'>,
): string {
  const lines = [...answers].map(([call, given]) => JSON.stringify({ call, answers: given }));
  const head = {
    server,
    definition,
    calls: digest(JSON.stringify(areas)),
    answers: digest(lines.join('\n')),
  };
  return `${[JSON.stringify(head), ...lines].join('\n')}\n`;
}

function digest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
