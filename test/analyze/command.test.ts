import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { analyzeCommand } from '../../src/analyze/command.ts';
import { serviceHealthSchema } from '../../src/api/service-health.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { play, stateAt } from '../zoo/player.ts';
import { loadRecording, loadScenario } from '../zoo/scenario.ts';

const listSchema = z.object({ items: z.array(serviceHealthSchema) });

const folder = mkdtempSync(join(tmpdir(), 'analyze-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function dumpOf(name: string): string {
  const recording = loadRecording(loadScenario(name));
  const startMs = Date.parse(recording.header.recordedAt);
  const items = stateAt(play([{ recording, startMs }])).map(({ object }) => object);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function fileOf(name: string): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, dumpOf(name));
  return path;
}

function ruleFile(text: string): string {
  const path = join(folder, 'rule.yaml');
  writeFileSync(path, text);
  return path;
}

const nowMs = Date.parse('2031-01-01T00:00:00Z');

async function run(words: readonly string[], stdin?: string) {
  let stdout = '';
  let stderr = '';
  const code = await analyzeCommand(words, {
    stdin: Object.assign(Readable.from(stdin === undefined ? [] : [stdin]), {
      isTTY: stdin === undefined,
    }),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    now: () => nowMs,
    loadRules: () => loadCatalogue(),
  });
  return { code, stdout, stderr };
}

describe('analyze', () => {
  test('prints a line for each service of several files, judged when the files were made', async () => {
    const files = [fileOf('oom-killed'), fileOf('crash-after-45s')];
    const { code, stdout, stderr } = await run(files);
    expect(code).toBe(0);
    const rows = stdout.split('\n').map((line) => line.split(/\s{2,}/).slice(1, 6));
    expect(rows).toEqual([
      ['NAME', 'HEALTH', 'PODS', 'ISSUES', 'TOP-ISSUE'],
      ['crash-after-45s', 'Unhealthy', '0/1', '1', 'AppError'],
      ['oom-killed', 'Unhealthy', '0/1', '1', 'OOMKilled'],
      [],
    ]);
    expect(stderr).toMatch(/^read \d+ Deployment, .*; judged at 20\d\d-/);
    expect(stderr).toContain('give --now TIME if they were made later');
  });

  test.each(['json', 'yaml'])('prints whole objects as %s', async (output) => {
    const { code, stdout } = await run([fileOf('oom-killed'), '-o', output]);
    const list: unknown = output === 'json' ? JSON.parse(stdout) : parse(stdout);
    expect(code).toBe(0);
    const [report] = listSchema.parse(list).items;
    expect(report?.metadata).toMatchObject({ name: 'oom-killed', namespace: 'zoo-oom-killed' });
    expect(report?.status?.diagnoses?.[0]).toMatchObject({ code: 'OOMKilled', state: 'active' });
  });

  test('judges standard input now: a crash of years ago is history', async () => {
    const { code, stdout, stderr } = await run(
      ['--output', 'json'],
      dumpOf('one-restart-then-fine'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('"reportTime": "2031-01-01T00:00:00Z"');
    expect(stderr).toContain('judged at 2031-01-01T00:00:00.000Z');
    expect(stderr).not.toContain('--now');
  });

  test('judges at --now if that is given', async () => {
    const { stdout } = await run([
      '--now',
      '2030-05-05T05:05:05Z',
      '-o',
      'json',
      fileOf('healthy'),
    ]);
    expect(stdout).toContain('"reportTime": "2030-05-05T05:05:05Z"');
  });

  test('puts the context into commands and takes labels as the operator does', async () => {
    const flags = ['--cluster-name', 'prod-eu-1', '--service-labels', 'app', '-o', 'json'];
    const { stdout } = await run([...flags, fileOf('oom-killed')]);
    expect(stdout).toContain('"cluster": "prod-eu-1"');
    expect(stdout).toContain('kubectl --context prod-eu-1 --namespace zoo-oom-killed logs');
    expect(stdout).toContain('"name": "cache-worker"');
  });

  test('names what it does not use, and what it would need', async () => {
    const dump = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } });
    const { code, stderr } = await run([], dump);
    expect(code).toBe(1);
    expect(stderr).toBe(
      [
        'read nothing that is used; judged at 2031-01-01T00:00:00.000Z',
        'not used: 1 Secret',
        'there are no Events among them: what only an event tells is not found',
        'nothing in it belongs to a service',
        '',
      ].join('\n'),
    );
  });

  test('explains itself', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Says what is wrong with the services in a dump/);
  });

  test.each<[string, readonly string[], string]>([
    ['no input', [], 'analyze: no file; see --help\n'],
    ['a file that is not there', ['/none.json'], 'analyze: /none.json cannot be read: ENOENT'],
    ['another output', ['-o', 'wide'], 'analyze: --output: got "wide", allowed: table, yaml, json'],
    ['a time in words', ['--now', 'noon'], 'analyze: --now: got "noon", allowed: an RFC 3339 time'],
    ['an unknown flag', ['--nope'], "analyze: Unknown option '--nope'"],
    [
      'a bad setting',
      ['--service-labels', '?', 'x'],
      'analyze: --service-labels: got "?", allowed:',
    ],
  ])('refuses %s', async (_, words, message) => {
    const { code, stdout, stderr } = await run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('a HealthRule that is not applied yet', () => {
  const RULE = `# Tried before it is applied: without a uid.
apiVersion: servicehealth.dev/v1alpha1
kind: HealthRule
metadata: {name: acme-memory}
spec:
  code: AcmeMemory
  match: {terminatedReasons: [OOMKilled]}
  overrides: [OOMKilled]
  diagnosis:
    title: '{Who} needs a larger size'
    explanation: The sizes of our platform are too small for {workload}.
    fixes: [Ask for size L.]
`;

  test('is used like one of the cluster', async () => {
    const { code, stdout, stderr } = await run([
      fileOf('oom-killed'),
      ruleFile(RULE),
      '-o',
      'yaml',
    ]);
    const [report] = listSchema.parse(parse(stdout)).items;
    expect(code).toBe(0);
    expect(stderr).toContain('1 HealthRule');
    expect(stderr).not.toContain('warning');
    expect(report?.status?.diagnoses).toMatchObject([
      { code: 'AcmeMemory', rule: 'acme-memory', title: 'Container "app" needs a larger size' },
    ]);
  });

  test('that cannot be used is a warning, and all else is as without it', async () => {
    const bad = RULE.replace('[OOMKilled]}', "[OOMKilled], messagePattern: '('}");
    const without = await run([fileOf('oom-killed')]);
    const { code, stdout, stderr } = await run([fileOf('oom-killed'), ruleFile(bad)]);
    expect([code, stdout]).toEqual([0, without.stdout]);
    expect(stderr).toContain(
      'warning: HealthRule acme-memory is not used: BadPattern: spec.match.messagePattern: error parsing regexp: missing closing ): `(`\n',
    );
  });

  test('beside another in one file is read, too', async () => {
    const second = RULE.replaceAll('acme-memory', 'other').replace('AcmeMemory', 'AcmeOther');
    const { stderr } = await run([fileOf('oom-killed'), ruleFile(`${RULE}---\n${second}---\n`)]);
    expect(stderr).toContain('2 HealthRule');
  });

  test.each([
    ['that is empty', '# nothing\n', 'is empty'],
    ['that is no YAML', 'a: [1\n', 'expected YAML, got '],
    ['that is no object of Kubernetes', 'a: 1\n', 'expected Kubernetes objects'],
    [
      'that makes much of little',
      `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nkind: [${'*b,'.repeat(50)}]\n`,
      'expected YAML with fewer aliases',
    ],
  ])('in a file %s is refused', async (_, text, message) => {
    const { code, stderr } = await run([fileOf('oom-killed'), ruleFile(text)]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
